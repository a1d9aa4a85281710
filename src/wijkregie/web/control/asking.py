"""Ask a service once; what it refuses becomes an error of the form."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.utils.translation import gettext as _

from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, QueryDict


def tried(form: forms.Form, act: Callable[[], object], *, field: str | None = None) -> bool:
    """Do ``act`` and tell whether it was done; else the form says why not, at ``field``.

    Two people who save the same thing in the same moment both pass the checks; then the
    database keeps the first, and the second hears so.
    """
    try:
        act()
    except Refusal as refusal:
        form.add_error(field, str(refusal))
    except IntegrityError:
        form.add_error(None, same_moment())
    else:
        return True
    return False


def same_moment() -> str:
    """Return what someone hears whose change was a moment too late."""
    return _("Somebody else saved this at the same moment. Reload the page to see it.")


def fingerprint(*values: object) -> str:
    """Return a short text that changes when one of the values does."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or nothing when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def answered(form: forms.Form, act: Callable[[], object], *, field: str | None = None) -> bool:
    """Tell whether a form was sent, was filled in well, and ``act`` was done with it."""
    return form.is_bound and form.is_valid() and tried(form, act, field=field)

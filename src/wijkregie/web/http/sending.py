"""A page that is sent twice is done once: the second leads where the first did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.kit import once, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from wijkregie.kit.viewer import Viewer

#: Which page a form was filled in on: the field that ``{% sheet %}`` writes.
_SHEET: Final = "blad"


class Done(HttpResponseRedirect):
    """What was asked is done: leads to the page that shows it."""


def sent_once(
    request: HttpRequest, viewer: Viewer, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer what was sent, unless the same was sent from the same page and done before.

    A page without the field, such as one from before this was asked, is answered as it is.
    """
    if not request.POST.get(_SHEET):
        return act()

    def answer() -> tuple[HttpResponse, str]:
        given = act()
        return given, given.url if isinstance(given, Done) else ""

    given = once.only_once(_digest(request, viewer), answer, at=timezone.now())
    if isinstance(given, once.Before):
        messages.info(request, _("This was saved already."))
        return redirect(given.url)
    return given


def _digest(request: HttpRequest, viewer: Viewer) -> str:
    """Return a fingerprint of what was sent, by whom and from which page."""
    sent = {name: values for name, values in request.POST.lists() if "csrf" not in name}
    files = [(name, one.name, one.size) for name, many in request.FILES.lists() for one in many]
    told = [viewer.person_id, request.get_full_path(), sent, files]
    return tokens.digest(json.dumps(told, sort_keys=True))

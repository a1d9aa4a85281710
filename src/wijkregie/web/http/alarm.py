"""The red banner of who leads the work: concerns about persons that nobody opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.concerns import queries

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


def alarm_banner(viewer: Viewer, scope: Scope) -> dict[str, str] | None:
    """Return what ``partials/alert.html`` asks for, or nothing when all is well.

    No query for who leads nothing here, one when all is well.
    """
    found = queries.alarm_for(viewer, at=timezone.now())
    if found is None:
        return None
    return {
        "kind": "error",
        "title": _("Call now"),
        "text": alarm_text(found.waiting),
        "url": reverse("concerns:alarm", args=[scope.slug]),
        "url_text": _("See whom to call"),
    }


def alarm_text(waiting: int) -> str:
    """Tell how many concerns wait too long; never about whom or where."""
    told = ngettext(
        "%(number)d concern about a person has waited unread for more than 24 hours.",
        "%(number)d concerns about persons have waited unread for more than 24 hours.",
        waiting,
    )
    return told % {"number": waiting}

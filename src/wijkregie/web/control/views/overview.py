"""The first page of the settings: every subject with what is there, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.domain.signals import queries as signals
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.frame import SUBJECTS, Place, show

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.web.control.desk import Desk

_COUNTED = ("areas", "groups", "persons", "organisations", "themes", "phones")


@for_administrators
@require_safe
def index(_request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show every subject of the settings."""
    counts, texts = _counts(desk), _texts()
    has_desk = people.sealed_desk_of(desk.viewer) is not None
    missing = [key for key, count in counts.items() if not count]
    missing += [] if has_desk else ["sealed"]
    context = {
        "items": [
            {
                "name": name,
                "url": desk.url(key),
                "text": texts[key],
                "side_text": str(counts.get(key) or ""),
            }
            for key, name in SUBJECTS.items()
            if key != "index"
        ],
        "missing": [{"name": SUBJECTS[key], "url": desk.url(key)} for key in missing],
    }
    place = Place("index")
    return show(desk, place, "control/overview.html", context)


def _counts(desk: Desk) -> dict[str, int]:
    on = timezone.localdate()
    own = places.areas_of(desk.viewer, desk.scope, level=Level.OWN)
    found = (
        own.count(),
        len(people.groups_visible_to(desk.viewer, on=on)),
        len(people.persons_visible_to(desk.viewer, on=on)),
        len(people.organisations_visible_to(desk.viewer)),
        signals.themes_visible_to(desk.viewer).count(),
        len(places.phone_numbers(desk.scope)),
    )
    return dict(zip(_COUNTED, found, strict=True))


def _texts() -> dict[str, str]:
    return {
        "details": _("What your municipality is called, and “je” or “u”."),
        "look": _("Colours and logo, with a test of how well they read."),
        "areas": _("The codes of CBS, and areas that you make yourself."),
        "own_figures": _("Your own survey or registration, safe for small groups."),
        "groups": _("Teams, platforms and panels, and who has a seat."),
        "persons": _("Who can log in, and who may do what."),
        "organisations": _("The parties that work along."),
        "themes": _("What residents can report, and when they hear back."),
        "routing": _("Which group gets which reports, with a trial before you save."),
        "answers": _("Words that are often needed, for who answers."),
        "phones": _("Numbers that residents can call."),
        "sealed": _("The team that takes what nobody else may read."),
        "log": _("Who changed what, and when."),
    }

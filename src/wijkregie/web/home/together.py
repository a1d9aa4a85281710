"""The groups that work together here: who sits where, and when they began."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import GroupKind, SeatFunction, Shell

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.people.queries import GroupSeen, Lapse, SeatSeen
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_KINDS: Final = {
    GroupKind.DISTRICT_TEAM: gettext_lazy("Wijkteams"),
    GroupKind.DISTRICT_PLATFORM: gettext_lazy("Wijkplatforms"),
    GroupKind.RESIDENTS: gettext_lazy("Residents' groups"),
    GroupKind.PANEL: gettext_lazy("Wijkpanels"),
    GroupKind.TABLE: gettext_lazy("Wijktafels"),
    GroupKind.CORE_GROUP: gettext_lazy("Core groups"),
    GroupKind.SOUNDING_BOARD: gettext_lazy("Sounding boards"),
    GroupKind.STEERING: gettext_lazy("Steering groups"),
}
_MONTHS: Final = 12


def page(viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """Return what ``home/together.html`` asks for. Five queries."""
    on = timezone.localdate()
    seats: dict[int, list[SeatSeen]] = defaultdict(list)
    for seat in people.seats_visible_to(viewer, on=on):
        seats[seat.group_id].append(seat)
    groups = list(people.groups_visible_to(viewer, on=on))
    lapses = people.lapses_by_group(viewer, on=on)
    return {
        "crumbs": [
            {"name": scope.name, "url": reverse("home:index", args=[scope.slug])},
            {"name": _("Who works together")},
        ],
        "title": _("Who works together in %(name)s?") % {"name": scope.name},
        "kinds": [
            {
                "name": name,
                "groups": [
                    _group(one, seats[one.id], on) | _lapse(scope, lapses.get(one.id))
                    for one in groups
                    if one.kind == kind
                ],
            }
            for kind, name in _KINDS.items()
            if any(one.kind == kind for one in groups)
        ],
    }


def _group(group: GroupSeen, seats: list[SeatSeen], on: date) -> dict[str, Any]:
    areas = [area.name or area.code for area in group.areas]
    return {
        "name": group.name,
        "purpose": group.purpose,
        "areas_text": get_text_list(areas, _("and")) or _("the whole municipality"),
        "began": began_text(group.planned_on, group.started_on, on),
        "late": bool(_months_late(group.planned_on, group.started_on, on)),
        "shells": [
            {"name": name, "seats": [_seat(one) for one in seats if one.shell == shell]}
            for shell, name in (
                (Shell.FIRST, _("First shell: attends the meetings")),
                (Shell.SECOND, _("Second shell: is informed, and invited for a point")),
            )
            if any(one.shell == shell for one in seats)
        ],
    }


def _lapse(scope: Scope, lapse: Lapse | None) -> dict[str, Any]:
    """Return that the covenant of a group ends, as ``partials/alert.html`` asks for it."""
    if lapse is None:
        return {"lapse": None}
    words = _("The covenant of this group ends on %(day)s. After that it decides nothing.")
    return {
        "lapse": {
            "kind": "warning" if lapse.soon else "info",
            "text": words % {"day": date_format(lapse.over_on, "j F Y")},
            "url": reverse("covenants:detail", args=[scope.slug, lapse.covenant_id]),
        }
    }


def _seat(seat: SeatSeen) -> str:
    """Return who holds a seat: the organisation, and the name only where one may see it."""
    organisation = seat.organisation.name if seat.organisation else ""
    person = seat.person.name or ""
    who = organisation or person or _("a resident")
    if organisation and person:
        who = f"{organisation} ({person})"
    if seat.function == SeatFunction.MEMBER:
        return who
    return f"{who}, {SeatFunction(seat.function).label}"


def began_text(planned: date | None, started: date | None, on: date) -> str:
    """Tell when a group began beside when it was to begin by the plan."""
    late = _months_late(planned, started, on)
    told = {
        "planned": _month(planned) if planned else "",
        "started": _month(started) if started else "",
        "late": ngettext("%(months)d month", "%(months)d months", late) % {"months": late},
    }
    if planned is None:
        return _("Began in %(started)s.") % told if started else ""
    return _by_plan(planned, started, on, late=bool(late)) % told


def _by_plan(planned: date, started: date | None, on: date, *, late: bool) -> str:
    if started is None:
        if planned > on:
            return _("Is to begin in %(planned)s.")
        return _("Was to begin in %(planned)s and has not begun.")
    if late:
        return _("Planned for %(planned)s, began in %(started)s: %(late)s later.")
    return _("Planned for %(planned)s, began in %(started)s.")


def _months_late(planned: date | None, started: date | None, on: date) -> int:
    if planned is None:
        return 0
    until = started or on
    months = (until.year - planned.year) * _MONTHS + until.month - planned.month
    return max(months, 0)


def _month(day: date) -> str:
    return date_format(day, "F Y")

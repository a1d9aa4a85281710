"""What there is to choose from when a project is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Role
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.domain.programme import queries, rules
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.web.http.wording import area_name
from wijkregie.web.programme.words import capital, date_text, period_text, where_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries import ProgrammeSeen
    from wijkregie.web.programme.desk import Desk

    Choices = list[tuple[object, object]]


def living(desk: Desk) -> list[ProgrammeSeen]:
    """Return the programmes that have not ended."""
    year = timezone.localdate().year
    found = queries.programmes_visible_to(desk.viewer)
    return [one for one in found if one.until_year >= year]


def programmes(found: Iterable[ProgrammeSeen]) -> Choices:
    """Return programmes with their years."""
    return [
        (one.id, f"{one.name} ({period_text(one.from_year, one.until_year)})") for one in found
    ]


def of_programme(desk: Desk, programme_id: int | None) -> dict[str, Choices]:
    """Return the goals and bottlenecks of one programme, what they work for first."""
    if programme_id is None:
        return {"goals": [], "bottlenecks": []}
    goals = queries.goals_visible_to(desk.viewer, programme_id=programme_id)
    wanted = queries.BottleneckFilter(programme_id=programme_id)
    bottlenecks = queries.bottlenecks_visible_to(desk.viewer, wanted)
    return {
        "goals": [
            (one.id, one.title)
            for one in sorted(goals, key=lambda goal: goal.level == GoalLevel.IMPACT)
        ],
        "bottlenecks": [
            (one.id, f"{capital(one.title)} ({where_text(one.areas)})") for one in bottlenecks
        ],
    }


def areas(desk: Desk, beside: Iterable[AreaNamed] = ()) -> Choices:
    """Return the own areas, or else the wijken of CBS, and ``beside`` what was chosen."""
    found = list(places.areas_of(desk.viewer, desk.scope, level=Level.OWN))
    if not any(one.kind == OwnKind.WIJK for one in found):
        year = places.latest_year(desk.scope)
        found += places.areas_of(desk.viewer, desk.scope, level=Level.DISTRICT, year=year)
    known = {one.pk for one in found}
    return [
        *((one.pk, _breakable(area_name(one))) for one in found),
        *((one.id, _breakable(one.name or one.code)) for one in beside if one.id not in known),
    ]


def _breakable(name: str) -> str:
    """Let a long name break after a slash, on a phone."""
    return name.replace("/", "/\u200b")


def organisations(desk: Desk) -> Choices:
    """Return the organisations that work here."""
    return [(one.id, one.name) for one in people.organisations_visible_to(desk.viewer)]


def persons(desk: Desk) -> Choices:
    """Return who works here, to lead a project."""
    found = people.persons_visible_to(desk.viewer, on=timezone.localdate())
    named = [(one.id, one.name or "") for one in found if one.id is not None]
    return [("", _("Not known yet")), *named]


def bodies(desk: Desk) -> Choices:
    """Return the groups and roles in which the viewer may record a decision.

    A group whose covenant lapsed comes last, and says so: it decides nothing any more, but
    what it decided before that day may still have to be written down.
    """
    viewer, today = desk.viewer, timezone.localdate()
    mine = viewer.first_shell_ids | viewer.led_ids
    groups = [
        one
        for one in people.groups_visible_to(viewer, on=today)
        if viewer.operator or one.id in mine
    ]
    held = {grant.role for grant in viewer.grants}
    roles = [role for role in rules.HANDLERS if viewer.operator or role in held]
    now = people.authorities(viewer, [one.id for one in groups], on=today)
    lapsed = {pk: one.lapsed_on for pk, one in now.items() if one.lapsed_on is not None}
    return [
        *((f"group:{one.id}", one.name) for one in groups if one.id not in lapsed),
        *((f"role:{role}", capital(str(Role(role).label))) for role in roles),
        *(
            (f"group:{one.id}", _lapsed_text(one.name, lapsed[one.id]))
            for one in groups
            if one.id in lapsed
        ),
    ]


def _lapsed_text(name: str, day: date) -> str:
    return _("%(name)s (covenant lapsed on %(day)s: only what it decided up to then)") % {
        "name": name,
        "day": date_text(day),
    }


def deciders(found: Choices) -> list[int]:
    """Return the groups among who may have decided."""
    words = (str(value).partition(":") for value, _name in found)
    return [int(which) for kind, _colon, which in words if kind == "group"]


def activities(desk: Desk, programme_id: int) -> Choices:
    """Return the regular work that a project may be handed over to."""
    found = queries.regular_work_of(desk.viewer, programme_id)
    return [(one.id, one.name) for one in found if one.stopped_on is None]

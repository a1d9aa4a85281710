"""The rules by which signals go to groups, as those who set them see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from wijkregie.domain.people.queries import AreaNamed
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import AreaYear
from wijkregie.domain.signals import rules
from wijkregie.domain.signals.models import Event, RoutingRule
from wijkregie.domain.signals.queries import routes
from wijkregie.domain.signals.states import EventKind, RuleFault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class RuleSeen:
    """A rule; ``place`` counts from 1. ``fault`` says why it does not work, if it does not."""

    id: int
    place: int
    area: AreaNamed | None
    theme_id: int | None
    theme_name: str
    group_id: int | None
    group_name: str
    organisation_id: int | None
    organisation_name: str
    active: bool
    fault: RuleFault | None


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A signal at which a rule could not be followed, and why, in words for everyone."""

    reference: str
    theme_name: str
    area: AreaNamed | None
    to_name: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TeamSeen:
    """A wijkteam to which signals go by themselves though it has no members."""

    id: int
    name: str


def routing_rules(viewer: Viewer, *, on: date) -> tuple[RuleSeen, ...]:
    """Return the rules in order, for who may set them. Six queries."""
    if not rules.may_set_routing(viewer):
        return ()
    here = viewer.municipality_id or 0
    rows = list(
        RoutingRule.objects.filter(municipality_id=here)
        .select_related("area", "theme", "group", "organisation")
        .order_by("order", "pk")
    )
    faults = _faults(rows, here, on=on)
    return tuple(_seen(row, n, faults[row.pk]) for n, row in enumerate(rows, start=1))


def failed_lately(viewer: Viewer, *, since: datetime) -> tuple[RuleFailure, ...]:
    """Return at which signals a rule could not be followed, at most ten, the last first."""
    if not rules.may_set_routing(viewer):
        return ()
    rows = (
        Event.objects.filter(
            municipality_id=viewer.municipality_id or 0,
            what=EventKind.RULE_FAILED,
            at__gte=since,
        )
        .select_related("signal__theme", "signal__area", "group", "organisation")
        .order_by("-at", "-pk")
    )
    return tuple(
        RuleFailure(
            reference=one.signal.reference,
            theme_name=one.signal.theme.name,
            area=named(one.signal.area),
            to_name=_joined(one.group, one.organisation),
            why=one.why,
            at=one.at,
        )
        for one in rows[:10]
    )


def empty_teams(viewer: Viewer, *, on: date) -> tuple[TeamSeen, ...]:
    """Return the wijkteams without members, to which signals may go. Three queries."""
    if not rules.may_set_routing(viewer):
        return ()
    here = viewer.municipality_id or 0
    names = routes.known(here, on=on).groups
    ids = {team.id for team in routes.teams_in(here, on=on) if not team.has_members}
    found = [TeamSeen(pk, names[pk]) for pk in ids]
    return tuple(sorted(found, key=lambda team: team.name))


def named(area: Area | None) -> AreaNamed | None:
    """Return an area for who works along here: they know all areas."""
    return None if area is None else AreaNamed(area.pk, area.code, str(area))


def _seen(row: RoutingRule, place: int, fault: RuleFault | None) -> RuleSeen:
    return RuleSeen(
        id=row.pk,
        place=place,
        area=named(row.area),
        theme_id=row.theme_id,
        theme_name=row.theme.name if row.theme else "",
        group_id=row.group_id,
        group_name=row.group.name if row.group else "",
        organisation_id=row.organisation_id,
        organisation_name=row.organisation.name if row.organisation else "",
        active=row.active,
        fault=fault,
    )


def _faults(
    rows: Sequence[RoutingRule], municipality_id: int, *, on: date
) -> dict[int, RuleFault | None]:
    """Return for each rule why it cannot be followed, or never has its turn."""
    here = routes.known(municipality_id, on=on)
    gone = _gone([row.area_id for row in rows if row.area_id], municipality_id)
    found: dict[int, RuleFault | None] = {}
    working: list[routes.RuleDraft] = []
    for row in rows:
        rule = routes.drafted(row)
        fault = here.fault_of(rule)
        if fault is None and row.theme is not None and not row.theme.active:
            fault = RuleFault.THEME_OUT
        if fault is None and row.area_id in gone:
            fault = RuleFault.AREA_GONE
        if fault is None and any(one.covers(rule) for one in working):
            fault = RuleFault.NEVER
        if fault is None:
            working.append(rule)
        found[row.pk] = fault
    return found


def _gone(area_ids: Sequence[int], municipality_id: int) -> frozenset[int]:
    """Return which of these areas are not in the last layout. Three queries at most."""
    scope = places.scope_of(municipality_id) if area_ids else None
    if scope is None:
        return frozenset()
    years = AreaYear.objects.filter(area__gm_code__in=scope.codes)
    rows = list(
        years.values_list("area_id", "area__level").annotate(last=Max("year")).order_by()
    )
    latest: dict[str, int] = {}
    for _pk, level, last in rows:
        latest[level] = max(last, latest.get(level, 0))
    old = {pk for pk, level, last in rows if last < latest[level]}
    return frozenset(old.intersection(area_ids))


def _joined(*parties: object) -> str:
    return ", ".join(str(party) for party in parties if party is not None)

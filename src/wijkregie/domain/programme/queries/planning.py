"""The planning of a programme: one query that every view of it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.core import names
from wijkregie.domain.people.states import Role
from wijkregie.domain.places.states import Level
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import (
    Activity,
    DecisionPoint,
    Party,
    ProjectGoal,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.queries.planning_themes import themes_of
from wijkregie.domain.programme.queries.programmes import goals_visible_to, programme_seen
from wijkregie.domain.programme.queries.seen_planning import (
    NO_THEME,
    ActivityPlanned,
    Keyed,
    PartnerIn,
    Planning,
    PointPlanned,
    ProjectPlanned,
)
from wijkregie.domain.programme.states import (
    PROJECT_STEPS,
    ActivityKind,
    Part,
    ProjectState,
    Track,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from wijkregie.domain.decisions.models import Decision
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.tables import ProjectMoney
    from wijkregie.kit.viewer import Viewer

#: What is there for everybody, or whose areas are not known, in an address.
WHOLE, NOWHERE = "gemeente", "zonder-gebied"


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """Which projects are asked for; what is empty does not count.

    ``area`` is a code: of projects in it, in a part of it, or in an area that holds it.
    ``goal`` is the key of a goal: projects for it or for one below it.
    """

    area: str = ""
    theme: str = ""
    partner: str = ""
    state: ProjectState | None = None
    goal: str = ""

    def narrow(self, planning: Planning) -> tuple[ProjectPlanned, ...]:
        """Return the projects that are asked for, in their order."""
        goals = _with_those_below(planning, self.goal)
        return tuple(
            one
            for one in planning.projects
            if (not self.area or _is_in(planning, one, self.area))
            and (not self.theme or self.theme in _themes(one))
            and (not self.partner or self.partner in one.partner_keys)
            and (self.state is None or one.state == self.state)
            and (not self.goal or not goals.isdisjoint(one.goal_ids))
        )


def planning_of(viewer: Viewer, key: str) -> Planning | None:
    """Return the planning of a programme, ``None`` where it is not there.

    Seventeen queries at most, however large it is. Ideas are in it for who works along only.
    """
    programme = programme_seen(viewer, key)
    if programme is None:
        return None
    rows: list[Any] = _rows(viewer, programme.id)
    around = door.around_each(area.pk for one in rows for area in one.areas_seen)
    goals_of = {one.pk: [link.goal_id for link in one.goal_links.all()] for one in rows}
    themes = themes_of(viewer, rows, goals_of)
    money = {one.project_id: one for one in money_of(rows)}
    seen_names = rules.may_see_names(viewer)
    projects = tuple(
        _project(
            one,
            _Around(
                areas=around,
                themes=themes.get(one.pk, ()),
                money=money[one.pk],
                owner=programme.owner,
                names=seen_names,
            ),
        )
        for one in rows
    )
    partners = [each for one in projects for each in one.partners]
    return Planning(
        programme=programme,
        projects=projects,
        areas=_areas(viewer, around),
        themes=tuple(sorted({each for one in projects for each in one.themes})),
        partners=_partners(partners),
        goals=tuple(goals_visible_to(viewer, programme_id=programme.id)),
        around=around,
        partner_of={
            one.organisation_id: one.partner for one in partners if one.organisation_id
        },
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of a project outside its own row."""

    areas: Mapping[int, frozenset[int]]
    themes: tuple[Keyed, ...]
    money: ProjectMoney
    owner: str
    names: bool


def _rows(viewer: Viewer, programme_id: int) -> list[Any]:
    parties = Party.objects.select_related("organisation").order_by("part", "order", "pk")
    points = DecisionPoint.objects.select_related("decision__body")
    return list(
        door.projects(viewer)
        .filter(programme_id=programme_id)
        .select_related("decision__body", "lead")
        .prefetch_related(
            Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
            Prefetch("parties", parties, to_attr="parties_seen"),
            Prefetch("goal_links", ProjectGoal.objects.order_by("goal__order", "goal_id")),
            Prefetch(
                "activities", Activity.objects.order_by("order", "pk"), to_attr="work_seen"
            ),
            Prefetch("decision_points", points.order_by("order", "pk"), to_attr="points_seen"),
        )
        .order_by("order", "pk")
    )


def _project(one: Any, known: _Around) -> ProjectPlanned:
    named = {party.pk: partner_named(party) for party in one.parties_seen}
    areas = tuple(door.area_named(area) for area in one.areas_seen)
    decides = body_of(one.decision) or known.owner
    return ProjectPlanned(
        id=one.pk,
        number=one.number,
        title=one.title,
        state=ProjectState(one.state),
        track=Track(one.track) if one.track else None,
        from_year=one.from_year,
        until_year=one.until_year,
        areas=areas,
        around=frozenset().union(*(known.areas.get(area.id, frozenset()) for area in areas)),
        partners=tuple(
            PartnerIn(named[each.pk], Part(each.part), each.does, each.organisation_id)
            for each in one.parties_seen
        ),
        themes=known.themes,
        goal_ids=tuple(link.goal_id for link in one.goal_links.all()),
        activities=tuple(_activity(each, named) for each in one.work_seen),
        points=tuple(_point(each, decides, one.state) for each in one.points_seen),
        money=known.money,
        lead_name=one.lead.name if known.names and one.lead else None,
        lead_roles=tuple(one.lead_roles),
        made_at=one.made_at,
        has_card=one.has_card,
    )


def _activity(one: Activity, named: Mapping[int, Keyed]) -> ActivityPlanned:
    return ActivityPlanned(
        id=one.pk,
        kind=ActivityKind(one.kind),
        title=one.title,
        begins_on=one.begins_on,
        ends_on=one.ends_on,
        done_on=one.done_on,
        partner=named.get(one.party_id or 0),
    )


def _point(one: DecisionPoint, decides: str, state: str) -> PointPlanned:
    return PointPlanned(
        id=one.pk,
        question=one.question,
        then=one.then,
        on=one.on,
        year=one.year,
        outcome=one.outcome,
        decided_on=one.decided_on,
        body_name=body_of(one.decision) or decides,
        moot=not PROJECT_STEPS[ProjectState(state)] and one.decided_on is None,
    )


def partner_named(party: Party) -> Keyed:
    """Return a party by the organisation that it is, else by the name that a card gives."""
    name = party.organisation.name if party.organisation else party.name
    return Keyed(names.slug(name), name)


def body_of(decision: Decision | None) -> str:
    """Return who took a decision: a group, or the word for a role; nothing without one."""
    if decision is None:
        return ""
    return decision.body.name if decision.body else str(Role(decision.officer).label)


def _partners(partners: Iterable[PartnerIn]) -> tuple[Keyed, ...]:
    """Return each partner once, by name; the first way it is written counts."""
    found: dict[str, Keyed] = {}
    for one in partners:
        found.setdefault(one.partner.key, one.partner)
    return tuple(sorted(found.values(), key=lambda one: (one.name.casefold(), one.key)))


def _areas(viewer: Viewer, around: Mapping[int, frozenset[int]]) -> tuple[AreaNamed, ...]:
    """Return the areas of projects and those that hold them, below the municipality."""
    held = frozenset().union(*around.values())
    rows = door.areas(viewer).filter(pk__in=held)
    below = rows.exclude(level__in=(Level.MUNICIPALITY, Level.COUNTRY))
    return tuple(door.area_named(area) for area in below) if held else ()


def _is_in(planning: Planning, one: ProjectPlanned, code: str) -> bool:
    if code in (WHOLE, NOWHERE):
        return one.for_everybody if code == WHOLE else one.nowhere_yet
    found = next((area.id for area in planning.areas if area.code == code), 0)
    holding = planning.around.get(found, frozenset({found}))
    return found in one.around or any(area.id in holding for area in one.areas)


def _themes(one: ProjectPlanned) -> set[str]:
    return {each.key for each in one.themes} or {NO_THEME}


def _with_those_below(planning: Planning, key: str) -> frozenset[int]:
    """Return a goal and all below it; a goal that is its own parent ends this too."""
    found = {one.id for one in planning.goals if one.key == key}
    size = -1
    while size != len(found):
        size = len(found)
        found |= {one.id for one in planning.goals if one.parent_id in found}
    return frozenset(found)

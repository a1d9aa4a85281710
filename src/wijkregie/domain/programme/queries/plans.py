"""The plan of one area in a programme on one page: vision, agenda of three points, plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from wijkregie.domain.decisions import queries as decisions
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import (
    AreaPlan,
    BottleneckGoal,
    Evidence,
    Party,
    StatementEvidence,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.analyses import main_points_of
from wijkregie.domain.programme.queries.citing import CITED, evidence_seen, shown_to
from wijkregie.domain.programme.queries.money import money_of
from wijkregie.domain.programme.queries.programmes import goal_tree, programme_seen
from wijkregie.domain.programme.queries.tables import table_of
from wijkregie.domain.programme.queries.tracks import tracks_of
from wijkregie.domain.programme.queries.whole import bottlenecks_in_plan
from wijkregie.domain.programme.states import (
    GoalLevel,
    Part,
    ProjectState,
    Track,
    for_everybody,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.queries.seen import EvidenceSeen, ProgrammeSeen
    from wijkregie.domain.programme.queries.seen_analyses import MainPointSeen
    from wijkregie.domain.programme.queries.seen_goals import GoalSeen, IndicatorLine
    from wijkregie.domain.programme.queries.tables import MoneyTable
    from wijkregie.domain.programme.queries.tracks import Tracks
    from wijkregie.domain.programme.queries.whole import BottleneckListed
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PlanPoint:
    """One of the main points of the area, with what shows it."""

    point: MainPointSeen
    evidence: tuple[EvidenceSeen, ...]


@dataclass(frozen=True, slots=True)
class PlanBottleneck:
    """What holds the area back, with what shows it and the goals that answer it."""

    listed: BottleneckListed
    evidence: tuple[EvidenceSeen, ...]
    goal_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanProject:
    """A project in the plan of an area: what people see of it, when, and who does it.

    Without areas it is there for the whole municipality; without a card too nobody knows.
    """

    id: int
    number: str
    title: str
    state: ProjectState
    track: Track | None
    plain: str
    intended_result: str
    from_year: int | None
    until_year: int | None
    areas: tuple[AreaNamed, ...]
    goal_ids: tuple[int, ...]
    holders: tuple[str, ...]
    partners: tuple[str, ...]
    has_card: bool


@dataclass(frozen=True, slots=True)
class PlanGoal:
    """A goal that a project or a bottleneck of the area is about, with what is measured."""

    id: int
    key: str
    level: GoalLevel
    title: str
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class AreaPlanSeen:
    """The plan of an area: where it wants to go, what comes first, and what is done.

    ``vision`` is empty and ``changed_at`` ``None`` where nobody wrote one yet. Once words
    were agreed to those stand in ``vision``; ``written`` is what was written last, and
    ``draft`` the same where nobody agreed to it yet. ``projects``
    are those in the area or in one that it holds, and those that work on a bottleneck of it;
    ``town_wide`` those for the whole municipality. ``money`` is that of ``projects``: of one
    in several areas all of it.
    """

    programme: ProgrammeSeen
    area: AreaNamed
    vision: str
    decision: DecisionSeen | None
    changed_at: datetime | None
    plan_id: int | None
    main_points: tuple[PlanPoint, ...]
    bottlenecks: tuple[PlanBottleneck, ...]
    projects: tuple[PlanProject, ...]
    tracks: Tracks[PlanProject]
    town_wide: tuple[PlanProject, ...]
    goals: tuple[PlanGoal, ...]
    money: MoneyTable
    may_change: bool
    written: str = ""
    draft: str = ""


def area_plan(viewer: Viewer, key: str, code: str) -> AreaPlanSeen | None:
    """Return the plan of an area, ``None`` where there is no such programme or area.

    At most 28 queries, however much stands in it.
    """
    programme = programme_seen(viewer, key)
    area = area_of(viewer, code)
    if programme is None or area is None:
        return None
    rows = plan_projects(viewer, programme.id)
    listed = bottlenecks_in_plan(viewer, programme.id, {one.pk for one in rows})
    inside = held_by(area, [*rows_areas(rows), *(each for one in listed for each in one.areas)])
    held = [one for one in listed if inside & {each.id for each in one.areas}]
    along = {pk for one in held for pk in one.project_ids}
    chosen = [
        one for one in rows if one.pk in along or inside & {each.pk for each in one.areas_seen}
    ]
    projects = tuple(plan_project(one) for one in chosen)
    bottlenecks = _bottlenecks(viewer, held)
    plan = _plan(programme.id, area)
    points = main_points_of(viewer, programme_id=programme.id).get(area.pk, ())
    return AreaPlanSeen(
        programme=programme,
        area=door.area_named(area),
        **_words(plan, viewer),
        changed_at=plan.changed_at if plan else None,
        plan_id=plan.pk if plan else None,
        main_points=_points(viewer, points),
        bottlenecks=bottlenecks,
        projects=projects,
        tracks=tracks_of(projects),
        town_wide=_town_wide(one for one in rows if one.pk not in along),
        goals=_goals(goal_tree(viewer, programme.id, links=False), projects, bottlenecks),
        money=table_of(money_of(chosen)),
        may_change=rules.may_run(viewer, door.around([area.pk])),
    )


def _town_wide(rows: Iterable[Any]) -> tuple[PlanProject, ...]:
    return tuple(
        plan_project(one)
        for one in rows
        if for_everybody(one.state, one.areas_seen, has_card=one.has_card)
    )


def plan_projects(viewer: Viewer, programme_id: int) -> list[Any]:
    """Return the projects of a programme with areas, goals and parties: four queries."""
    return list(
        door.projects(viewer)
        .filter(programme_id=programme_id)
        .select_related("programme")
        .prefetch_related(
            Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
            "goal_links",
            Prefetch("parties", Party.objects.order_by("order", "pk")),
        )
        .order_by("order", "pk")
    )


def plan_project(one: Any) -> PlanProject:
    """Return a project that came by ``plan_projects``."""
    parties = list(one.parties.all())
    return PlanProject(
        id=one.pk,
        number=one.number,
        title=one.title,
        state=ProjectState(one.state),
        track=Track(one.track) if one.track else None,
        plain=one.plain,
        intended_result=one.intended_result,
        from_year=one.from_year,
        until_year=one.until_year,
        areas=tuple(door.area_named(area) for area in one.areas_seen),
        goal_ids=tuple(link.goal_id for link in one.goal_links.all()),
        holders=tuple(each.name for each in parties if each.part == Part.HOLDER),
        partners=tuple(each.name for each in parties if each.part != Part.HOLDER),
        has_card=one.has_card,
    )


def rows_areas(rows: Iterable[Any]) -> Iterator[AreaNamed]:
    """Return the areas of projects that came by ``plan_projects``."""
    return (door.area_named(area) for one in rows for area in one.areas_seen)


def area_of(viewer: Viewer, code: str) -> Area | None:
    """Return the area with this code: one of this municipality goes before one of CBS."""
    rows = list(door.areas(viewer).filter(code=code))
    return next((one for one in rows if one.municipality_id), rows[0] if rows else None)


def held_by(area: Area, named: Iterable[AreaNamed]) -> set[int]:
    """Return the area itself and those of these that it holds. Two queries."""
    chains = door.around_each(one.id for one in named)
    return {area.pk} | {pk for pk, around in chains.items() if area.pk in around}


def _plan(programme_id: int, area: Area) -> AreaPlan | None:
    rows = AreaPlan.objects.select_related(
        *(
            f"{name}__{part}"
            for name in ("decision", "agreed_by")
            for part in ("body", "handed_to", "recorded_by")
        )
    )
    return rows.filter(programme_id=programme_id, area=area).first()


def _words(plan: AreaPlan | None, viewer: Viewer) -> dict[str, Any]:
    """Return what stands, on which decision, and what was written after that."""
    if plan is None:
        return {"vision": "", "decision": None}
    drafted = plan.decision is None and plan.agreed_by is not None
    taken = plan.agreed_by if drafted else plan.decision
    return {
        "vision": plan.agreed_vision if drafted else plan.vision,
        "decision": decisions.decision_seen(taken, viewer) if taken else None,
        "written": plan.vision,
        "draft": plan.vision if drafted else "",
    }


def _points(viewer: Viewer, points: Sequence[MainPointSeen]) -> tuple[PlanPoint, ...]:
    found: dict[int, list[EvidenceSeen]] = defaultdict(list)
    rows = StatementEvidence.objects.filter(statement__in=[one.statement_id for one in points])
    rows = rows.filter(shown_to(viewer))
    for row in rows.select_related(*CITED).order_by("linked_at", "pk"):
        found[row.statement_id].append(evidence_seen(row))
    return tuple(PlanPoint(one, tuple(found[one.statement_id])) for one in points)


def _bottlenecks(
    viewer: Viewer, held: Sequence[BottleneckListed]
) -> tuple[PlanBottleneck, ...]:
    ids = [one.id for one in held]
    shown: dict[int, list[EvidenceSeen]] = defaultdict(list)
    rows = Evidence.objects.filter(bottleneck__in=ids).select_related(*CITED)
    for row in rows.filter(shown_to(viewer)).order_by("linked_at", "pk"):
        shown[row.bottleneck_id].append(evidence_seen(row))
    goals: dict[int, list[int]] = defaultdict(list)
    for link in BottleneckGoal.objects.filter(bottleneck__in=ids).order_by("goal__order", "pk"):
        goals[link.bottleneck_id].append(link.goal_id)
    return tuple(
        PlanBottleneck(one, tuple(shown[one.id]), tuple(goals[one.id])) for one in held
    )


def _goals(
    tree: Iterable[GoalSeen],
    projects: Iterable[PlanProject],
    bottlenecks: Iterable[PlanBottleneck],
) -> tuple[PlanGoal, ...]:
    wanted = {pk for one in projects for pk in one.goal_ids}
    wanted |= {pk for one in bottlenecks for pk in one.goal_ids}
    return tuple(
        PlanGoal(one.id, one.key, one.level, one.title, one.indicators)
        for one in _flat(tree)
        if one.id in wanted
    )


def _flat(tree: Iterable[GoalSeen]) -> Iterator[GoalSeen]:
    for one in tree:
        yield one
        yield from _flat(one.children)

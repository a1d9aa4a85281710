"""A whole programme for its own page: everything at a fixed and small price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Prefetch

from wijkregie.domain.programme.models import Bottleneck, ProjectBottleneck, ProjectGoal
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.money import sums_of
from wijkregie.domain.programme.queries.names import priority
from wijkregie.domain.programme.queries.programmes import (
    activities_of,
    goal_tree,
    programme_seen,
)
from wijkregie.domain.programme.queries.whole_links import links_in
from wijkregie.domain.programme.states import ProjectState, Track

if TYPE_CHECKING:
    from typing import Any

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.models import Project
    from wijkregie.domain.programme.queries.seen import ActivityNamed, ProgrammeSeen
    from wijkregie.domain.programme.queries.seen_goals import GoalSeen
    from wijkregie.domain.programme.queries.tables import MoneyTable
    from wijkregie.domain.programme.states import Priority
    from wijkregie.kit.viewer import Viewer


#: The columns that the page of a programme asks of projects and of bottlenecks: plain rows.
_PROJECT: Final = (
    "pk",
    "number",
    "title",
    "state",
    "from_year",
    "until_year",
    "handed_to_id",
    "has_card",
    "track",
)
_HOLD: Final = ("pk", "title", "remark", "priority")


@dataclass(frozen=True, slots=True)
class BottleneckListed:
    """A bottleneck in a list, with the projects that work on it."""

    id: int
    title: str
    remark: str
    priority: Priority | None
    areas: tuple[AreaNamed, ...]
    project_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProjectInPlan:
    """A project in its programme. Without areas it is there for the whole municipality."""

    id: int
    number: str
    title: str
    state: ProjectState
    from_year: int | None
    until_year: int | None
    areas: tuple[AreaNamed, ...]
    goal_ids: tuple[int, ...]
    handed_to_id: int | None
    has_card: bool
    track: Track | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeWhole:
    """A programme with all that stands on its page.

    The goals come without links: each project names its goals, each bottleneck its projects.
    """

    programme: ProgrammeSeen
    goals: tuple[GoalSeen, ...]
    bottlenecks: tuple[BottleneckListed, ...]
    projects: tuple[ProjectInPlan, ...]
    money: MoneyTable
    activities: tuple[ActivityNamed, ...]


def programme_whole(viewer: Viewer, key: str) -> ProgrammeWhole | None:
    """Return a programme with everything on its page, ``None`` where it is not there.

    Nine queries, and three more where figures are linked, however large it is.
    """
    programme = programme_seen(viewer, key)
    if programme is None:
        return None
    links = links_in(viewer, programme.id)
    rows = door.projects(viewer).filter(programme_id=programme.id).order_by("order", "pk")
    projects = tuple(
        _in_plan(one, links.project_areas.get(one.pk, ()), links.goals.get(one.pk, ()))
        for one in rows.values_list(*_PROJECT, named=True)
    )
    shown = {one.id for one in projects}
    bottlenecks = Bottleneck.objects.filter(programme_id=programme.id)
    return ProgrammeWhole(
        programme=programme,
        goals=goal_tree(viewer, programme.id, links=False),
        bottlenecks=tuple(
            _listed(
                one,
                links.bottleneck_areas.get(one.pk, ()),
                tuple(pk for pk in links.projects.get(one.pk, ()) if pk in shown),
            )
            for one in bottlenecks.order_by("order", "pk").values_list(*_HOLD, named=True)
        ),
        projects=projects,
        money=sums_of(programme.id, projects),
        activities=activities_of(viewer, programme.id),
    )


def projects_of(viewer: Viewer, programme_id: int) -> list[Project]:
    """Return the projects of a programme with areas and goals: three queries."""
    return list(
        door.projects(viewer)
        .filter(programme_id=programme_id)
        .select_related("programme")
        .prefetch_related(
            Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
            Prefetch("goal_links", ProjectGoal.objects.order_by("goal__order", "goal_id")),
        )
        .order_by("order", "pk")
    )


def project_in_plan(one: Any) -> ProjectInPlan:
    """Return a project that came by ``projects_of``."""
    return _in_plan(
        one,
        tuple(door.area_named(area) for area in one.areas_seen),
        tuple(link.goal_id for link in one.goal_links.all()),
    )


def _in_plan(
    one: Any, areas: tuple[AreaNamed, ...], goal_ids: tuple[int, ...]
) -> ProjectInPlan:
    return ProjectInPlan(
        id=one.pk,
        number=one.number,
        title=one.title,
        state=ProjectState(one.state),
        from_year=one.from_year,
        until_year=one.until_year,
        areas=areas,
        goal_ids=goal_ids,
        handed_to_id=one.handed_to_id,
        has_card=one.has_card,
        track=Track(one.track) if one.track else None,
    )


def bottlenecks_in_plan(
    viewer: Viewer, programme_id: int, projects: set[int]
) -> tuple[BottleneckListed, ...]:
    """Return the bottlenecks with those of these projects that work on them: three queries."""
    links = ProjectBottleneck.objects.filter(project__in=projects)
    rows = Bottleneck.objects.filter(programme_id=programme_id).prefetch_related(
        Prefetch("areas", door.areas(viewer), to_attr="areas_seen"),
        Prefetch(
            "project_links",
            links.order_by("project__order", "project_id"),
            to_attr="links_seen",
        ),
    )
    return tuple(_bottleneck(one) for one in rows.order_by("order", "pk"))


def _bottleneck(one: Any) -> BottleneckListed:
    return _listed(
        one,
        tuple(door.area_named(area) for area in one.areas_seen),
        tuple(link.project_id for link in one.links_seen),
    )


def _listed(
    one: Any, areas: tuple[AreaNamed, ...], project_ids: tuple[int, ...]
) -> BottleneckListed:
    return BottleneckListed(
        id=one.pk,
        title=one.title,
        remark=one.remark,
        priority=priority(one),
        areas=areas,
        project_ids=project_ids,
    )

"""Programmes, and the tree of goals with what is measured."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wijkregie.domain.decisions.states import Rung
from wijkregie.domain.programme import rules
from wijkregie.domain.programme.models import (
    BottleneckGoal,
    Goal,
    GoalIndicator,
    Programme,
    ProjectGoal,
    RegularActivity,
)
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.measuring import lines_of
from wijkregie.domain.programme.queries.names import bottleneck_named, project_named
from wijkregie.domain.programme.queries.seen import (
    ActivityNamed,
    Baselines,
    GoalNamed,
    ProgrammeSeen,
)
from wijkregie.domain.programme.queries.seen_goals import GoalSeen
from wijkregie.domain.programme.states import GoalLevel
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from wijkregie.domain.programme.queries.seen import BottleneckNamed, ProjectNamed
    from wijkregie.kit.viewer import Viewer


def programmes_visible_to(viewer: Viewer) -> Rows[ProgrammeSeen]:
    """Return the programmes of this municipality, the newest first: one query."""
    rows = door.programmes(viewer).select_related("group")
    ordered = rows.order_by("-until_year", "-from_year", "name", "pk")
    return Rows(ordered, lambda one: _programme(one, viewer))


def programme_seen(viewer: Viewer, key: str) -> ProgrammeSeen | None:
    """Return the programme with this address. One query."""
    found = door.programmes(viewer).select_related("group").filter(key=key).first()
    return None if found is None else _programme(found, viewer)


def activities_of(viewer: Viewer, programme_id: int) -> tuple[ActivityNamed, ...]:
    """Return the regular work beside a programme, in its order. One query."""
    rows = RegularActivity.objects.filter(
        programme_id=programme_id, municipality_id=door.here(viewer)
    )
    return tuple(ActivityNamed(one.pk, one.name) for one in rows.order_by("order", "pk"))


def goals_visible_to(viewer: Viewer, *, programme_id: int | None = None) -> Rows[GoalNamed]:
    """Return goals by name, in the order of their programme: one query."""
    rows = _goals(viewer)
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    return Rows(rows, door.goal_named)


def baselines(viewer: Viewer) -> Baselines:
    """Count the indicators of all programmes here, and those without a baseline."""
    found = GoalIndicator.objects.filter(municipality_id=door.here(viewer))
    return Baselines(without=found.filter(baseline__isnull=True).count(), of=found.count())


def goal_tree(viewer: Viewer, programme_id: int, *, links: bool = True) -> tuple[GoalSeen, ...]:
    """Return the goals of a programme as a tree, with indicators, projects and bottlenecks.

    At most eight queries, however large it is; without ``links`` to projects and bottlenecks
    at most six. A goal of which the parent is not there stands on top.
    """
    goals = list(_goals(viewer).filter(programme_id=programme_id))
    lines = lines_of(viewer, goals)
    projects = _projects(viewer, goals) if links else {}
    bottlenecks = _bottlenecks(goals) if links else {}
    below: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in goals:
        below[goal.parent_id].append(goal)

    def seen(goal: Goal) -> GoalSeen:
        return GoalSeen(
            id=goal.pk,
            key=goal.key,
            level=GoalLevel(goal.level),
            title=goal.title,
            aims=tuple(goal.aims),
            open_because=goal.open_because,
            indicators=tuple(lines.get(goal.pk, ())),
            projects=tuple(projects.get(goal.pk, ())),
            bottlenecks=tuple(bottlenecks.get(goal.pk, ())),
            children=tuple(seen(child) for child in below[goal.pk]),
        )

    return tuple(seen(goal) for goal in below[None])


def _goals(viewer: Viewer) -> QuerySet[Goal]:
    found = Goal.objects.filter(municipality_id=door.here(viewer))
    return found.order_by("programme_id", "order", "pk")


def _programme(one: Programme, viewer: Viewer) -> ProgrammeSeen:
    return ProgrammeSeen(
        id=one.pk,
        key=one.key,
        name=one.name,
        summary=one.summary,
        from_year=one.from_year,
        until_year=one.until_year,
        owner=one.owner,
        accountable_to=tuple(one.accountable_to),
        sounding_board=tuple(one.sounding_board),
        group_id=one.group_id,
        group_name=one.group.name if one.group else "",
        rung_planned=Rung(one.rung_planned) if one.rung_planned else None,
        rung_ambition=one.rung_ambition,
        baseline_source=one.baseline_source,
        made_at=one.made_at,
        may_steer=rules.may_steer(viewer),
        vision=one.vision,
    )


def _projects(viewer: Viewer, goals: Iterable[Goal]) -> Mapping[int, list[ProjectNamed]]:
    links = ProjectGoal.objects.filter(goal__in=goals, project__in=door.projects(viewer))
    found: dict[int, list[ProjectNamed]] = defaultdict(list)
    for link in links.select_related("project").order_by("project__order", "project_id"):
        found[link.goal_id].append(project_named(link.project, link.linked_at))
    return found


def _bottlenecks(goals: Iterable[Goal]) -> Mapping[int, list[BottleneckNamed]]:
    links = BottleneckGoal.objects.filter(goal__in=goals).select_related("bottleneck")
    found: dict[int, list[BottleneckNamed]] = defaultdict(list)
    for link in links.order_by("bottleneck__order", "bottleneck_id"):
        found[link.goal_id].append(bottleneck_named(link.bottleneck, link.linked_at))
    return found

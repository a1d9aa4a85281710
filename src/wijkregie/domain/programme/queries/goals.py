"""One goal, or one thing that is measured, for who changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.domain.programme.models import Goal, Project
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.framework import framework
from wijkregie.domain.programme.queries.measuring import lines_of
from wijkregie.domain.programme.queries.programmes import programme_seen
from wijkregie.domain.programme.states import GoalLevel

if TYPE_CHECKING:
    from wijkregie.core import logframe
    from wijkregie.domain.programme.queries.seen import GoalNamed, ProgrammeSeen
    from wijkregie.domain.programme.queries.seen_goals import IndicatorLine
    from wijkregie.kit.viewer import Viewer

_DEPTHS: Final = list(GoalLevel)


@dataclass(frozen=True, slots=True)
class GoalOpened:
    """A goal to change, with its programme and what is measured of it."""

    programme: ProgrammeSeen
    goal: GoalNamed
    aims: tuple[str, ...]
    open_because: str
    indicators: tuple[IndicatorLine, ...]


def goal_opened(viewer: Viewer, goal_id: int) -> GoalOpened | None:
    """Return a goal to change, ``None`` where it is not there. At most six queries."""
    rows = Goal.objects.filter(municipality_id=door.here(viewer), pk=goal_id)
    goal = rows.select_related("programme").first()
    programme = programme_seen(viewer, goal.programme.key) if goal else None
    if goal is None or programme is None:
        return None
    return GoalOpened(
        programme=programme,
        goal=door.goal_named(goal),
        aims=tuple(goal.aims),
        open_because=goal.open_because,
        indicators=tuple(lines_of(viewer, [goal]).get(goal.pk, ())),
    )


def goals_from_the_top(viewer: Viewer, programme_id: int) -> tuple[GoalNamed, ...]:
    """Return the goals of a programme, those of the highest level first. One query."""
    here = Goal.objects.filter(municipality_id=door.here(viewer), programme_id=programme_id)
    rows = sorted(
        here.order_by("order", "pk"), key=lambda one: _DEPTHS.index(GoalLevel(one.level))
    )
    return tuple(door.goal_named(one) for one in rows)


def frame_for_advice(viewer: Viewer, programme: ProgrammeSeen) -> logframe.Programme:
    """Return a programme as the advice while typing asks for it: without its projects.

    A project under hand comes from who types it. At most 22 queries.
    """
    return framework(viewer, programme, list(Project.objects.none()))

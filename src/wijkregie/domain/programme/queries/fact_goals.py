"""Goals and what is measured of them, as facts of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.core import reporting
from wijkregie.domain.programme.queries.programmes import goal_tree
from wijkregie.domain.programme.states import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.domain.programme.queries.seen_goals import GoalSeen, IndicatorLine
    from wijkregie.kit.viewer import Viewer


def goal_facts(viewer: Viewer, programme_id: int) -> tuple[reporting.GoalFact, ...]:
    """Return the goals of a programme, each after the one above it. At most seven queries."""
    tree = goal_tree(viewer, programme_id, links=False)
    return tuple(fact for one in tree for fact in _facts(one, None))


def _facts(one: GoalSeen, parent_id: int | None) -> Iterator[reporting.GoalFact]:
    yield reporting.GoalFact(
        id=one.id,
        level=one.level.value,
        title=one.title,
        parent_id=parent_id,
        open_because=one.open_because,
        indicators=tuple(_indicator(line) for line in one.indicators),
    )
    for child in one.children:
        yield from _facts(child, one.id)


def _indicator(line: IndicatorLine) -> reporting.IndicatorFact:
    way, area = line.way, line.series_area
    return reporting.IndicatorFact(
        id=line.id,
        title=line.title,
        unit=line.unit,
        lower_is_better=line.direction == Direction.LOWER,
        source=line.source,
        baseline=line.baseline,
        baseline_year=line.baseline_year,
        baseline_on=line.baseline_on,
        baseline_n=line.baseline_n,
        baseline_margin=line.baseline_margin,
        now=line.now,
        period=line.now_period,
        n=line.now_n,
        margin=line.now_margin,
        target=line.target,
        target_year=line.target_year,
        targets=tuple(
            reporting.TargetFact(one.value, one.year, one.on) for one in line.targets
        ),
        expected=line.expected,
        progress=way.share if way else None,
        low=way.low if way else None,
        high=way.high if way else None,
        series=line.series_key,
        area=area.code if area else "",
        area_name=area.name if area else "",
    )

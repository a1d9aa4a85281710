"""What of the tree of goals may be seen: goals, what is measured, and how far that came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from wijkregie.core.logframe import Progress
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.seen import BottleneckNamed, ProjectNamed
    from wijkregie.domain.programme.states import Direction, GoalLevel


@dataclass(frozen=True, slots=True)
class TargetSeen:
    """A value aimed at, and when; ``way`` is how far the value of now is on the way to it."""

    year: int | None
    on: date | None
    value: Decimal
    way: Progress | None = None

    @property
    def day(self) -> date | None:
        """The day on which it has to be there; of a year that is its last."""
        if self.on is not None or self.year is None:
            return self.on
        return date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """What tells whether a goal is reached.

    ``now`` is the last known figure of the series, where one is linked; of a sample with its
    number of answers and its margin, in the unit of the figure. ``targets`` stand by date, one
    without a date last. ``way`` is the part of the way from baseline to the last target, exact
    and with its interval; ``None`` where a value is missing or there was no way to go.
    ``expected`` is what ``now`` would be in its year on a straight line along the targets.
    """

    id: int
    key: str
    title: str
    source: str
    owner: str
    unit: str
    direction: Direction
    baseline: Decimal | None
    baseline_year: int | None
    baseline_on: date | None
    baseline_n: int | None
    baseline_source: str
    baseline_margin: Decimal | None
    now: Decimal | None
    now_period: int | None
    now_n: int | None
    now_margin: Decimal | None
    targets: tuple[TargetSeen, ...]
    series_id: int | None
    series_key: str
    series_name: str
    series_area: AreaNamed | None
    expected: Fraction | None

    @property
    def target(self) -> Decimal | None:
        """The last value aimed at."""
        return self.targets[-1].value if self.targets else None

    @property
    def target_year(self) -> int | None:
        """The year of the last value aimed at."""
        return self.targets[-1].year if self.targets else None

    @property
    def way(self) -> Progress | None:
        """How far it came on the way to the last target."""
        return self.targets[-1].way if self.targets else None

    @property
    def progress(self) -> Fraction | None:
        """The part of the way that was gone, without its interval."""
        return self.way.share if self.way else None


@dataclass(frozen=True, slots=True)
class GoalSeen:
    """A goal in the tree with all that hangs on it.

    ``open_because`` says why it is deliberately not made exact.
    """

    id: int
    key: str
    level: GoalLevel
    title: str
    aims: tuple[str, ...]
    open_because: str
    indicators: tuple[IndicatorLine, ...]
    projects: tuple[ProjectNamed, ...]
    bottlenecks: tuple[BottleneckNamed, ...]
    children: tuple[GoalSeen, ...]

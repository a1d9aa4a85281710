"""What the reader of a programme file hands over of goals and what is measured of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wijkregie.sources.programme.measuring_records import HowRow

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from wijkregie.sources.programme.records import Mention


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A value aimed at, in a year or on a day; with neither the plan names no date."""

    year: int | None
    on: date | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """What tells whether a goal is reached."""

    key: str
    title: str
    source: str
    unit: str
    lower_is_better: bool
    baseline: Decimal | None
    baseline_year: int | None
    baseline_n: int | None
    baseline_on: date | None
    baseline_source: str
    owner: str
    targets: tuple[TargetRow, ...]
    series: Mention | None
    series_area: Mention | None
    how: HowRow = field(default_factory=HowRow)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal; ``parent`` is the key of the goal above it, empty for the societal effect.

    ``open_because`` is why it is deliberately not made exact.
    """

    key: str
    level: str
    title: str
    aims: tuple[str, ...]
    parent: str
    open_because: str
    indicators: tuple[IndicatorRow, ...]

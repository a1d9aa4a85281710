"""What the reader of a programme file hands over of measurements, and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from wijkregie.sources.programme.records import Mention


@dataclass(frozen=True, slots=True)
class LineRow:
    """A question that is asked, or else a register that is read (``series``)."""

    question: str
    wording: str
    scale: str
    answers: tuple[str, ...]
    series: Mention | None
    n: int | None
    modes: tuple[str, ...]
    owner: str


@dataclass(frozen=True, slots=True)
class PlannedAreaRow:
    """On how many answers a measurement counts in an area, and how people answer there."""

    area: Mention
    n: int | None
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaveRow:
    """A measurement: its days, what it asks and reads, and where."""

    title: str
    begins_on: date | None
    ends_on: date | None
    note: str
    lines: tuple[LineRow, ...]
    planned: tuple[PlannedAreaRow, ...]

    @property
    def areas(self) -> tuple[Mention, ...]:
        """Its areas, as other rows name theirs."""
        return tuple(one.area for one in self.planned)


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """A plan to tell an effect; ``indicator`` holds the keys of a goal and a figure of it."""

    title: str
    indicator: tuple[str, str] | None
    treated: tuple[Mention, ...]
    comparison: tuple[Mention, ...]
    selection_wave: str
    baseline_wave: str
    follow_up_wave: str

    @property
    def areas(self) -> tuple[Mention, ...]:
        """Its areas, as other rows name theirs."""
        return (*self.treated, *self.comparison)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a percentage: an area, or else a name. What is not known is ``None``."""

    area: Mention | None
    name: str
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True, slots=True)
class HowRow:
    """How an indicator is measured."""

    question: str = ""
    baseline_wave: str = ""
    deviation: Decimal | None = None
    parts: tuple[PartRow, ...] = ()

    @property
    def areas(self) -> tuple[Mention, ...]:
        """The areas of its parts, as other rows name theirs."""
        return tuple(part.area for part in self.parts if part.area is not None)


@dataclass(frozen=True, slots=True)
class MeasuredRows:
    """All measurements of one file, and its plans to tell an effect."""

    waves: tuple[WaveRow, ...] = ()
    evaluations: tuple[EvaluationRow, ...] = ()

    def __iter__(self) -> Iterator[WaveRow | EvaluationRow]:
        yield from self.waves
        yield from self.evaluations

"""What may be seen of how a programme is measured: public, as the programme is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal
    from fractions import Fraction

    from wijkregie.core.logframe import Measure
    from wijkregie.domain.indicators.queries import WaveSeen
    from wijkregie.domain.indicators.states import Mode
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.seen import GoalNamed, ProgrammeSeen


@dataclass(frozen=True, slots=True)
class WaveNamed:
    """A measurement by name, where something points at it."""

    id: int
    title: str
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class IndicatorNamed:
    """An indicator by name, with its goal and programme, where something points at it."""

    id: int
    title: str
    goal_id: int
    programme_key: str


@dataclass(frozen=True, slots=True)
class TargetShown:
    """A value aimed at; ``shows`` tells whether its change can be told from chance.

    ``change`` is how far it is from the baseline. ``None``: that cannot be said.
    """

    value: Decimal
    year: int | None
    on: date | None
    change: Decimal | None
    shows: bool | None


@dataclass(frozen=True, slots=True)
class PartSeen:
    """A part of a percentage; its counts are ``None`` where not known, or held back."""

    area: AreaNamed | None
    name: str
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of which a percentage was taken together.

    ``share`` is the sum of the one over the sum of the other, in percent and exact; ``None``
    where a part is not known. ``held_back``: so few people that their counts are not shown.
    """

    rows: tuple[PartSeen, ...] = ()
    share: Fraction | None = None
    held_back: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorPlanned:
    """How an indicator is measured, and what the next measurement can show of it.

    ``asked`` says whether the next measurement asks its question, ``None`` where there is
    neither. ``n`` is on how many answers one counts then. ``smallest`` is the smallest change
    that can be told from chance, from the value ``around``: that of the baseline, or where
    ``guessed`` the middle, which asks most. ``None``: that cannot be said.
    """

    id: int
    key: str
    title: str
    goal: GoalNamed
    unit: str
    higher: bool
    measure: Measure
    question: str
    series_key: str
    series_name: str
    deviation: Decimal | None
    baseline: Decimal | None
    baseline_n: int | None
    baseline_wave: WaveNamed | None
    parts: Parts
    asked: bool | None
    n: int | None
    modes: tuple[Mode, ...]
    owner: str
    smallest: Decimal | None
    around: Decimal | None
    guessed: bool
    targets: tuple[TargetShown, ...]


@dataclass(frozen=True, slots=True)
class MeasurementPlanSeen:
    """How a programme is measured: its measurements in time, the next one, its indicators."""

    programme: ProgrammeSeen
    waves: tuple[WaveSeen, ...]
    next_wave: WaveNamed | None
    indicators: tuple[IndicatorPlanned, ...]


@dataclass(frozen=True, slots=True)
class ArmSeen:
    """Areas of a plan, and how people answer there before and after."""

    areas: tuple[AreaNamed, ...]
    before: tuple[Mode, ...]
    after: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class EvaluationSeen:
    """How the effect will be told; ``fixed_at`` is since when by which figure."""

    id: int
    title: str
    indicator: IndicatorNamed | None
    fixed_at: datetime | None
    treated: ArmSeen
    comparison: ArmSeen
    selection_wave: WaveNamed | None
    baseline_wave: WaveNamed | None
    follow_up_wave: WaveNamed | None
    programme_key: str
    may_steer: bool


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A programme or a plan by name, with the address of the programme."""

    id: int
    title: str
    programme_key: str


@dataclass(frozen=True, slots=True)
class WaveUse:
    """What rests on a measurement; ``by_question`` which indicators ask which question."""

    programmes: tuple[NamedThing, ...]
    baselines: tuple[IndicatorNamed, ...]
    evaluations: tuple[NamedThing, ...]
    by_question: Mapping[str, tuple[IndicatorNamed, ...]]

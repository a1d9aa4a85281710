"""The facts of a programme on a day. What is not known is ``None``, never nought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - facts are read from JSON by their hints
from decimal import Decimal  # noqa: TC003 - idem
from fractions import Fraction  # noqa: TC003 - idem


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of known amounts in cents, and how many more are there that are not known."""

    cents: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """What is not covered, in cents; ``bound`` is exact, at_least, at_most or unsure."""

    cents: int = 0
    bound: str = "exact"


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A value aimed at, and when it has to be there."""

    value: Decimal
    year: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """What tells whether a goal is reached.

    ``target`` is the last of ``targets``. ``low`` and ``high`` are the progress at the ends
    of the margin; ``expected`` is what the value would be on a straight line to the targets.
    ``series`` and ``area`` lead to the figure.
    """

    id: int
    title: str
    unit: str
    lower_is_better: bool = False
    source: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    baseline_on: date | None = None
    baseline_n: int | None = None
    baseline_margin: Decimal | None = None
    now: Decimal | None = None
    period: int | None = None
    n: int | None = None
    margin: Decimal | None = None
    target: Decimal | None = None
    target_year: int | None = None
    targets: tuple[TargetFact, ...] = ()
    expected: Fraction | None = None
    progress: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    series: str = ""
    area: str = ""
    area_name: str = ""


@dataclass(frozen=True, slots=True)
class GoalFact:
    """A goal with its indicators; ``open_because`` says why it is left open on purpose."""

    id: int
    level: str
    title: str
    parent_id: int | None = None
    open_because: str = ""
    indicators: tuple[IndicatorFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Overdue:
    """What should have been reached by a day and was not."""

    title: str
    on: date


@dataclass(frozen=True, slots=True)
class ProjectFact:
    """A project: its state and since when, and its money.

    ``moved_on`` is the last day on which something happened in it. ``counted`` tells whether
    its money counts.
    """

    id: int
    number: str
    title: str
    state: str
    made_on: date
    since: date | None = None
    moved_on: date | None = None
    why: str = ""
    result: str = ""
    from_year: int | None = None
    until_year: int | None = None
    overdue: tuple[Overdue, ...] = ()
    costs: Sum = Sum()
    covered: Sum = Sum()
    gap: Lack = Lack()
    counted: bool = True


@dataclass(frozen=True, slots=True)
class YearFact:
    """The money of a year; ``year`` is ``None`` for all years, or where none is named.

    ``committed`` and ``paid`` are ``None`` where nobody writes those down.
    """

    year: int | None = None
    costs: Sum = Sum()
    covered: Sum = Sum()
    asked: Sum = Sum()
    gap: Lack = Lack()
    committed: int | None = None
    paid: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """Of how many signals, promised an answer in a period, so many had it in time."""

    part: int
    of: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class PointFact:
    """What has to be decided on the way, and what came of it.

    ``moot`` tells that its project was stopped or handed over before anyone decided.
    """

    id: int
    project_id: int
    project: str
    question: str
    then: str = ""
    year: int | None = None
    on: date | None = None
    outcome: str = ""
    decided_on: date | None = None
    moot: bool = False

    @property
    def is_coming(self) -> bool:
        """Tell whether somebody still has to decide on it."""
        return not self.outcome and not self.moot


@dataclass(frozen=True, slots=True)
class LessonFact:
    """What was learned, in a project or in the programme."""

    id: int
    text: str
    learned_on: date
    project_id: int | None = None
    project: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a report tells of the day ``as_of``.

    ``stopped`` is what of the total was ordered and paid on projects that were stopped.
    """

    as_of: date
    goals: tuple[GoalFact, ...] = ()
    projects: tuple[ProjectFact, ...] = ()
    years: tuple[YearFact, ...] = ()
    total: YearFact = YearFact()
    answers: Answers | None = None
    points: tuple[PointFact, ...] = ()
    lessons: tuple[LessonFact, ...] = ()
    stopped: YearFact = YearFact()

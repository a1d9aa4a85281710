"""What goes into the checks: a programme as plain values.

``None`` and empty tuples mean that nothing is known, which is never nought. A text that is
``None`` is one that nobody is asked for; an empty one was asked for and left open.
Amounts are whole cents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from wijkregie.core.logframe.findings import About, Kind

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from wijkregie.core.logframe.around import (
        Analysis,
        Area,
        Bottleneck,
        Division,
        Evaluation,
        Report,
        Said,
        Wave,
    )
    from wijkregie.core.logframe.findings import Span


class Level(IntEnum):
    """Where a goal stands in the tree, from the top."""

    IMPACT = 0
    TACTICAL = 1
    OPERATIONAL = 2
    RESULT = 3


class Measure(StrEnum):
    """What a value is, as far as chance has a say in it."""

    SHARE = "share"
    MEAN = "mean"
    OTHER = "other"


class Stage(StrEnum):
    """How far a project is."""

    IDEA = "idea"
    APPROVED = "approved"
    RUNNING = "running"
    DONE = "done"
    HANDED_OVER = "handed_over"
    STOPPED = "stopped"


class Pledge(StrEnum):
    """How sure coverage is."""

    ASKED = "asked"
    PROMISED = "promised"
    COMMITTED = "committed"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal; ``open_because`` says why it is deliberately not made exact."""

    id: int
    title: str
    level: Level
    parent_id: int | None = None
    open_because: str = ""

    @property
    def about(self) -> About:
        """Return the goal as what a finding is about."""
        return About(Kind.GOAL, self.id, self.title)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A value from before; ``wave_id`` where it comes from a wave that is known here."""

    value: Decimal | None = None
    when: Span | None = None
    source: str = ""
    n: int | None = None
    wave_id: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A value aimed at, and when it has to be there."""

    value: Decimal
    when: Span | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One area of which a percentage is taken together with others."""

    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What tells whether a goal is reached.

    ``higher`` says whether more is better; ``source`` names a question or a register in
    words, ``question`` the key of a question in the bank, ``series`` a register series.
    ``deviation`` is the standard deviation of one answer, for a mean. ``area_ids`` are the
    areas that it is about, where it is not about all.
    """

    id: int
    goal_id: int
    title: str
    unit: str = ""
    higher: bool | None = None
    owner: str | None = None
    source: str = ""
    question: str = ""
    series: str = ""
    measure: Measure = Measure.OTHER
    deviation: Decimal | None = None
    baseline: Baseline = Baseline()
    targets: tuple[Target, ...] = ()
    parts: tuple[Part, ...] = ()
    area_ids: tuple[int, ...] = ()

    @property
    def about(self) -> About:
        """Return the indicator as what a finding is about."""
        return About(Kind.INDICATOR, self.id, self.title)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a project costs in a year."""

    year: int
    cents: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a funder pays; without a year the plan names none."""

    funder: str
    year: int | None
    cents: int | None
    pledge: Pledge


@dataclass(frozen=True, slots=True)
class Activity:
    """Something done in a project; without goals it works for those of the project."""

    id: int
    title: str
    until: Span | None = None
    goal_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOver:
    """To whom a project was handed over, from which budget, and when."""

    team: str | None = ""
    budget_line: str | None = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A project as its card tells it. Without areas it is there for everybody.

    ``evidence`` counts what shows that it was done.
    """

    id: int
    name: str
    stage: Stage
    begins: Span | None = None
    ends: Span | None = None
    has_holder: bool = False
    has_lead: bool = False
    goal_ids: tuple[int, ...] = ()
    bottleneck_ids: tuple[int, ...] = ()
    area_ids: tuple[int, ...] = ()
    costs: tuple[Cost, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    activities: tuple[Activity, ...] = ()
    evidence: int = 0
    hand_over: HandOver | None = None

    @property
    def about(self) -> About:
        """Return the project as what a finding is about."""
        return About(Kind.PROJECT, self.id, self.name)

    @property
    def counts(self) -> bool:
        """Tell whether somebody decided on it and nobody stopped it."""
        return self.stage not in {Stage.IDEA, Stage.STOPPED}


@dataclass(frozen=True, slots=True)
class Programme:
    """All of a programme.

    ``area_names`` are names that a goal may call, besides those of its areas.
    """

    id: int
    name: str
    span: Span
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    projects: tuple[Project, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = ()
    areas: tuple[Area, ...] = ()
    area_names: frozenset[str] = frozenset()
    analyses: tuple[Analysis, ...] = ()
    waves: tuple[Wave, ...] = ()
    reports: tuple[Report, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    divisions: tuple[Division, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def about(self) -> About:
        """Return the programme as what a finding is about."""
        return About(Kind.PROGRAMME, self.id, self.name)

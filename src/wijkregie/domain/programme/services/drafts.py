"""What a change is asked with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wijkregie.domain.programme.states import Direction, GoalLevel, Pledge
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class ProgrammeRefused(Refusal):
    """A change to a programme, project or its money that may not be, or not so.

    ``field`` is where it was filled in, if it is about one field.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field or self.field


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """A programme to begin; without ``key`` its address is made from its name."""

    name: str
    from_year: int
    until_year: int
    key: str = ""
    summary: str = ""
    owner: str = ""
    group_id: int | None = None
    rung_planned: str = ""
    baseline_source: str = ""
    vision: str = ""


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal; without ``key`` its key is made from its title.

    ``open_because`` is why it is deliberately not made exact.
    """

    title: str
    level: GoalLevel
    parent_id: int | None = None
    key: str = ""
    aims: tuple[str, ...] = ()
    open_because: str = ""


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A value aimed at, in a year or on a day; with neither the plan names no date."""

    value: Decimal
    year: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """What tells whether a goal is reached. A value that is not known is ``None``.

    ``series_id`` with ``series_area_id`` names the figure that holds the actual values;
    ``baseline_on`` sets the year of the baseline. ``same_unit`` is said of a figure of which
    the unit is written otherwise, and is not kept.
    """

    title: str
    unit: str
    key: str = ""
    source: str = ""
    owner: str = ""
    direction: Direction = Direction.HIGHER
    baseline: Decimal | None = None
    baseline_year: int | None = None
    baseline_on: date | None = None
    baseline_source: str = ""
    baseline_n: int | None = None
    targets: tuple[TargetDraft, ...] = ()
    series_id: int | None = None
    series_area_id: int | None = None
    same_unit: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class BottleneckDraft:
    """What holds areas back."""

    title: str
    area_ids: tuple[int, ...] = ()
    goal_ids: tuple[int, ...] = ()
    priority: str = ""
    remark: str = ""
    found_on: date | None = None


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """What shows a bottleneck or a statement: a figure, a signal, a meeting or a document.

    A figure is one of an area, in a year or else the last. A document has a title, and an
    address (``https``) where it can be read.
    """

    indicator_id: int | None = None
    area_id: int | None = None
    period: int | None = None
    signal_id: int | None = None
    meeting_id: int | None = None
    document: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class AnalysisDraft:
    """The evening of a group on an area; ``points`` are what each member divides."""

    area_id: int
    group_id: int
    points: int = 10


@dataclass(frozen=True, slots=True)
class ScoreDraft:
    """How an area stands beside the others of its programme, and what is to be said of it."""

    area_id: int
    score: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What is strong, weak, promising or threatening, and who says so."""

    kind: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class ProjectDraft:
    """A project as its card should tell it; without ``number`` it gets the next one.

    Without areas it is there for the whole municipality. Signals and decision are looked at
    when it starts only.
    """

    programme_id: int
    title: str
    number: str = ""
    goal_ids: tuple[int, ...] = ()
    bottleneck_ids: tuple[int, ...] = ()
    signal_ids: tuple[int, ...] = ()
    area_ids: tuple[int, ...] = ()
    decision_id: int | None = None
    from_year: int | None = None
    until_year: int | None = None
    intended_result: str = ""
    reason: str = ""
    target_group: str = ""
    decision_point: str = ""
    remark: str = ""
    holder_ids: tuple[int, ...] = ()
    partner_ids: tuple[int, ...] = ()
    lead_id: int | None = None
    track: str = ""
    plain: str = ""
    begun_from_id: int | None = None


@dataclass(frozen=True, slots=True)
class CostDraft:
    """What a project costs in a year, in cents; ``None`` where that is not known yet.

    By its ``slip`` the same line is known when its page is sent again.
    """

    year: int
    cents: int | None
    what: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class CoverageDraft:
    """What a funder pays, in cents; ``None`` for a year or an amount not known yet.

    By its ``slip`` the same line is known when its page is sent again.
    """

    funder: str
    year: int | None
    cents: int | None
    pledge: Pledge = Pledge.ASKED
    slip: str = ""


@dataclass(frozen=True, slots=True)
class AcceptDraft:
    """A finding of the checks as it was read, and why it may stay."""

    rule: str
    fault: str
    kind: str
    object_id: int
    place: str
    fingerprint: str
    reason: str

    @property
    def key(self) -> tuple[str, str, str, int, str]:
        """Which finding it is."""
        return self.rule, self.fault, self.kind, self.object_id, self.place

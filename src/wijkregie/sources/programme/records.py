"""What the reader of a programme file hands over. Amounts are whole cents, ``None`` unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wijkregie.sources.programme.bridge_records import BridgeRows
from wijkregie.sources.programme.measuring_records import MeasuredRows
from wijkregie.sources.programme.spent_records import SpentRows

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from wijkregie.sources.programme.goal_records import GoalRow
    from wijkregie.sources.programme.stated_records import StatedRow


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the file that stands for something outside it, and where it stands."""

    name: str
    row: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """The programme itself."""

    key: str
    name: str
    summary: str
    from_year: int
    until_year: int
    societal_effect: str
    owner: str
    accountable_to: tuple[str, ...]
    sounding_board: tuple[str, ...]
    group: Mention | None
    rung_planned: str
    rung_ambition: str
    baseline_source: str
    goals: tuple[GoalRow, ...]
    vision: str = ""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """How the programme sorts one of its areas: ``above``, ``average`` or ``below``."""

    area: Mention
    score: str
    remark: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A figure of an area that shows a bottleneck."""

    figure: Mention
    area: Mention
    year: int | None


@dataclass(frozen=True, slots=True)
class BottleneckRow:
    """One bottleneck with its areas, and the keys of what answers it."""

    title: str
    areas: tuple[Mention, ...]
    projects: tuple[str, ...]
    goals: tuple[str, ...]
    priority: str
    remark: str
    found_on: date | None
    evidence: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class CostRow:
    """What a project costs in a year."""

    year: int
    cents: int | None
    what: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What a funder pays; without a year the plan names none."""

    year: int | None
    funder: str
    cents: int | None
    pledge: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Who takes part in a project, and what it does."""

    name: str
    does: str


@dataclass(frozen=True, slots=True)
class EffortRow:
    """Hours of its own that a party puts in; ``None`` where the file says it is not known."""

    party: str
    year: int
    hours: int | None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """Work on the timeline, or a milestone (which only has an end)."""

    title: str
    milestone: bool
    begins_on: date | None
    ends_on: date | None
    done_on: date | None
    party: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """What has to be decided on the way, and what came of it."""

    question: str
    then: str
    year: int | None
    on: date | None
    outcome: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class RiskRow:
    """What may go wrong; sizes from 1 (small) to 3."""

    what: str
    chance: int
    harm: int
    measure: str
    over_on: date | None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project with its card and its money."""

    number: str
    title: str
    from_year: int | None
    until_year: int | None
    areas: tuple[Mention, ...]
    goals: tuple[str, ...]
    holders: tuple[PartyRow, ...]
    parties: tuple[PartyRow, ...]
    efforts: tuple[EffortRow, ...]
    activities: tuple[ActivityRow, ...]
    points: tuple[PointRow, ...]
    risks: tuple[RiskRow, ...]
    leads: tuple[str, ...]
    costs: tuple[CostRow, ...]
    coverage: tuple[CoverageRow, ...]
    stated_gap: int | None
    intended_result: str
    reason: str
    target_group: str
    examples: tuple[str, ...]
    decision_point: str
    plain: str
    track: str
    remark: str
    has_card: bool
    state: str
    result: str
    started_on: date | None
    finished_on: date | None
    handed_to: str
    stated: tuple[StatedRow, ...] = ()
    spent: SpentRows = field(default_factory=SpentRows)


@dataclass(frozen=True, slots=True)
class RegularRow:
    """Regular work beside the programme: who does it, and the keys of the goals it serves."""

    name: str
    holder: str
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerReportRow:
    """What a partner reported, or is to report by ``due_on``. What is not known is ``None``."""

    due_on: date | None
    sent_on: date | None
    text: str
    quantity: Decimal | None
    free_room_used: str
    free_hours_used: int | None
    free_cents_used: int | None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """What was agreed with a partner. What is not known is ``None``."""

    title: str
    partner: Mention | None
    what: str
    goals: tuple[str, ...]
    areas: tuple[Mention, ...]
    quantity: Decimal | None
    unit: str
    cents: int | None
    hours: int | None
    free_room: str
    free_hours: int | None
    free_cents: int | None
    from_on: date | None
    until_on: date | None
    state: str
    agreed_on: date | None
    reports: tuple[PartnerReportRow, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """Everything that one programme file told; ``text`` is the file itself."""

    file: str
    text: str
    rows: int
    municipality_code: Mention | None
    programme: ProgrammeRow
    areas: tuple[Mention, ...]
    scores: tuple[ScoreRow, ...]
    bottlenecks: tuple[BottleneckRow, ...]
    projects: tuple[ProjectRow, ...]
    regular: tuple[RegularRow, ...]
    agreements: tuple[AgreementRow, ...] = ()
    bridge: BridgeRows = field(default_factory=BridgeRows)
    measured: MeasuredRows = field(default_factory=MeasuredRows)

    @property
    def activities(self) -> tuple[str, ...]:
        """The names of the regular work."""
        return tuple(row.name for row in self.regular)

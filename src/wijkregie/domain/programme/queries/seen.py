"""What of a programme may be seen: plain values, so that a page cannot show more by accident.

Amounts are whole cents. What the programme does not tell is ``None``, never nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.programme.states import (
    CLOSED,
    ProjectState,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.decisions.states import Rung
    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.seen_card import DecisionPointSeen
    from wijkregie.domain.programme.queries.tables import ProjectMoney
    from wijkregie.domain.programme.states import (
        GoalLevel,
        Part,
        Priority,
        Track,
    )
    from wijkregie.domain.signals.states import State


@dataclass(frozen=True, slots=True)
class ProgrammeSeen:
    """A programme, without its goals and projects."""

    id: int
    key: str
    name: str
    summary: str
    from_year: int
    until_year: int
    owner: str
    accountable_to: tuple[str, ...]
    sounding_board: tuple[str, ...]
    group_id: int | None
    group_name: str
    rung_planned: Rung | None
    rung_ambition: str
    baseline_source: str
    made_at: datetime
    may_steer: bool
    vision: str = ""


@dataclass(frozen=True, slots=True)
class GoalNamed:
    """A goal by name, where something points at it."""

    id: int
    programme_id: int
    key: str
    level: GoalLevel
    title: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class ProjectNamed:
    """A project by name, where something points at it; ``linked_at`` says since when."""

    id: int
    number: str
    title: str
    state: ProjectState
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class BottleneckNamed:
    """A bottleneck by name, where something points at it."""

    id: int
    title: str
    priority: Priority | None
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class SignalNamed:
    """What everyone may know of a signal that a project answers."""

    id: int
    reference: str
    title: str
    state: State
    received_at: datetime
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class MeetingNamed:
    """A meeting that is cited: that a group met, and when, is for everyone."""

    id: int
    group_name: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """What shows that something is so: one of a figure, a signal, a meeting, a document.

    Of a figure ``value`` is what it said when it was cited, ``edition`` the delivery it came
    from ("kwb 2017.1"; empty for a figure of the municipality itself).
    """

    id: int
    indicator_id: int | None
    indicator_key: str
    indicator_name: str
    area: AreaNamed | None
    period: int | None
    signal: SignalNamed | None
    linked_at: datetime
    indicator: Indicator | None = None
    value: float | None = None
    edition: str = ""
    meeting: MeetingNamed | None = None
    document: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class BottleneckSeen:
    """What holds areas back, with its evidence and what is done about it."""

    id: int
    programme_id: int
    title: str
    remark: str
    priority: Priority | None
    areas: tuple[AreaNamed, ...]
    found_on: date | None
    goals: tuple[GoalNamed, ...]
    projects: tuple[ProjectNamed, ...]
    evidence: tuple[EvidenceSeen, ...]
    analysis_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PartySeen:
    """Who takes part in a project; ``organisation_id`` where it is one that works here."""

    id: int
    part: Part
    organisation_id: int | None
    name: str
    does: str


@dataclass(frozen=True, slots=True)
class ProjectStepSeen:
    """A dot in the story of a project. ``by`` is for members only."""

    at: datetime
    from_state: ProjectState | None
    to_state: ProjectState
    why: str
    decision_id: int | None
    by_name: str | None


@dataclass(frozen=True, slots=True)
class ProjectListed:
    """A project in a list. Without areas it is there for the whole municipality.

    Where it has no card, it is not known yet where it is.
    """

    id: int
    programme_id: int
    programme_key: str
    number: str
    title: str
    state: ProjectState
    from_year: int | None
    until_year: int | None
    areas: tuple[AreaNamed, ...]
    holders: tuple[str, ...]
    lead_roles: tuple[str, ...]
    goal_ids: tuple[int, ...]
    made_at: datetime
    finished_at: datetime | None
    has_card: bool


@dataclass(frozen=True, slots=True)
class ProjectSeen:
    """The card of a project, with everything that it is linked to."""

    id: int
    programme_id: int
    programme_key: str
    programme_name: str
    number: str
    title: str
    state: ProjectState
    intended_result: str
    reason: str
    target_group: str
    examples: tuple[str, ...]
    decision_points: tuple[DecisionPointSeen, ...]
    remark: str
    track: Track | None
    plain: str
    begun_from: str
    has_card: bool
    areas: tuple[AreaNamed, ...]
    from_year: int | None
    until_year: int | None
    money_years: tuple[int, int]
    lead_id: int | None
    lead_name: str | None
    lead_roles: tuple[str, ...]
    decision: DecisionSeen | None
    result: str
    handed_to: str
    made_at: datetime
    finished_at: datetime | None
    version: int
    parties: tuple[PartySeen, ...]
    goals: tuple[GoalNamed, ...]
    bottlenecks: tuple[BottleneckNamed, ...]
    signals: tuple[SignalNamed, ...]
    steps: tuple[ProjectStepSeen, ...]
    money: ProjectMoney
    next_states: tuple[ProjectState, ...]
    may_change: bool

    @property
    def may_fill(self) -> bool:
        """Tell whether who looks may change the card and its money: not once it ended."""
        return self.may_change and self.state not in CLOSED

    @property
    def may_order(self) -> bool:
        """Tell whether money may go out: not while it is an idea, nor once it ended."""
        return self.may_fill and self.state != ProjectState.IDEA


@dataclass(frozen=True, slots=True)
class ActivityNamed:
    """Regular work beside the programme."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Baselines:
    """How many indicators have no value from before, of how many."""

    without: int
    of: int

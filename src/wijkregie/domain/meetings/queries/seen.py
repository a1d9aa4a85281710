"""What of a meeting may be seen: plain values, so that a page cannot show more by accident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from wijkregie.domain.meetings.states import ActionState, MeetingState

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.meetings.queries.seen_minutes import InquirySeen
    from wijkregie.domain.meetings.states import Level, OnHoliday, ProposalState, Rhythm
    from wijkregie.domain.people.states import Shell


@dataclass(frozen=True, slots=True)
class SeriesSeen:
    """The meetings of a group, as a whole; ``may_lead``: may plan a meeting of it.

    When they are is for everyone. ``location`` is ``None`` for who may not know it.
    """

    id: int
    name: str
    group_id: int
    group_name: str
    public: bool
    may_lead: bool
    level: Level
    rhythm: Rhythm
    every: int
    weekday: int
    nth: int
    on_holiday: OnHoliday
    clock: time | None
    minutes: int
    location: str | None


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """One meeting: when, and of which group, is for everyone.

    ``may_read``: the agenda, decisions and action list; ``whole``: also names and notes, and
    one writes along; ``may_lead``: one closes or cancels it; ``may_decide``: for the group;
    ``invited``: one comes for some points, and reads only those.
    """

    id: int
    series_id: int
    series_name: str
    group_id: int
    group_name: str
    public: bool
    starts_at: datetime
    location: str | None
    state: MeetingState
    closed_at: datetime | None
    invented: bool
    may_read: bool
    whole: bool
    may_lead: bool
    may_decide: bool
    officer_roles: tuple[str, ...]
    has_extract: bool
    minutes: int
    sequence: int
    changed_at: datetime
    invited: bool

    @property
    def is_planned(self) -> bool:
        """Tell whether the meeting still has to end: only then it can change."""
        return self.state == MeetingState.PLANNED

    @property
    def ends_at(self) -> datetime:
        """When it is over, as planned."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def may_write(self) -> bool:
        """Tell whether the viewer may write notes, actions and points of the agenda now."""
        return self.whole and self.is_planned


@dataclass(frozen=True, slots=True)
class ActionSeen:
    """Who does what by when; ``person_name`` is ``None`` for who may not know it.

    ``group_name`` and the fields about the meeting tell where it was agreed. ``mine``: the
    viewer, or an organisation that the viewer sits for, does it.
    """

    id: int
    what: str
    person_id: int | None
    person_name: str | None
    organisation_id: int | None
    organisation_name: str | None
    due_on: date
    state: ActionState
    overdue: bool
    done_at: datetime | None
    group_id: int
    group_name: str
    item_id: int
    item_title: str
    meeting_id: int
    meeting_at: datetime
    mine: bool
    may_settle: bool

    @property
    def is_open(self) -> bool:
        """Tell whether it still has to be done."""
        return self.state == ActionState.OPEN


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """A point on the agenda; ``notes`` is ``None`` for who may not read them.

    ``carried_at`` is when the meeting was from which the point was carried over. ``fixed``:
    it is about what is still open; ``guests`` come for it, of whom others see only oneself.
    ``inquiries`` were asked here, ``findings`` came back here.
    """

    id: int
    meeting_id: int
    order: int
    title: str
    signal_id: int | None
    signal_reference: str
    carried_at: datetime | None
    notes: str | None
    version: int
    decision: DecisionSeen | None
    actions: tuple[ActionSeen, ...]
    fixed: bool
    guests: tuple[SeatAtMeeting, ...]
    invited: bool
    inquiries: tuple[InquirySeen, ...] = ()
    findings: tuple[InquirySeen, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatAtMeeting:
    """A seat that may come to a meeting; ``present`` is ``None`` while nobody wrote it.

    ``expected``: of the first shell, or invited for a point.
    """

    seat_id: int
    person_name: str | None
    organisation_name: str | None
    present: bool | None
    shell: Shell
    expected: bool


@dataclass(frozen=True, slots=True)
class ProposalSeen:
    """A point that the second shell proposed; ``proposer`` only for who takes part."""

    id: int
    meeting_id: int
    title: str
    proposer: str | None
    state: ProposalState
    why: str
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class Attended:
    """How many of an organisation were there; no organisation: on their own behalf.

    ``names`` of those present, only for who takes part.
    """

    organisation_name: str | None
    present: int
    absent: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionList:
    """The action list of a meeting. ``whole``: with names; ``extract``: only one's own part.

    An extract has no attendance, and of the agenda only the points of one's own actions.
    """

    meeting: MeetingSeen
    whole: bool
    extract: bool
    items: tuple[ItemSeen, ...]
    attendance: tuple[Attended, ...]


@dataclass(frozen=True, slots=True)
class SignalMeeting:
    """A meeting that has a signal on its agenda, and whether it was decided on there."""

    meeting: MeetingSeen
    item_id: int
    decided: bool

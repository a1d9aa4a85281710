"""What of inquiries and minutes may be seen: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.decisions.queries import DecisionSeen
    from wijkregie.domain.meetings.queries.seen import ActionSeen, Attended, MeetingSeen


@dataclass(frozen=True, slots=True)
class InquirySeen:
    """What somebody finds out by when; ``person_name`` is ``None`` for who may not know it.

    ``finding`` is for who takes part and who was asked, and empty while there is none. The
    ``back_`` fields tell on which agenda it came back.
    """

    id: int
    question: str
    person_id: int | None
    person_name: str | None
    organisation_id: int | None
    organisation_name: str | None
    due_on: date
    overdue: bool
    finding: str | None
    found_at: datetime | None
    found_by_name: str | None
    group_id: int
    group_name: str
    item_id: int
    item_title: str
    meeting_id: int
    meeting_at: datetime
    back_item_id: int | None
    back_meeting_id: int | None
    back_at: datetime | None
    mine: bool
    may_find: bool

    @property
    def is_open(self) -> bool:
        """Tell whether it still has to be found out."""
        return self.found_at is None


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """A version of the minutes: why it was made, by whom, and who approved it.

    Approved by the chair, or in a later meeting, held at ``approved_in_at``.
    """

    version: int
    why: str
    made_at: datetime
    made_by_name: str
    approved_at: datetime | None
    approved_by_name: str
    approved_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class MinutedPointSeen:
    """A point as it stands in the minutes. ``corrected``: reads otherwise than before."""

    item_id: int
    number: int
    title: str
    notes: str
    corrected: bool
    decision: DecisionSeen | None
    actions: tuple[ActionSeen, ...]
    inquiries: tuple[InquirySeen, ...]
    findings: tuple[InquirySeen, ...]


@dataclass(frozen=True, slots=True)
class MinutedSeatSeen:
    """Whether somebody was there, as it stands in the minutes."""

    seat_id: int
    person_name: str | None
    organisation_name: str | None
    present: bool


@dataclass(frozen=True, slots=True)
class MinutesSeen:
    """One version of the minutes of a meeting, for who takes part in it.

    ``approve_in``: the meeting of today in which the viewer may have it approved.
    """

    meeting: MeetingSeen
    shown: VersionSeen
    versions: tuple[VersionSeen, ...]
    points: tuple[MinutedPointSeen, ...]
    attendance: tuple[Attended, ...]
    seats: tuple[MinutedSeatSeen, ...]
    may_approve: bool
    approve_in: MeetingSeen | None

    @property
    def is_last(self) -> bool:
        """Tell whether no later version was written."""
        return self.shown.version == self.versions[0].version


@dataclass(frozen=True, slots=True)
class MinutesWaiting:
    """The meeting before another one, and whether its minutes have been approved."""

    meeting: MeetingSeen
    approved: bool

"""What a change is asked with, the refusals, and the rows to change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import AgendaItem, Meeting, Series
from wijkregie.domain.meetings.queries.sight import sight_of
from wijkregie.domain.meetings.states import Level, MeetingState, OnHoliday
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time

    from wijkregie.domain.meetings.queries.sight import Sight
    from wijkregie.kit.viewer import Viewer

Row = TypeVar("Row")


class MeetingRefused(Refusal):
    """A change to a meeting that this person may not make, or not now."""


class NotesRefused(MeetingRefused):
    """Notes on an older version: ``theirs`` is what somebody else wrote in between."""

    def __init__(self, message: str, *, theirs: str, version: int) -> None:
        super().__init__(message)
        self.theirs, self.version = theirs, version


@dataclass(frozen=True, slots=True)
class SeriesDraft:
    """A series of meetings of a group; of a public one everyone may read the action list."""

    group_id: int
    name: str
    public: bool = False


@dataclass(frozen=True, slots=True)
class RhythmDraft:
    """How often a group meets: see ``models.Series``. ``minutes``: how long a meeting takes."""

    rhythm: str
    every: int = 1
    weekday: int = 1
    nth: int = 1
    on_holiday: str = OnHoliday.SKIP
    clock: time | None = None
    minutes: int = 90
    location: str = ""
    level: str = Level.WORK


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What somebody does, and by when: a person, an organisation, or one on its behalf."""

    what: str
    person_id: int | None
    organisation_id: int | None
    due_on: date


@dataclass(frozen=True, slots=True)
class InquiryDraft:
    """What somebody finds out, and by when: a person, an organisation, or one on its behalf."""

    question: str
    person_id: int | None
    organisation_id: int | None
    due_on: date


@dataclass(frozen=True, slots=True)
class CorrectionDraft:
    """What reads otherwise than in ``version`` of the minutes, and why.

    Notes by point and attendance by seat; what is not named stays as it is.
    """

    version: int
    why: str
    notes: Mapping[int, str] = field(default_factory=dict)
    present: Mapping[int, bool] = field(default_factory=dict)


def not_there() -> MeetingRefused:
    """Return the refusal of a row that is gone, or that is of another municipality."""
    return MeetingRefused(_("This is not there any more. Go back and reload the page."))


def worded(words: str, *, longest: int, empty: str) -> str:
    """Return words without space around them; refuse none at all (``empty``) or too many."""
    text = " ".join(words.split())
    if not text:
        raise MeetingRefused(empty)
    if len(text) > longest:
        raise MeetingRefused(
            _("This is longer than %(longest)s signs. Make it shorter.") % {"longest": longest}
        )
    return text


def short(words: str, longest: int = 120) -> str:
    """Return words for one line without space around them, and no more than fit."""
    return " ".join(words.split())[:longest]


def story(words: str, *, longest: int, empty: str) -> str:
    """Return lines without space around them; refuse none at all (``empty``) or too many."""
    text = words.replace("\r\n", "\n").strip()
    if not text and empty:
        raise MeetingRefused(empty)
    if len(text) > longest:
        raise MeetingRefused(
            _("This is longer than %(longest)s signs. Make it shorter.") % {"longest": longest}
        )
    return text


def sight_for(by: Viewer, at: datetime) -> Sight:
    """Return what ``by`` sees of the meetings here on the day of ``at``."""
    return sight_of(by, on=timezone.localdate(at))


def series_to_lead(series_id: int, *, by: Viewer, at: datetime) -> Series:
    """Return a series, locked, for who plans its meetings."""
    rows = Series.objects.select_for_update(of=("self",), no_key=True).select_related("group")
    series = known(rows.filter(pk=series_id, municipality_id=by.municipality_id or 0).first())
    if series.group_id not in sight_for(by, at).led:
        raise leaders_only()
    return series


def leaders_only() -> MeetingRefused:
    """Return the refusal of who wants to plan for a group that others lead."""
    return MeetingRefused(
        _("Only the chair, the secretary or the district manager can plan a meeting.")
    )


def meeting_to_lead(meeting_id: int, *, by: Viewer, at: datetime) -> Meeting:
    """Return a planned meeting, locked, for who may close or cancel it."""
    meeting = planned_meeting(meeting_id, by=by)
    if meeting.series.group_id not in sight_for(by, at).led:
        raise MeetingRefused(
            _("Only the chair, the secretary or the district manager can do this. Ask them.")
        )
    return meeting


def meeting_to_write(meeting_id: int, *, by: Viewer, at: datetime) -> Meeting:
    """Return a planned meeting, locked, for who takes part in it."""
    meeting = planned_meeting(meeting_id, by=by)
    if meeting.series.group_id not in sight_for(by, at).whole:
        raise MeetingRefused(
            _("Only those who take part in this meeting can do this. Ask the chair.")
        )
    return meeting


def item_to_write(item_id: int, *, by: Viewer, at: datetime) -> AgendaItem:
    """Return a point of a planned meeting for who takes part; the meeting is locked first.

    So whoever changes an agenda waits for who changes it too, and never crosswise.
    """
    found = AgendaItem.objects.filter(pk=item_id, municipality_id=by.municipality_id or 0)
    meeting = meeting_to_write(known(found.first()).meeting_id, by=by, at=at)
    item = known(
        found.select_for_update(no_key=True).first()
    )  # it may be taken off while we waited
    item.meeting = meeting
    return item


def known(row: Row | None) -> Row:
    """Return a row that is there; refuse one that is not, or not here."""
    if row is None:
        raise not_there()
    return row


def planned_meeting(meeting_id: int, *, by: Viewer) -> Meeting:
    """Return a planned meeting of this municipality, locked."""
    meeting = (
        Meeting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("series__group")
        .filter(pk=meeting_id, municipality_id=by.municipality_id or 0)
        .first()
    )
    meeting = known(meeting)
    if meeting.state == MeetingState.CANCELLED:
        raise MeetingRefused(_("This meeting was cancelled: nothing changes in it any more."))
    if meeting.state == MeetingState.HELD:
        raise MeetingRefused(
            _("This meeting is closed: its action list stands. Put it on the next agenda.")
        )
    return meeting

"""Planted in both sides: guests, proposals, a rhythm, and calendars by a private link."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from tests.makers.meetings import make_item, make_meeting, make_series
from tests.makers.people import viewer_for
from tests.makers.places import AT
from tests.matrix.allowed import Kind
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.meetings.states import Rhythm

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground

FAR = AT + timedelta(days=3680)


def plant_guests(side: Side, ground: Ground) -> None:
    """Plant a meeting of the group for which the second shell is invited for one point."""
    text, by = side.text, side.by
    series = make_series(ground.group, "Met gasten")
    place = text(Kind.MEETING_CLOSED, "place of a series")
    rhythm = meetings.RhythmDraft(rhythm=Rhythm.MONTHLY, clock=time(20), location=place)
    meetings.set_rhythm(series.pk, rhythm, by=by, at=AT)
    room = text(Kind.EXTRACT, "place for a guest")
    meeting = make_meeting(series, starts_at=FAR, location=room)
    make_item(meeting, text(Kind.MEETING_CLOSED, "point without a guest"))
    item = make_item(meeting, text(Kind.EXTRACT, "point of a guest"))
    meetings.note(item.pk, text(Kind.NOTES, "point of a guest"), 1, by=by, at=AT)
    seat = ground.group.seats.get(person=ground.second)
    meetings.invite(item.pk, seat.pk, by=by, at=AT)
    second = viewer_for(ground.second, side.municipality)
    waits = text(Kind.EXTRACT, "proposal that waits")
    meetings.propose(meeting.pk, waits, by=second, at=AT)
    title = text(Kind.EXTRACT, "proposal that was declined")
    made = meetings.propose(meeting.pk, title, by=second, at=AT)
    meetings.decline(made, text(Kind.EXTRACT, "why declined"), by=by, at=AT)
    meetings.move(meeting.pk, FAR + timedelta(hours=1), room, by=by, at=AT)
    for number, person in enumerate((ground.chair, ground.second)):
        viewer = viewer_for(person, side.municipality)
        meetings.make_calendar_link(by=viewer, at=AT, seed=2**100 + number)

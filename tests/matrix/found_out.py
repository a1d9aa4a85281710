"""Planted in both sides: questions, what was found, votes, and minutes that were corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.makers.meetings import ON, make_item, make_meeting, make_series
from tests.makers.places import AT
from tests.matrix.allowed import Kind
from wijkregie.domain.decisions.states import Outcome, Votes
from wijkregie.domain.meetings import services as meetings

if TYPE_CHECKING:
    from tests.matrix.side import Side
    from tests.matrix.thread import Ground
    from wijkregie.domain.decisions.services import DecisionDraft
    from wijkregie.domain.meetings.models import AgendaItem, Meeting
    from wijkregie.domain.people.models import Person

TONIGHT = AT + timedelta(hours=10)


def plant_inquiries(side: Side, ground: Ground, draft: DecisionDraft) -> None:
    """Plant a public series and one of the group; ``draft`` is a decision of the group."""
    text = side.text
    chosen = replace(draft, outcome=Outcome.MORE_INFORMATION, votes=Votes(3, 1))
    for public, own in ((True, Kind.MEETING_PUBLIC), (False, Kind.MEETING_CLOSED)):
        series = make_series(ground.group, f"Uitzoeken {public}", public=public)
        # Before the other meetings: a link to the next one would show the place of it.
        meeting = make_meeting(series, starts_at=TONIGHT + timedelta(minutes=5), location="")
        item = make_item(meeting, text(own, "point to find out about"))
        meetings.decide(item.pk, chosen, by=side.by, at=AT)
        _ask(side, item, text(own, "question"), ground.chair, Kind.NOTES)
        if not public:
            _ask(side, item, text(Kind.EXTRACT, "question"), ground.second, Kind.EXTRACT)
            meeting_point(side, meeting, item)
        make_meeting(series, starts_at=TONIGHT + timedelta(days=3670), location="")
        meetings.close(meeting.pk, by=side.by, at=TONIGHT)
        correction = meetings.CorrectionDraft(
            1, text(Kind.NOTES, "why corrected"), {item.pk: text(Kind.NOTES, "corrected")}
        )
        meetings.correct_minutes(meeting.pk, correction, by=side.by, at=TONIGHT)
        meetings.approve_minutes(meeting.pk, 2, by=side.by, at=TONIGHT)


def meeting_point(side: Side, meeting: Meeting, item: AgendaItem) -> None:
    """The second shell reads the point that its question is about: it is of the extract."""
    planted = item.title
    side.canaries = [
        replace(one, kind=Kind.EXTRACT) if one.mark in planted else one for one in side.canaries
    ]
    make_item(meeting, side.text(Kind.MEETING_CLOSED, "point of the group only"))


def _ask(side: Side, item: AgendaItem, question: str, person: Person, found: Kind) -> None:
    asked = meetings.InquiryDraft(question, person.pk, None, ON + timedelta(days=1))
    made = meetings.ask(item.pk, asked, by=side.by, at=AT)
    meetings.find(made, side.text(found, "finding"), by=side.by, at=AT)
    waiting = replace(asked, question=f"{question} (nog open)")
    meetings.ask(item.pk, waiting, by=side.by, at=AT)

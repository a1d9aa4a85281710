"""Inquiries and minutes for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.makers.meetings import ON, decision_of
from tests.makers.places import AT
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import AgendaItem, Inquiry
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from wijkregie.domain.meetings.models import Meeting
    from wijkregie.domain.people.models import Organisation, Person


def find_out_first(item: AgendaItem) -> AgendaItem:
    """Decide on a point that something is found out first."""
    group = item.meeting.series.group
    draft = decision_of(group, outcome=Outcome.MORE_INFORMATION, reason="Niet bekend.")
    services.decide(item.pk, draft, by=installation(item.municipality_id), at=AT)
    return AgendaItem.objects.select_related("meeting__series__group", "signal").get(pk=item.pk)


def asked_of(
    person: Person | None = None,
    organisation: Organisation | None = None,
    *,
    question: str = "Wie beheert de bank?",
    due_in: int = 14,
) -> services.InquiryDraft:
    return services.InquiryDraft(
        question,
        person.pk if person else None,
        organisation.pk if organisation else None,
        ON + timedelta(days=due_in),
    )


def make_inquiry(
    item: AgendaItem,
    person: Person | None = None,
    organisation: Organisation | None = None,
    *,
    question: str = "Wie beheert de bank?",
    due_in: int = 14,
) -> Inquiry:
    """Ask to find something out under a point, which gets the decision for it first."""
    if item.decision_id is None:
        item = find_out_first(item)
    draft = asked_of(person, organisation, question=question, due_in=due_in)
    made = services.ask(item.pk, draft, by=installation(item.municipality_id), at=AT)
    return Inquiry.objects.get(pk=made)


def approve(meeting: Meeting, version: int = 1) -> None:
    by = installation(meeting.municipality_id)
    services.approve_minutes(meeting.pk, version, by=by, at=AT + timedelta(days=1))

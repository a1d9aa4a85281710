"""Ask somebody to find something out, and bring back what was found."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings.models import AgendaItem, Inquiry, Meeting
from wijkregie.domain.meetings.services import carrying
from wijkregie.domain.meetings.services.actions import check_doer
from wijkregie.domain.meetings.services.drafts import (
    InquiryDraft,
    MeetingRefused,
    item_to_write,
    known,
    sight_for,
    story,
    worded,
)
from wijkregie.domain.meetings.services.wording import checked_notes
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.signals.states import State
from wijkregie.kit import audit

if TYPE_CHECKING:
    from wijkregie.domain.meetings.models import Series
    from wijkregie.kit.viewer import Viewer

_QUESTION: Final = 400
_FINDING: Final = 4000


@transaction.atomic
def ask(item_id: int, draft: InquiryDraft, *, by: Viewer, at: datetime) -> int:
    """Ask a person or an organisation to find something out, and return the number of it.

    Raises ``MeetingRefused`` where the group did not decide to find out first, if who is
    asked does not work here, or if the day is over.
    """
    question = worded(
        draft.question, longest=_QUESTION, empty=_("Write what is to be found out.")
    )
    checked_notes(question, field="question")
    item = item_to_write(item_id, by=by, at=at)
    if item.decision is None or item.decision.outcome != Outcome.MORE_INFORMATION:
        raise MeetingRefused(_("First record the decision that you find out more first."))
    check_doer(draft, by=by, at=at)
    if draft.due_on < timezone.localdate(at):
        raise MeetingRefused(_("This day is over. Choose today or a later day."))
    inquiry = Inquiry.objects.create(
        municipality_id=item.municipality_id,
        group_id=item.meeting.series.group_id,
        item=item,
        question=question,
        person_id=draft.person_id,
        organisation_id=draft.organisation_id,
        due_on=draft.due_on,
        asked_at=at,
    )
    audit.record("inquiry_asked", inquiry, by=by, at=at)
    return inquiry.pk


@transaction.atomic
def find(inquiry_id: int, finding: str, *, by: Viewer, at: datetime) -> None:
    """Write down what was found; it comes back on the agenda of the next planned meeting.

    By who was asked, or who takes part in the meetings of the group. Without a planned
    meeting it waits for one. Raises ``MeetingRefused`` for anybody else, and once answered.
    """
    text = story(finding, longest=_FINDING, empty=_("Write what you found out."))
    checked_notes(text, field="finding")
    rows = Inquiry.objects.filter(pk=inquiry_id, municipality_id=by.municipality_id or 0)
    meeting = known(rows.select_related("item__meeting__series").first()).item.meeting
    following = _next_meeting(meeting.series, at, but=meeting)  # locked first, as everywhere
    inquiry = (
        rows.select_for_update(of=("self",), no_key=True).select_related("item__signal").get()
    )
    _check_finder(inquiry, by=by, at=at)
    if inquiry.found_at is not None:
        raise MeetingRefused(_("This question has been answered. Reload the page to read it."))
    inquiry.finding, inquiry.found_at, inquiry.found_by_id = text, at, by.person_id
    inquiry.save(update_fields=["finding", "found_at", "found_by"])
    if following is not None:
        _bring(inquiry, following, by=by, at=at)
    audit.record("inquiry_found", inquiry, by=by, at=at)


def bring_back(series: Series, *, by: Viewer, at: datetime) -> None:
    """Put what was found and waits on the agenda of the next meeting: part of planning one."""
    waiting = (
        Inquiry.objects.filter(
            item__meeting__series=series, found_at__isnull=False, back_on__isnull=True
        )
        .select_related("item__signal", "item__meeting")
        .order_by("found_at", "pk")
    )
    for inquiry in waiting:
        following = _next_meeting(series, at, but=inquiry.item.meeting)
        if following is not None:
            _bring(inquiry, following, by=by, at=at)


def _bring(inquiry: Inquiry, following: Meeting, *, by: Viewer, at: datetime) -> None:
    """Put a finding on an agenda: with its report, on the point that has it, or on its own.

    A report that was decided on in the meantime does not come back.
    """
    item, signal = inquiry.item, inquiry.item.signal
    back = following.items.filter(carried_from=item, decision__isnull=True).first()
    if signal is not None and back is None:
        back = AgendaItem.objects.filter(
            signal=signal, meeting__state=MeetingState.PLANNED, decision__isnull=True
        ).first()
    if back is None and (signal is None or signal.state == State.UNDER_REVIEW):
        back = AgendaItem(title=item.title, signal=signal, carried_from=item)
        carrying.append(following, back)
        if signal is not None:
            carrying.announce(signal.pk, following, by=by, at=at)
    if back is not None:
        inquiry.back_on = back
        inquiry.save(update_fields=["back_on"])


def _next_meeting(series: Series, at: datetime, *, but: Meeting) -> Meeting | None:
    """Return the first planned meeting of a series from today on, locked, but not this one."""
    today = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    return (
        Meeting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("series__group")
        .filter(series=series, state=MeetingState.PLANNED, starts_at__gte=today)
        .exclude(pk=but.pk)
        .order_by("starts_at", "pk")
        .first()
    )


def _check_finder(inquiry: Inquiry, *, by: Viewer, at: datetime) -> None:
    sight = sight_for(by, at)
    asked = inquiry.person_id is not None and inquiry.person_id == by.person_id
    asked = asked or (inquiry.group_id, inquiry.organisation_id) in sight.doer_for
    if not (asked or inquiry.group_id in sight.whole):
        raise MeetingRefused(_("Only who was asked, or the group, can write this down."))

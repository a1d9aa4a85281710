"""Agree who does what by when, say that it is done, and who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import Action, Attendance
from wijkregie.domain.meetings.services.drafts import (
    ActionDraft,
    InquiryDraft,
    MeetingRefused,
    item_to_write,
    meeting_to_write,
    not_there,
    sight_for,
    worded,
)
from wijkregie.domain.meetings.states import ACTION_STEPS, ActionState
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.models import Seat
from wijkregie.kit import audit
from wijkregie.kit.words import checked_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

_WHAT = 400


@transaction.atomic
def agree(item_id: int, draft: ActionDraft, *, by: Viewer, at: datetime) -> int:
    """Write down an action under a point of the agenda, and return its number.

    Raises ``MeetingRefused`` if nobody is named, if who is named does not work here, or if
    the day is over.
    """
    what = worded(draft.what, longest=_WHAT, empty=_("Write what is going to be done."))
    item = item_to_write(item_id, by=by, at=at)
    checked_words(what, field="what", keep=not item.meeting.series.public)
    check_doer(draft, by=by, at=at)
    if draft.due_on < timezone.localdate(at):
        raise MeetingRefused(_("This day is over. Choose today or a later day."))
    action = Action.objects.create(
        municipality_id=item.municipality_id,
        group_id=item.meeting.series.group_id,
        item=item,
        what=what,
        person_id=draft.person_id,
        organisation_id=draft.organisation_id,
        due_on=draft.due_on,
        made_at=at,
    )
    audit.record("action_agreed", action, by=by, at=at)
    return action.pk


@transaction.atomic
def settle(action_id: int, state: ActionState, *, by: Viewer, at: datetime) -> None:
    """Say that an action is done, dropped or open again; also after the meeting was closed.

    Who does it may, and who takes part in the meetings of the group. Said twice changes
    nothing.
    """
    sight = sight_for(by, at)
    rows = Action.objects.select_for_update(of=("self",), no_key=True)
    action = rows.filter(sight.actions(), pk=action_id).first()
    if action is None:
        raise not_there()
    mine = action.person_id is not None and action.person_id == by.person_id
    mine = mine or (action.group_id, action.organisation_id) in sight.doer_for
    if not (mine or action.group_id in sight.whole):
        raise MeetingRefused(_("Only who does this, or the group, can say so."))
    if action.state == state:
        return
    if state not in ACTION_STEPS[ActionState(action.state)]:
        raise MeetingRefused(_("Open this action again first."))
    action.state = state
    action.done_at = at if state == ActionState.DONE else None
    action.save(update_fields=["state", "done_at"])
    audit.record("action_settled", action, by=by, at=at, why=str(state))


@transaction.atomic
def attend(meeting_id: int, present: Mapping[int, bool], *, by: Viewer, at: datetime) -> None:
    """Write down per seat whether who holds it was there.

    Raises ``MeetingRefused`` for a seat of another group.
    """
    meeting = meeting_to_write(meeting_id, by=by, at=at)
    known = Seat.objects.filter(group_id=meeting.series.group_id, pk__in=present)
    if known.count() != len(present):
        raise not_there()
    for seat_id, there in sorted(present.items()):
        Attendance.objects.update_or_create(
            meeting=meeting,
            seat_id=seat_id,
            defaults={"municipality_id": meeting.municipality_id, "present": there},
        )
    audit.record("attendance_written", meeting, by=by, at=at)


def check_doer(draft: ActionDraft | InquiryDraft, *, by: Viewer, at: datetime) -> None:
    """Refuse what nobody does, or somebody who does not work here."""
    if draft.person_id is None and draft.organisation_id is None:
        raise MeetingRefused(_("Choose who does it: a person, an organisation or both."))
    on = timezone.localdate(at)
    known = draft.person_id is None or people.persons_visible_to(by, on=on).get(draft.person_id)
    works = draft.organisation_id is None or people.organisations_visible_to(by).get(
        draft.organisation_id
    )
    if not (known and works):
        raise MeetingRefused(
            _("This person or organisation does not work here. Choose another.")
        )

"""Close a meeting: what was decided and agreed stands, and whom it concerns hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import Action, Inquiry, Meeting
from wijkregie.domain.meetings.services import carrying, minutes
from wijkregie.domain.meetings.services.drafts import MeetingRefused, meeting_to_lead
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.states import Shell
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

_REACHED: Final = Q(person__is_active=True, person__email__isnull=False)


@transaction.atomic
def close(meeting_id: int, *, by: Viewer, at: datetime) -> None:
    """Close a meeting: its action list and minutes stand, and whom it concerns hears it.

    Signals that were not decided on go to the next planned meeting of the series, or back
    to triage. Raises ``MeetingRefused`` before the day of the meeting.
    """
    meeting = meeting_to_lead(meeting_id, by=by, at=at)
    if timezone.localdate(at) < timezone.localdate(meeting.starts_at):
        raise MeetingRefused(
            _("This meeting has not been held yet. Close it on the day itself or later.")
        )
    carrying.carry_on(meeting, by=by, at=at)
    carrying.end(meeting, MeetingState.HELD, at)
    minutes.write_first(meeting, by=by, at=at)
    _send_action_list(meeting, at)
    audit.record("meeting_closed", meeting, by=by, at=at)


def _send_action_list(meeting: Meeting, at: datetime) -> None:
    """Let everybody of the first shell hear, and of the second who does something.

    Who finds something out without a seat in the group hears of that question only.
    """
    on, inquiries = timezone.localdate(at), Inquiry.objects.filter(item__meeting=meeting)
    seats = Seat.objects.current(on).filter(
        _REACHED, group_id=meeting.series.group_id, person__isnull=False
    )
    actions = Action.objects.filter(item__meeting=meeting)
    doers = {
        *actions.values_list("person_id", "organisation_id"),
        *inquiries.values_list("person_id", "organisation_id"),
    }
    persons = {person for person, _organisation in doers}
    organisations = {organisation for _person, organisation in doers} - {None}
    told = {
        seat.person_id or 0
        for seat in seats
        if seat.shell == Shell.FIRST
        or seat.person_id in persons
        or seat.organisation_id in organisations
    }
    lists = {
        f"action_list:{meeting.pk}:{person_id}": {
            "meeting_id": meeting.pk,
            "person_id": person_id,
        }
        for person_id in sorted(told)
    }
    _mail("action_list", lists, meeting, at)
    asked = inquiries.filter(_REACHED, person__isnull=False, found_at__isnull=True)
    questions = {
        f"inquiry_asked:{one.pk}": {"inquiry_id": one.pk, "person_id": one.person_id or 0}
        for one in asked.order_by("pk")
        if one.person_id not in told
    }
    _mail("inquiry_asked", questions, meeting, at)


def _mail(
    template: str, each: Mapping[str, Mapping[str, int]], meeting: Meeting, at: datetime
) -> None:
    outbox.put_each(
        template, each, way=Way.MAIL, municipality_id=meeting.municipality_id, at=at
    )

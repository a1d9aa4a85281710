"""Close a meeting: what was decided and agreed stands, and whom it concerns hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import Action, Meeting
from wijkregie.domain.meetings.services import carrying
from wijkregie.domain.meetings.services.drafts import MeetingRefused, meeting_to_lead
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.states import Shell
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def close(meeting_id: int, *, by: Viewer, at: datetime) -> None:
    """Close a meeting: its action list stands, and goes to both shells.

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
    _send_action_list(meeting, at)
    audit.record("meeting_closed", meeting, by=by, at=at)


def _send_action_list(meeting: Meeting, at: datetime) -> None:
    """Let everybody of the first shell hear, and of the second who has an action."""
    group_id = meeting.series.group_id
    seats = Seat.objects.current(timezone.localdate(at)).filter(
        group_id=group_id, person__is_active=True, person__email__isnull=False
    )
    doers = set(
        Action.objects.filter(item__meeting=meeting).values_list("person_id", "organisation_id")
    )
    persons = {person for person, _organisation in doers}
    organisations = {organisation for _person, organisation in doers} - {None}
    told = {
        seat.person_id
        for seat in seats
        if seat.shell == Shell.FIRST
        or seat.person_id in persons
        or seat.organisation_id in organisations
    }
    for person_id in sorted(one for one in told if one):
        outbox.put(
            "action_list",
            {"meeting_id": meeting.pk, "person_id": person_id},
            way=Way.MAIL,
            once=f"action_list:{meeting.pk}:{person_id}",
            municipality_id=meeting.municipality_id,
            at=at,
        )

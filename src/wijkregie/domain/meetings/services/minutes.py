"""Write the minutes of a meeting, approve them, and correct them by a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import Meeting, MinutedPoint, MinutedSeat, Minutes
from wijkregie.domain.meetings.services.drafts import (
    CorrectionDraft,
    MeetingRefused,
    known,
    not_there,
    sight_for,
    story,
    worded,
)
from wijkregie.domain.meetings.services.wording import checked_notes
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.models import Seat
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer

_NOTES: Final = 8000
_WHY: Final = 400


def write_first(meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Write the first version of the minutes, as part of closing a meeting."""
    points = [
        MinutedPoint(
            item_id=item.pk,
            order=order,
            title=item.title,
            notes=item.notes,
            decision_id=item.decision_id,
        )
        for order, item in enumerate(meeting.items.order_by("order", "pk"), 1)
    ]
    there = dict(meeting.attendances.order_by("pk").values_list("seat_id", "present"))
    _write(meeting, 1, "", points, there, by=by, at=at)


@transaction.atomic
def approve_minutes(
    meeting_id: int,
    version: int,
    *,
    in_meeting_id: int | None = None,
    by: Viewer,
    at: datetime,
) -> None:
    """Approve the last version of the minutes: from then on it stands.

    As who leads the group; or, for who takes part, in a later meeting of the series that is
    held today. Raises ``MeetingRefused`` for anybody else, if the minutes were corrected
    since, and if they were approved already.
    """
    meeting = _held(meeting_id, by)
    if in_meeting_id is None:
        _check_leads(meeting, by=by, at=at)
    else:
        _check_later(meeting, in_meeting_id, by=by, at=at)
    last = _last(meeting, version)
    if last.approved_at is not None:
        raise MeetingRefused(_("These minutes have been approved. Reload the page."))
    last.approved_at, last.approved_by_id, last.approved_in_id = at, by.person_id, in_meeting_id
    last.save(update_fields=["approved_at", "approved_by", "approved_in"])
    audit.record("minutes_approved", last, by=by, at=at)


@transaction.atomic
def correct_minutes(
    meeting_id: int, draft: CorrectionDraft, *, by: Viewer, at: datetime
) -> int:
    """Correct notes or attendance, and return the number of the new version.

    It has to be approved again; decisions and actions stay as they are. By who takes part.
    Raises ``MeetingRefused`` for anybody else, without a reason, if somebody corrected since
    ``draft.version``, and if nothing reads otherwise.
    """
    why = worded(draft.why, longest=_WHY, empty=_("Write why the minutes are corrected."))
    checked_notes(why, field="why")
    meeting = _held(meeting_id, by)
    if meeting.series.group_id not in sight_for(by, at).whole:
        raise MeetingRefused(
            _("Only those who take part in this meeting can do this. Ask the chair.")
        )
    last = _last(meeting, draft.version)
    points, changed = _corrected(last, draft.notes)
    before = dict(last.seats.values_list("seat_id", "present"))
    there = before | dict(draft.present)
    seats = Seat.objects.filter(pk__in=there, group_id=meeting.series.group_id)
    if seats.count() != len(there):
        raise not_there()
    if not changed and there == before:
        raise MeetingRefused(_("Nothing was changed, so there is nothing to correct."))
    made = _write(meeting, last.version + 1, why, points, there, by=by, at=at)
    audit.record("minutes_corrected", made, by=by, at=at)
    return made.version


def _corrected(last: Minutes, notes: Mapping[int, str]) -> tuple[list[MinutedPoint], bool]:
    """Return the points of a version with other notes, and whether any reads otherwise."""
    points = list(last.points.order_by("order", "pk"))
    if not set(notes) <= {point.item_id for point in points}:
        raise not_there()
    changed = False
    for point in points:
        text = story(notes.get(point.item_id, point.notes), longest=_NOTES, empty="")
        if text != point.notes:
            checked_notes(text)
            changed = True
        point.notes = text
    return points, changed


def _write(  # noqa: PLR0913 - a version: of what, which, why, what it says, by whom and when
    meeting: Meeting,
    version: int,
    why: str,
    points: Sequence[MinutedPoint],
    there: Mapping[int, bool],
    *,
    by: Viewer,
    at: datetime,
) -> Minutes:
    here = {"municipality_id": meeting.municipality_id}
    made = Minutes.objects.create(
        meeting=meeting, version=version, why=why, made_at=at, made_by_id=by.person_id, **here
    )
    for point in points:
        point.pk, point.minutes, point.municipality_id = None, made, meeting.municipality_id
    MinutedPoint.objects.bulk_create(points)
    MinutedSeat.objects.bulk_create(
        MinutedSeat(minutes=made, seat_id=seat_id, present=present, **here)
        for seat_id, present in sorted(there.items())
    )
    return made


def _held(meeting_id: int, by: Viewer) -> Meeting:
    """Return a meeting that was held, locked."""
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related(
        "series__group"
    )
    found = rows.filter(pk=meeting_id, municipality_id=by.municipality_id or 0).first()
    meeting = known(found)
    if meeting.state != MeetingState.HELD:
        raise MeetingRefused(_("There are minutes once the meeting is closed."))
    return meeting


def _last(meeting: Meeting, version: int) -> Minutes:
    last = known(meeting.records.order_by("-version").first())
    if last.version != version:
        raise MeetingRefused(
            _("Somebody corrected the minutes in the meantime. Reload the page to read them.")
        )
    return last


def _check_leads(meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    if meeting.series.group_id not in sight_for(by, at).led:
        raise MeetingRefused(
            _("Only the chair, the secretary or the district manager can do this. Ask them.")
        )


def _check_later(meeting: Meeting, in_meeting_id: int, *, by: Viewer, at: datetime) -> None:
    later = Meeting.objects.filter(
        pk=in_meeting_id,
        series_id=meeting.series_id,
        state=MeetingState.PLANNED,
        starts_at__gt=meeting.starts_at,
    ).first()
    if meeting.series.group_id not in sight_for(by, at).whole:
        raise MeetingRefused(
            _("Only those who take part in this meeting can do this. Ask the chair.")
        )
    if later is None or timezone.localdate(later.starts_at) > timezone.localdate(at):
        raise MeetingRefused(
            _("Approve the minutes in a later meeting of this series, on the day it is held.")
        )

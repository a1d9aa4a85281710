"""The minutes of a meeting, in each of their versions: for who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.domain.meetings.models import MinutedPoint, MinutedSeat, Minutes
from wijkregie.domain.meetings.queries.agenda import attended_by, items_in
from wijkregie.domain.meetings.queries.meetings import meeting_for, meeting_in
from wijkregie.domain.meetings.queries.seen_minutes import (
    MinutedPointSeen,
    MinutedSeatSeen,
    MinutesSeen,
    MinutesWaiting,
    VersionSeen,
)
from wijkregie.domain.meetings.queries.sight import sight_of
from wijkregie.domain.meetings.states import MeetingState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wijkregie.domain.meetings.queries.seen import ItemSeen, MeetingSeen
    from wijkregie.domain.meetings.queries.sight import Sight
    from wijkregie.kit.viewer import Viewer


def minutes_seen(
    viewer: Viewer, meeting_id: int, version: int | None = None, *, on: date
) -> MinutesSeen | None:
    """Return the minutes of a meeting, the last version or this one: twelve queries.

    Names are looked up as they are known today. ``None`` for who does not take part, before
    the meeting was closed, and for a version that is not there.
    """
    sight = sight_of(viewer, on=on)
    meeting = meeting_in(sight, meeting_id)
    if meeting is None or not meeting.whole:
        return None
    rows = list(
        Minutes.objects.filter(meeting_id=meeting_id)
        .select_related("made_by", "approved_by", "approved_in")
        .order_by("-version")
    )
    shown = next((row for row in rows if version in {None, row.version}), None)
    if shown is None:
        return None
    open_last = rows[0].approved_at is None
    seats = list(
        MinutedSeat.objects.filter(minutes=shown)
        .select_related("seat__person", "seat__organisation")
        .order_by("seat__organisation__name", "seat__person__name", "pk")
    )
    return MinutesSeen(
        meeting=meeting,
        shown=_version(shown),
        versions=tuple(_version(row) for row in rows),
        points=_points(shown, items_in(sight, meeting, on=on)),
        attendance=attended_by(seats, meeting),
        seats=tuple(_seat(row) for row in seats),
        may_approve=open_last and meeting.may_lead,
        approve_in=_meeting_today(meeting, sight, on=on) if open_last else None,
    )


def minutes_before(viewer: Viewer, meeting_id: int, *, on: date) -> MinutesWaiting | None:
    """Return the minutes of the meeting before this one in the series: five queries.

    For who takes part; ``None`` for anybody else, and if there was none.
    """
    sight = sight_of(viewer, on=on)
    meeting = meeting_in(sight, meeting_id)
    if meeting is None or not meeting.whole:
        return None
    earlier = sight.meetings().filter(
        series_id=meeting.series_id,
        state=MeetingState.HELD,
        starts_at__lt=meeting.starts_at,
    )
    found = earlier.order_by("-starts_at", "-pk").first()
    if found is None:
        return None
    last = found.records.order_by("-version").first()
    approved = last is not None and last.approved_at is not None
    return MinutesWaiting(meeting_for(found, sight), approved=approved)


def _version(row: Minutes) -> VersionSeen:
    maker, approver, later = row.made_by, row.approved_by, row.approved_in
    return VersionSeen(
        version=row.version,
        why=row.why,
        made_at=row.made_at,
        made_by_name=maker.name if maker else "",
        approved_at=row.approved_at,
        approved_by_name=approver.name if approver else "",
        approved_in_at=later.starts_at if later else None,
    )


def _points(shown: Minutes, items: Sequence[ItemSeen]) -> tuple[MinutedPointSeen, ...]:
    by_id = {item.id: item for item in items}
    before = dict(
        MinutedPoint.objects.filter(
            minutes__meeting_id=shown.meeting_id, minutes__version=shown.version - 1
        ).values_list("item_id", "notes")
    )
    return tuple(
        MinutedPointSeen(
            item_id=row.item_id,
            number=row.order,
            title=row.title,
            notes=row.notes,
            corrected=before.get(row.item_id, row.notes) != row.notes,
            decision=by_id[row.item_id].decision,
            actions=by_id[row.item_id].actions,
            inquiries=by_id[row.item_id].inquiries,
            findings=by_id[row.item_id].findings,
        )
        for row in shown.points.order_by("order", "pk")
    )


def _seat(row: MinutedSeat) -> MinutedSeatSeen:
    person, organisation = row.seat.person, row.seat.organisation
    return MinutedSeatSeen(
        seat_id=row.seat_id,
        person_name=person.name if person else None,
        organisation_name=organisation.name if organisation else None,
        present=row.present,
    )


def _meeting_today(meeting: MeetingSeen, sight: Sight, *, on: date) -> MeetingSeen | None:
    """Return the first later meeting of the series that can approve on this day."""
    later = (
        sight.meetings()
        .filter(
            series_id=meeting.series_id,
            state=MeetingState.PLANNED,
            starts_at__gt=meeting.starts_at,
        )
        .order_by("starts_at", "pk")
        .first()
    )
    if later is None or timezone.localdate(later.starts_at) > on:
        return None
    return meeting_for(later, sight)

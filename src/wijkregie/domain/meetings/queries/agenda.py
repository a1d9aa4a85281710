"""The points of an agenda, who was there, and the action list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils import timezone

from wijkregie.domain.decisions import queries as decisions
from wijkregie.domain.meetings.models import Action, AgendaItem, Attendance, Invitation
from wijkregie.domain.meetings.queries.actions import action_for
from wijkregie.domain.meetings.queries.inquiries import inquiries_at
from wijkregie.domain.meetings.queries.meetings import meeting_in
from wijkregie.domain.meetings.queries.seen import (
    ActionList,
    Attended,
    ItemSeen,
    SeatAtMeeting,
)
from wijkregie.domain.meetings.queries.sight import sight_of
from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.states import Shell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.meetings.models import MinutedSeat
    from wijkregie.domain.meetings.queries.seen import MeetingSeen
    from wijkregie.domain.meetings.queries.sight import Sight
    from wijkregie.kit.viewer import Viewer


def items_of(viewer: Viewer, meeting_id: int, *, on: date) -> tuple[ItemSeen, ...]:
    """Return the points of an agenda with their decisions and actions: seven queries.

    Nothing of a meeting that the viewer may not read; of one that the viewer is invited to,
    the points one comes for. Names and notes only for who takes part; to others the actions
    of a public series show once the meeting was held.
    """
    sight = sight_of(viewer, on=on)
    meeting = meeting_in(sight, meeting_id)
    if meeting is None or not (meeting.may_read or meeting.invited):
        return ()
    items = items_in(sight, meeting, on=on)
    return items if meeting.may_read else tuple(one for one in items if one.invited)


def action_list(viewer: Viewer, meeting_id: int, *, on: date) -> ActionList | None:
    """Return the action list of a meeting as far as the viewer may read it: eight queries.

    Who takes part reads all of it, also while the meeting goes on. Of a public series
    everyone reads it without names once the meeting was held. The second shell gets its
    extract then: only the points of which it has an action or a question to find out, or for
    which it was invited. ``None`` for anybody else.
    """
    sight = sight_of(viewer, on=on)
    meeting = meeting_in(sight, meeting_id)
    if meeting is None or not (meeting.whole or meeting.closed_at):
        return None
    if meeting.may_read:
        items, attendance = items_in(sight, meeting, on=on), _attendance(meeting)
        return ActionList(
            meeting, meeting.whole, extract=False, items=items, attendance=attendance
        )
    if not meeting.has_extract:
        return None
    items = items_in(sight, meeting, on=on)
    own = tuple(item for item in items if item.actions or item.inquiries or item.invited)
    return ActionList(meeting, whole=False, extract=True, items=own, attendance=())


def seats_at(viewer: Viewer, meeting_id: int, *, on: date) -> tuple[SeatAtMeeting, ...]:
    """Return who may come, and whether they were there; for who takes part: six queries.

    That is both shells of the day of the meeting, and who was written down anyhow.
    """
    sight = sight_of(viewer, on=on)
    meeting = meeting_in(sight, meeting_id)
    if meeting is None or not meeting.whole:
        return ()
    there = dict(
        Attendance.objects.filter(meeting_id=meeting_id).values_list("seat_id", "present")
    )
    asked = set(
        Invitation.objects.filter(item__meeting_id=meeting_id).values_list("seat_id", flat=True)
    )
    day = timezone.localdate(meeting.starts_at)
    current = Q(pk__in=Seat.objects.current(day).values("pk"))
    seats = (
        Seat.objects.filter(current | Q(pk__in=[*there, *asked]), group_id=meeting.group_id)
        .select_related("person", "organisation")
        .order_by("shell", "organisation__name", "person__name", "pk")
    )
    return tuple(_seat(seat, there.get(seat.pk), asked) for seat in seats)


def _seat(seat: Seat, present: bool | None, asked: Collection[int]) -> SeatAtMeeting:  # noqa: FBT001 - as it is kept
    return SeatAtMeeting(
        seat_id=seat.pk,
        person_name=seat.person.name if seat.person else None,
        organisation_name=seat.organisation.name if seat.organisation else None,
        present=present,
        shell=Shell(seat.shell),
        expected=seat.shell == Shell.FIRST or seat.pk in asked,
    )


def items_in(sight: Sight, meeting: MeetingSeen, *, on: date) -> tuple[ItemSeen, ...]:
    """Return the points of a meeting that the viewer may read: five queries."""
    actions = (
        Action.objects.filter(sight.actions())
        .select_related("person", "organisation", "group", "item__meeting")
        .defer("item__notes")
        .order_by("due_on", "pk")
    )
    rows = (
        AgendaItem.objects.filter(meeting_id=meeting.id)
        .select_related(
            "signal",
            "carried_from__meeting",
            "decision__body",
            "decision__handed_to",
            "decision__recorded_by",
        )
        .prefetch_related(
            Prefetch("actions", actions, to_attr="actions_seen"),
            Prefetch("invitations", _invitations(sight, meeting), to_attr="guests_seen"),
        )
        .order_by("order", "pk")
    )
    asked = inquiries_at(sight, meeting.id, on=on)
    return tuple(
        replace(
            _item(row, sight, meeting, on=on),
            inquiries=tuple(asked[row.pk][0]) if row.pk in asked else (),
            findings=tuple(asked[row.pk][1]) if row.pk in asked else (),
        )
        for row in rows
    )


def _item(row: AgendaItem, sight: Sight, meeting: MeetingSeen, *, on: date) -> ItemSeen:
    actions: Iterable[Action] = row.actions_seen  # type: ignore[attr-defined] # the prefetch
    guests: Sequence[Invitation] = row.guests_seen  # type: ignore[attr-defined] # as above
    return ItemSeen(
        id=row.pk,
        meeting_id=row.meeting_id,
        order=row.order,
        title=row.title,
        signal_id=row.signal_id,
        signal_reference=row.signal.reference if row.signal else "",
        carried_at=row.carried_from.meeting.starts_at if row.carried_from else None,
        notes=row.notes if meeting.whole else None,
        version=row.version,
        decision=decisions.decision_seen(row.decision, sight.viewer) if row.decision else None,
        actions=tuple(action_for(action, sight, on=on) for action in actions),
        fixed=row.fixed,
        guests=tuple(_seat(one.seat, None, {one.seat_id}) for one in guests),
        invited=any(one.seat.person_id == sight.viewer.person_id for one in guests),
    )


def _invitations(sight: Sight, meeting: MeetingSeen) -> QuerySet[Invitation]:
    """Return who is invited: everybody for who takes part, else only the viewer."""
    rows = Invitation.objects.select_related("seat__person", "seat__organisation")
    seen = rows if meeting.whole else rows.filter(sight.own_invitations())
    return seen.order_by("seat__organisation__name", "seat__person__name", "pk")


def _attendance(meeting: MeetingSeen) -> tuple[Attended, ...]:
    rows = (
        Attendance.objects.filter(meeting_id=meeting.id)
        .select_related("seat__person", "seat__organisation")
        .order_by("seat__organisation__name", "seat__person__name", "pk")
    )
    return attended_by(rows, meeting)


def attended_by(
    rows: Iterable[Attendance | MinutedSeat], meeting: MeetingSeen
) -> tuple[Attended, ...]:
    """Return who was there by organisation, from rows that came with their seat."""
    found: dict[str | None, list[Attendance | MinutedSeat]] = {}
    for row in rows:
        organisation = row.seat.organisation
        found.setdefault(organisation.name if organisation else None, []).append(row)
    return tuple(_attended(name, there, meeting) for name, there in found.items())


def _attended(
    organisation: str | None,
    rows: Sequence[Attendance | MinutedSeat],
    meeting: MeetingSeen,
) -> Attended:
    there = [row for row in rows if row.present]
    names = [row.seat.person.name for row in there if row.seat.person]
    return Attended(
        organisation_name=organisation,
        present=len(there),
        absent=len(rows) - len(there),
        names=tuple(names) if meeting.whole else (),
    )

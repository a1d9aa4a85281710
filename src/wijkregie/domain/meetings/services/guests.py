"""Whom to tell about a meeting, and guests who go along with their point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.domain.meetings.models import Invitation
from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.states import Shell
from wijkregie.kit import outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from wijkregie.domain.meetings.models import AgendaItem, Meeting


def follow(item: AgendaItem, carried: AgendaItem) -> None:
    """Let who was invited for a point come for it in the next meeting."""
    Invitation.objects.bulk_create(
        Invitation(
            municipality_id=carried.municipality_id,
            item=carried,
            seat_id=one.seat_id,
            invited_at=one.invited_at,
        )
        for one in item.invitations.all()
    )


def tell_of_change(meeting: Meeting, at: datetime) -> None:
    """Let who was going to come know that a meeting is at another time or place, or not."""
    seats = Seat.objects.current(timezone.localdate(at)).filter(
        group_id=meeting.series.group_id, shell=Shell.FIRST
    )
    invited = Seat.objects.filter(invitations__item__meeting=meeting)
    for person_id in sorted(_mailable(seats) | _mailable(invited)):
        tell("meeting_changed", meeting, person_id, once=str(meeting.sequence), at=at)


def tell(template: str, meeting: Meeting, person_id: int, *, once: str, at: datetime) -> None:
    """Let one person know something of a meeting, once."""
    outbox.put(
        template,
        {"meeting_id": meeting.pk, "person_id": person_id},
        way=Way.MAIL,
        once=f"{template}:{meeting.pk}:{person_id}:{once}",
        municipality_id=meeting.municipality_id,
        at=at,
    )


def _mailable(seats: QuerySet[Seat]) -> set[int]:
    """Return who holds these seats and can be mailed."""
    reached = seats.filter(person__is_active=True, person__email__isnull=False)
    return set(reached.values_list("person_id", flat=True))

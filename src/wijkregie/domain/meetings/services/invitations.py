"""The second shell: invite for a point, propose a point, put it on the agenda or decline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import AgendaItem, Invitation, Meeting, Proposal
from wijkregie.domain.meetings.services import carrying, guests
from wijkregie.domain.meetings.services.drafts import (
    MeetingRefused,
    item_to_write,
    known,
    meeting_to_write,
    not_there,
    planned_meeting,
    worded,
)
from wijkregie.domain.meetings.services.wording import checked_notes, checked_point
from wijkregie.domain.meetings.states import ProposalState
from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.states import Shell
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from wijkregie.kit.viewer import Viewer

_TITLE: Final = 160
_WHY: Final = 400


@transaction.atomic
def invite(item_id: int, seat_id: int, *, by: Viewer, at: datetime) -> None:
    """Ask somebody of the second shell to come for a point: that person then reads it.

    Said twice changes nothing. Raises ``MeetingRefused`` for a seat that is not in the
    second shell of this group.
    """
    item = item_to_write(item_id, by=by, at=at)
    seat = _second_shell(item.meeting, at).filter(pk=seat_id).first()
    if seat is None:
        raise MeetingRefused(_("Only somebody of the second shell is invited for a point."))
    if _invite(item, seat, at):
        audit.record("guest_invited", item, by=by, at=at)


@transaction.atomic
def uninvite(item_id: int, seat_id: int, *, by: Viewer, at: datetime) -> None:
    """Take back an invitation: the point is not to be read any more."""
    item = item_to_write(item_id, by=by, at=at)
    gone, _rows = item.invitations.filter(seat_id=seat_id).delete()
    if not gone:
        raise not_there()
    audit.record("guest_uninvited", item, by=by, at=at)


@transaction.atomic
def propose(meeting_id: int, title: str, *, by: Viewer, at: datetime) -> int:
    """Ask for a point on the agenda, as somebody of the second shell; return its number.

    Raises ``MeetingRefused`` for anybody else, and for a meeting that is over.
    """
    words = worded(title, longest=_TITLE, empty=_("Write what the point is about."))
    checked_point(words)
    meeting = planned_meeting(meeting_id, by=by)
    seat = _second_shell(meeting, at).filter(person_id=by.person_id or 0).first()
    if seat is None:
        raise MeetingRefused(
            _("Only the second shell of this group proposes a point. Ask the chair.")
        )
    made = Proposal.objects.create(
        municipality_id=meeting.municipality_id,
        meeting=meeting,
        seat=seat,
        title=words,
        proposed_at=at,
    )
    audit.record("point_proposed", made, by=by, at=at)
    return made.pk


@transaction.atomic
def accept(proposal_id: int, *, by: Viewer, at: datetime) -> int:
    """Put a proposed point on the agenda, and return its number; who asked is invited."""
    proposal, meeting = _to_answer(proposal_id, by, at)
    item = carrying.append(meeting, AgendaItem(title=proposal.title))
    proposal.item = item
    _invite(item, proposal.seat, at)
    _answer(proposal, ProposalState.ACCEPTED, "", at)
    audit.record("proposal_accepted", proposal, by=by, at=at)
    return item.pk


@transaction.atomic
def decline(proposal_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Leave a proposed point off the agenda; who asked reads why."""
    reason = worded(why, longest=_WHY, empty=_("Write why: who proposed it reads that."))
    checked_notes(reason, field="why")
    proposal, meeting = _to_answer(proposal_id, by, at)
    _answer(proposal, ProposalState.DECLINED, reason, at)
    person = proposal.seat.person
    if person is not None and person.is_active and person.email:
        once = str(proposal.pk)
        guests.tell("proposal_declined", meeting, person.pk, once=once, at=at)
    audit.record("proposal_declined", proposal, by=by, at=at)


def _answer(proposal: Proposal, state: ProposalState, why: str, at: datetime) -> None:
    proposal.state, proposal.why, proposal.answered_at = state, why, at
    proposal.save(update_fields=["state", "why", "answered_at", "item"])


def _to_answer(proposal_id: int, by: Viewer, at: datetime) -> tuple[Proposal, Meeting]:
    """Return a proposal that waits, with its meeting, which is locked first."""
    found = Proposal.objects.filter(pk=proposal_id, municipality_id=by.municipality_id or 0)
    meeting = meeting_to_write(known(found.first()).meeting_id, by=by, at=at)
    proposal = found.select_related("seat__person").get()
    if proposal.state != ProposalState.WAITING:
        raise MeetingRefused(_("A colleague has answered this proposal. Reload the page."))
    return proposal, meeting


def _second_shell(meeting: Meeting, at: datetime) -> QuerySet[Seat]:
    seats = Seat.objects.current(timezone.localdate(at)).select_related("person")
    works = Q(person__isnull=True) | Q(person__is_active=True)
    return seats.filter(works, group_id=meeting.series.group_id, shell=Shell.SECOND)


def _invite(item: AgendaItem, seat: Seat, at: datetime) -> bool:
    """Invite, and tell whether nobody had; a mail tells that something waits, not what."""
    _row, new = Invitation.objects.get_or_create(
        item=item,
        seat=seat,
        defaults={"municipality_id": item.municipality_id, "invited_at": at},
    )
    person = seat.person
    if new and person is not None and person.is_active and person.email:
        guests.tell("meeting_invited", item.meeting, person.pk, once=str(item.pk), at=at)
    return new

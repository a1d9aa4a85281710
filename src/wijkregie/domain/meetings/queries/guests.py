"""Points that the second shell proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.meetings.models import Proposal
from wijkregie.domain.meetings.queries.meetings import meeting_in
from wijkregie.domain.meetings.queries.seen import ProposalSeen
from wijkregie.domain.meetings.queries.sight import sight_of
from wijkregie.domain.meetings.states import ProposalState

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.kit.viewer import Viewer


def proposals_of(viewer: Viewer, meeting_id: int, *, on: date) -> tuple[ProposalSeen, ...]:
    """Return the points proposed for a meeting, the oldest first: four queries.

    Who takes part sees those that wait, others their own, with what became of them.
    """
    sight = sight_of(viewer, on=on)
    meeting = meeting_in(sight, meeting_id)
    if meeting is None:
        return ()
    own = Q(seat__person_id=viewer.person_id or 0)
    waiting = Q(state=ProposalState.WAITING)
    rows = Proposal.objects.filter(waiting if meeting.whole else own, meeting_id=meeting.id)
    return tuple(
        ProposalSeen(
            id=one.pk,
            meeting_id=one.meeting_id,
            title=one.title,
            proposer=_name(one) if meeting.whole else None,
            state=ProposalState(one.state),
            why=one.why,
            proposed_at=one.proposed_at,
        )
        for one in rows.select_related("seat__person", "seat__organisation").order_by(
            "proposed_at", "pk"
        )
    )


def _name(proposal: Proposal) -> str:
    seat = proposal.seat
    names = (seat.person and seat.person.name, seat.organisation and seat.organisation.name)
    return ", ".join(name for name in names if name)

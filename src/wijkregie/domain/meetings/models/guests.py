"""The second shell at a meeting: invited for a point, or proposing one."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.meetings.models.meetings import AgendaItem, Meeting
from wijkregie.domain.meetings.states import ProposalState
from wijkregie.domain.people.models import Seat
from wijkregie.domain.places.models import Municipality


class Invitation(models.Model):
    """Who of the second shell comes for a point of an agenda, and so reads that point."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="invitations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.seat_id}"


class Proposal(models.Model):
    """A point that the second shell asks for: put on the agenda, or declined with a reason."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proposals")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="proposals")
    title = models.CharField(max_length=160)
    state = models.CharField(max_length=8, choices=ProposalState, default=ProposalState.WAITING)
    why = models.CharField(max_length=400, blank=True)
    item = models.OneToOneField(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposal"
    )
    proposed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_state_is_known",
                condition=models.Q(state__in=ProposalState.values),
            ),
            models.CheckConstraint(
                name="proposal_declined_has_reason",
                condition=~models.Q(state=ProposalState.DECLINED, why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

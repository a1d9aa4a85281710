"""A signal that is offered to another organisation, which accepts or refuses it."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Organisation, Person
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.signals.models import marks
from wijkregie.domain.signals.models.signals import Signal
from wijkregie.domain.signals.states import OfferState
from wijkregie.kit import tokens
from wijkregie.kit.privacy import personal


class HandOver(models.Model):
    """An offer to another organisation to take a signal over; the promised day goes along.

    Who holds a seat or role for the organisation answers it, or who has the link in the mail:
    it says yes or no once, and after a yes it tells once what was done. A link works up to
    and including ``link_until``; a new one (``link_nonce``) makes the old one void.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="hand_overs")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="offered"
    )
    message = personal(models.CharField(max_length=400, blank=True), marks.OFFER_WORDS)
    email = personal(models.EmailField(max_length=200, blank=True), marks.PARTNER)
    link_digest = personal(
        models.CharField(max_length=64, null=True, blank=True, unique=True), marks.PARTNER_LINK
    )
    link_nonce = models.CharField(max_length=32, blank=True)
    link_until = models.DateField()
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OFFERED)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=400, blank=True)
    outcome = personal(models.TextField(max_length=4000, blank=True), marks.OFFER_WORDS)
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal"],
                condition=models.Q(state__in=("offered", "accepted")),
                name="hand_over_one_at_a_time",
            ),
            models.CheckConstraint(
                name="hand_over_state_is_known", condition=models.Q(state__in=OfferState.values)
            ),
            models.CheckConstraint(
                name="hand_over_refused_with_reason",
                condition=~models.Q(state="refused") | ~models.Q(reason=""),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="hand_over_waiting")]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"

    def token(self) -> str:
        """Return the token of the partner's link; only its fingerprint is kept."""
        return tokens.derive("partner", self.pk, self.link_nonce)

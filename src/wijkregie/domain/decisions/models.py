"""The one record of a decision. It is never changed: another decision may follow.

A guard in the database refuses a change, also one that goes past our services.
"""

from __future__ import annotations

from django.db import models

from wijkregie.domain.decisions.states import Outcome, Rung
from wijkregie.domain.people.models import Group, Organisation, Person
from wijkregie.domain.people.states import Role
from wijkregie.domain.places.models import Municipality


class Decision(models.Model):
    """A decision about anything: what, with which reason, by which body, on which mandate.

    The body is a group, or an officer (a role). What it is about points to it. ``document``
    says in which minutes or under which number it stands, where somebody said so.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="decisions"
    )
    subject = models.CharField(max_length=200)
    outcome = models.CharField(max_length=16, choices=Outcome)
    reason = models.TextField(max_length=4000)
    body = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    officer = models.CharField(max_length=20, choices=Role, blank=True)
    mandate = models.CharField(max_length=200)
    rung_planned = models.CharField(max_length=10, choices=Rung)
    rung_realised = models.CharField(max_length=10, choices=Rung, blank=True)
    dissent = models.TextField(max_length=4000, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    handed_to = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_outcome_is_known", condition=models.Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(
                name="decision_has_reason_and_mandate",
                condition=~models.Q(reason="") & ~models.Q(mandate=""),
            ),
            models.CheckConstraint(
                name="decision_by_group_or_officer",
                condition=models.Q(body__isnull=False, officer="")
                | models.Q(body__isnull=True) & ~models.Q(officer=""),
            ),
            models.CheckConstraint(
                name="decision_handed_to_someone",
                condition=models.Q(outcome=Outcome.HAND_OVER, handed_to__isnull=False)
                | ~models.Q(outcome=Outcome.HAND_OVER) & models.Q(handed_to__isnull=True),
            ),
            models.CheckConstraint(
                name="decision_votes_are_whole",
                condition=models.Q(
                    votes_for__isnull=True,
                    votes_against__isnull=True,
                    votes_abstained__isnull=True,
                )
                | models.Q(
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_abstained__isnull=False,
                )
                & (
                    models.Q(votes_for__gt=0)
                    | models.Q(votes_against__gt=0)
                    | models.Q(votes_abstained__gt=0)
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "-taken_on"], name="decision_by_municipality")
        ]

    def __str__(self) -> str:
        return self.subject

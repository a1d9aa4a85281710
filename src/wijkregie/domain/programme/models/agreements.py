"""What was agreed with a partner, and what the partner reports of it."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Organisation, Person
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models.goals import Goal, Programme
from wijkregie.domain.programme.states import AgreementState


class PerformanceAgreement(models.Model):
    """What a partner does, for which goals, how much, and what stays free for the unplanned.

    ``quantity`` counts ``unit`` ("200 huisbezoeken"); ``free_hours`` and ``free_cents`` are
    the room for what nobody planned. Not known is empty, never nought.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="agreements"
    )
    partner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agreements"
    )
    title = models.CharField(max_length=200)
    what = models.TextField(max_length=2000, blank=True)
    areas = models.ManyToManyField(Area, related_name="agreements", blank=True)
    goals = models.ManyToManyField(Goal, related_name="agreements", blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    cents = models.BigIntegerField(null=True, blank=True)
    hours = models.PositiveIntegerField(null=True, blank=True)
    free_room = models.CharField(max_length=400, blank=True)
    free_hours = models.PositiveIntegerField(null=True, blank=True)
    free_cents = models.BigIntegerField(null=True, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=AgreementState, default=AgreementState.PROPOSED
    )
    agreed_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    made_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreement_state_is_known",
                condition=models.Q(state__in=AgreementState.values),
            ),
            models.CheckConstraint(
                name="agreement_period", condition=models.Q(until_on__gte=models.F("from_on"))
            ),
            models.CheckConstraint(
                name="agreement_agreed_on_a_day",
                condition=~models.Q(state=AgreementState.AGREED)
                | models.Q(agreed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="agreement_money_not_negative",
                condition=(models.Q(cents__isnull=True) | models.Q(cents__gte=0))
                & (models.Q(free_cents__isnull=True) | models.Q(free_cents__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementReport(models.Model):
    """What the partner tells of a period; planned with a day, and empty until it came.

    ``before`` holds what it told earlier, the first first: a report is mended in the open.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    agreement = models.ForeignKey(
        PerformanceAgreement, on_delete=models.CASCADE, related_name="reports"
    )
    due_on = models.DateField()
    quantity = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    text = models.TextField(max_length=2000, blank=True)
    free_room_used = models.CharField(max_length=400, blank=True)
    free_hours_used = models.PositiveIntegerField(null=True, blank=True)
    free_cents_used = models.BigIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "due_on"], name="agreement_report_once"
            ),
            models.CheckConstraint(
                name="agreement_report_sent_with_text",
                condition=models.Q(sent_at__isnull=True) | ~models.Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"report of {self.agreement_id}"

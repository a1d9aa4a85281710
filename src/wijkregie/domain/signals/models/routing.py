"""Which group gets a signal, as data: rules per area and theme, and standard answers."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.models import Group, Organisation
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.signals.models.themes import Theme


class RoutingRule(models.Model):
    """Signals in this area and of this theme go to a group, and concern an organisation.

    Without an area, or a theme, the rule holds for all of them. The first rule in ``order``
    that fits counts.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="routing_rules"
    )
    order = models.PositiveSmallIntegerField()
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="routing_rules"
    )
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="routing_to_someone",
                condition=models.Q(group__isnull=False) | models.Q(organisation__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "order"], name="routing_in_order")]

    def __str__(self) -> str:
        return f"routing rule {self.pk}"


class StandardAnswer(models.Model):
    """Words for an answer that are given often; who answers makes them fit before sending."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="standard_answers"
    )
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    name = models.CharField(max_length=80)
    text = models.TextField(max_length=4000)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"], name="standard_answer_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

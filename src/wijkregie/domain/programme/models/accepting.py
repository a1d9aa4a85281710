"""A finding of the checks that somebody accepted, with the reason."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.people.models import Person
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.programme.models.goals import Programme


class AcceptedFinding(models.Model):
    """Why a fault in the logic of a programme may stay.

    ``rule``, ``fault``, ``kind``, ``object_id`` and ``place`` name the finding, as
    ``core.logframe`` does; ``fingerprint`` is what it was exactly. Once it is another, the
    acceptance holds no longer.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="accepted_findings"
    )
    rule = models.CharField(max_length=3)
    fault = models.CharField(max_length=24)
    kind = models.CharField(max_length=12)
    object_id = models.PositiveBigIntegerField()
    place = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(max_length=400)
    accepted_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "rule", "fault", "kind", "object_id", "place"],
                name="finding_accepted_once",
            ),
            models.CheckConstraint(
                name="finding_accepted_with_reason", condition=~models.Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.fault}"

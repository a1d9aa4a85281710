"""What another paper says of a project, where that is not what the programme says."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.places.models import Municipality
from wijkregie.domain.programme.models.projects import Project
from wijkregie.domain.programme.states import StatedFact


class Stated(models.Model):
    """One fact as a source states it: an amount in all, or the years that it runs."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stated")
    source = models.CharField(max_length=120)
    fact = models.CharField(max_length=10, choices=StatedFact)
    cents = models.PositiveBigIntegerField(null=True, blank=True)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "source", "fact"], name="stated_fact_once"
            ),
            models.CheckConstraint(
                name="stated_amount_or_years",
                condition=models.Q(
                    fact=StatedFact.PERIOD, cents__isnull=True, from_year__isnull=False
                )
                | models.Q(
                    fact__in=[StatedFact.COSTS, StatedFact.COVERAGE],
                    cents__isnull=False,
                    from_year__isnull=True,
                    until_year__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.fact}"

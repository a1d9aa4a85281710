"""Costs and coverage per year and funder, in whole cents. Not known is empty, never nought."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.people.models import Organisation
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.programme.models.projects import Project
from wijkregie.domain.programme.states import Pledge


class Funder(models.Model):
    """Where money comes from: a budget, a fund or an organisation."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="funders"
    )
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="funder_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class CostLine(models.Model):
    """What a project costs in a year."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=160, blank=True)
    cents = models.BigIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cost_not_negative",
                condition=models.Q(cents__isnull=True) | models.Q(cents__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"cost {self.pk}"


class CoverageLine(models.Model):
    """What a funder asked, promised or committed pays; without a year the plan names none."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="coverage")
    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="lines")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    cents = models.BigIntegerField(null=True, blank=True)
    pledge = models.CharField(max_length=10, choices=Pledge)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="coverage_not_negative",
                condition=models.Q(cents__isnull=True) | models.Q(cents__gte=0),
            ),
            models.CheckConstraint(
                name="coverage_pledge_is_known", condition=models.Q(pledge__in=Pledge.values)
            ),
        ]

    def __str__(self) -> str:
        return f"coverage {self.pk}"

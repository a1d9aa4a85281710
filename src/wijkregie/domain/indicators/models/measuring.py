"""What a municipality measures or plans to measure: when, what is asked, where, of how many."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.indicators.models.figures import Indicator
from wijkregie.domain.places.models import Area, Municipality

_A_QUESTION = ~models.Q(question="")
_A_SERIES = models.Q(series__isnull=False)


class MeasurementWave(models.Model):
    """A measurement, done or planned: the days on which people can answer."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="measurement_waves"
    )
    title = models.CharField(max_length=160)
    begins_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "title"], name="measurement_wave_title_once"
            ),
            models.CheckConstraint(
                name="measurement_wave_period",
                condition=models.Q(ends_on__gte=models.F("begins_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeasurementPlan(models.Model):
    """One line of the plan of a measurement: a question that is asked, or a register read.

    ``question`` is its key, the same in every measurement that asks it, with its words, scale
    and answers as this one has them. ``n`` is on how many answers one counts, empty where that
    is not known; ``owner`` is a role or an organisation.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    wave = models.ForeignKey(MeasurementWave, on_delete=models.CASCADE, related_name="lines")
    question = models.CharField(max_length=60, blank=True)
    wording = models.CharField(max_length=400, blank=True)
    scale = models.CharField(max_length=120, blank=True)
    answers = models.JSONField(default=list, blank=True)
    series = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    n = models.PositiveIntegerField(null=True, blank=True)
    modes = models.JSONField(default=list, blank=True)
    owner = models.CharField(max_length=160, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "question"], condition=_A_QUESTION, name="plan_question_once"
            ),
            models.UniqueConstraint(
                fields=["wave", "series"], condition=_A_SERIES, name="plan_series_once"
            ),
            models.CheckConstraint(
                name="plan_asks_or_reads",
                condition=(_A_QUESTION & ~_A_SERIES) | (~_A_QUESTION & _A_SERIES),
            ),
        ]

    def __str__(self) -> str:
        return self.question or f"series {self.series_id}"


class PlannedArea(models.Model):
    """On how many answers one counts in an area, and how people can answer there."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    wave = models.ForeignKey(
        MeasurementWave, on_delete=models.CASCADE, related_name="planned_areas"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    n = models.PositiveIntegerField(null=True, blank=True)
    modes = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "area"], name="planned_area_once"),
        ]

    def __str__(self) -> str:
        return f"{self.wave_id} {self.area_id}"

"""How a programme is measured: its measurements, parts of a baseline, and what tells effect."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.indicators.models import MeasurementWave
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models.goals import GoalIndicator, Programme


class ProgrammeWave(models.Model):
    """A measurement of the municipality that a programme is measured by."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="wave_links"
    )
    wave = models.ForeignKey(
        MeasurementWave, on_delete=models.PROTECT, related_name="programme_links"
    )
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "wave"], name="programme_wave_once"),
        ]

    def __str__(self) -> str:
        return self.programme.name


class BaselinePart(models.Model):
    """One area, or another part, of which a percentage was taken together with others.

    What is not known is empty. The percentage of all is the sum of the one over that of the
    other, never a mean of percentages.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(GoalIndicator, on_delete=models.CASCADE, related_name="parts")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=120, blank=True)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area"],
                condition=models.Q(area__isnull=False),
                name="baseline_part_area_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "name"],
                condition=~models.Q(name=""),
                name="baseline_part_name_once",
            ),
            models.CheckConstraint(
                name="baseline_part_area_or_name",
                condition=models.Q(area__isnull=False, name="")
                | (models.Q(area__isnull=True) & ~models.Q(name="")),
            ),
            models.CheckConstraint(
                name="baseline_part_of_whole",
                condition=models.Q(numerator__isnull=True)
                | models.Q(denominator__isnull=True)
                | models.Q(numerator__lte=models.F("denominator")),
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.pk}"


class EvaluationPlan(models.Model):
    """How one will tell whether the programme had an effect: where, beside what, and when.

    ``fixed_at`` is since when it stands by which figure that is told.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="evaluation_plans"
    )
    title = models.CharField(max_length=160)
    indicator = models.ForeignKey(
        GoalIndicator, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    fixed_at = models.DateTimeField(null=True, blank=True)
    treated = models.ManyToManyField(Area, related_name="+", blank=True)
    comparison = models.ManyToManyField(Area, related_name="+", blank=True)
    selection_wave = models.ForeignKey(
        MeasurementWave, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    baseline_wave = models.ForeignKey(
        MeasurementWave, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    follow_up_wave = models.ForeignKey(
        MeasurementWave, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "title"], name="evaluation_plan_title_once"
            ),
            models.CheckConstraint(
                name="evaluation_plan_figure_since",
                condition=models.Q(indicator__isnull=True, fixed_at__isnull=True)
                | models.Q(indicator__isnull=False, fixed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

"""A programme, its tree of goals with what is measured, and the bottlenecks."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.decisions.states import Rung
from wijkregie.domain.indicators.models import Indicator, MeasurementWave
from wijkregie.domain.people.models import Group
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models.citing import ONE_SOURCE, Cited
from wijkregie.domain.programme.states import Direction, GoalLevel, Priority


class Programme(models.Model):
    """What a municipality and its partners aim at together in some years.

    ``imported`` is the file that it came from, as it was read last: a changed file is
    compared with it, so that what was entered by hand since is not lost.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="programmes"
    )
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    summary = models.CharField(max_length=400, blank=True)
    vision = models.TextField(max_length=4000, blank=True)
    from_year = models.PositiveSmallIntegerField()
    until_year = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=160, blank=True)
    accountable_to = models.JSONField(default=list, blank=True)
    sounding_board = models.JSONField(default=list, blank=True)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="programmes"
    )
    rung_planned = models.CharField(max_length=10, choices=Rung, blank=True)
    rung_ambition = models.CharField(max_length=160, blank=True)
    baseline_source = models.CharField(max_length=160, blank=True)
    imported = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="programme_key_once"),
            models.CheckConstraint(
                name="programme_period",
                condition=models.Q(until_year__gte=models.F("from_year")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Goal(models.Model):
    """A goal in the tree: societal effect, tactical, operational, or a result.

    ``open_because`` says why it is deliberately not made exact.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="goals")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    key = models.SlugField(max_length=60)
    level = models.CharField(max_length=12, choices=GoalLevel)
    title = models.CharField(max_length=200)
    aims = models.JSONField(default=list, blank=True)
    open_because = models.CharField(max_length=400, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="goal_key_once"),
            models.CheckConstraint(
                name="goal_impact_on_top",
                condition=models.Q(level=GoalLevel.IMPACT, parent__isnull=True)
                | ~models.Q(level=GoalLevel.IMPACT),
            ),
            models.CheckConstraint(
                name="goal_level_is_known", condition=models.Q(level__in=GoalLevel.values)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GoalIndicator(models.Model):
    """What tells whether a goal is reached: value before, value aimed at, and the source.

    ``series`` is the figure in the room ``indicators`` that holds the actual values; they
    are never typed here. A value that is not known is empty, never nought. ``owner`` is a
    role or an organisation. ``source`` names the question or the register, and
    ``baseline_source`` where the value from before comes from, if that is another.
    ``question`` is the key of the question in measurements, ``baseline_wave`` the one that
    gave the value from before, ``deviation`` the standard deviation of one answer to a grade.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    owner = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=40)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.HIGHER)
    series = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    series_area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_n = models.PositiveIntegerField(null=True, blank=True)
    baseline_source = models.CharField(max_length=200, blank=True)
    question = models.CharField(max_length=60, blank=True)
    baseline_wave = models.ForeignKey(
        MeasurementWave, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    deviation = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "key"], name="goal_indicator_key_once"),
        ]

    def __str__(self) -> str:
        return self.title


class IndicatorTarget(models.Model):
    """A value aimed at, and when it has to be there; without a year the plan names none."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(
        GoalIndicator, on_delete=models.CASCADE, related_name="targets"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="target_year_once"),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=models.Q(year__isnull=True),
                name="target_without_year_once",
            ),
        ]

    def __str__(self) -> str:
        return f"target {self.value} in {self.year}"


class Bottleneck(models.Model):
    """What holds areas back."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="bottlenecks"
    )
    title = models.CharField(max_length=200)
    remark = models.CharField(max_length=400, blank=True)
    priority = models.CharField(max_length=8, choices=Priority, blank=True)
    areas = models.ManyToManyField(Area, related_name="bottlenecks", blank=True)
    found_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


class BottleneckGoal(models.Model):
    """A goal that answers a bottleneck."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    bottleneck = models.ForeignKey(
        Bottleneck, on_delete=models.CASCADE, related_name="goal_links"
    )
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="bottleneck_links")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bottleneck", "goal"], name="bottleneck_goal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bottleneck_id} {self.goal_id}"


class Evidence(Cited):
    """What shows a bottleneck: a figure of an area, a signal, a meeting or a document."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    bottleneck = models.ForeignKey(
        Bottleneck, on_delete=models.CASCADE, related_name="evidence"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_is_of_one_sort", condition=ONE_SOURCE),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class RegularActivity(models.Model):
    """Regular work beside the programme, to which a finished project is handed over.

    ``stopped_on`` and ``stopped_because`` say since when it no longer works, and why.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="regular_activities"
    )
    name = models.CharField(max_length=160)
    holder = models.CharField(max_length=160, blank=True)
    goals = models.ManyToManyField(Goal, related_name="regular_activities", blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    stopped_because = models.CharField(max_length=400, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="regular_activity_once"),
            models.CheckConstraint(
                name="regular_activity_stopped_with_reason",
                condition=models.Q(stopped_on__isnull=True) | ~models.Q(stopped_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

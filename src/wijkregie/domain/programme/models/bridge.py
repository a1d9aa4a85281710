"""From what is wanted to what is done: perspectives, initiatives and the plan of an area."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Group
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models.goals import Goal, Programme
from wijkregie.domain.programme.models.projects import Project
from wijkregie.domain.signals.models import Signal


class Perspective(models.Model):
    """What policy aims at in an area ("perspectief"): it meets initiatives in projects."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="perspectives"
    )
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=2000, blank=True)
    goal = models.ForeignKey(
        Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="perspectives"
    )
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    projects = models.ManyToManyField(Project, related_name="perspectives", blank=True)
    made_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


class Initiative(models.Model):
    """What residents want to do themselves ("initiatief"); ``brought_by`` names no person."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="initiatives"
    )
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=2000, blank=True)
    brought_by = models.CharField(max_length=160, blank=True)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signal = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="initiatives"
    )
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    projects = models.ManyToManyField(Project, related_name="initiatives", blank=True)
    came_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.title


class AreaPlan(models.Model):
    """The plan of one area in a programme: where it wants to go, and who agreed to that.

    ``agreed_vision`` is what ``agreed_by`` was about; it stands while ``vision`` is changed.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="area_plans"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    vision = models.TextField(max_length=2000, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_vision = models.TextField(max_length=2000, blank=True)
    agreed_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "area"], name="area_plan_once"),
        ]

    def __str__(self) -> str:
        return f"plan of {self.area_id}"

"""A project with its card, its parties, its steps, and what it is linked to."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Organisation, Person
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.programme.models.goals import (
    Bottleneck,
    Goal,
    Programme,
    RegularActivity,
)
from wijkregie.domain.programme.states import Part, ProjectState, Track
from wijkregie.domain.signals.models import Signal


class Project(models.Model):
    """A project as its card tells it. Without areas it is there for the whole municipality.

    Without a card (``has_card``) it stands in a list only: where it is, is not known then.

    ``decision`` is the one that let it begin. ``plain`` tells residents in a few words what
    it is. ``begun_from`` is the regular work that no longer worked, where it came from that.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="projects"
    )
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="projects")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=ProjectState, default=ProjectState.IDEA)
    track = models.CharField(max_length=10, choices=Track, blank=True)
    plain = models.TextField(max_length=1000, blank=True)
    intended_result = models.TextField(max_length=2000, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    target_group = models.CharField(max_length=400, blank=True)
    examples = models.JSONField(default=list, blank=True)
    remark = models.TextField(max_length=1000, blank=True)
    has_card = models.BooleanField(default=True)
    areas = models.ManyToManyField(Area, related_name="projects", blank=True)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    lead = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    lead_roles = models.JSONField(default=list, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    result = models.TextField(max_length=2000, blank=True)
    handed_to = models.ForeignKey(
        RegularActivity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
    )
    begun_from = models.ForeignKey(
        RegularActivity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="became",
    )
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="project_number_once"),
            models.CheckConstraint(
                name="project_state_is_known", condition=models.Q(state__in=ProjectState.values)
            ),
            models.CheckConstraint(
                name="project_track_is_known",
                condition=models.Q(track__in=("", *Track.values)),
            ),
            models.CheckConstraint(
                name="project_finished_with_result",
                condition=~models.Q(state__in=(ProjectState.FINISHED, ProjectState.HANDED_OVER))
                | models.Q(finished_at__isnull=False) & ~models.Q(result=""),
            ),
            models.CheckConstraint(
                name="project_period",
                condition=models.Q(until_year__isnull=True)
                | models.Q(from_year__isnull=True)
                | models.Q(until_year__gte=models.F("from_year")),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "state"], name="project_by_municipality")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def money_years(self) -> tuple[int, int]:
        """The first and the last year in which it may cost money.

        Its own years; those of the programme where it names none.
        """
        around = self.programme
        first = self.from_year or min(around.from_year, self.until_year or around.from_year)
        return first, self.until_year or max(around.until_year, first)


class Party(models.Model):
    """An organisation, or a group without an account here, that takes part in a project."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="parties")
    part = models.CharField(max_length=8, choices=Part, default=Part.PARTNER)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="parties"
    )
    name = models.CharField(max_length=120)
    does = models.CharField(max_length=400, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "part", "name"], name="party_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ProjectGoal(models.Model):
    """A goal that a project works for."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="project_links")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "goal"], name="project_goal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.goal_id}"


class ProjectBottleneck(models.Model):
    """A bottleneck that a project takes on."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="bottleneck_links"
    )
    bottleneck = models.ForeignKey(
        Bottleneck, on_delete=models.PROTECT, related_name="project_links"
    )
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "bottleneck"], name="project_bottleneck_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.bottleneck_id}"


class ProjectSignal(models.Model):
    """A signal that a project answers when it is finished."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="signal_links")
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="project_links")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "signal"], name="project_signal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.signal_id}"


class ProjectStep(models.Model):
    """One step of a project: a dot of its story. ``why`` is written for everyone."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    from_state = models.CharField(max_length=12, choices=ProjectState, blank=True)
    to_state = models.CharField(max_length=12, choices=ProjectState)
    why = models.CharField(max_length=400, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["project", "at"], name="project_step_by_project")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.to_state}"

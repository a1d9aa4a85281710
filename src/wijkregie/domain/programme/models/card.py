"""What a project card tells beside its words: timeline, effort, risks, comments, history."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.people.models import Person
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.programme.models.projects import Party, Project
from wijkregie.domain.programme.states import ActivityKind, Size
from wijkregie.kit.privacy import ROW, Personal, personal

COMMENT: Final = Personal(
    purpose=_("let the project group talk about a project card"),
    ground="6(1)(e)",
    days=730,
    since="at",
    erased=ROW,
    seen_by=_("Who works along in the municipality; never the public."),
)
HALF_WAY: Final = Personal(
    purpose=_("lose nothing of a project card when somebody stops half-way"),
    ground="6(1)(e)",
    days=90,
    since="saved_at",
    erased=ROW,
    seen_by=_("Only who typed it."),
)


class Activity(models.Model):
    """Work in a project from day to day, or a milestone: a moment that has to be reached."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=10, choices=ActivityKind)
    title = models.CharField(max_length=200)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="activities"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_kind_is_known",
                condition=models.Q(kind__in=ActivityKind.values),
            ),
            models.CheckConstraint(
                name="activity_milestone_is_a_moment",
                condition=~models.Q(kind=ActivityKind.MILESTONE)
                | models.Q(begins_on__isnull=True),
            ),
            models.CheckConstraint(
                name="activity_period",
                condition=models.Q(begins_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("begins_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DecisionPoint(models.Model):
    """What has to be decided on the way ("if in 2010 ... then ..."), and what came of it.

    ``on`` is the day where it is known; ``year`` is known without one too.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="decision_points"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    question = models.CharField(max_length=400)
    then = models.CharField(max_length=400, blank=True)
    outcome = models.CharField(max_length=400, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_point_decided_with_outcome",
                condition=models.Q(decided_on__isnull=True, outcome="")
                | models.Q(decided_on__isnull=False) & ~models.Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return self.question


class Effort(models.Model):
    """How many hours of its own a party puts into a project in a year; ``None`` not known."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="efforts")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="efforts")
    year = models.PositiveSmallIntegerField()
    hours = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "year"], name="effort_year_once"),
        ]

    def __str__(self) -> str:
        return f"effort {self.pk}"


class Risk(models.Model):
    """What may go wrong, how likely and how bad it is, and what is done about it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="risks")
    what = models.CharField(max_length=200)
    chance = models.PositiveSmallIntegerField(choices=Size)
    harm = models.PositiveSmallIntegerField(choices=Size)
    measure = models.CharField(max_length=400, blank=True)
    over_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="risk_sizes_are_known",
                condition=models.Q(chance__in=Size.values, harm__in=Size.values),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class ProjectComment(models.Model):
    """What somebody of the project group says to the others; never public."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = personal(models.TextField(max_length=2000), COMMENT)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["project", "at"], name="project_comment_by_project")]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class ProgressNote(models.Model):
    """How a project goes, written for everyone, with a photo where there is one."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(max_length=2000)
    photo = models.CharField(max_length=80, blank=True)
    shows = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="progress_photo_is_described",
                condition=models.Q(photo="") | ~models.Q(shows=""),
            ),
        ]
        indexes = [models.Index(fields=["project", "at"], name="progress_note_by_project")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class ProjectChange(models.Model):
    """What of a card was changed, from what to what: a second editor merges by it.

    ``fields`` is a list of ``{"name", "before", "after"}``, where the name is a path of words
    (``["risks", "7", "measure"]``); ``version`` the one that it made.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    fields = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "version"], name="project_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} version {self.version}"


class CardDraft(models.Model):
    """A step of a card as somebody left it half-way; ``data`` is what stood in its fields."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=20)
    data = personal(models.JSONField(default=dict), HALF_WAY)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person", "step"], name="card_draft_once"
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"

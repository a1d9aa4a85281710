"""What a programme told the council, and what was learned on the way."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.people.models import Person
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.programme.models.goals import Programme
from wijkregie.domain.programme.models.projects import Project


class ProgressReport(models.Model):
    """A report to the council as it stood on a day.

    ``facts`` are the figures, states and amounts of that day, so that the next report can
    say exactly what changed since; a report that was settled changes no more.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="progress_reports"
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    as_of = models.DateField()
    words = models.TextField(max_length=2000, blank=True)
    facts = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="progress_report_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Lesson(models.Model):
    """What was learned in a programme, or in one of its projects."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="lessons")
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.CASCADE, related_name="lessons"
    )
    text = models.CharField(max_length=600)
    learned_on = models.DateField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text

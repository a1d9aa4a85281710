"""The hand-over of a project to regular work: offered, and accepted by who receives it."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.people.models import Group, Organisation, Person
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.programme.models.goals import RegularActivity
from wijkregie.domain.programme.models.projects import Project


class HandOver(models.Model):
    """To whom a project goes, from which budget and when; it holds once they accepted.

    ``team`` is the name of who receives it; ``group`` or ``organisation`` says so where it is
    one that works here, and lets them accept. ``answered_as`` is who accepted, as a role,
    where the team has no account here.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="hand_over")
    activity = models.ForeignKey(
        RegularActivity, on_delete=models.PROTECT, related_name="hand_overs"
    )
    team = models.CharField(max_length=160, blank=True)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    budget_line = models.CharField(max_length=160, blank=True)
    on = models.DateField(null=True, blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_as = models.CharField(max_length=120, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    why_not = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hand_over_is_answered",
                condition=models.Q(accepted__isnull=True, answered_at__isnull=True)
                | models.Q(accepted__isnull=False, answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="hand_over_refused_with_why",
                condition=models.Q(accepted=False) & ~models.Q(why_not="")
                | models.Q(accepted__isnull=True)
                | models.Q(accepted=True),
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over of {self.project_id}"

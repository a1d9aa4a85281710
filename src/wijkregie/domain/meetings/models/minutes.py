"""The minutes of a meeting: versions of which none changes, and who approved which.

Names are numbers of rows here, and become names when somebody reads them: so who is erased
is gone from the minutes too.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import models

from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.meetings.models.meetings import NOTES, AgendaItem, Meeting
from wijkregie.domain.people.models import Person, Seat
from wijkregie.domain.places.models import Municipality
from wijkregie.kit.privacy import personal

MINUTED = replace(NOTES, since="minutes__meeting__closed_at")


class Minutes(models.Model):
    """One version. The first is written when the meeting is closed, each other is a correction.

    Approved by the chair, or (``approved_in``) by a later meeting. The last approved version
    counts; a guard in the database refuses any other change.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="records")
    version = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_in = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="minutes_version_once"),
            models.CheckConstraint(
                name="minutes_correction_has_reason",
                condition=models.Q(version=1) | ~models.Q(why=""),
            ),
            models.CheckConstraint(
                name="minutes_approved_before_by",
                condition=models.Q(approved_at__isnull=False)
                | models.Q(approved_by__isnull=True, approved_in__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"minutes {self.meeting_id} version {self.version}"


class MinutedPoint(models.Model):
    """A point in one version: its notes as they read there, and the decision that was taken."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="points")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="minuted")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    notes = personal(models.TextField(max_length=8000, blank=True), MINUTED)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minutes", "item"], name="minuted_point_once"),
        ]

    def __str__(self) -> str:
        return self.title


class MinutedSeat(models.Model):
    """Whether who holds a seat was there, in one version."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="seats")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minutes", "seat"], name="minuted_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.seat_id}"

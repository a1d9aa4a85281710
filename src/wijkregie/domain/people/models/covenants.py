"""What a group may decide, on whose behalf and for how long: its covenant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from wijkregie.domain.people.models.persons import Group, Organisation
from wijkregie.domain.places.models import Municipality

if TYPE_CHECKING:
    from datetime import date


class CovenantQuerySet(models.QuerySet["Covenant"]):
    """Covenants, which begin and lapse."""

    def begun(self, on: date) -> Self:
        """Keep what had begun on this day; one that ended before it began never did."""
        ended = models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=models.F("from_on"))
        return self.filter(ended, from_on__lte=on)

    def in_force(self, on: date) -> Self:
        """Keep what holds on this day: its last day counts, the day of an early end not."""
        lasts = models.Q(until_on__isnull=True) | models.Q(until_on__gte=on)
        stands = models.Q(ended_on__isnull=True) | models.Q(ended_on__gt=on)
        return self.filter(lasts, stands, from_on__lte=on)


class Covenant(models.Model):
    """What organisations agreed with each other about a group and what it may decide.

    It holds from ``from_on`` up to and including ``until_on``; without that day it has no
    end. ``ended_on`` is when it was ended before its time: on that day it holds no more.
    ``mandates`` are texts, each something that the group may decide.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="covenants"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="covenants")
    title = models.CharField(max_length=160)
    mandates = models.JSONField(default=list)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=400, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField()

    objects = CovenantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="covenant_period",
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="covenant_ended_with_reason",
                condition=models.Q(ended_on__isnull=True) | ~models.Q(ended_because=""),
            ),
        ]
        indexes = [models.Index(fields=["group", "from_on"], name="covenant_by_group")]

    def __str__(self) -> str:
        return self.title


class CovenantParty(models.Model):
    """An organisation that signed a covenant, and what it takes upon itself."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    covenant = models.ForeignKey(Covenant, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="covenants"
    )
    role = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["covenant", "organisation"], name="covenant_party_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.covenant_id} {self.organisation_id}"

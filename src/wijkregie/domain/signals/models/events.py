"""What happens with a signal besides the steps from state to state."""

from __future__ import annotations

from django.db import models

from wijkregie.domain.people.models import Group, Organisation, Person
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.signals.models import marks
from wijkregie.domain.signals.models.signals import Signal
from wijkregie.domain.signals.states import EventKind
from wijkregie.kit.privacy import personal


class Event(models.Model):
    """A dot of the story of a signal that does not change its state.

    ``why`` is written by us for everyone to read; ``said`` are words of who raised it.
    ``group``, ``organisation`` and ``other`` say with or to whom, where that applies.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    what = models.CharField(max_length=12, choices=EventKind)
    why = models.CharField(max_length=400, blank=True)
    said = personal(models.CharField(max_length=400, blank=True), marks.SAID)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="event_is_known", condition=models.Q(what__in=EventKind.values)
            ),
        ]
        indexes = [models.Index(fields=["signal", "at"], name="event_by_signal")]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.what}"

"""What shows that something is so: a figure, a signal, a meeting or a document."""

from __future__ import annotations

from typing import Final

from django.db import models

from wijkregie.domain.indicators.models import Edition, Indicator
from wijkregie.domain.meetings.models import Meeting
from wijkregie.domain.places.models import Area
from wijkregie.domain.signals.models import Signal

_NO_FIGURE: Final = models.Q(
    indicator__isnull=True,
    area__isnull=True,
    period__isnull=True,
    edition__isnull=True,
    value__isnull=True,
)
#: One of four: a figure of an area, a signal, a meeting, or a document by its title.
ONE_SOURCE: Final = (
    models.Q(indicator__isnull=False, area__isnull=False)
    & models.Q(signal__isnull=True, meeting__isnull=True, document="", address="")
    | _NO_FIGURE & models.Q(signal__isnull=False, meeting__isnull=True, document="", address="")
    | _NO_FIGURE & models.Q(signal__isnull=True, meeting__isnull=False, document="", address="")
    | _NO_FIGURE & models.Q(signal__isnull=True, meeting__isnull=True) & ~models.Q(document="")
)


class Cited(models.Model):
    """The fields of what is cited.

    A figure is cited by indicator, area, period and edition; ``value`` is what it said when
    it was cited, so that a later version of the same year does not change the ground under
    what was decided. A figure of the municipality itself is of no edition.
    """

    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    period = models.PositiveSmallIntegerField(null=True, blank=True)
    edition = models.ForeignKey(
        Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    value = models.FloatField(null=True, blank=True)
    signal = models.ForeignKey(
        Signal, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)s_of"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.CharField(max_length=160, blank=True)
    address = models.URLField(max_length=300, blank=True)
    linked_at = models.DateTimeField()

    class Meta:
        abstract = True

"""How many signals there are in each of a number of areas, for a map and the list beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from wijkregie.domain.signals.models import SignalArea
from wijkregie.domain.signals.queries.lists import SignalFilter, filtered

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """Signals by area; ``elsewhere`` are in none of them, ``total`` are all that are wanted.

    A signal that lies in two of the areas counts in both, and once in the total.
    """

    by_area: Mapping[int, int]
    elsewhere: int
    total: int


def counts_by_area(
    viewer: Viewer, area_ids: Collection[int], wanted: SignalFilter, *, on: date
) -> AreaCounts:
    """Return how many of the wanted signals lie in each area. Three queries.

    It tells of areas, never of spots: where exactly something is, is not public.
    """
    rows = filtered(viewer, wanted, on)
    lying = SignalArea.objects.filter(area_id__in=area_ids)
    found = lying.filter(signal__in=rows.values("pk")).values_list("area_id").order_by()
    return AreaCounts(
        by_area=dict(found.annotate(count=Count("signal_id"))),
        elsewhere=rows.exclude(pk__in=lying.values("signal_id")).count(),
        total=rows.count(),
    )

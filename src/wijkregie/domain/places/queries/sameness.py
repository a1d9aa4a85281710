"""Whether an area is the same area in two years: without that no trend may be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.places.models import AreaYear
from wijkregie.domain.places.states import Change, Level, Sameness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.places.models import Area


@dataclass(frozen=True, slots=True)
class Layouts:
    """What CBS said of each part of an area in each year.

    ``changes`` holds per part the change per year. An area that is one CBS area has one
    part: itself.
    """

    is_country: bool
    changes: Mapping[int, Mapping[int, int | None]]

    def between(self, one: int, other: int) -> Sameness:
        """Tell whether the area was the same in two layouts.

        Every year in between must be known as unchanged: a code that stayed while its
        border changed, or a year that is missing, breaks the chain.
        """
        if one == other or self.is_country:
            return Sameness.SAME
        first, last = sorted((one, other))
        found = [_chain(years, first, last) for years in self.changes.values()]
        if Sameness.CHANGED in found:
            return Sameness.CHANGED
        if not found or Sameness.UNKNOWN in found:
            return Sameness.UNKNOWN
        return Sameness.SAME


def _chain(years: Mapping[int, int | None], first: int, last: int) -> Sameness:
    steps = [years.get(year) for year in range(first + 1, last + 1)]
    if any(step in {Change.CHANGED, Change.RECODED} for step in steps):
        return Sameness.CHANGED
    if all(step == Change.SAME for step in steps):
        return Sameness.SAME
    return Sameness.UNKNOWN


def layouts_of(whole: Area, part_ids: Sequence[int]) -> Layouts:
    """Return what is known of an area's layouts; ``part_ids`` of an own area. One query."""
    ids = list(part_ids) if whole.level == Level.OWN else [whole.pk]
    changes: dict[int, dict[int, int | None]] = {pk: {} for pk in ids}
    rows = AreaYear.objects.filter(area_id__in=ids).values_list("area_id", "year", "change")
    for area_id, year, change in rows:
        changes[area_id][year] = change
    return Layouts(is_country=whole.level == Level.COUNTRY, changes=changes)

"""What became of codes: compare the borders of two layouts and store what is found."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from django.db import transaction

from wijkregie.core.geometry import unpack_rings
from wijkregie.domain.places.models import Area, AreaLink, AreaYear, Border, BorderSet
from wijkregie.domain.places.states import BorderSource
from wijkregie.kit.bulk import add_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijkregie.core.geometry import Ring
    from wijkregie.sources.links import Comparison, Shapes

    Compare = Callable[[Shapes, Shapes], Comparison]

_BATCH: Final = 1000


@transaction.atomic
def link_layouts(level: str, year: int, compare: Compare) -> int:
    """Compare a layout with the one before and the one after it of which borders are here.

    What was found of these layouts earlier is replaced, so the order in which borders come
    in does not count. Returns how many links between codes were found.
    """
    there = BorderSet.objects.filter(level=level).values_list("year", flat=True)
    years = sorted(there)
    at = years.index(year)
    around = years[max(at - 1, 0) : at + 2]
    links = AreaLink.objects.filter(before__level=level)
    links.filter(before_year__lt=year, after_year__gt=year).delete()
    return sum(_link(level, *pair, compare) for pair in pairwise(around))


def _link(level: str, earlier: int, later: int, compare: Compare) -> int:
    links = AreaLink.objects.filter(before__level=level)
    links.filter(before_year=earlier, after_year=later).delete()
    found = compare(_shapes(level, earlier), _shapes(level, later))
    codes = {*found.alike, *(one.before for one in found.links)}
    codes.update(one.after for one in found.links)
    known = Area.objects.filter(municipality=None, level=level).values_list("code", "pk")
    ids = {code: pk for code, pk in known.iterator() if code in codes}
    _mark_alike(level, later, earlier, (ids[code] for code in found.alike))
    add_rows(
        AreaLink,
        ("before", "before_year", "after", "after_year", "kind", "overlap"),
        (
            (ids[one.before], earlier, ids[one.after], later, one.kind.value, one.overlap)
            for one in found.links
        ),
    )
    return len(found.links)


def _mark_alike(level: str, year: int, earlier: int, ids: Iterable[int]) -> None:
    layout = AreaYear.objects.filter(year=year)
    layout.filter(area__level=level, alike__isnull=False).update(alike=None)
    found = list(ids)
    for at in range(0, len(found), _BATCH):
        layout.filter(area_id__in=found[at : at + _BATCH]).update(alike=earlier)


def _shapes(level: str, year: int) -> dict[str, tuple[Ring, ...]]:
    borders = Border.objects.filter(year=year, area__level=level, source=BorderSource.CBS)
    rows = borders.values_list("area__code", "shape")
    return {code: unpack_rings(packed) for code, packed in rows.iterator(chunk_size=_BATCH)}

"""Whether the border of one year may be drawn for an area of another year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q

from wijkregie.core import names
from wijkregie.core.lineage import Verdict
from wijkregie.domain.places.models import AreaLink, AreaYear, Border
from wijkregie.domain.places.queries.sameness import tracks_of
from wijkregie.domain.places.states import BorderSource, Change

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from django.db.models import QuerySet

    Land = Callable[[], Mapping[int, float]]

_HECTARE: Final = 10_000.0
# A border has water in it that is no land; one that was simplified is some percent off.
_LEAST_LAND: Final = 0.6
_MOST_LAND: Final = 1.15


@dataclass(frozen=True, slots=True)
class Ground:
    """Areas that are drawn, and the area of the figures' year that is the same ground.

    ``same`` by what CBS said, or as borders that were compared tell; along with those in
    ``alike``, of which that is not known, but code, name and size say the same in both years.
    """

    same: Mapping[int, int]
    alike: frozenset[int] = frozenset()


def same_ground(
    ids: Collection[int], *, drawn: int, figures: int, level: str = "", land: Land | None = None
) -> Ground:
    """Return which areas in the layout ``figures`` are the areas ``ids`` of layout ``drawn``.

    What is not known to be the same is left out, as no trend is drawn over it either. No
    query for one year, else at most eight and those of ``land``. Of many areas name their
    ``level``: their rows are read at once.
    """
    wanted = {*ids}
    if drawn == figures:
        return Ground({pk: pk for pk in wanted})
    kept, moved = _said(_years(wanted, level), *sorted((drawn, figures)))
    same = {pk: pk for pk in wanted & kept}
    same |= _traced(wanted - kept, level, drawn, figures)
    unknown = wanted - moved - same.keys()
    alike = _alike(unknown, level, (drawn, figures), land()) if land and unknown else set()
    return Ground({**same, **{pk: pk for pk in alike}}, frozenset(alike))


def _years(ids: Collection[int], level: str) -> QuerySet[AreaYear]:
    if level:
        return AreaYear.objects.filter(area__level=level)
    return AreaYear.objects.filter(area__in=ids)


def _said(rows: QuerySet[AreaYear], first: int, last: int) -> tuple[set[int], set[int]]:
    """Return whom CBS calls unchanged in all years between, and whom not. One query."""
    between = rows.filter(year__gt=first, year__lte=last).values_list("area_id")
    counted = between.annotate(
        kept=Count("pk", filter=Q(change=Change.SAME)),
        moved=Count("pk", filter=Q(change__in=(Change.RECODED, Change.CHANGED))),
    )
    kept: set[int] = set()
    moved: set[int] = set()
    for pk, times, other in counted.order_by():
        if other:
            moved.add(pk)
        elif times == last - first:
            kept.add(pk)
    return kept, moved


def _traced(ids: Collection[int], level: str, drawn: int, figures: int) -> dict[int, int]:
    """Return the same ground as codes and measured borders lead from one year to the other."""
    wanted = {*ids} & _told_of(level) if level else {*ids}
    if not wanted:
        return {}
    tracks = tracks_of(wanted, level=level)
    if figures < drawn:
        found = [(pk, tracks[pk].ids(figures), tracks[pk]) for pk in wanted]
        pairs = [(pk, then, track) for pk, then, track in found if len(then) == 1]
        return {
            pk: then[0]
            for pk, then, track in pairs
            if track.between(drawn, figures) is Verdict.SAME
        }
    return {
        then[0]: pk
        for pk, track in tracks.items()
        if len(then := track.ids(drawn)) == 1 and then[0] in wanted
        if track.between(drawn, figures) is Verdict.SAME
    }


def _told_of(level: str) -> set[int]:
    """Return the areas of a level of which more is known than what CBS said. Two queries."""
    links = AreaLink.objects.filter(before__level=level).values_list("before_id", "after_id")
    measured = AreaYear.objects.filter(area__level=level, alike__isnull=False)
    ids = measured.values_list("area_id", flat=True).distinct()
    return {*ids, *(pk for pair in links for pk in pair)}


def _alike(
    ids: set[int], level: str, years: tuple[int, int], land: Mapping[int, float]
) -> set[int]:
    """Return the areas of which code, name and size say the same in both. Three queries."""
    drawn, figures = years
    rows = _years(ids, level)
    before, after = (
        dict(rows.filter(year=year).values_list("area_id", "name")) for year in (drawn, figures)
    )
    borders = Border.objects.filter(year=drawn, source=BorderSource.CBS)
    shaped = borders.filter(area__level=level) if level else borders.filter(area__in=ids)
    return {
        pk
        for pk, metres in shaped.values_list("area_id", "square_metres")
        if pk in ids
        and names.same(before.get(pk, ""), after.get(pk, ""))
        and _fits(land.get(pk), metres / _HECTARE)
    }


def _fits(land: float | None, shape: float) -> bool:
    """Tell whether so many hectares of land can be what lies within a border."""
    return land is not None and _LEAST_LAND * shape - 1 <= land <= _MOST_LAND * shape + 1

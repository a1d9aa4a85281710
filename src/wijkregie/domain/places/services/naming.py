"""Keep the names by which areas are found, and the index of their letters."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from django.db.models import Max

from wijkregie.core import names
from wijkregie.domain.places.models import NameGram, PlaceName
from wijkregie.domain.places.states import NameKind
from wijkregie.kit.bulk import add_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from wijkregie.domain.places.models import Area

BATCH: Final = 2000


def name_areas(areas: Iterable[Area]) -> None:
    """Make each area findable by its name of now, and no longer by the one before."""
    named = [area for area in areas if area.name]
    ids = [area.pk for area in named]
    kept: dict[int, str] = {}
    for at in range(0, len(ids), BATCH):
        rows = PlaceName.objects.filter(area_id__in=ids[at : at + BATCH], kind=NameKind.AREA)
        kept.update(rows.values_list("area_id", "name"))
    changed = [area for area in named if kept.get(area.pk) != area.name]
    replaced = [area.pk for area in changed if area.pk in kept]
    for at in range(0, len(replaced), BATCH):
        PlaceName.objects.filter(
            area_id__in=replaced[at : at + BATCH], kind=NameKind.AREA
        ).delete()
    add_names(
        PlaceName(
            name=area.name,
            normal=names.normal(area.name)[:160],
            kind=NameKind.AREA,
            area=area,
            gm_code=area.gm_code,
        )
        for area in changed
    )


def add_names(rows: Iterable[PlaceName]) -> int:
    """Store names and their letters; those that are there already stay. Return how many came.

    The names of one call are told apart by area, kind, normal name and detail.
    """
    wanted = {(row.area_id, row.kind, row.normal, row.detail): row for row in rows}
    areas = sorted({area_id for area_id, *_ in wanted})
    for at in range(0, len(areas), BATCH):
        there = PlaceName.objects.filter(area_id__in=areas[at : at + BATCH])
        for key in there.values_list("area_id", "kind", "normal", "detail"):
            wanted.pop(key, None)
    before = PlaceName.objects.aggregate(last=Max("pk"))["last"] or 0
    columns = ("name", "normal", "kind", "detail", "area_id", "gm_code", "x", "y")
    add_rows(
        PlaceName,
        [*columns[:4], "area", *columns[5:]],
        map(attrgetter(*columns), wanted.values()),
    )
    _index(PlaceName.objects.filter(pk__gt=before))
    return len(wanted)


def _index(stored: QuerySet[PlaceName]) -> None:
    """Store the letters of names; in order, so that the index grows at its end."""
    rows = stored.values_list("pk", "gm_code", "normal")
    add_rows(
        NameGram,
        ("gram", "gm_code", "name"),
        sorted(
            (gram, gm_code, pk) for pk, gm_code, normal in rows for gram in names.grams(normal)
        ),
    )

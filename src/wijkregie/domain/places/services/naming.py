"""Keep the names by which areas are found, and the index of their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from django.db.models import Max

from wijkregie.core import names
from wijkregie.domain.places.models import NameGram, PlaceName
from wijkregie.domain.places.states import NameKind
from wijkregie.kit.bulk import add_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

BATCH: Final = 2000
_LONGEST: Final = 160


class Named(NamedTuple):
    """An area and what it is called now; ``gm_code`` is of its municipality."""

    area_id: int
    name: str
    gm_code: str


class Called(NamedTuple):
    """A name that leads to an area, in the columns of ``PlaceName``."""

    name: str
    normal: str
    kind: str
    detail: str
    area_id: int
    gm_code: str
    x: int | None
    y: int | None


_COLUMNS: Final = [{"area_id": "area"}.get(field, field) for field in Called._fields]


def called(
    area: Named, kind: str, *, detail: str = "", point: tuple[int, int] | None = None
) -> Called:
    """Return how ``area.name`` leads to an area, as far as it can be stored."""
    return Called(
        area.name[:_LONGEST],
        names.normal(area.name)[:_LONGEST],
        kind,
        detail[:_LONGEST],
        area.area_id,
        area.gm_code,
        *(point or (None, None)),
    )


def name_new_areas(areas: Iterable[Named]) -> None:
    """Make areas findable by their name that were not so before."""
    _add([called(area, NameKind.AREA) for area in areas if area.name])


def name_areas(areas: Iterable[Named]) -> None:
    """Make each area findable by its name of now, and no longer by the one before."""
    named = [area for area in areas if area.name]
    kept: dict[int, str] = {}
    for at in range(0, len(named), BATCH):
        ids = [area.area_id for area in named[at : at + BATCH]]
        rows = PlaceName.objects.filter(area_id__in=ids, kind=NameKind.AREA)
        kept.update(rows.values_list("area_id", "name"))
    changed = [area for area in named if kept.get(area.area_id) != area.name]
    replaced = [area.area_id for area in changed if area.area_id in kept]
    for at in range(0, len(replaced), BATCH):
        PlaceName.objects.filter(
            area_id__in=replaced[at : at + BATCH], kind=NameKind.AREA
        ).delete()
    name_new_areas(changed)


def add_names(rows: Iterable[Called]) -> int:
    """Store names and their letters; those that are there already stay. Return how many came.

    The names of one call are told apart by area, kind, normal name and detail.
    """
    wanted = {(row.area_id, row.kind, row.normal, row.detail): row for row in rows}
    areas = sorted({area_id for area_id, *_ in wanted})
    for at in range(0, len(areas), BATCH):
        there = PlaceName.objects.filter(area_id__in=areas[at : at + BATCH])
        for key in there.values_list("area_id", "kind", "normal", "detail"):
            wanted.pop(key, None)
    _add(wanted.values())
    return len(wanted)


def _add(rows: Collection[Called]) -> None:
    before = PlaceName.objects.aggregate(last=Max("pk"))["last"] or 0
    add_rows(PlaceName, _COLUMNS, rows)
    _index(PlaceName.objects.filter(pk__gt=before), {row.area_id for row in rows})


def _index(stored: QuerySet[PlaceName], area_ids: Collection[int]) -> None:
    """Store the letters of names; in order, so that the index grows at its end.

    Only of these areas: at the same moment another import may store names of its own.
    """
    rows = stored.values_list("pk", "gm_code", "normal", "area_id")
    add_rows(
        NameGram,
        ("gram", "gm_code", "name"),
        sorted(
            (gram, gm_code, pk)
            for pk, gm_code, normal, area_id in rows
            if area_id in area_ids
            for gram in names.grams(normal)
        ),
    )

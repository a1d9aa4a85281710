"""Take over a file of borders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from wijkregie.core.geometry import pack_rings
from wijkregie.domain.places.models import Border, BorderSet
from wijkregie.domain.places.services.drawing import draw_country
from wijkregie.domain.places.services.links import link_layouts
from wijkregie.domain.places.services.national import store_areas
from wijkregie.domain.places.states import BorderSource
from wijkregie.kit.bulk import one_at_a_time
from wijkregie.sources.records import AreaRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from wijkregie.domain.places.services.links import Compare
    from wijkregie.sources.records import BorderRow, BorderSheet

_BATCH: Final = 1000


@dataclass(frozen=True, slots=True)
class BordersStored:
    """What an import of borders did."""

    areas: int
    without_shape: int
    unchanged: bool
    links: int = 0


@transaction.atomic
def store_borders(
    sheet: BorderSheet,
    *,
    sha256: str,
    at: datetime,
    progress: Callable[[Iterable[Any]], Iterable[Any]] = iter,
    compare: Compare | None = None,
) -> BordersStored:
    """Store the borders of a level and year; those of an earlier file are replaced.

    All or nothing. The same file again (known by ``sha256`` of its bytes) changes nothing.
    Areas without a shape are stored too: they stay in the list beside the map. ``compare``
    (``sources.borders.compare``) finds what became of codes between this layout and those
    beside it of which the borders are here.
    """
    one_at_a_time()
    without = sum(not row.rings for row in sheet.rows)
    wanted = BorderSet.objects.filter(level=sheet.level, year=sheet.year)
    if wanted.filter(sha256=sha256).exists():
        return BordersStored(len(sheet.rows), without, unchanged=True)
    ids = store_areas([_area(row, sheet) for row in sheet.rows], year=sheet.year)
    Border.objects.filter(
        year=sheet.year, area__level=sheet.level, source=BorderSource.CBS
    ).delete()
    shaped = progress([row for row in sheet.rows if row.rings])
    Border.objects.bulk_create(
        (_border(row, ids[row.code], sheet.year) for row in shaped), batch_size=_BATCH
    )
    wanted.delete()
    made = BorderSet.objects.create(
        level=sheet.level,
        year=sheet.year,
        file=sheet.file,
        sha256=sha256,
        imported_at=at,
        areas=len(sheet.rows),
        without_shape=without,
    )
    draw_country(made, sheet, ids)
    links = link_layouts(sheet.level, sheet.year, compare) if compare else 0
    return BordersStored(len(sheet.rows), without, unchanged=False, links=links)


def _area(row: BorderRow, sheet: BorderSheet) -> AreaRow:
    return AreaRow(
        code=row.code,
        name=row.name,
        level=sheet.level,
        municipality_name=None,
        change=None,
        water=row.water,
    )


def _border(row: BorderRow, area_id: int, year: int) -> Border:
    if row.box is None or row.label is None:
        raise ValueError(f"{row.code} has rings without a box or a label")
    min_x, min_y, max_x, max_y = row.box
    return Border(
        area_id=area_id,
        year=year,
        source=BorderSource.CBS,
        shape=pack_rings(row.rings),
        outline=pack_rings(row.outline),
        min_x=min_x,
        min_y=min_y,
        max_x=max_x,
        max_y=max_y,
        label_x=row.label[0],
        label_y=row.label[1],
        square_metres=row.surface,
    )

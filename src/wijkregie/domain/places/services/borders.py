"""Take over a file of borders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import ngettext

from wijkregie.core.geometry import pack_rings
from wijkregie.domain.places.models import Border, BorderSet
from wijkregie.domain.places.services.drawing import draw_country
from wijkregie.domain.places.services.links import link_layouts
from wijkregie.domain.places.services.national import store_areas
from wijkregie.domain.places.states import BorderSource
from wijkregie.kit.bulk import one_at_a_time
from wijkregie.kit.refusals import Refusal
from wijkregie.sources.records import AreaRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from wijkregie.domain.places.services.links import Compare
    from wijkregie.sources.records import BorderRow, BorderSheet

_BATCH: Final = 1000
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class BordersStored:
    """What an import of borders did."""

    areas: int
    without_shape: int
    unchanged: bool
    links: int = 0


class BordersRefused(Refusal):
    """Borders that would make less known than is known now."""


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
    beside it of which the borders are here. Raises ``BordersRefused`` for a file that lacks
    borders which are here now; ``replace_borders`` takes it over all the same.
    """
    one_at_a_time()
    if not _is_here(sheet, sha256):
        _refuse_fewer(sheet)
    return _stored(sheet, sha256, at, progress, compare)


@transaction.atomic
def replace_borders(
    sheet: BorderSheet,
    *,
    sha256: str,
    at: datetime,
    progress: Callable[[Iterable[Any]], Iterable[Any]] = iter,
    compare: Compare | None = None,
) -> BordersStored:
    """Store borders as ``store_borders`` does, also where there were more before."""
    one_at_a_time()
    return _stored(sheet, sha256, at, progress, compare)


def _is_here(sheet: BorderSheet, sha256: str) -> bool:
    same = BorderSet.objects.filter(level=sheet.level, year=sheet.year, sha256=sha256)
    return same.exists()


def _stored(
    sheet: BorderSheet,
    sha256: str,
    at: datetime,
    progress: Callable[[Iterable[Any]], Iterable[Any]],
    compare: Compare | None,
) -> BordersStored:
    without = sum(not row.rings for row in sheet.rows)
    if _is_here(sheet, sha256):
        return BordersStored(len(sheet.rows), without, unchanged=True)
    wanted = BorderSet.objects.filter(level=sheet.level, year=sheet.year)
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


def _refuse_fewer(sheet: BorderSheet) -> None:
    """Refuse a file that lacks areas which have a border now, in this year and level."""
    there = Border.objects.filter(
        year=sheet.year, area__level=sheet.level, source=BorderSource.CBS
    )
    before = dict(there.values_list("area__code", "area__name"))
    lost = sorted(set(before) - {row.code for row in sheet.rows if row.rings})
    if not lost:
        return
    words = ngettext(
        "%(file)s lacks the border of %(lost)d area that is here for %(year)d: %(some)s. "
        "There are %(before)d now, the file holds %(now)d. Nothing was stored. Use --replace "
        "if this is meant.",
        "%(file)s lacks the borders of %(lost)d areas that are here for %(year)d, such as "
        "%(some)s. There are %(before)d now, the file holds %(now)d. Nothing was stored. Use "
        "--replace if this is meant.",
        len(lost),
    )
    raise BordersRefused(
        words
        % {
            "file": sheet.file,
            "lost": len(lost),
            "year": sheet.year,
            "some": ", ".join(f"{code} {before[code]}".strip() for code in lost[:_NAMED]),
            "before": len(before),
            "now": sum(bool(row.rings) for row in sheet.rows),
        }
    )


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

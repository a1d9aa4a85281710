"""Take over figures, national and own."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core.packing import pack, pack_rows
from wijkregie.domain.indicators.models import (
    AreaFigures,
    ColumnFigures,
    Edition,
    EditionOrder,
    Indicator,
)
from wijkregie.domain.places import services as places
from wijkregie.kit.bulk import add_rows, one_at_a_time
from wijkregie.kit.refusals import Refusal
from wijkregie.sources.records import Level, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from wijkregie.sources.records import AreaRow, FigureSheet, Reading

_BATCH: Final = 1000
_PARTIAL: Final = frozenset({Remark.PARTIAL_COUNTRY, Remark.PROVINCES_MISSING})
# The country never had as few municipalities: a table of fewer is of a part of it.
_FEWEST_TOWNS: Final = 300
_MEANING: Final = [
    "theme",
    "kind",
    "unit",
    "unit_en",
    "decimals",
    "direction",
    "denominator",
    "rounding",
    "order",
    "name_nl",
    "name_en",
    "definition_nl",
    "definition_en",
    "source_nl",
    "breaks",
]  # fmt: skip - the columns of the catalogue


class SheetRefused(Refusal):
    """Figures that would make less known than is known now."""


@dataclass(frozen=True, slots=True)
class SheetStored:
    """What became of one sheet; ``outcome`` is new, replaced or unchanged."""

    source: str
    period: int
    areas: int
    cells: int
    known: int
    rejected: int
    outcome: str


@transaction.atomic
def keep_catalogue() -> int:
    """Store what each national indicator means, as the project's catalogue says it now."""
    file = resources.files("wijkregie.domain.indicators") / "catalogue.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    kept = {one.key: one for one in Indicator.objects.filter(municipality=None)}
    wanted = [_indicator(row) for row in rows]
    Indicator.objects.bulk_create([one for one in wanted if one.key not in kept])
    changed = []
    for one in wanted:
        before = kept.get(one.key)
        if before is not None and _meaning(one) != _meaning(before):
            one.pk = before.pk
            changed.append(one)
    Indicator.objects.bulk_update(changed, _MEANING, batch_size=_BATCH)
    return len(wanted)


def _meaning(indicator: Indicator) -> list[Any]:
    return [getattr(indicator, field) for field in _MEANING]


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        key=row["key"],
        theme=row["theme"],
        kind=row["kind"],
        unit=row["unit"],
        unit_en=row["unit_en"],
        decimals=int(row["decimals"] or 0),
        direction=row["direction"],
        denominator=row["denominator"],
        rounding=int(row["rounding"] or 0),
        order=int(row["order"] or 0),
        name_nl=row["name_nl"],
        name_en=row["name_en"],
        definition_nl=row["definition_nl"],
        definition_en=row["definition_en"],
        source_nl=row["source_nl"],
        breaks=_breaks(row["breaks"]),
    )


def _breaks(text: str) -> list[dict[str, Any]]:
    """Read the catalogue's ``2022|2023|reden|reason`` parts, apart by semicolons."""
    found = []
    for part in filter(None, text.split(";")):
        before, after, dutch, english = part.split("|")
        found.append({"before": int(before), "after": int(after), "nl": dutch, "en": english})
    return found


@transaction.atomic
def store_reading(
    reading: Reading,
    *,
    at: datetime,
    replace: bool = False,
    progress: Callable[[Iterable[Any]], Iterable[Any]] = iter,
) -> list[SheetStored]:
    """Store every sheet of a file, all or nothing; the same figures again change nothing.

    A later delivery of the same table becomes a new version and the current one; the one
    before stays to be cited. Raises ``SheetRefused`` for a delivery that lacks areas or
    columns which the current one has, unless ``replace`` says that this is meant.
    """
    one_at_a_time()
    keep_catalogue()
    ids = _store_areas(reading.sheets)
    if reading.postcodes:
        places.store_postcodes(dict(reading.postcodes), year=reading.sheets[0].division)
    delivery = _Delivery(
        file=reading.file,
        at=at,
        replace=replace,
        rejected=len(reading.rejections),
        partial=any(note.remark in _PARTIAL for note in reading.notes),
    )
    return [_store_sheet(sheet, ids, delivery, progress) for sheet in reading.sheets]


@dataclass(frozen=True, slots=True)
class _Delivery:
    file: str
    at: datetime
    replace: bool
    rejected: int
    partial: bool


def _store_areas(sheets: Iterable[FigureSheet]) -> dict[str, int]:
    by_year: dict[int, dict[str, AreaRow]] = {}
    for sheet in sheets:
        by_year.setdefault(sheet.division, {}).update({row.code: row for row in sheet.areas})
    ids: dict[str, int] = {}
    for year, rows in sorted(by_year.items()):
        ids.update(places.store_areas(list(rows.values()), year=year))
    return ids


def _store_sheet(
    sheet: FigureSheet,
    ids: dict[str, int],
    delivery: _Delivery,
    progress: Callable[[Iterable[Any]], Iterable[Any]],
) -> SheetStored:
    digest = _digest(sheet)
    same = Edition.objects.filter(
        source=sheet.source, period=sheet.period, division=sheet.division
    )
    current = same.filter(current=True).first()
    if current and current.sha256 == digest:
        return _told(current, "unchanged")
    if current:
        if not delivery.replace:
            _refuse_less(sheet, ids, current)
        same.update(current=False)
    edition = Edition.objects.create(
        source=sheet.source,
        period=sheet.period,
        division=sheet.division,
        version=same.count() + 1,
        columns=list(sheet.columns),
        file=delivery.file[-200:],
        sha256=digest,
        imported_at=delivery.at,
        areas=len(sheet.areas),
        cells=sheet.values.size,
        known=int(np.count_nonzero(sheet.status == 0)),
        rejected=delivery.rejected,
        partial=delivery.partial or _towns(sheet) < _FEWEST_TOWNS,
    )
    _store_figures(edition, sheet, [ids[row.code] for row in sheet.areas], progress)
    return _told(edition, "replaced" if current else "new")


def _store_figures(
    edition: Edition,
    sheet: FigureSheet,
    area_ids: list[int],
    progress: Callable[[Iterable[Any]], Iterable[Any]],
) -> None:
    """Store the sheet twice: by area, and turned a quarter by indicator."""
    ids = progress(area_ids)
    add_rows(
        AreaFigures,
        ("edition", "area", "packed"),
        ((edition.pk, area_id, row) for area_id, row in zip(ids, _packed(sheet), strict=True)),
    )
    columns = zip(sheet.columns, sheet.values.T, sheet.status.T, strict=True)
    ColumnFigures.objects.bulk_create(
        ColumnFigures(
            edition=edition,
            key=key,
            packed=pack(np.ascontiguousarray(values), np.ascontiguousarray(status)),
        )
        for key, values, status in columns
    )
    EditionOrder.objects.create(edition=edition, area_ids=np.array(area_ids, "<i8").tobytes())


def _packed(sheet: FigureSheet) -> Iterator[bytes]:
    """Yield the packed row of each area; a part of the sheet at a time, to spare memory."""
    for at in range(0, len(sheet.areas), _BATCH):
        part = slice(at, at + _BATCH)
        yield from pack_rows(sheet.values[part], sheet.status[part])


def _refuse_less(sheet: FigureSheet, ids: dict[str, int], current: Edition) -> None:
    before = set(np.frombuffer(current.order.area_ids, "<i8").tolist())
    lost_areas = before - {ids[row.code] for row in sheet.areas}
    lost_columns = set(current.columns) - set(sheet.columns)
    if lost_areas or lost_columns:
        raise SheetRefused(
            _(
                "The figures of %(period)s hold %(areas)d areas and %(columns)d columns fewer "
                "than those of %(date)s. Nothing was stored. Use --replace if this is meant."
            )
            % {
                "period": sheet.period,
                "areas": len(lost_areas),
                "columns": len(lost_columns),
                "date": f"{current.imported_at:%d-%m-%Y}",
            }
        )


def _towns(sheet: FigureSheet) -> int:
    """Return of how many municipalities there are areas in a sheet."""
    return len({row.code[2:6] for row in sheet.areas if row.level != Level.COUNTRY})


def _digest(sheet: FigureSheet) -> str:
    """Return what tells the content of a sheet from another, whatever file it came in."""
    seen = hashlib.sha256()
    seen.update("\n".join((*sheet.columns, *(row.code for row in sheet.areas))).encode())
    seen.update(np.ascontiguousarray(sheet.values, "<f8").data)
    seen.update(np.ascontiguousarray(sheet.status, np.uint8).data)
    return seen.hexdigest()


def _told(edition: Edition, outcome: str) -> SheetStored:
    return SheetStored(
        source=edition.source,
        period=edition.period,
        areas=edition.areas,
        cells=edition.cells,
        known=edition.known,
        rejected=edition.rejected,
        outcome=outcome,
    )

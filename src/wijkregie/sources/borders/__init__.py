"""Reader of borders: TopoJSON, GeoJSON or GeoPackage, in degrees or RD New."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from wijkregie.sources.areas import area_name
from wijkregie.sources.borders import shapes
from wijkregie.sources.borders.features import WATER, YEARS, layers
from wijkregie.sources.records import (
    BorderRow,
    BorderSheet,
    Level,
    Note,
    Problem,
    Reason,
    Rejection,
    Remark,
    SourceFault,
    clean_code,
    is_water,
    level_of,
)
from wijkregie.sources.towns import unknown_notes
from wijkregie.sources.unpack import LIMIT, plain
from wijkregie.sources.years import Sign, WrongYear, check_towns, year_of, years_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.borders.features import Features, Geometries

TOLERANCE: Final = 10.0
ABROAD: Final = "GM0998"
_WATER: Final = "JA"
_NAMED_CODES: Final = 10


def read(
    raw: bytes,
    *,
    file: str,
    year: int | None = None,
    tolerance: float = TOLERANCE,
    limit: int = LIMIT,
) -> BorderSheet:
    """Read the borders of the smallest areas in a file, packed or not.

    Parameters
    ----------
    raw
        The bytes of the file.
    file
        Its name, for messages.
    year
        The year of the layout. Without it the file must tell: in ``jrstatcode``, in
        ``jaar``, or in its name.
    tolerance
        Metres that an outline may differ from the exact border.
    limit
        The most bytes the file may count, packed or unpacked.

    Returns
    -------
    BorderSheet
        Every area of the file, also those without a shape; never foreign soil (GM0998).

    Raises
    ------
    SourceFault
        If the file must be refused whole. Rows in faults and rejections are features
        counted from 1.

    """
    found = read_layers(raw, file=file, year=year, tolerance=tolerance, limit=limit)
    order = list(Level)
    sheet = max(found, key=lambda one: order.index(one.level))
    unread = [one.level.value for one in found if one is not sheet]
    if not unread:
        return sheet
    note = Note(Remark.LAYERS_UNREAD, {"names": ", ".join(unread)})
    return replace(sheet, notes=(*sheet.notes, note))


def read_layers(
    raw: bytes,
    *,
    file: str,
    year: int | None = None,
    tolerance: float = TOLERANCE,
    limit: int = LIMIT,
) -> tuple[BorderSheet, ...]:
    """Read every layer with area codes; for the arguments see ``read``."""
    content = plain(raw, file=file, limit=limit)
    return tuple(
        _sheet(features, file, year, tolerance) for features in layers(content, file=file)
    )


def _sheet(features: Features, file: str, year: int | None, tolerance: float) -> BorderSheet:
    code_heading, name_heading = features.naming() or ("", "")
    codes = _codes(features.texts[code_heading], file, code_heading)
    told = _year(features, file, year)
    check_towns((code for code in codes if code != ABROAD), told, file=file)
    strange = unknown_notes((code for code in codes if code != ABROAD), file=file)
    _check_places(features, codes, file)
    whole, mended = shapes.mend(shapes.to_rd(features.geometries))
    _check_apart(whole, codes, file)
    present = ~shapely.is_missing(whole)
    rows = _rows(features, codes, name_heading, _spread(whole, present, tolerance))
    given = ~shapely.is_missing(features.geometries) & ~shapely.is_empty(features.geometries)
    rejections = tuple(
        Rejection(file, int(index) + 1, "geometry", codes[index], Reason.BAD_SHAPE)
        for index in np.flatnonzero(given & ~present)
    )
    notes = (
        *_notes(rows, [codes[index] for index in np.flatnonzero(mended)]),
        *strange,
    )
    kept = tuple(row for row in rows if row.code != ABROAD)
    return BorderSheet(file, level_of(codes[0]), told, kept, rejections, notes)


def _check_places(features: Features, codes: Sequence[str], file: str) -> None:
    wrong = shapes.misplaced(features.geometries)
    if features.unreadable:
        wrong = Problem.BAD_COORDINATES, features.unreadable[0]
    if wrong is not None:
        raise SourceFault(wrong[0], file=file, row=wrong[1] + 1, value=codes[wrong[1]])


def _check_apart(whole: Geometries, codes: Sequence[str], file: str) -> None:
    shaped = np.flatnonzero(~shapely.is_missing(whole))
    over = shapes.crowded(whole[shaped]) if len(shaped) else None
    if over is not None:
        index = int(shaped[over])
        raise SourceFault(Problem.OVERLAPPING, file=file, row=index + 1, value=codes[index])


def _codes(texts: Sequence[str | None], file: str, heading: str) -> list[str]:
    codes: dict[str, None] = {}
    for row, text in enumerate(texts, start=1):
        shown = text or ""
        code = clean_code(shown)
        problem = _doubt(code, codes)
        if code is None or problem is not None:
            wrong = problem or Problem.BAD_CODE
            raise SourceFault(wrong, file=file, row=row, column=heading, value=shown)
        codes[code] = None
    if not codes:
        raise SourceFault(Problem.EMPTY, file=file)
    return list(codes)


def _doubt(code: str | None, earlier: dict[str, None]) -> Problem | None:
    if code is None:
        return Problem.BAD_CODE
    if code in earlier:
        return Problem.DOUBLED_AREA
    first = next(iter(earlier), code)
    return None if level_of(first) is level_of(code) else Problem.MIXED_LEVELS


def _year(features: Features, file: str, year: int | None) -> int:
    for heading in YEARS:
        told = {(text or "")[:4] for text in features.texts.get(heading, ())}
        if len(told) == 1 and (shown := told.pop()).isdecimal():
            if year is not None and int(shown) != year:
                place = {"file": file, "column": heading, "value": shown}
                raise WrongYear(Sign.CONTENT, int(shown), year, **place)
            return int(shown)
    return year_of(file, year, years_in(features.name))


def _spread(
    whole: Geometries, present: shapes.Mask, tolerance: float
) -> list[shapes.Shape | None]:
    cut = iter(shapes.shapes(whole[present], tolerance))
    return [next(cut) if shaped else None for shaped in present]


def _rows(
    features: Features,
    codes: Sequence[str],
    name_heading: str,
    found: Sequence[shapes.Shape | None],
) -> list[BorderRow]:
    names = features.texts.get(name_heading, [None] * len(codes))
    waters = features.texts.get(WATER, [None] * len(codes))
    return [
        _row(code, name, water=water == _WATER or is_water(code), shape=shape)
        for code, name, water, shape in zip(codes, names, waters, found, strict=True)
    ]


def _row(code: str, name: str | None, *, water: bool, shape: shapes.Shape | None) -> BorderRow:
    shown = area_name(name)
    if shape is None:
        return BorderRow(code, shown, water, (), (), None, None, 0.0)
    return BorderRow(
        code,
        shown,
        water,
        shape.rings,
        shape.outline,
        shape.box,
        shape.label,
        shape.surface,
        shape.sketch,
    )


def _notes(rows: Sequence[BorderRow], mended: Sequence[str]) -> tuple[Note, ...]:
    notes: list[Note] = []
    bare = sum(not row.rings for row in rows)
    if bare:
        notes.append(Note(Remark.SHAPES_MISSING, {"count": bare, "total": len(rows)}))
    if mended:
        some = ", ".join(mended[:_NAMED_CODES])
        notes.append(Note(Remark.SHAPES_REPAIRED, {"count": len(mended), "codes": some}))
    notes += [
        Note(Remark.ABROAD_LEFT_OUT, {"code": row.code, "name": row.name or ""})
        for row in rows
        if row.code == ABROAD
    ]
    return tuple(notes)

"""Reader of the Leefbaarometer 2.0: a class of liveability per wijk in the layout of 2016."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from wijkregie.sources import cells as cell
from wijkregie.sources.areas import read_codes
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Problem,
    Reading,
    SourceFault,
    is_water,
    level_of,
)
from wijkregie.sources.tables import Table
from wijkregie.sources.unpack import LIMIT, text

if TYPE_CHECKING:
    from wijkregie.sources.records import Rejection

DIVISION: Final = 2016
KEYS: Final = ("lbm_class", "lbm_change")
_CODE: Final = "code"
_CLASS: Final = re.compile(r"KL([0-9][0-9])")
_CLASSES: Final = cell.Span(low=1, high=9, whole=True)
_CHANGES: Final = cell.Span(low=1, high=7, whole=True)


def read(raw: bytes, *, file: str, division: int = DIVISION, limit: int = LIMIT) -> Reading:
    """Read a file of classes per wijk, packed or not, one sheet per year measured.

    ``lbm_class`` runs from 1, poor, to 9, excellent. ``lbm_change`` compares with the year
    measured before: 1 to 3 worse, 4 the same, 5 to 7 better; the first year has none. The
    row in a fault or rejection is the place of the wijk in the file, from 1.
    """
    table = _table(_entries(text(raw, file=file, limit=limit), file), file)
    codes = read_codes(table, _CODE)
    years = sorted(
        found[1] for name in table.frame.columns if (found := _CLASS.fullmatch(name))
    )
    if not years:
        raise table.fault(Problem.NO_KNOWN_COLUMN)
    areas = tuple(
        AreaRow(code, None, level_of(code), None, None, is_water(code)) for code in codes
    )
    before = [None, *years]
    parts = [
        _sheet(table, areas, year, last, division)
        for last, year in zip(before, years, strict=False)
    ]
    rejections = tuple(named for _sheet_, found in parts for named in found)
    return Reading(file, tuple(sheet for sheet, _found in parts), rejections, ())


def _sheet(
    table: Table, areas: tuple[AreaRow, ...], year: str, before: str | None, division: int
) -> tuple[FigureSheet, list[Rejection]]:
    wanted = [(KEYS[0], f"KL{year}", _CLASSES)]
    if before is not None and f"VKL{before}{year}" in table.frame.columns:
        wanted.append((KEYS[1], f"VKL{before}{year}", _CHANGES))
    read_columns = [
        cell.read_column(table, heading, span, blank=CellStatus.MISSING)
        for _key, heading, span in wanted
    ]
    sheet = FigureSheet(
        "leefbaarometer",
        2000 + int(year),
        division,
        tuple(key for key, _heading, _span in wanted),
        areas,
        np.column_stack([cells.values for cells, _named in read_columns]),
        np.column_stack([cells.status for cells, _named in read_columns]),
    )
    return sheet, [named for _cells, found in read_columns for named in found]


def _entries(content: str, file: str) -> list[tuple[str, Any]]:
    try:
        entries = json.loads(content, object_pairs_hook=list)
    except (json.JSONDecodeError, RecursionError) as error:
        at = getattr(error, "pos", 0)
        cut = at >= len(content.rstrip()) or "Unterminated" in str(error)
        problem = Problem.TRUNCATED if cut else Problem.WRONG_KIND
        raise SourceFault(problem, file=file) from error
    if not isinstance(entries, list) or not all(map(_is_entry, entries)):
        raise SourceFault(Problem.WRONG_KIND, file=file)
    return entries


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, tuple)
        and isinstance(entry[1], list)
        and all(isinstance(pair, tuple) for pair in entry[1])
    )


def _table(entries: list[tuple[str, Any]], file: str) -> Table:
    if not entries:
        raise SourceFault(Problem.EMPTY, file=file)
    headings = dict.fromkeys(name for _code, fields in entries for name, _value in fields)
    rows = [dict(fields) for _code, fields in entries]
    columns = {name: [_shown(row.get(name)) for row in rows] for name in headings}
    columns[_CODE] = [code for code, _fields in entries]
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return Table(file, frame.with_columns(pl.all().str.strip_chars()), first_row=1)


def _shown(value: object) -> str:
    return "" if value is None else str(value)

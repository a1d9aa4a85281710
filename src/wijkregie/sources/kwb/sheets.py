"""The shape of the spreadsheets per year: short names, codes with or without their letters.

From 2013 the names are in small letters (``gwb_code_10``, ``a_inw``), before in capitals
(``GWB_CODE12``, ``AANT_INW``). CSV files with these names are read the same way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from wijkregie.sources.areas import area_name, check_family, check_sums, read_codes
from wijkregie.sources.kwb import figures as fig
from wijkregie.sources.kwb.columns import folded, pick_names
from wijkregie.sources.records import (
    COUNTRY_CODE,
    AreaRow,
    CellStatus,
    FigureSheet,
    Level,
    Problem,
    Reading,
    clean_code,
    is_water,
    level_of,
)
from wijkregie.sources.tables import Table
from wijkregie.sources.years import year_of, years_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.records import Rejection

_CODES: Final = ("gwbcode10", "gwbcode", "gwbcode8")
_CODE: Final = re.compile(r"gwbcode([0-9]{2})?|gwbcode8")
_YEAR_IN_HEADING: Final = re.compile(r"GWB_CODE([0-9]{2})")
_LEVEL: Final = "recs"
_OWNER: Final = "gmnaam"
_NAME: Final = re.compile(r"regio|gwbnaam[0-9]*")
_CHANGE: Final = "indwbi"
_TOLD: Final = frozenset(
    ("gmcode", "wkcode", "bucode", "pstmvp", "postcode", "pstdekp", "dekperc", "water", "jaar")
)
_LETTERS: Final = {"L": "NL", "N": "NL", "G": "GM", "W": "WK", "B": "BU"}
_WIDTHS: Final = {"GM": 4, "WK": 6, "BU": 8}
_BY_WIDTH: Final = {width: letters for letters, width in _WIDTHS.items()}
_SHOWN: Final = {"NL": "LN", "GM": "G", "WK": "W", "BU": "B"}
_CODE_COLUMN: Final = "(code)"
_URBANITY: Final = "ste_mvs"
_UNNAMED_BESIDE: Final = "steoad"
_CLASSES: Final = ("0", "1", "2", "3", "4", "5", ".", "")


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a row of cells is the heading of such a table."""
    names = {folded(cell) for cell in cells}
    return any(_CODE.fullmatch(name) for name in names) and len(names) > 1


def read(table: Table, year: int | None, sheet: str = "") -> Reading:
    """Read a table in this shape.

    Parameters
    ----------
    table
        Text cells.
    year
        The edition. Without it, what the sheet, a heading or the name of the file tells.
    sheet
        The name of the sheet, if it came from a spreadsheet.

    """
    edition = _year(table, year, sheet)
    named = _with_lost_name(table)
    places = _places(named)
    coded = _with_codes(named, places)
    codes = read_codes(coded, _CODE_COLUMN)
    _check_levels(coded, codes, places)
    check_family(coded, _CODE_COLUMN, codes)
    picked = pick_names(named.frame.columns)
    fig.check_edition(coded, picked, edition)
    dotted = any((coded.frame[heading] == ".").any() for heading in picked)
    blank = CellStatus.NOT_APPLICABLE if dotted else CellStatus.MISSING
    figures = fig.read_figures(coded, picked, lambda _column: blank, fig.not_destroyed(coded))
    fig.check_columns(coded, codes, figures)
    inhabitants = figures.column("inhabitants")
    if inhabitants is not None:
        check_sums(coded, _CODE_COLUMN, codes, inhabitants, ())
    areas, odd = _areas(coded, codes, places)
    found = FigureSheet(
        "kwb", edition, edition, figures.keys, areas, figures.values, figures.status
    )
    unknown = fig.unknown_notes(named, picked, set(places.values()) | _told(named))
    notes = (*figures.notes, *unknown, *fig.partial_notes(codes, inhabitants))
    return Reading(table.file, (found,), (*odd, *figures.rejections), notes)


def _year(table: Table, year: int | None, sheet: str) -> int:
    told = years_in(sheet)
    for heading in table.frame.columns:
        if found := _YEAR_IN_HEADING.fullmatch(heading):
            told.add(2000 + int(found[1]))
    return year_of(table.file, year, told)


def _with_lost_name(table: Table) -> Table:
    """Return the table with the name that the editions of 2013 and 2014 lost.

    The column without a name beside the density of addresses is the degree of urbanity.
    """
    names = table.frame.columns
    if any(folded(name) == folded(_URBANITY) for name in names):
        return table
    for at, name in enumerate(names):
        beside = [folded(other) for other in names[max(at - 1, 0) : at + 2]]
        classes = table.frame[name].is_in(_CLASSES).all()
        if name.startswith("(") and _UNNAMED_BESIDE in beside and classes:
            frame = table.frame.rename({name: _URBANITY})
            return Table(table.file, frame, table.first_row)
    return table


def _places(table: Table) -> dict[str, str]:
    """Return the headings of what tells about an area rather than counts in it."""
    found: dict[str, str] = {}
    for heading in table.frame.columns:
        name = folded(heading)
        if name in {_LEVEL, _OWNER, _CHANGE} or _CODE.fullmatch(name):
            found[name] = heading
        elif _NAME.fullmatch(name):
            found["name"] = heading
    return found


def _told(table: Table) -> set[str]:
    return {heading for heading in table.frame.columns if folded(heading) in _TOLD}


def _with_codes(table: Table, places: dict[str, str]) -> Table:
    """Return the table with a column of codes that hold their letters and noughts."""
    older = [name for name in places if _CODE.fullmatch(name)]
    first = next((name for name in _CODES if name in places), older[0])
    shown = table.frame[places[first]].to_list()
    levels = [""] * len(shown)
    if _LEVEL in places:
        levels = table.frame[places[_LEVEL]].to_list()
    codes = [_whole(code, level) for code, level in zip(shown, levels, strict=True)]
    frame = table.frame.with_columns(pl.Series(_CODE_COLUMN, codes, dtype=pl.String))
    return Table(table.file, frame, table.first_row)


def _whole(shown: str, level: str) -> str:
    """Return a code with its letters, and the noughts that a spreadsheet took for a number.

    >>> _whole("30000", "B"), _whole("0363AA", ""), _whole("GM0363", "Gemeente")
    ('BU00030000', 'WK0363AA', 'GM0363')

    """
    if clean_code(shown):
        return shown
    letters = _LETTERS.get(level[:1].upper())
    if letters == "NL":
        return COUNTRY_CODE
    if letters is None:
        letters = _BY_WIDTH.get(len(shown), "")
    width = _WIDTHS.get(letters, 0)
    return letters + (shown.zfill(width) if shown.isdigit() else shown)


def _check_levels(table: Table, codes: Sequence[str], places: dict[str, str]) -> None:
    if _LEVEL not in places:
        return
    heading = places[_LEVEL]
    for index, (code, shown) in enumerate(zip(codes, table.frame[heading], strict=True)):
        if shown[:1].upper() not in _SHOWN[code[:2]] or not shown:
            raise table.fault(Problem.SHIFTED, index, heading, shown)


def _areas(
    table: Table, codes: Sequence[str], places: dict[str, str]
) -> tuple[tuple[AreaRow, ...], list[Rejection]]:
    blank = [""] * len(codes)
    names = table.frame[places["name"]].to_list() if "name" in places else blank
    owners = table.frame[places[_OWNER]].to_list() if _OWNER in places else blank
    changes: list[int | None] = [None] * len(codes)
    odd: list[Rejection] = []
    if _CHANGE in places:
        changes, odd = fig.read_changes(table, places[_CHANGE])
    rows = []
    for code, name, owner, change in zip(codes, names, owners, changes, strict=True):
        level = level_of(code)
        around = None if level is Level.COUNTRY else area_name(owner)
        own = area_name(name) or (around if level is Level.MUNICIPALITY else None)
        rows.append(AreaRow(code, own, level, around, change, is_water(code)))
    return tuple(rows), odd

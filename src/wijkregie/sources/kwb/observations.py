"""The shape of OData version 4: one figure to a row, each with the identifier of its measure.

It comes as the pages that the service gives (JSON, one after the other, or each a file in a
zip archive), as the long CSV bundle of the service, or as its table of observations alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from wijkregie.sources.areas import area_name, check_family, check_sums
from wijkregie.sources.kwb import figures as fig
from wijkregie.sources.kwb.columns import folded, pick_measures
from wijkregie.sources.kwb.pages import CODE, COLUMNS, MEASURE, Parts, take, take_frame
from wijkregie.sources.kwb.postcodes import read_postcodes
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Level,
    Problem,
    Reading,
    Rejection,
    SourceFault,
    clean_code,
    is_water,
    level_of,
)
from wijkregie.sources.tables import Table
from wijkregie.sources.unpack import LIMIT, ZIP, members
from wijkregie.sources.years import Sign, WrongYear, year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES: Final = {
    "82931NED": 2014,
    "83220NED": 2015,
    "83487NED": 2016,
    "83765NED": 2017,
    "84286NED": 2018,
    "84583NED": 2019,
    "84799NED": 2020,
    "85039NED": 2021,
    "85318NED": 2022,
    "85618NED": 2023,
    "85984NED": 2024,
    "86165NED": 2025,
}
"""The year that each national table is about."""

_SIGNS: Final = {
    "confidential": "x",
    "secret": "x",
    "impossible": "",
    "notapplicable": "",
}
_KNOWN: Final = ("", "none", "provisional", "revised", "definite", "final")
_OWNER: Final = "gemeentenaam"
_CHANGE: Final = "indelingswijzigingwijkenenbuurten"
_PLACES: Final = frozenset(
    {
        _OWNER,
        _CHANGE,
        "soortregio",
        "codering",
        "meestvoorkomendepostcode",
        "dekkingspercentage",
    }
)


def read(raw: bytes, *, file: str, year: int | None = None, limit: int = LIMIT) -> Reading:
    """Read the observations of one year.

    Parameters
    ----------
    raw
        JSON pages as the service gives them, one after the other, of ``Observations`` and,
        for the names, of ``WijkenEnBuurtenCodes`` and ``MeasureCodes``, in any order; or a zip
        archive of such pages or of the CSV files with those names; or ``Observations`` as CSV.
    file
        Its name, for messages.
    year
        The edition. Without it, what the number of the table or the name of the file tells.
    limit
        The most bytes the file may count, packed or unpacked.

    Raises
    ------
    SourceFault
        If the file must be refused whole: also when the last page of observations says that
        another follows, or an area has two values for one measure.

    """
    parts = Parts(file)
    if raw.startswith(ZIP):
        for name, content in members(raw, file=file, limit=limit).items():
            take(parts, content, f"{file}/{name}", limit)
    else:
        take(parts, raw, file, limit)
    if parts.unfinished:
        raise SourceFault(Problem.TRUNCATED, file=file)
    if not parts.frames:
        raise SourceFault(Problem.EMPTY, file=file)
    return _reading(parts, _year(parts, year))


def read_long(table: Table, year: int) -> Reading:
    """Read a table of observations that was read as text already."""
    parts = Parts(table.file)
    take_frame(parts, table.frame)
    return _reading(parts, year)


def _year(parts: Parts, year: int | None) -> int:
    """Return the year that was asked for, if the number of the table tells no other."""
    told = {TABLES[table] for table in parts.tables if table in TABLES}
    if year is not None and told and told != {year}:
        table = min(parts.tables)
        place = {"file": parts.file, "column": "table", "value": table}
        raise WrongYear(Sign.CONTENT, min(told), year, **place)
    if year is None and len(told) == 1:
        return told.pop()
    return year_of(parts.file, year, told)


def _reading(parts: Parts, year: int) -> Reading:
    long = _once(parts, pl.concat(parts.frames))
    codes, wide = _wide(parts, long)
    found = [name for name in wide.columns if name != CODE]
    titles = {name: parts.titles.get(name, "") for name in found}
    picked = pick_measures(titles)
    table = Table(parts.file, wide, first_row=1)
    fig.check_edition(table, picked, year)
    blank = CellStatus.NOT_APPLICABLE
    figures = fig.read_figures(table, picked, lambda _column: blank, fig.not_destroyed(table))
    fig.check_columns(table, codes, figures)
    check_family(table, CODE, codes)
    inhabitants = figures.column("inhabitants")
    if inhabitants is not None:
        check_sums(table, CODE, codes, inhabitants, ())
    places = {folded(titles[name]): name for name in found if folded(titles[name]) in _PLACES}
    areas, odd = _areas(parts, table, codes, places)
    sheet = FigureSheet("kwb", year, year, figures.keys, areas, figures.values, figures.status)
    unknown = fig.unknown_notes(table, picked, {CODE, *places.values()})
    notes = (*figures.notes, *unknown, *fig.partial_notes(codes, inhabitants))
    named = _placed(long, wide[CODE], (*odd, *figures.rejections))
    postcodes = read_postcodes(table, areas, places.get("meestvoorkomendepostcode"))
    return Reading(parts.file, (sheet,), named, notes, postcodes)


def _once(parts: Parts, frame: pl.DataFrame) -> pl.DataFrame:
    """Return each observation once, numbered as it stands in the delivery.

    The service may give a row again at the edge of a page. Two values for one cell refuse
    the file.
    """
    long = frame.with_columns(pl.col(MEASURE, CODE).str.strip_chars()).with_row_index("row", 1)
    long = long.unique(COLUMNS, keep="first", maintain_order=True)
    twice = long.filter(pl.struct(MEASURE, CODE).is_duplicated())
    if twice.height:
        row, measure, code = twice.select("row", MEASURE, CODE).row(-1)
        raise SourceFault(
            Problem.DOUBLED_AREA, file=parts.file, row=row, column=measure, value=code
        )
    return long


def _wide(parts: Parts, long: pl.DataFrame) -> tuple[list[str], pl.DataFrame]:
    """Return the areas, and a table with a row for each and a text column per measure."""
    attribute = pl.col("ValueAttribute").str.to_lowercase()
    shown = pl.when(pl.col("Value") != "").then("Value").otherwise("StringValue")
    sign = attribute.replace_strict(_SIGNS, default=".", return_dtype=pl.String)
    cell = pl.when(attribute.is_in(_KNOWN) & (shown != "")).then(shown).otherwise(sign)
    wide = long.select(MEASURE, CODE, cell=cell).pivot(MEASURE, index=CODE, values="cell")
    wide = wide.with_columns(pl.exclude(CODE).fill_null(".").str.strip_chars())
    codes = []
    for shown_code in wide[CODE].to_list():
        code = clean_code(shown_code)
        if code is None:
            row = long.filter(pl.col(CODE) == shown_code)["row"][0]
            raise SourceFault(
                Problem.BAD_CODE, file=parts.file, row=row, column=CODE, value=shown_code
            )
        codes.append(code)
    return codes, wide


def _areas(
    parts: Parts, table: Table, codes: Sequence[str], places: dict[str, str]
) -> tuple[tuple[AreaRow, ...], list[Rejection]]:
    changes: list[int | None] = [None] * len(codes)
    odd: list[Rejection] = []
    if _CHANGE in places:
        changes, odd = fig.read_changes(table, places[_CHANGE])
    owners = dict(zip(codes, _texts(table, places.get(_OWNER)), strict=True))
    rows = []
    for code, change in zip(codes, changes, strict=True):
        level = level_of(code)
        around = None
        if level is not Level.COUNTRY:
            above = f"GM{code[2:6]}"
            around = owners[code] or area_name(parts.names.get(above))
        name = area_name(parts.names.get(code))
        rows.append(AreaRow(code, name, level, around, change, is_water(code)))
    return tuple(rows), odd


def _texts(table: Table, heading: str | None) -> list[str]:
    if heading is None:
        return [""] * table.frame.height
    return ["" if text_ == "." else text_ for text_ in table.frame[heading].to_list()]


def _placed(
    long: pl.DataFrame, codes: pl.Series, rejections: Sequence[Rejection]
) -> tuple[Rejection, ...]:
    """Return rejections with the number of the observation instead of that of the area."""
    if not rejections:
        return ()
    cells = pl.DataFrame(
        {
            MEASURE: [each.column for each in rejections],
            "code": [codes[each.row - 1] for each in rejections],
        }
    )
    clean = long.select(MEASURE, "row", code=pl.col(CODE))
    rows = cells.join(clean, on=[MEASURE, "code"], how="left", maintain_order="left")["row"]
    return tuple(
        replace(each, row=int(row)) for each, row in zip(rejections, rows, strict=True)
    )


def is_here(raw: bytes) -> bool:
    """Tell whether bytes look like pages of observations or an archive of them."""
    return raw.startswith(ZIP) or raw[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")

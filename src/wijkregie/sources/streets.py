"""Reader of a list of streets and the neighbourhood each lies in, made by a municipality.

House numbers are never read: a street is no address, and nobody lives at a street.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from wijkregie.sources.records import (
    Level,
    Problem,
    Reason,
    Rejection,
    StreetList,
    StreetRow,
    clean_code,
    level_of,
)
from wijkregie.sources.tables import read_table
from wijkregie.sources.unpack import LIMIT

if TYPE_CHECKING:
    from wijkregie.sources.tables import Table

_STREET: Final = ("straatnaam", "straat", "openbareruimte", "street")
_TOWN: Final = ("woonplaats", "plaats", "town")
_POSTCODE: Final = ("postcode", "pc6", "postcode6")
_AREA: Final = ("buurtcode", "buurt", "neighbourhood")
_POSTCODE_SHAPE: Final = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_BARE_CODE: Final = re.compile(r"[0-9]{4}[0-9A-Z]{4}")


def read(raw: bytes, *, file: str, limit: int = LIMIT) -> StreetList:
    """Read a street list with commas or semicolons, every different line once.

    Headings count in Dutch or English and in any case; a code may lack its ``BU``. A line
    with a bad postcode or code is named and left out.

    Raises
    ------
    SourceFault
        If there is no neighbourhood column, or neither a street nor a postcode column, or
        if no line at all can be used.

    """
    table = read_table(raw, file=file, limit=limit)
    headings = {name.lower(): name for name in table.frame.columns}
    area = _find(headings, _AREA)
    columns = [_find(headings, names) for names in (_STREET, _TOWN, _POSTCODE)]
    if area is None:
        raise table.fault(Problem.MISSING_COLUMN, column=_AREA[0])
    if columns[0] is None and columns[2] is None:
        raise table.fault(Problem.MISSING_COLUMN, column=_STREET[0])
    lines = table.frame.select(
        *(_cells(name, key) for name, key in zip(columns, "stp", strict=True)),
        pl.col(area).alias("area"),
    )
    rows: dict[StreetRow, None] = {}
    rejections: list[Rejection] = []
    for index, (street, town, postcode, code) in enumerate(lines.iter_rows()):
        row = _row(street, town, postcode, code)
        if isinstance(row, StreetRow):
            rows[row] = None
            continue
        column, value = (area, code) if row is Reason.BAD_CODE else (columns[2] or "", postcode)
        rejections.append(Rejection(file, table.row_number(index), column, value, row))
    if not rows:
        raise _nothing_usable(table, rejections[0])
    return StreetList(file, tuple(rows), tuple(rejections))


def _find(headings: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((headings[name] for name in names if name in headings), None)


def _cells(column: str | None, name: str) -> pl.Expr:
    return (pl.lit("") if column is None else pl.col(column)).alias(name)


def _row(street: str, town: str, postcode: str, code: str) -> StreetRow | Reason:
    area = clean_code(f"BU{code}" if _BARE_CODE.fullmatch(code) else code)
    if area is None or level_of(area) is not Level.NEIGHBOURHOOD:
        return Reason.BAD_CODE
    tidy = postcode.replace(" ", "").upper()
    if (tidy and not _POSTCODE_SHAPE.fullmatch(tidy)) or not (tidy or street):
        return Reason.BAD_POSTCODE
    return StreetRow(street or None, town or None, tidy or None, area)


def _nothing_usable(table: Table, first: Rejection) -> Exception:
    index = first.row - table.first_row
    return table.fault(Problem.BAD_CODE, index, first.column, first.value)

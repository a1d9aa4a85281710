"""Reader of the key figures of wijken and buurten, in each shape that they come in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wijkregie.sources.book import is_book, read_book
from wijkregie.sources.kwb import (
    attributes,
    flat,
    observations,
    odata3,
    pages,
    sheets,
    statline,
)
from wijkregie.sources.kwb.columns import COLUMNS
from wijkregie.sources.kwb.postcodes import read_postcodes
from wijkregie.sources.records import Problem
from wijkregie.sources.tables import read_table
from wijkregie.sources.unpack import LIMIT, plain
from wijkregie.sources.years import check_towns, year_of

if TYPE_CHECKING:
    from wijkregie.sources.records import Reading
    from wijkregie.sources.tables import Table

KEYS: Final = (*(column.key for column in COLUMNS), *flat.KEYS)
"""Every key that a reading can hold."""


def read(raw: bytes, *, file: str, year: int | None = None, limit: int = LIMIT) -> Reading:
    """Read a file of key figures, packed or not.

    Parameters
    ----------
    raw
        The bytes of the file: a spreadsheet of a year, or a CSV file with its names; OData
        version 3 as CSV; the pages or the bundle of OData version 4; a StatLine export; the
        attributes of a map (GeoJSON, GeoPackage); or the flattened file that also holds
        crimes and health.
    file
        Its name, for messages.
    year
        The edition. Without it, what the file tells, or the one year in its name.
    limit
        The most bytes the file may count, packed or unpacked.

    Raises
    ------
    SourceFault
        If the file must be refused whole; its ``problem`` says why, and it names the place.

    """
    found = _read(plain(raw, file=file, limit=limit), file, year, limit)
    for sheet in found.sheets:
        check_towns((area.code for area in sheet.areas), sheet.division, file=file)
    return found


def _read(content: bytes, file: str, year: int | None, limit: int) -> Reading:
    if is_book(content):
        table, sheet = read_book(content, file=file, is_heading=sheets.is_heading, limit=limit)
        return _with_postcodes(table, sheets.read(table, year, sheet))
    if attributes.is_here(content):
        return attributes.read(content, file=file, year=year)
    if observations.is_here(content):
        return observations.read(content, file=file, year=year, limit=limit)
    return _read_text(read_table(content, file=file, limit=limit), year)


def _with_postcodes(table: Table, found: Reading) -> Reading:
    areas = found.sheets[0].areas
    return replace(found, postcodes=read_postcodes(table, areas))


def _read_text(table: Table, year: int | None) -> Reading:
    """Read delimited text, of which the headings tell the shape."""
    columns = table.frame.columns
    if {pages.MEASURE, pages.CODE} <= set(columns):
        return observations.read_long(table, year_of(table.file, year))
    if sheets.is_heading(columns):
        return _with_postcodes(table, sheets.read(table, year))
    for shape, marks in (
        (odata3.read, {odata3.CODE}),
        (statline.read, {statline.NAME}),
        (flat.read, set(flat.MARKS)),
    ):
        if marks & set(columns):
            return _with_postcodes(table, shape(table, year_of(table.file, year)))
    raise table.fault(Problem.NO_KNOWN_COLUMN, column=", ".join(columns[:3]))

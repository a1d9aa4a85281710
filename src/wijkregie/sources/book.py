"""Spreadsheets, old (.xls) and new (.xlsx), as tables of text cells."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

import fastexcel
import polars as pl

from wijkregie.sources.formulas import check_formulas
from wijkregie.sources.records import Problem, SourceFault
from wijkregie.sources.tables import Table
from wijkregie.sources.unpack import LIMIT, ZIP, checked_zip, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a spreadsheet of before 2007 begins."""

_INSIDE: Final = b"xl/workbook.xml"
_HEADING_WITHIN: Final = 15
_SECTOR: Final = 512
_NUMBERS: Final = _SECTOR // 4
_FREE: Final = 0xFFFFFFFF
_LARGEST: Final = 0xFFFFFFFA
_BEYOND: Final = _LARGEST


def is_book(raw: bytes) -> bool:
    """Tell whether bytes are a spreadsheet, old or new."""
    return raw.startswith(OLD) or (raw.startswith(ZIP) and _INSIDE in raw)


def read_book(
    raw: bytes,
    *,
    file: str,
    is_heading: Callable[[Sequence[str]], bool],
    limit: int = LIMIT,
) -> tuple[Table, str]:
    """Return the table of the first sheet that has its heading, and the name of that sheet.

    Parameters
    ----------
    raw
        The bytes of the spreadsheet.
    file
        Its name, for messages.
    is_heading
        Tells whether a row of cells is the heading; it may stand a few rows down.
    limit
        The most bytes that the file may count, packed or unpacked.

    Raises
    ------
    SourceFault
        If the file is damaged or no sheet has such a heading.

    """
    content = plain(raw, file=file, limit=limit)
    if content.startswith(ZIP):
        checked_zip(content, file=file, limit=limit)
        check_formulas(content, file=file)
    elif not _is_whole(content):
        raise SourceFault(Problem.TRUNCATED, file=file)
    try:
        for name, frame in _sheets(content):
            at = _heading_row(frame, is_heading)
            if at is not None:
                return _below(frame, at, file), name
    except fastexcel.FastExcelError as error:
        problem = Problem.DAMAGED if content.startswith(OLD) else Problem.WRONG_KIND
        raise SourceFault(problem, file=file) from error
    raise SourceFault(Problem.NO_KNOWN_COLUMN, file=file)


def _is_whole(content: bytes) -> bool:
    """Tell whether every sector that an old spreadsheet counts in is there: see [MS-CFB].

    The library below reads beyond the end of a file that was cut.
    """
    if len(content) < _SECTOR:
        return False
    tables = list(struct.unpack_from("<109I", content, 76))
    (more,) = struct.unpack_from("<I", content, 68)
    while more < _LARGEST:
        *found, more = _numbers(content, more)
        tables += found
    used = 0
    for place, table in enumerate(one for one in tables if one < _LARGEST):
        numbers = _numbers(content, table)
        last = max((at for at, number in enumerate(numbers) if number != _FREE), default=-1)
        used = max(used, place * _NUMBERS + last + 1)
    return used > 0 and len(content) > used * _SECTOR


def _numbers(content: bytes, sector: int) -> tuple[int, ...]:
    """Return the numbers in one sector, of a missing one that it goes on without end."""
    start = (sector + 1) * _SECTOR
    if start + _SECTOR > len(content):
        return (_BEYOND,) * _NUMBERS
    return struct.unpack_from(f"<{_NUMBERS}I", content, start)


def _sheets(content: bytes) -> Iterator[tuple[str, pl.DataFrame]]:
    book = fastexcel.read_excel(content)
    for name in book.sheet_names:
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        if sheet.height:
            yield name, sheet.to_polars()


def _heading_row(
    frame: pl.DataFrame, is_heading: Callable[[Sequence[str]], bool]
) -> int | None:
    for at, row in enumerate(frame.head(_HEADING_WITHIN).iter_rows()):
        if is_heading([cell or "" for cell in row]):
            return at
    return None


def _below(frame: pl.DataFrame, at: int, file: str) -> Table:
    """Return what stands below a heading; blank rows at the end and blank columns go."""
    shown = [(cell or "").strip() for cell in frame.row(at)]
    body = frame.slice(at + 1).with_columns(pl.all().fill_null("").str.strip_chars())
    filled = body.select(pl.any_horizontal(pl.all() != "")).to_series().arg_true()
    if not filled.len():
        raise SourceFault(Problem.EMPTY, file=file)
    body = body.head(int(filled[-1]) + 1)
    kept: dict[str, str] = {}
    for column, name in zip(frame.columns, shown, strict=True):
        if not name and not (body[column] != "").any():
            continue
        heading = name or f"({_letters(frame.columns.index(column))})"
        if heading in kept.values():
            row = at + 1
            raise SourceFault(Problem.DOUBLED_COLUMN, file=file, row=row, column=heading)
        kept[column] = heading
    return Table(file, body.select(list(kept)).rename(kept), first_row=at + 2)


def _letters(index: int) -> str:
    """Return how a spreadsheet calls a column.

    >>> _letters(0), _letters(26), _letters(122)
    ('A', 'AA', 'DS')

    """
    first, last = divmod(index, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)

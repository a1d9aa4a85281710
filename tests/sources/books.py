"""Spreadsheets made for tests: a new one with numbers in it, and one of before 2007."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Final

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Rows = list[list[object]]

_SECTOR: Final = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def new_book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return sheets as .xlsx, in which numbers are numbers and None is no cell at all."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return packed.getvalue()


def old_book(rows: Sequence[Sequence[object]], name: str = "KWB") -> bytes:
    """Return one sheet as .xls, as the publisher did until 2018: see [MS-XLS] and [MS-CFB]."""
    dimensions = struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0)
    cells = b"".join(
        _cell(at, column, value)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if value is not None
    )
    sheet = _start(0x10) + _record(0x200, dimensions) + cells + _record(0x0A)
    title = name.encode()
    length = len(_start(5)) + 4 + 8 + len(title) + 4
    bound = struct.pack("<IHBB", length, 0, len(title), 0) + title
    return _container(_start(5) + _record(0x85, bound) + _record(0x0A) + sheet)


def _start(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _cell(row: int, column: int, value: object) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, int | float):
        return _record(0x203, place + struct.pack("<d", value))
    text = str(value).encode("utf-16-le")
    return _record(0x204, place + struct.pack("<HB", len(text) // 2, 1) + text)


def _container(stream: bytes) -> bytes:
    """Return a compound file of one stream: a table of sectors, a directory, the stream."""
    stream = stream.ljust(max(len(stream) + -len(stream) % _SECTOR, 4096), b"\0")
    number = len(stream) // _SECTOR
    chain = [_FAT, _END, *range(3, number + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    version = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + version
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    root = _entry("Root Entry", 5, 1, _END, 0)
    book = _entry("Workbook", 2, _FREE, 2, len(stream))
    return head.ljust(_SECTOR, b"\0") + table + (root + book).ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    title = (name + "\0").encode("utf-16-le")
    return (
        title.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(title), kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )

"""Spreadsheets of which a formula was never worked out: its cell would be read as blank."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import IO, TYPE_CHECKING, Final

from wijkregie.sources.records import Problem, SourceFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE: Final = 1 << 20
_OVERLAP: Final = 1 << 16
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_MARK: Final = b"<f"
_BARE: Final = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)\s*</c>'
)
"""A cell with a formula and nothing beside it; a spreadsheet program adds what it came to."""

_LONGEST: Final = 80


def check_formulas(content: bytes, *, file: str) -> None:
    """Raise ``SourceFault`` at a formula in a spreadsheet (.xlsx) that has no value.

    Programs that write spreadsheets leave the working out to the one that opens them.
    ``content`` is a whole archive, as ``checked_zip`` saw to.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not _SHEET.fullmatch(name):
                continue
            with archive.open(name) as sheet:
                for piece in _pieces(sheet):
                    found = _BARE.search(piece) if _MARK in piece else None
                    if found is not None:
                        raise _fault(found, file)


def _pieces(sheet: IO[bytes]) -> Iterator[bytes]:
    """Yield the text of a sheet in pieces that overlap, so that no cell is cut in all."""
    last = b""
    while piece := sheet.read(_PIECE):
        yield last + piece
        last = piece[-_OVERLAP:]


def _fault(found: re.Match[bytes], file: str) -> SourceFault:
    formula = html.unescape((found[3] or b"").decode("utf-8", "replace"))
    return SourceFault(
        Problem.FORMULA_EMPTY,
        file=file,
        row=int(found[2]),
        column=found[1].decode(),
        value=f"={formula}"[:_LONGEST],
    )

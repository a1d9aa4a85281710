"""Text files with delimiters: the shape of the table, before anything in it is believed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from wijkregie.sources.records import Problem, SourceFault
from wijkregie.sources.unpack import LIMIT, plain, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DELIMITERS: Final = (";", ",", "\t")
HEADING_ROWS: Final = 1
_LONGEST_ROW: Final = 100_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text cells; ``frame`` holds one text column per heading, stripped.

    ``first_row`` is the number that a person sees at the first row below the heading.
    """

    file: str
    frame: pl.DataFrame
    first_row: int = HEADING_ROWS + 1

    def row_number(self, index: int) -> int:
        """Return the number that a spreadsheet shows for a row of the frame."""
        return index + self.first_row

    def fault(
        self, problem: Problem, index: int | None = None, column: str = "", value: object = ""
    ) -> SourceFault:
        """Return the refusal of this file, placed at a cell."""
        row = None if index is None else self.row_number(index)
        shown = "" if value is None else str(value)
        return SourceFault(problem, file=self.file, row=row, column=column, value=shown)

    def need(self, *columns: str) -> None:
        """Raise ``SourceFault`` unless every one of these columns is there."""
        for column in columns:
            if column not in self.frame.columns:
                raise self.fault(Problem.MISSING_COLUMN, column=column)


def read_table(raw: bytes, *, file: str, limit: int = LIMIT) -> Table:
    """Read delimited text of which every row has as many cells as the heading.

    Raises ``SourceFault`` if the text stops within a row, if a row has more or fewer cells
    than the heading, or if two headings are the same.
    """
    frame = _plain_rows(raw, file, limit)
    if frame is None:
        frame = _read_rows(text(raw, file=file, limit=limit), file)
    return Table(file, _stripped(frame))


def _plain_rows(raw: bytes, file: str, limit: int) -> pl.DataFrame | None:
    """Return rows without quotes that are all as wide as the heading, in one sweep.

    None for any other text: then the rows are read one by one, and what is wrong is placed.
    """
    first = text(raw, file=file, limit=limit).partition("\n")[0].removesuffix("\r")
    content = plain(raw, file=file, limit=limit).rstrip(b"\r\n")
    if b'"' in content or "\r" in first or len(first) > _LONGEST_ROW:
        return None
    delimiter = _delimiter(first)
    heading = [cell.strip() for cell in first.split(delimiter)]
    _check_heading(heading, file)
    if not _are_as_wide(content, len(heading), delimiter):
        return None
    return pl.read_csv(
        content,
        has_header=False,
        skip_lines=HEADING_ROWS,
        new_columns=heading,
        separator=delimiter,
        quote_char=None,
        infer_schema=False,
        empty_string_is_null=False,
    )


def _delimiter(first: str) -> str:
    return max(_DELIMITERS, key=first.count)


def _are_as_wide(content: bytes, width: int, delimiter: str) -> bool:
    """Tell whether there are rows, each of so many cells, and none endlessly long."""
    signs = np.frombuffer(content, np.uint8)
    starts = np.append(0, np.flatnonzero(signs == ord("\n")) + 1)
    if len(starts) == HEADING_ROWS or content.count(b"\r") != content.count(b"\r\n"):
        return False
    if np.diff(starts, append=len(signs) + 1).max() > _LONGEST_ROW:
        return False
    counts = np.add.reduceat(signs == ord(delimiter), starts, dtype=np.int32)
    return bool((counts == width - 1).all())


def _read_rows(content: str, file: str) -> pl.DataFrame:
    """Return rows that were read one by one, each as wide as the heading."""
    records = _records(content, _delimiter(content.split("\n", 1)[0]), file)
    heading = [cell.strip() for cell in next(records)]
    _check_heading(heading, file)
    rows = list(records)
    while rows and not rows[-1]:
        rows.pop()
    _check_widths(rows, len(heading), file, whole=content.endswith(("\n", "\r")))
    if not rows:
        raise SourceFault(Problem.EMPTY, file=file)
    columns = dict(zip(heading, zip(*rows, strict=True), strict=True))
    return pl.DataFrame(columns, schema=dict.fromkeys(heading, pl.String))


def _stripped(frame: pl.DataFrame) -> pl.DataFrame:
    """Return cells without padding; a column that has none stays as it is."""
    cells = pl.all()
    padded = frame.select(
        (cells.str.strip_chars().str.len_bytes() != cells.str.len_bytes()).any()
    ).row(0)
    names = [name for name, is_padded in zip(frame.columns, padded, strict=True) if is_padded]
    return frame.with_columns(pl.col(names).str.strip_chars()) if names else frame


def _records(content: str, delimiter: str, file: str) -> Iterator[list[str]]:
    lines = io.StringIO(content, newline="")
    records = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        yield from records
    except csv.Error as error:
        broken = Problem.TRUNCATED if "end of data" in str(error) else Problem.WRONG_KIND
        raise SourceFault(broken, file=file, row=records.line_num) from error


def _check_heading(heading: Sequence[str], file: str) -> None:
    if len(heading) == 1:
        raise SourceFault(Problem.WRONG_KIND, file=file, row=1)
    column, times = Counter(heading).most_common(1)[0]
    if times > 1:
        raise SourceFault(Problem.DOUBLED_COLUMN, file=file, row=1, column=column)


def _check_widths(rows: Sequence[Sequence[str]], width: int, file: str, *, whole: bool) -> None:
    for index, row in enumerate(rows):
        if len(row) == width:
            continue
        last = index == len(rows) - 1
        cut = last and len(row) < width and not whole
        problem = Problem.TRUNCATED if cut else Problem.SHIFTED
        number = index + HEADING_ROWS + 1
        raise SourceFault(problem, file=file, row=number, value=",".join(islice(row, 3)))

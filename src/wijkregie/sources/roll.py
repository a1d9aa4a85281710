"""A list of addresses to which letters with a code go, one row for each letter.

The addresses go onto the letters and nowhere else: what reads them keeps nothing.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from wijkregie.sources.records import Problem, SourceFault
from wijkregie.sources.unpack import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LIMIT: Final = 60_000_000
"""The most bytes of a list."""

HEADS: Final = ("adresregel 1", "adresregel 2", "postcode", "plaats", "buurtcode", "leeftijd")
"""The columns as we write them; the last two may be absent, or empty."""

_LINES: Final = ("adresregel 1", "adresregel 2", "adresregel 3", "adresregel 4")
_COLUMNS: Final[Mapping[str, str]] = {
    "adres": "adresregel 1",
    "adresregel": "adresregel 1",
    "straat en huisnummer": "adresregel 1",
    "woonplaats": "plaats",
    "gebied": "buurtcode",
    "gebiedscode": "buurtcode",
    "wijkcode": "buurtcode",
} | {one: one for one in (*_LINES, "postcode", "plaats", "buurtcode", "leeftijd")}
_DELIMITERS: Final = (";", ",", "\t")
_POSTCODE: Final = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")
_AGE: Final = re.compile(r"[0-9]{1,3}")
_CODE: Final = re.compile(r"[A-Za-z0-9-]{1,12}")
_OLDEST: Final = 120
_LONGEST: Final = 80
_SHOWN: Final = 80


class Wrong(StrEnum):
    """What is wrong with a list."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    MISSING_COLUMN = "missing_column"
    DOUBLED_COLUMN = "doubled_column"
    UNKNOWN_COLUMN = "unknown_column"
    SHIFTED = "shifted"
    NO_ADDRESS = "no_address"
    TOO_LONG = "too_long"
    BAD_POSTCODE = "bad_postcode"
    BAD_CODE = "bad_code"
    BAD_AGE = "bad_age"


class RollFault(ValueError):
    """A list that was refused, with the place: file, row as a spreadsheet counts, column."""

    def __init__(
        self, wrong: Wrong, *, file: str, row: int = 0, column: str = "", value: str = ""
    ) -> None:
        super().__init__(f"{wrong}: {file}, row {row}, {column}: {value[:_SHOWN]}")
        self.wrong, self.file, self.row, self.column = wrong, file, row, column
        self.value = value[:_SHOWN]


@dataclass(frozen=True, slots=True)
class Addressed:
    """One letter: its address, and where the list has them its area and the age.

    ``row`` is where it stands in the list, as a spreadsheet counts.
    """

    lines: tuple[str, ...]
    area_code: str | None = None
    age: int | None = None
    row: int = field(default=0, compare=False)


def read(raw: bytes, *, file: str, limit: int = LIMIT) -> list[Addressed]:
    """Read a list of addresses: delimited text with a heading.

    Raises ``RollFault`` at the first thing that is wrong, with its place.
    """
    try:
        content = text(raw, file=file, limit=limit)
    except SourceFault as fault:
        wrong = Wrong.EMPTY if fault.problem is Problem.EMPTY else Wrong.UNREADABLE
        raise RollFault(wrong, file=file) from fault
    rows = _rows(content, file)
    start, heading = next(rows, (1, []))
    if not heading:
        raise RollFault(Wrong.EMPTY, file=file)
    columns = _columns(heading, file, start)
    found = [_Row(file, number, columns, cells).addressed() for number, cells in rows]
    if not found:
        raise RollFault(Wrong.EMPTY, file=file)
    return found


def doubled(found: Iterable[Addressed]) -> tuple[int, int] | None:
    """Return the first two rows that are the same letter; ``None`` where none are.

    The same letter has the same lines, however they are written in capitals, and the same age.
    """
    rows: dict[tuple[tuple[str, ...], int | None], int] = {}
    for one in found:
        letter = tuple(line.casefold() for line in one.lines), one.age
        first = rows.setdefault(letter, one.row)
        if first != one.row:
            return first, one.row
    return None


def _rows(content: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, with their number in a spreadsheet."""
    first = content.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    records = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, record in enumerate(records, start=1):
            cells = [" ".join(cell.split()) for cell in record]
            if any(cells):
                yield number, cells
    except csv.Error as error:
        raise RollFault(Wrong.UNREADABLE, file=file, row=number + 1) from error


def _columns(heading: Sequence[str], file: str, row: int) -> tuple[str, ...]:
    found: list[str] = []
    for name in heading:
        column = _COLUMNS.get(name.lower())
        if column is None:
            raise RollFault(Wrong.UNKNOWN_COLUMN, file=file, row=row, column=name)
        if column in found:
            raise RollFault(Wrong.DOUBLED_COLUMN, file=file, row=row, column=name)
        found.append(column)
    for column in (_LINES[0], "postcode"):
        if column not in found:
            raise RollFault(Wrong.MISSING_COLUMN, file=file, row=row, column=column)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    number: int
    columns: tuple[str, ...]
    cells: Sequence[str]

    def addressed(self) -> Addressed:
        """Return the row as a letter."""
        if len(self.cells) != len(self.columns):
            raise self._fault(Wrong.SHIFTED, "", ";".join(self.cells))
        of = dict(zip(self.columns, self.cells, strict=True))
        for column, cell in of.items():
            if len(cell) > _LONGEST:
                raise self._fault(Wrong.TOO_LONG, column, cell)
        if not of[_LINES[0]]:
            raise self._fault(Wrong.NO_ADDRESS, _LINES[0], "")
        told = _POSTCODE.fullmatch(of["postcode"])
        if told is None:
            raise self._fault(Wrong.BAD_POSTCODE, "postcode", of["postcode"])
        town = f"{told[1]} {told[2].upper()}  {of.get('plaats', '')}".rstrip()
        lines = [of[name] for name in _LINES if of.get(name)]
        code = of.get("buurtcode", "")
        if code and not _CODE.fullmatch(code):
            raise self._fault(Wrong.BAD_CODE, "buurtcode", code)
        age = self._age(of.get("leeftijd", ""))
        return Addressed((*lines, town), code or None, age, self.number)

    def _age(self, cell: str) -> int | None:
        if not cell:
            return None
        if not _AGE.fullmatch(cell) or int(cell) > _OLDEST:
            raise self._fault(Wrong.BAD_AGE, "leeftijd", cell)
        return int(cell)

    def _fault(self, wrong: Wrong, column: str, value: str) -> RollFault:
        return RollFault(wrong, file=self.file, row=self.number, column=column, value=value)

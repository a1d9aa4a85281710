"""Rows of text cells to lines of money; everything that is wrong is told at once."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from wijkregie.sources.money_file import amounts
from wijkregie.sources.money_file.records import (
    COST,
    COVERAGE,
    MoneyFile,
    MoneyLine,
    Trouble,
    Wrong,
)
from wijkregie.sources.records import Problem, SourceFault
from wijkregie.sources.unpack import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LIMIT: Final = 5_000_000
"""The most bytes of a table of money; unfolded out of a spreadsheet four times as many."""

LINES: Final = 20_000
"""The most lines of a table."""

HEADS: Final = ("projectnummer", "project", "soort", "jaar", "omschrijving", "status", "bedrag")
"""The columns as we write them."""

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("projectnummer", "nummer", "project number", "number"),
    "title": ("project", "titel", "projectnaam", "title"),
    "kind": ("soort", "kosten of dekking", "kind"),
    "year": ("jaar", "year"),
    "what": (
        "omschrijving",
        "waarvoor of van wie",
        "omschrijving of financier",
        "financier",
        "what",
    ),
    "pledge": ("status", "hoe zeker", "zekerheid"),
    "cents": ("bedrag", "bedrag in euro", "bedrag in euro's", "euro", "amount"),
}
_NEEDED: Final = ("number", "kind", "year", "what", "cents")
_KINDS: Final = {
    "kosten": COST,
    "cost": COST,
    "costs": COST,
    "dekking": COVERAGE,
    "coverage": COVERAGE,
}
_PLEDGES: Final = {
    "gevraagd": "asked",
    "asked": "asked",
    "toegezegd": "promised",
    "promised": "promised",
    "vastgelegd": "committed",
    "committed": "committed",
}
_LONGEST: Final = {"number": 40, "title": 200, COST: 160, COVERAGE: 120}
_DELIMITERS: Final = (";", ",", "\t")
_YEAR: Final = re.compile(r"((?:19|20)[0-9]{2}|2100)(?:\.0)?")
_WHOLE: Final = re.compile(r"([0-9]+)\.0")
_FIRST_YEAR: Final = 1990
_ESCAPED: Final = ("'=", "'+", "'-", "'@")
_SHOWN: Final = 80


def read(raw: bytes, *, file: str, sheet: bool = False) -> MoneyFile:
    """Read a table of money: text, or (``sheet``) the text that was made of a spreadsheet.

    Text is UTF-8 or, as older programs write it, Windows-1252. Raises ``SourceFault`` for a
    file that is no such table, is too large, or lacks a column. What is wrong in a cell stands
    in ``wrong`` of the file, all of it.
    """
    heading, rows = _rows(_text(raw, file, LIMIT * 4 if sheet else LIMIT), file)
    places = _places(heading, file)
    lines = [_padded(number, cells, len(heading), file) for number, cells in rows]
    if not lines:
        raise SourceFault(Problem.EMPTY, file=file)
    columns = {name: heading[at] for name, at in places.items()}
    shown = (cells[places["cents"]] for _number, cells in lines)
    points = sheet or any(amounts.has_point(one) for one in shown)
    found = _Found(places, columns, points=points)
    for number, cells in lines:
        found.take(number, cells)
    return MoneyFile(file, columns, tuple(found.lines), tuple(found.wrong))


def _text(raw: bytes, file: str, limit: int) -> str:
    content = plain(raw, file=file, limit=limit)
    if b"\0" in content:
        raise SourceFault(Problem.NOT_TEXT, file=file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise SourceFault(Problem.NOT_TEXT, file=file, row=row) from error


def _rows(content: str, file: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    first = content.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    records = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    numbered = _numbered(records, file)
    _start, heading = next(numbered, (1, []))
    if not heading:
        raise SourceFault(Problem.EMPTY, file=file)
    while heading and not heading[-1]:
        heading.pop()
    return heading, numbered


def _numbered(records: Iterator[list[str]], file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, with their number in a spreadsheet."""
    number = taken = 0
    try:
        for number, record in enumerate(records, start=1):
            cells = [cell.strip() for cell in record]
            if not any(cells):
                continue
            taken += 1
            if taken > LINES + 1:
                raise SourceFault(Problem.TOO_LARGE, file=file, row=number)
            yield number, cells
    except csv.Error as error:
        broken = Problem.TRUNCATED if "end of data" in str(error) else Problem.WRONG_KIND
        raise SourceFault(broken, file=file, row=number + 1) from error


def _places(heading: Sequence[str], file: str) -> dict[str, int]:
    """Return where each of our columns stands."""
    folded = [one.casefold() for one in heading]
    found: dict[str, int] = {}
    for name, words in _COLUMNS.items():
        at = [place for place, word in enumerate(folded) if word in words]
        if len(at) > 1:
            raise SourceFault(Problem.DOUBLED_COLUMN, file=file, row=1, column=heading[at[1]])
        if at:
            found[name] = at[0]
        elif name in _NEEDED:
            shown = ", ".join(filter(None, heading))[:200]
            raise SourceFault(
                Problem.MISSING_COLUMN, file=file, row=1, column=words[0], value=shown
            )
    return found


def _padded(number: int, cells: list[str], width: int, file: str) -> tuple[int, list[str]]:
    """Return a row as wide as the heading; one with more cells has them in wrong places."""
    if any(cells[width:]):
        shown = ",".join(cells[:3])
        raise SourceFault(Problem.SHIFTED, file=file, row=number, value=shown)
    return number, [*cells[:width], *[""] * (width - len(cells))]


@dataclass(slots=True)
class _Found:
    places: Mapping[str, int]
    columns: Mapping[str, str]
    points: bool
    lines: list[MoneyLine] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Take over a line, or note everything that is wrong with it."""
        row = _Row(
            number, {name: _plain(cells[at]) for name, at in self.places.items()}, self.columns
        )
        kind = row.kind()
        line = MoneyLine(
            row=number,
            number=row.number_of(),
            title=row.words("title", _LONGEST["title"]),
            kind=kind,
            year=row.year(kind),
            what=row.what(kind),
            pledge=row.pledge(kind),
            cents=row.cents(points=self.points),
        )
        if row.wrong:
            self.wrong += row.wrong
        else:
            self.lines.append(line)


def _plain(shown: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from running it."""
    return shown[1:] if shown.startswith(_ESCAPED) else shown


@dataclass(slots=True)
class _Row:
    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]
    wrong: list[Wrong] = field(default_factory=list)

    def note(self, name: str, trouble: Trouble, hint: str = "") -> None:
        """Note what is wrong with a cell."""
        column = self.columns.get(name, name)
        shown = self.cells.get(name, "")[:_SHOWN]
        self.wrong.append(Wrong(self.number, column, shown, trouble, hint))

    def words(self, name: str, longest: int, *, needed: bool = False) -> str:
        """Return a text on one line."""
        said = " ".join(self.cells.get(name, "").split())
        if needed and not said:
            self.note(name, Trouble.MISSING)
        if len(said) > longest:
            self.note(name, Trouble.TOO_LONG, str(longest))
        return said

    def number_of(self) -> str:
        """Return the number of the project; a spreadsheet may write 6 as 6.0."""
        said = self.words("number", _LONGEST["number"], needed=True)
        whole = _WHOLE.fullmatch(said)
        return whole[1] if whole else said

    def kind(self) -> str:
        """Return whether it is about costs or coverage, nothing where that is not said."""
        kind = _KINDS.get(self.cells["kind"].casefold(), "")
        if not kind:
            self.note("kind", Trouble.UNKNOWN_KIND)
        return kind

    def year(self, kind: str) -> int | None:
        """Return the year; coverage may have none."""
        shown = self.cells["year"]
        if not shown:
            if kind == COST:
                self.note("year", Trouble.YEAR_MISSING)
            return None
        found = _YEAR.fullmatch(shown)
        if found is None or int(found[1]) < _FIRST_YEAR:
            self.note("year", Trouble.NOT_A_YEAR)
            return None
        return int(found[1])

    def what(self, kind: str) -> str:
        """Return what it is for, or who pays."""
        return self.words("what", _LONGEST.get(kind, 160), needed=kind == COVERAGE)

    def pledge(self, kind: str) -> str:
        """Return how sure coverage is; costs are of no such sort."""
        shown = self.cells.get("pledge", "")
        found = _PLEDGES.get(shown.casefold(), "")
        if kind == COVERAGE and not found:
            self.note("pledge", Trouble.UNKNOWN_PLEDGE)
        if kind == COST and shown:
            self.note("pledge", Trouble.PLEDGE_OF_COSTS)
        return found

    def cents(self, *, points: bool) -> int | None:
        """Return the amount in cents, ``None`` where it is not known."""
        try:
            return amounts.cents_of(self.cells["cents"], points=points)
        except amounts.AmountFault as fault:
            self.note("cents", fault.trouble, fault.hint)
            return None

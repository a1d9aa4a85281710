"""Rows of text cells to figures, each with the cell that it stands in."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from wijkregie.sources.own_table.records import OwnRow, OwnTable
from wijkregie.sources.records import Problem, Reason, Rejection, SourceFault
from wijkregie.sources.unpack import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wijkregie.sources.own_table.records import Layout, OwnIndicator

LIMIT: Final = 20_000_000
"""The most bytes that a table of one municipality may count."""

_DELIMITERS: Final = (";", ",", "\t")
_MISSING: Final = frozenset({"", ".", ",", "x", "n.b.", "nb", "n.v.t.", "nvt", "onbekend"})
_SENTINELS: Final = frozenset({"-99995", "-99997", "-99999999"})
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}([.,][0-9]+)?(e[+-]?[0-9]{1,2})?")
_GROUPED: Final = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_WHOLE: Final = re.compile(r"([0-9]{1,9})(\.0+)?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_HIGHEST: Final = 1e12


def read(raw: bytes, layout: Layout, *, file: str, limit: int = LIMIT) -> OwnTable:
    """Read delimited text as ``layout`` says.

    A cell that holds no figure it can hold is a rejection, with its place; one that is empty
    or says so is missing. Raises ``SourceFault`` if the text is damaged, lacks a column that
    the layout names, tells one figure twice, or tells none.
    """
    heading, lines = _lines(text(raw, file=file, limit=limit), file)
    places = _places(heading, layout, file)
    found = _Found(file, layout, places)
    for number, cells in lines:
        found.take(number, cells)
    if not found.rows and not found.rejections:
        raise SourceFault(Problem.NO_FIGURES, file=file)
    return OwnTable(
        file=file,
        area_column=layout.area,
        level=layout.level,
        lines=found.lines,
        indicators=layout.indicators,
        rows=tuple(found.rows),
        missing=found.missing,
        rejections=tuple(found.rejections),
    )


def _lines(content: str, file: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    first = content.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    records = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    numbered = _numbered(records, file)
    start, heading = next(numbered, (1, []))
    if not heading:
        raise SourceFault(Problem.EMPTY, file=file)
    column, times = Counter(filter(None, heading)).most_common(1)[0]
    if times > 1:
        raise SourceFault(Problem.DOUBLED_COLUMN, file=file, row=start, column=column)
    return heading, _checked(numbered, len(heading), file)


def _numbered(records: Iterator[list[str]], file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, with their number in a spreadsheet."""
    number = 0
    try:
        for number, record in enumerate(records, start=1):
            cells = [cell.strip() for cell in record]
            if any(cells):
                yield number, cells
    except csv.Error as error:
        broken = Problem.TRUNCATED if "end of data" in str(error) else Problem.WRONG_KIND
        raise SourceFault(broken, file=file, row=number + 1) from error


def _checked(
    lines: Iterator[tuple[int, list[str]]], width: int, file: str
) -> Iterator[tuple[int, list[str]]]:
    for number, cells in lines:
        if len(cells) != width:
            shown = ",".join(cells[:3])
            raise SourceFault(Problem.SHIFTED, file=file, row=number, value=shown)
        yield number, cells


def _places(heading: Sequence[str], layout: Layout, file: str) -> dict[str, int]:
    """Return where each column stands; every column that the layout names must be there."""
    places = {name: number for number, name in enumerate(heading)}
    wanted = [layout.area, layout.period_column, layout.indicator, layout.value]
    for one in layout.indicators:
        wanted += [one.column, one.n_column, one.margin_column]
    for name in filter(None, wanted):
        if name not in places:
            shown = ", ".join(filter(None, heading))[:200]
            raise SourceFault(
                Problem.MISSING_COLUMN, file=file, row=1, column=name, value=shown
            )
    return places


@dataclass(slots=True)
class _Found:
    file: str
    layout: Layout
    places: Mapping[str, int]
    rows: list[OwnRow] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    missing: int = 0
    lines: int = 0
    seen: set[tuple[str, int, str]] = field(default_factory=set)

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Take over the figures of one row."""
        self.lines += 1
        period = self._period(number, cells)
        area = cells[self.places[self.layout.area]]
        if not area:
            self._reject(number, self.layout.area, "", Reason.BAD_CODE)
        if not area or period is None:
            return
        for one, column in self._told(number, cells):
            try:
                figure = self._figure(_At(number, cells, column), one, area, period)
            except _Unfit as unfit:
                self._reject(number, unfit.column, unfit.value, unfit.reason)
            else:
                self._keep(figure)

    def _keep(self, figure: OwnRow | None) -> None:
        if figure is None:
            return
        place = (figure.area.casefold(), figure.period, figure.key)
        if place in self.seen:
            raise SourceFault(
                Problem.DOUBLED_AREA,
                file=self.file,
                row=figure.row,
                column=self.layout.area,
                value=figure.area,
            )
        self.seen.add(place)
        self.rows.append(figure)

    def _period(self, number: int, cells: Sequence[str]) -> int | None:
        column = self.layout.period_column
        if not column:
            return self.layout.period
        shown = cells[self.places[column]]
        year = _WHOLE.fullmatch(shown)
        if year and _FIRST_YEAR <= int(year[1]) <= _LAST_YEAR:
            return int(year[1])
        self._reject(number, column, shown, Reason.NOT_A_YEAR)
        return None

    def _told(self, number: int, cells: Sequence[str]) -> list[tuple[OwnIndicator, str]]:
        """Return what a row tells about, and in which column."""
        wide = [(one, one.column) for one in self.layout.indicators if one.column]
        column = self.layout.indicator
        if not column:
            return wide
        word = cells[self.places[column]]
        for one in self.layout.indicators:
            if not one.column and one.word.casefold() == word.casefold():
                return [*wide, (one, self.layout.value)]
        self._reject(number, column, word, Reason.UNKNOWN_INDICATOR)
        return wide

    def _figure(self, at: _At, one: OwnIndicator, area: str, period: int) -> OwnRow | None:
        """Return the figure of a cell, None if it holds none."""
        shown = self._cell(at, at.column)
        if is_missing(shown):
            self.missing += 1
            return None
        value = _fitting(at.column, shown, one)
        people = self._people(at, one)
        margin = self._margin(at, one)
        return OwnRow(at.number, at.column, area, period, one.key, value, people, margin)

    def _cell(self, at: _At, column: str) -> str:
        return at.cells[self.places[column]] if column else ""

    def _people(self, at: _At, one: OwnIndicator) -> int | None:
        """Return how many people a figure is about; of people that may not be left open."""
        shown = self._cell(at, one.n_column)
        if is_missing(shown) and not (one.n_column and one.about_people):
            return None
        found = _WHOLE.fullmatch(shown)
        if found is None:
            raise _Unfit(one.n_column, shown, Reason.NOT_A_NUMBER_OF_PEOPLE)
        return int(found[1])

    def _margin(self, at: _At, one: OwnIndicator) -> float | None:
        shown = self._cell(at, one.margin_column)
        if is_missing(shown):
            return None
        value = number_of(shown)
        if value is None or value < 0:
            raise _Unfit(one.margin_column, shown, Reason.UNREADABLE)
        return value

    def _reject(self, number: int, column: str, value: str, reason: Reason) -> None:
        self.rejections.append(Rejection(self.file, number, column, value, reason))


@dataclass(frozen=True, slots=True)
class _At:
    number: int
    cells: Sequence[str]
    column: str


class _Unfit(Exception):
    """A cell that holds no figure it can hold."""

    def __init__(self, column: str, value: str, reason: Reason) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


def is_missing(shown: str) -> bool:
    """Tell whether a cell says that there is no figure."""
    return shown.casefold() in _MISSING or shown in _SENTINELS


def number_of(shown: str) -> float | None:
    """Return the number in a cell, with a decimal point or comma; None if there is none.

    >>> number_of("7,2"), number_of("1.234,5"), number_of("12 %"), number_of("twaalf")
    (7.2, 1234.5, 12.0, None)

    """
    word = shown.removesuffix("%").strip()
    if _GROUPED.fullmatch(word):
        word = word.replace(".", "")
    if not _NUMBER.fullmatch(word):
        return None
    value = float(word.replace(",", "."))
    return value if abs(value) <= _HIGHEST else None


def _fitting(column: str, shown: str, one: OwnIndicator) -> float:
    """Return the number in a cell; raises ``_Unfit`` for one that cannot be."""
    value = number_of(shown)
    if value is None:
        raise _Unfit(column, shown, Reason.UNREADABLE)
    if one.kind == "count" and value != int(value):
        raise _Unfit(column, shown, Reason.NOT_WHOLE)
    highest = per(one.unit) if one.kind == "share" else _HIGHEST
    lowest = 0 if one.kind in {"count", "share"} else -_HIGHEST
    if not lowest <= value <= highest or (one.kind == "class" and value not in one.labels):
        raise _Unfit(column, shown, Reason.OUT_OF_RANGE)
    return value


def per(unit: str) -> int:
    """Return of how many a share in this unit is: a hundred, or a thousand.

    >>> per("%"), per("per 1.000 inwoners")
    (100, 1000)

    """
    return 1000 if "1.000" in unit or "1000" in unit or "‰" in unit else 100

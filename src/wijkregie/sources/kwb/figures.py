"""From a table to figures: pick the columns, read their cells, doubt the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.sources import cells as cell
from wijkregie.sources.areas import country_share
from wijkregie.sources.kwb.columns import COUNTRY_FIXED, PARTS
from wijkregie.sources.records import (
    COUNTRY_CODE,
    CellStatus,
    Note,
    Problem,
    Rejection,
    Remark,
)
from wijkregie.sources.years import Sign, WrongYear

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import numpy.typing as npt
    import polars as pl

    from wijkregie.sources.kwb.columns import Column
    from wijkregie.sources.records import Statuses, Values
    from wijkregie.sources.tables import Table

_ROUNDING: Final = 10
_SHIFTED_SHARE: Final = 0.2
_SHIFTED_ROWS: Final = 5
_COUNTRY_ROOM: Final = 0.5
_WHOLE_COUNTRY: Final = 0.995
_POSTCODE: Final = re.compile(r"(?i)meest ?voorkomende ?postcode|dekkingspercentage|pst_")
_EXACT_PART: Final = "income_per_inhabitant"


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """The figures of a table in the order of its rows, with what was noticed."""

    keys: tuple[str, ...]
    values: Values
    status: Statuses
    rejections: tuple[Rejection, ...]
    notes: tuple[Note, ...]

    def column(self, key: str) -> Values | None:
        """Return the numbers of one indicator, None if the table has it not."""
        return self.values[:, self.keys.index(key)] if key in self.keys else None


def read_figures(
    table: Table,
    picked: Mapping[str, Column],
    blank: Callable[[Column], CellStatus],
    destroyed: npt.NDArray[np.bool_],
) -> Figures:
    """Read the picked columns; the cells of destroyed rows count as rejected, unnamed.

    Raises ``SourceFault`` if a column holds what it cannot hold in a great share of rows, or
    if no cell of any column holds a figure.
    """
    values = np.full((table.frame.height, len(picked)), np.nan)
    status = np.full(values.shape, CellStatus.MISSING.value, dtype=np.uint8)
    rejections: list[Rejection] = []
    notes: list[Note] = []
    asked = {name: cell.Asked(column.span, blank(column)) for name, column in picked.items()}
    read = zip(picked, cell.parse_each(table.frame, asked), strict=True)
    for position, (heading, cells) in enumerate(read):
        cells.faults[destroyed] = 0
        cells.values[destroyed] = np.nan
        cells.status[destroyed] = CellStatus.REJECTED
        rejections += cell.rejections(table, heading, cells)
        if _unpublished(cells.status[~destroyed]):
            cells.status[~destroyed] = CellStatus.NOT_PUBLISHED
            notes.append(Note(Remark.COLUMN_EMPTY, {"column": heading}))
        values[:, position] = cells.values
        status[:, position] = cells.status
    if not (status == CellStatus.KNOWN).any():
        raise table.fault(Problem.NO_FIGURES, 0, next(iter(picked)))
    keys = tuple(column.key for column in picked.values())
    return Figures(keys, values, status, tuple(rejections), tuple(notes))


def _unpublished(status: Statuses) -> bool:
    empty = (CellStatus.KNOWN, CellStatus.SECRET, CellStatus.REJECTED)
    return not np.isin(status, empty).any()


def read_changes(table: Table, heading: str) -> tuple[list[int | None], list[Rejection]]:
    """Read how an area compares with the year before: 1, 2, 3, or None if not stated."""
    span = cell.Span(low=1, high=3, whole=True)
    cells, named = cell.read_column(table, heading, span, blank=CellStatus.MISSING)
    return [None if np.isnan(value) else int(value) for value in cells.values], named


def check_edition(table: Table, picked: Mapping[str, Column], year: int) -> None:
    """Raise ``SourceFault`` if nothing was picked, or a concept twice, or one of the past."""
    if not picked:
        raise table.fault(Problem.NO_KNOWN_COLUMN)
    seen: set[str] = set()
    for heading, column in picked.items():
        if column.key in seen:
            raise table.fault(Problem.DOUBLED_COLUMN, None, heading)
        seen.add(column.key)
        if column.until is not None and year > column.until:
            raise WrongYear(Sign.LAST, column.until, year, file=table.file, column=heading)


def check_columns(table: Table, codes: Sequence[str], figures: Figures) -> None:
    """Raise ``SourceFault`` where columns contradict each other: they must have moved."""
    for part, whole in PARTS:
        small, large = figures.column(part), figures.column(whole)
        if small is None or large is None:
            continue
        both = ~np.isnan(small) & ~np.isnan(large)
        over = np.flatnonzero(small[both] > large[both] + _ROUNDING * (part != _EXACT_PART))
        if over.size >= _SHIFTED_ROWS and over.size > _SHIFTED_SHARE * both.sum():
            first = int(np.flatnonzero(both)[over[0]])
            raise table.fault(Problem.SHIFTED, first, part, small[first])
    if COUNTRY_CODE in codes:
        _check_country(table, codes.index(COUNTRY_CODE), figures)


def _check_country(table: Table, index: int, figures: Figures) -> None:
    for key, fixed in COUNTRY_FIXED.items():
        column = figures.column(key)
        if column is not None and abs(column[index] - fixed) > _COUNTRY_ROOM:
            raise table.fault(Problem.SHIFTED, index, key, column[index])


def check_blank(table: Table, picked: Mapping[str, Column], share: float) -> None:
    """Raise ``SourceFault`` if a column is blank in more than ``share`` of its rows.

    For files that print a sign for a missing number: a blank column then lost its cells.
    """
    for heading in picked:
        empty = (table.frame[heading] == "").sum()
        if empty > share * table.frame.height:
            first = int((table.frame[heading] == "").arg_true()[0])
            raise table.fault(Problem.SHIFTED, first, heading)


def partial_notes(codes: Sequence[str], inhabitants: Values | None) -> list[Note]:
    """Return a note if the municipalities of a table do not make up its country."""
    found = None if inhabitants is None else country_share(codes, inhabitants)
    if found is None or found[0] >= _WHOLE_COUNTRY * found[1]:
        return []
    details = {
        "share": round(found[0] / found[1], 4),
        "inhabitants": int(found[0]),
        "country": int(found[1]),
    }
    return [Note(Remark.PARTIAL_COUNTRY, details)]


def unknown_notes(
    table: Table, picked: Mapping[str, Column], places: Collection[str]
) -> list[Note]:
    """Return a note for every column that is neither a figure nor one of ``places``.

    The postcode that occurs most says nothing about who lives there, and is no figure.
    """
    return [
        Note(Remark.COLUMN_UNKNOWN, {"column": heading})
        for heading in table.frame.columns
        if heading not in picked and heading not in places and not _POSTCODE.search(heading)
    ]


def not_destroyed(table: Table) -> npt.NDArray[np.bool_]:
    """Return a mask that calls no row of the table destroyed."""
    return np.zeros(table.frame.height, dtype=np.bool_)


def same_text(table: Table, heading: str, expected: pl.Series, problem: Problem) -> None:
    """Raise ``SourceFault`` at the first row where a column is not what it should be."""
    differs = (table.frame[heading] != expected).arg_true()
    if differs.len():
        first = int(differs[0])
        raise table.fault(problem, first, heading, table.frame[heading][first])

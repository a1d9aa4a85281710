"""The shape of OData version 3: padded codes, CamelCase names, a point for a missing number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from wijkregie.sources.areas import check_family, check_sums, country_share, read_codes
from wijkregie.sources.kwb import figures as fig
from wijkregie.sources.kwb.columns import pick_odata
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Level,
    Note,
    Problem,
    Reading,
    Reason,
    Rejection,
    Remark,
    is_water,
    level_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from wijkregie.sources.kwb.columns import Column
    from wijkregie.sources.tables import Table

CODE: Final = "WijkenEnBuurten"
_NUMBER: Final = "ID"
_NAME: Final = "Gemeentenaam"
_LEVEL: Final = "SoortRegio"
_AGAIN: Final = "Codering"
_CHANGE: Final = "IndelingswijzigingWijkenEnBuurten"
_LEVELS: Final = {
    Level.COUNTRY: "Land",
    Level.MUNICIPALITY: "Gemeente",
    Level.DISTRICT: "Wijk",
    Level.NEIGHBOURHOOD: "Buurt",
}
_BLANK_SHARE: Final = 0.5
_COUNTRY_ROOM: Final = 50
_LARGEST_MUNICIPALITY: Final = 1_000_000


def read(table: Table, year: int) -> Reading:
    """Read a table in this shape as the figures of ``year``.

    A row of which all cells after the name are gone keeps its area, without a name: an
    unquoted comma in a name does that.
    """
    heading = {name: _heading(table, name) for name in (_NAME, _LEVEL, _AGAIN, _CHANGE)}
    codes = read_codes(table, CODE)
    _check_numbers(table)
    destroyed = _destroyed(table, heading[_NAME])
    _check_levels(table, codes, heading, destroyed)
    picked = pick_odata(table.frame.columns)
    fig.check_edition(table, picked, year)
    dotted = _uses_points(table, picked)
    if dotted:
        fig.check_blank(table, picked, _BLANK_SHARE)
    blank = CellStatus.NOT_APPLICABLE if dotted else CellStatus.MISSING
    figures = fig.read_figures(table, picked, lambda _column: blank, destroyed)
    fig.check_columns(table, codes, figures)
    changes, odd = fig.read_changes(table, heading[_CHANGE])
    lost = [code for code, gone in zip(codes, destroyed, strict=True) if gone]
    _check_whole(table, codes, figures, lost)
    areas = _areas(table, codes, changes, heading[_NAME], destroyed)
    sheet = FigureSheet("kwb", year, year, figures.keys, areas, figures.values, figures.status)
    broken = _broken_rows(table, heading[_NAME], destroyed)
    unknown = fig.unknown_notes(table, picked, {_NUMBER, CODE, *heading.values()})
    notes = [*figures.notes, *unknown, *_destroyed_notes(lost)]
    rejections = (*broken, *odd, *figures.rejections)
    return Reading(table.file, (sheet,), rejections, tuple(notes))


def _heading(table: Table, name: str) -> str:
    for column in table.frame.columns:
        if column.rsplit("_", 1)[0] == name:
            return column
    raise table.fault(Problem.MISSING_COLUMN, column=name)


def _check_numbers(table: Table) -> None:
    if _NUMBER not in table.frame.columns:
        return
    expected = pl.int_range(table.frame.height, eager=True).cast(pl.String)
    fig.same_text(table, _NUMBER, expected, Problem.NUMBERING_BROKEN)


def _destroyed(table: Table, name: str) -> npt.NDArray[np.bool_]:
    after = table.frame.columns[table.frame.columns.index(name) + 1 :]
    return table.frame.select(pl.all_horizontal(pl.col(after) == "")).to_series().to_numpy()


def _check_levels(
    table: Table,
    codes: Sequence[str],
    heading: dict[str, str],
    destroyed: npt.NDArray[np.bool_],
) -> None:
    levels = pl.Series([_LEVELS[level_of(code)] for code in codes])
    gone = pl.Series(destroyed)
    shown = pl.Series(codes)
    for name, expected in ((_LEVEL, levels), (_AGAIN, shown)):
        column = table.frame[heading[name]]
        allowed = pl.select(pl.when(gone).then(column).otherwise(expected)).to_series()
        fig.same_text(table, heading[name], allowed, Problem.SHIFTED)
    check_family(table, CODE, codes)


def _uses_points(table: Table, picked: dict[str, Column]) -> bool:
    return any((table.frame[heading] == ".").any() for heading in picked)


def _check_whole(
    table: Table, codes: Sequence[str], figures: fig.Figures, lost: Sequence[str]
) -> None:
    inhabitants = figures.column("inhabitants")
    if inhabitants is None:
        return
    check_sums(table, CODE, codes, inhabitants, lost)
    found = country_share(codes, inhabitants)
    if found is None:
        return
    gone = sum(level_of(code) is Level.MUNICIPALITY for code in lost)
    short = found[1] - found[0]
    if not -_COUNTRY_ROOM <= short <= _COUNTRY_ROOM + gone * _LARGEST_MUNICIPALITY:
        raise table.fault(Problem.TRUNCATED, table.frame.height - 1, CODE, codes[-1])


def _areas(
    table: Table,
    codes: Sequence[str],
    changes: Sequence[int | None],
    name: str,
    destroyed: npt.NDArray[np.bool_],
) -> tuple[AreaRow, ...]:
    named = (Level.COUNTRY, Level.MUNICIPALITY)
    rows = []
    for code, shown, change, gone in zip(
        codes, table.frame[name], changes, destroyed, strict=True
    ):
        level = level_of(code)
        around = None if gone or level is Level.COUNTRY else shown or None
        own = shown if level in named and not gone else None
        rows.append(AreaRow(code, own or None, level, around, change, is_water(code)))
    return tuple(rows)


def _broken_rows(
    table: Table, name: str, destroyed: npt.NDArray[np.bool_]
) -> tuple[Rejection, ...]:
    return tuple(
        Rejection(
            table.file,
            table.row_number(int(index)),
            name,
            table.frame[name][int(index)],
            Reason.ROW_CUT_SHORT,
        )
        for index in np.flatnonzero(destroyed)
    )


def _destroyed_notes(lost: Sequence[str]) -> list[Note]:
    return [Note(Remark.ROWS_DESTROYED, {"count": len(lost), "first": lost[0]})] if lost else []

"""The flattened file: figures, recorded crimes and health side by side, one row per area.

It prints a blank cell for nought and for secret alike, and holds some provinces only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from wijkregie.sources import cells as cell
from wijkregie.sources.areas import area_name, check_family, check_sums, read_codes
from wijkregie.sources.kwb import figures as fig
from wijkregie.sources.kwb.columns import COUNT, SHARE, by_flat
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Level,
    Note,
    Problem,
    Reading,
    Rejection,
    Remark,
    is_water,
    level_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.kwb.columns import Column
    from wijkregie.sources.tables import Table

CODE: Final = "code"
MARKS: Final = ("gm_code", "inwoners")
KEYS: Final = ("crimes", "health_good")
_NEEDED: Final = ("level", CODE, "name", "gm_code", "gm_name", "provincie", "inwoners")
_LEVELS: Final = {
    Level.COUNTRY: "land",
    Level.MUNICIPALITY: "gemeente",
    Level.DISTRICT: "wijk",
    Level.NEIGHBOURHOOD: "buurt",
}
_SERIES: Final = (
    (re.compile(r"misdrijven_([0-9]{4})"), "crime", "crimes", COUNT),
    (re.compile(r"goed_ervaren_gezondheid_([0-9]{4})"), "health", "health_good", SHARE),
)
_PROVINCES: Final = (
    "Drenthe",
    "Flevoland",
    "Fryslân",
    "Gelderland",
    "Groningen",
    "Limburg",
    "Noord-Brabant",
    "Noord-Holland",
    "Overijssel",
    "Utrecht",
    "Zeeland",
    "Zuid-Holland",
)


def read(table: Table, year: int) -> Reading:
    """Read a table in this shape: key figures of ``year``, crimes and health per year."""
    table.need(*_NEEDED)
    codes = read_codes(table, CODE)
    _check_places(table, codes)
    picked = {name: found for name in table.frame.columns if (found := by_flat(name))}
    fig.check_blank(table, picked, 0.999)
    whole = fig.not_destroyed(table)
    figures = fig.read_figures(table, picked, _blank, whole)
    fig.check_columns(table, codes, figures)
    inhabitants = figures.values[:, figures.keys.index("inhabitants")]
    check_sums(table, CODE, codes, inhabitants, ())
    areas = _areas(table, codes)
    sheet = FigureSheet("kwb", year, year, figures.keys, areas, figures.values, figures.status)
    series, odd = _series(table, areas, year)
    hidden = int((figures.status == CellStatus.ZERO_OR_SECRET).sum())
    notes = [
        *fig.partial_notes(codes, inhabitants),
        *_missing_provinces(table),
        Note(Remark.ZERO_OR_SECRET, {"cells": hidden}),
    ]
    return Reading(table.file, (sheet, *series), (*figures.rejections, *odd), tuple(notes))


def _blank(column: Column) -> CellStatus:
    return CellStatus.ZERO_OR_SECRET if column.nought else CellStatus.MISSING


def _check_places(table: Table, codes: Sequence[str]) -> None:
    levels = pl.Series([_LEVELS[level_of(code)] for code in codes])
    owners = pl.Series(["" if code[:2] == "NL" else f"GM{code[2:6]}" for code in codes])
    fig.same_text(table, "level", levels, Problem.SHIFTED)
    fig.same_text(table, "gm_code", owners, Problem.SHIFTED)
    _check_provinces(table)
    check_family(table, CODE, codes)


def _check_provinces(table: Table) -> None:
    known = table.frame["provincie"].is_in(["", *_PROVINCES])
    if not known.all():
        first = int((~known).arg_true()[0])
        raise table.fault(Problem.SHIFTED, first, "provincie", table.frame["provincie"][first])


def _areas(table: Table, codes: Sequence[str]) -> tuple[AreaRow, ...]:
    names, owners = table.frame["name"], table.frame["gm_name"]
    return tuple(
        AreaRow(
            code,
            area_name(name),
            level_of(code),
            owner or None,
            None,
            is_water(code),
        )
        for code, name, owner in zip(codes, names, owners, strict=True)
    )


def _series(
    table: Table, areas: Sequence[AreaRow], division: int
) -> tuple[list[FigureSheet], list[Rejection]]:
    sheets: list[FigureSheet] = []
    odd: list[Rejection] = []
    for pattern, source, key, span in _SERIES:
        for heading in table.frame.columns:
            if not (found := pattern.fullmatch(heading)):
                continue
            cells, named = cell.read_column(table, heading, span, blank=CellStatus.MISSING)
            odd += named
            kept = _published(areas, cells)
            if not kept:
                raise table.fault(Problem.SHIFTED, None, heading)
            sheets.append(
                FigureSheet(
                    source,
                    int(found[1]),
                    division,
                    (key,),
                    tuple(areas[index] for index in kept),
                    cells.values[kept].reshape(-1, 1),
                    cells.status[kept].reshape(-1, 1),
                )
            )
    return sheets, odd


def _published(areas: Sequence[AreaRow], cells: cell.Cells) -> list[int]:
    known = np.flatnonzero(cells.status == CellStatus.KNOWN)
    levels = {areas[int(index)].level for index in known}
    return [index for index, area in enumerate(areas) if area.level in levels]


def _missing_provinces(table: Table) -> list[Note]:
    present = set(table.frame["provincie"].to_list())
    missing = [name for name in _PROVINCES if name not in present]
    return [Note(Remark.PROVINCES_MISSING, {"names": ", ".join(missing)})] if missing else []

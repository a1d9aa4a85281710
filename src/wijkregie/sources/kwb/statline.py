"""The shape of a StatLine export: long labels with theme and unit, names of the areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from wijkregie.sources.areas import area_name, check_family, check_sums, read_codes
from wijkregie.sources.kwb import figures as fig
from wijkregie.sources.kwb.columns import pick_statline
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Level,
    Problem,
    Reading,
    is_water,
    level_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.tables import Table

NAME: Final = "Wijken en buurten"
_OWNER: Final = "Regioaanduiding/Gemeentenaam (naam)"
_LEVEL: Final = "Regioaanduiding/Soort regio (omschrijving)"
_CODE: Final = "Regioaanduiding/Codering (code)"
_CHANGE: Final = "Regioaanduiding/Indelingswijziging wijken en buurten (code)"
_PLACES: Final = (NAME, _OWNER, _LEVEL, _CODE, _CHANGE)
_LEVELS: Final = {
    Level.COUNTRY: "Land",
    Level.MUNICIPALITY: "Gemeente",
    Level.DISTRICT: "Wijk",
    Level.NEIGHBOURHOOD: "Buurt",
}


def read(table: Table, year: int) -> Reading:
    """Read a table in this shape as the figures of ``year``."""
    table.need(*_PLACES)
    codes = read_codes(table, _CODE)
    levels = pl.Series([_LEVELS[level_of(code)] for code in codes])
    fig.same_text(table, _LEVEL, levels, Problem.SHIFTED)
    check_family(table, _CODE, codes)
    picked = pick_statline(table.frame.columns)
    fig.check_edition(table, picked, year)
    fig.check_blank(table, picked, 0.5)
    figures = fig.read_figures(
        table, picked, lambda _column: CellStatus.NOT_APPLICABLE, fig.not_destroyed(table)
    )
    fig.check_columns(table, codes, figures)
    inhabitants = figures.column("inhabitants")
    if inhabitants is not None:
        check_sums(table, _CODE, codes, inhabitants, ())
    changes, odd = fig.read_changes(table, _CHANGE)
    areas = _areas(table, codes, changes)
    sheet = FigureSheet("kwb", year, year, figures.keys, areas, figures.values, figures.status)
    unknown = fig.unknown_notes(table, picked, _PLACES)
    notes = (*figures.notes, *unknown, *fig.partial_notes(codes, inhabitants))
    return Reading(table.file, (sheet,), (*odd, *figures.rejections), notes)


def _areas(
    table: Table, codes: Sequence[str], changes: Sequence[int | None]
) -> tuple[AreaRow, ...]:
    names, owners = table.frame[NAME], table.frame[_OWNER]
    rows = []
    for code, name, owner, change in zip(codes, names, owners, changes, strict=True):
        level = level_of(code)
        around = None if level is Level.COUNTRY else owner or None
        shown = area_name(name)
        rows.append(AreaRow(code, shown, level, around, change, is_water(code)))
    return tuple(rows)

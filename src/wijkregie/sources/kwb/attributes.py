"""The shape of maps: figures as attributes of areas, in GeoJSON or GeoPackage.

The publisher of the maps names figures in full, counts some of them as shares, and prints
negative numbers for what is missing. The shapes themselves are read by ``sources.borders``.
"""

from __future__ import annotations

import json
import re
import warnings
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from wijkregie.sources.areas import area_name, check_family, check_sums, read_codes
from wijkregie.sources.cells import SENTINELS
from wijkregie.sources.kwb import figures as fig
from wijkregie.sources.kwb.columns import folded, pick_names
from wijkregie.sources.kwb.postcodes import read_postcodes
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Level,
    Note,
    Problem,
    Reading,
    Remark,
    SourceFault,
    is_water,
    level_of,
)
from wijkregie.sources.tables import Table
from wijkregie.sources.years import Sign, WrongYear, year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.sources.kwb.columns import Column
    from wijkregie.sources.records import Rejection

SOURCE: Final = "kwb_map"
_GEOPACKAGE: Final = b"SQLite format 3\0"
_COLLECTION: Final = re.compile(rb'"type"\s*:\s*"FeatureCollection"')
_LOOK: Final = 2000
_CODES: Final = ("buurtcode", "bucode", "wijkcode", "wkcode", "gemeentecode", "gmcode")
_NAMES: Final = ("buurtnaam", "bunaam", "wijknaam", "wknaam", "gemeentenaam", "gmnaam")
_OWNERS: Final = ("gemeentenaam", "gmnaam")
_CHANGES: Final = ("indelingswijzigingwijkenenbuurten", "indwbi")
_WATERS: Final = ("water", "h2o")
_YEARS: Final = ("jaar",)
_CODE, _NAME, _OWNER, _CHANGE, _WATER, _YEAR = (
    f"({word})" for word in ("code", "name", "owner", "change", "water", "year")
)
_PLACES: Final = frozenset(
    {
        *(*_CODES, *_NAMES, *_OWNERS, *_CHANGES, *_WATERS, *_YEARS),
        *(
            "jrstatcode",
            "meestvoorkomendepostcode",
            "postcode",
            "dekkingspercentage",
            "dekperc",
        ),
    }
)
_ABROAD: Final = "0998"
_EMPTY: Final = ("", *map(str, SENTINELS))
_IN_WATER: Final = frozenset({"JA", "J", "1"})


def is_here(raw: bytes) -> bool:
    """Tell whether bytes are a map with attributes."""
    return raw.startswith(_GEOPACKAGE) or _COLLECTION.search(raw[:_LOOK]) is not None


def read(raw: bytes, *, file: str, year: int | None = None) -> Reading:
    """Read the attributes of the areas of a map.

    Without ``year`` it is what the map tells, or the name of the file. Areas abroad are left
    out. A map of one level stands by itself: its areas need no parents in the file.
    """
    table, abroad = _without_abroad(_table(raw, file))
    codes = read_codes(table, _CODE)
    edition = _year(table, year)
    if len({level_of(code) for code in codes}) > 1:
        check_family(table, _CODE, codes)
    picked = _current(table, edition)
    fig.check_edition(table, picked, edition)
    figures = fig.read_figures(
        table, picked, lambda _column: CellStatus.MISSING, fig.not_destroyed(table)
    )
    fig.check_columns(table, codes, figures)
    inhabitants = figures.column("inhabitants")
    if inhabitants is not None:
        check_sums(table, _CODE, codes, inhabitants, ())
    areas, odd = _areas(table, codes)
    sheet = FigureSheet(
        SOURCE, edition, edition, figures.keys, areas, figures.values, figures.status
    )
    places = {name for name in table.frame.columns if folded(name) in _PLACES or name[0] == "("}
    unknown = fig.unknown_notes(table, picked, places)
    notes = (*abroad, *figures.notes, *unknown)
    postcodes = read_postcodes(table, areas)
    return Reading(file, (sheet,), (*odd, *figures.rejections), notes, postcodes)


def _current(table: Table, edition: int) -> dict[str, Column]:
    """Return the columns, without those that only remember a concept of earlier editions."""
    names = [name for name in table.frame.columns if not name.startswith("(")]
    return {
        name: column
        for name, column in pick_names(names).items()
        if column.until is None
        or edition <= column.until
        or not table.frame[name].is_in(_EMPTY).all()
    }


def _table(raw: bytes, file: str) -> Table:
    """Return the attributes as text, with what every map calls otherwise under one name."""
    layers = _layers(raw, file) if raw.startswith(_GEOPACKAGE) else [_features(raw, file)]
    frames = [_placed(frame) for frame in layers if frame.height]
    found = [frame for frame in frames if _CODE in frame.columns]
    if not found:
        raise SourceFault(Problem.NO_KNOWN_COLUMN, file=file)
    whole = pl.concat(found, how="diagonal").with_columns(
        pl.all().fill_null("").str.strip_chars()
    )
    return Table(file, whole, first_row=1)


def _features(raw: bytes, file: str) -> pl.DataFrame:
    try:
        features = json.loads(raw)["features"]
        rows = [feature["properties"] for feature in features]
    except (ValueError, LookupError, TypeError) as error:
        raise SourceFault(Problem.TRUNCATED, file=file) from error
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [_text(row.get(name)) for row in rows] for name in names}
    return pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))


def _layers(raw: bytes, file: str) -> list[pl.DataFrame]:
    import pyogrio  # noqa: PLC0415 - 0.15 s and 40 MB that only a map costs

    try:
        with warnings.catch_warnings():
            # The bytes have no file name, so GDAL misses the extension it expects.
            warnings.filterwarnings(
                "ignore", message=".*non conformant", category=RuntimeWarning
            )
            return [_layer(raw, number) for number in range(len(pyogrio.list_layers(raw)))]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise SourceFault(Problem.DAMAGED, file=file) from error


def _layer(raw: bytes, number: int) -> pl.DataFrame:
    import pyogrio  # noqa: PLC0415 - as above

    meta, _ids, _shapes, values = pyogrio.raw.read(raw, layer=number, read_geometry=False)
    columns = {
        str(field): [_text(value) for value in column.tolist()]
        for field, column in zip(meta["fields"], values, strict=True)
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _text(value: Any) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.10g}"  # noqa: PLR0124 - only NaN differs
    return "" if value is None else str(value)


def _placed(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a layer with its own code, name and the rest under the names of this module."""
    by_name = {folded(name): name for name in frame.columns}
    wanted = {
        _CODE: _CODES,
        _NAME: _NAMES,
        _OWNER: _OWNERS,
        _CHANGE: _CHANGES,
        _WATER: _WATERS,
        _YEAR: _YEARS,
    }
    added = []
    for target, names in wanted.items():
        found = [pl.col(by_name[name]).replace("", None) for name in names if name in by_name]
        if found:
            added.append(pl.coalesce(found).alias(target))
    return frame.with_columns(added)


def _without_abroad(table: Table) -> tuple[Table, list[Note]]:
    code = pl.col(_CODE).str.slice(2, 4)
    abroad = table.frame.filter(code == _ABROAD)
    if not abroad.height:
        return table, []
    first = abroad.row(0, named=True)
    details = {"code": first[_CODE], "name": first.get(_NAME, "")}
    kept = Table(table.file, table.frame.filter(code != _ABROAD), table.first_row)
    return kept, [Note(Remark.ABROAD_LEFT_OUT, details)]


def _year(table: Table, year: int | None) -> int:
    told = set(table.frame[_YEAR].to_list()) if _YEAR in table.frame.columns else set()
    if len(told) == 1 and (shown := told.pop()).isdigit():
        if year is not None and year != int(shown):
            place = {"row": table.row_number(0), "column": _YEAR.strip("()"), "value": shown}
            raise WrongYear(Sign.CONTENT, int(shown), year, file=table.file, **place)
        return int(shown)
    return year_of(table.file, year)


def _areas(
    table: Table, codes: Sequence[str]
) -> tuple[tuple[AreaRow, ...], Iterable[Rejection]]:
    frame = table.frame
    blank = [""] * len(codes)
    names, owners, waters = (
        frame[name].to_list() if name in frame.columns else blank
        for name in (_NAME, _OWNER, _WATER)
    )
    changes: list[int | None] = [None] * len(codes)
    odd: list[Rejection] = []
    if _CHANGE in frame.columns:
        changes, odd = fig.read_changes(table, _CHANGE)
    rows = []
    for code, name, owner, change, water in zip(
        codes, names, owners, changes, waters, strict=True
    ):
        around = None if level_of(code) is Level.COUNTRY else area_name(owner)
        wet = is_water(code) or water.upper() in _IN_WATER
        rows.append(AreaRow(code, area_name(name), level_of(code), around, change, wet))
    return tuple(rows), odd

"""The real figures of the demo, as a reader of open data would hand them over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.cli.demo import files
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Reading,
    clean_code,
    is_water,
    level_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from wijkregie.cli.demo.files import Line

PREFIX: Final = "demo/"
_UNKNOWN: Final = "."
_NOT_A_FIGURE: Final = frozenset({"code", "change", "period"})
_KWB, _HEALTH, _LBM = "figures_2017.csv", "health.csv", "leefbaarometer.csv"


def readings(folder: Path = files.FOLDER) -> list[Reading]:
    """Return all figures of the demo, one reading a file.

    Raises ``DemoFault`` for a cell that is no number, a code that is none, or an area twice.
    """
    names = {line["code"]: line["name"] for line in files.table("areas.csv", folder)}
    return [_kwb(folder, names), _leefbaarometer(folder), _health(folder)]


def _kwb(folder: Path, names: Mapping[str, str]) -> Reading:
    lines = files.table(_KWB, folder)
    areas = tuple(_area(line, names) for line in lines)
    return _reading(_KWB, [_sheet(("kwb", 2017, 2017), lines, areas, _figures(lines))])


def _health(folder: Path) -> Reading:
    lines = files.table(_HEALTH, folder)
    sheets = []
    for period in sorted({line["period"] for line in lines}):
        part = [line for line in lines if line["period"] == period]
        areas = tuple(_area(line, {}) for line in part)
        measured = [
            key for key in _figures(part) if any(line[key] != _UNKNOWN for line in part)
        ]
        sheets.append(_sheet(("health", int(period), 2020), part, areas, measured))
    return _reading(_HEALTH, sheets)


def _leefbaarometer(folder: Path) -> Reading:
    lines = files.table(_LBM, folder)
    areas = tuple(_area(line, {}) for line in lines)
    sheets = [
        _sheet(("leefbaarometer", int(year), 2016), lines, areas, [year], keys=("lbm_class",))
        for year in _figures(lines)
    ]
    return _reading(_LBM, sheets)


def _reading(name: str, sheets: Sequence[FigureSheet]) -> Reading:
    return Reading(PREFIX + name, tuple(sheets), (), ())


def _figures(lines: Sequence[Line]) -> list[str]:
    return [heading for heading in lines[0].cells if heading not in _NOT_A_FIGURE]


def _sheet(
    table: tuple[str, int, int],
    lines: Sequence[Line],
    areas: tuple[AreaRow, ...],
    headings: Sequence[str],
    keys: Sequence[str] = (),
) -> FigureSheet:
    seen: set[str] = set()
    for line in lines:
        if line["code"] in seen:
            raise line.fault("code", "this area stands in the table twice")
        seen.add(line["code"])
    values = np.array([[_value(line, name) for name in headings] for line in lines], float)
    status = np.where(np.isnan(values), CellStatus.MISSING, CellStatus.KNOWN)
    source, period, division = table
    return FigureSheet(
        source=source,
        period=period,
        division=division,
        columns=tuple(keys or headings),
        areas=areas,
        values=values,
        status=status.astype(np.uint8),
    )


def _value(line: Line, heading: str) -> float:
    if line[heading] == _UNKNOWN:
        return float("nan")
    try:
        value = float(line[heading])
    except ValueError:
        raise line.fault(heading, "no number, and no point for an unknown one") from None
    if not np.isfinite(value):
        raise line.fault(heading, "no number that can be stored")
    return value


def _area(line: Line, names: Mapping[str, str]) -> AreaRow:
    code = clean_code(line["code"])
    if code is None:
        raise line.fault("code", "no code of CBS")
    change = line.cells.get("change", "")
    return AreaRow(
        code=code,
        name=names.get(code),
        level=level_of(code),
        municipality_name=None,
        change=int(change) if change else None,
        water=is_water(code),
    )

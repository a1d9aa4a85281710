"""Figures for tests: small sheets, own indicators and own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.makers.places import AT, SYSTEM, area_row
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import Edition, Indicator
from wijkregie.sources.records import CellStatus, FigureSheet, Note, Reading, Rejection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.indicators.services import SheetStored
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

Cell = float | CellStatus | None


def sheet(
    cells: Mapping[str, Mapping[str, Cell]],
    *,
    period: int = 2017,
    division: int | None = None,
    source: str = "kwb",
    change: int | None = 1,
) -> FigureSheet:
    """A sheet of cells per area code and indicator; a cell that is not named is missing."""
    columns = tuple(dict.fromkeys(key for row in cells.values() for key in row))
    found = [[row.get(key) for key in columns] for row in cells.values()]
    shape = (len(cells), len(columns))
    status = [[_status(cell) for cell in row] for row in found]
    values = [[np.nan if _status(cell) else cell for cell in row] for row in found]
    return FigureSheet(
        source=source,
        period=period,
        division=division or period,
        columns=columns,
        areas=tuple(
            area_row(code, f"Naam {code}", change=change if code[:2] in {"WK", "BU"} else None)
            for code in cells
        ),
        values=np.array(values, np.float64).reshape(shape),
        status=np.array(status, np.uint8).reshape(shape),
    )


def _status(cell: Cell) -> CellStatus:
    if cell is None:
        return CellStatus.MISSING
    return cell if isinstance(cell, CellStatus) else CellStatus.KNOWN


def reading(
    *sheets: FigureSheet, rejections: Sequence[Rejection] = (), notes: Sequence[Note] = ()
) -> Reading:
    return Reading("cijfers.csv", sheets, tuple(rejections), tuple(notes))


def make_figures(*sheets: FigureSheet, replace: bool = False) -> list[SheetStored]:
    return services.store_reading(reading(*sheets), at=AT, replace=replace)


def current(period: int = 2017, source: str = "kwb") -> Edition:
    return Edition.objects.get(source=source, period=period, current=True)


def national(key: str) -> Indicator:
    return Indicator.objects.get(municipality=None, key=key)


def line_of(found: Sequence[queries.Line], key: str) -> queries.Line:
    (line,) = [line for line in found if line.indicator.key == key]
    return line


def make_own_indicator(
    municipality: Municipality,
    key: str = "score",
    *,
    unit: str = "punten",
    labels: Mapping[int, str] | None = None,
    by: Viewer = SYSTEM,
) -> Indicator:
    wanted = services.NewIndicator(
        key=key,
        name="Score",
        definition="Een oordeel over het gebied.",
        source="Wijkschouw",
        unit=unit,
        kind="class" if labels else "mean",
        labels=labels or {},
    )
    return services.define_own_indicator(municipality.pk, wanted, by=by, at=AT)


def make_own_figure(
    indicator: Indicator,
    code: str,
    value: float = 7.0,
    *,
    period: int = 2017,
    n: int | None = None,
) -> int:
    figure = services.NewFigure(code, period, value, n=n, margin=None if n is None else 2.5)
    return services.record_own_figures(indicator.pk, [figure], by=SYSTEM, at=AT)

"""A town with everything that the API can tell, and a few things that it may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
    scope_for,
)
from wijkregie.domain.indicators import services as indicators
from wijkregie.domain.places import services as places
from wijkregie.sources.records import (
    BorderRow,
    BorderSheet,
    CellStatus,
    FigureSheet,
    Level,
    Reading,
)

if TYPE_CHECKING:
    from django.test import Client

    from wijkregie.domain.places.models import Area, Municipality
    from wijkregie.domain.places.queries import Scope

CANARY = "Kanariehof"
CODES = ("NL00", "GM9001", "WK900100", "WK900101", "BU90010000", "BU90010001")
COLUMNS = ("inhabitants", "aged_65_plus", "income_per_inhabitant")
NAMES = dict(zip(CODES, ("Nederland", "Molenstad", "Noord", "Zuid", "A", "B"), strict=True))


@dataclass(frozen=True)
class Town:
    """What stands in the database."""

    municipality: Municipality
    scope: Scope
    areas: dict[str, Area]
    own: Area
    hidden: Area

    @property
    def slug(self) -> str:
        return self.municipality.slug


class Api:
    """Asks the API as anyone can."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, path: str, *, status: int = 200, **asked: Any) -> Any:
        response = self.client.get(f"/api/v1{path}", asked)
        assert response.status_code == status, response.content[:500]
        return response.json()


@pytest.fixture
def api(client: Client, settings: Any) -> Api:
    settings.WIJKREGIE_LIMITS = {"api": 10**6, "search": 10**6}
    return Api(client)


@pytest.fixture
def town(db: None) -> Town:
    municipality = make_municipality("Molenstad", code="GM9001")
    store(2017)
    store(2018, changed={"WK900101": 3})
    draw(2018)
    areas = make_areas(year=2018)
    own = make_own_area(municipality, "Molenwijk", "BU90010000", "BU90010001")
    hidden = make_own_area(municipality, CANARY, "WK900101", public=False)
    judge(municipality, own, hidden)
    return Town(municipality, scope_for(municipality), areas, own, hidden)


def store(year: int, *, changed: dict[str, int] | None = None) -> None:
    """Store a table of one year; ``WK900101`` has a secret and a missing cell."""
    rows = [area_row(code, NAMES[code], change=(changed or {}).get(code, 1)) for code in CODES]
    values = np.array(
        [
            [1000.0, 200.0, 25.5],
            [900, 180, 24],
            [500, 90, 23],
            [400, 0, 0],
            [300, 60, 22],
            [200, 30, 26],
        ]
    )
    status = np.zeros(values.shape, np.uint8)
    status[3, 1:] = CellStatus.SECRET, CellStatus.MISSING
    values[status != CellStatus.KNOWN] = np.nan
    sheet = FigureSheet("kwb", year, year, COLUMNS, tuple(rows), values, status)
    indicators.store_reading(Reading(f"kwb_{year}.csv", (sheet,), (), ()), at=AT)


def draw(year: int) -> None:
    """Store the borders of both buurten: two squares, the second with a hole."""
    first, second = (110_000, 500_000), (111_000, 500_000)
    hole = ring((111_400, 500_400), 200)[::-1]
    rows = (
        border_row("BU90010000", first, ring(first, 1000)),
        border_row("BU90010001", second, ring(second, 1000), hole),
    )
    sheet = BorderSheet("buurten.gpkg", Level.NEIGHBOURHOOD, year, rows, (), ())
    places.store_borders(sheet, sha256="b", at=AT)


def border_row(code: str, corner: tuple[int, int], *rings: Any) -> BorderRow:
    x, y = corner
    return BorderRow(
        code=code,
        name=NAMES[code],
        water=False,
        rings=tuple(10 * one for one in rings),
        outline=rings,
        box=(x, y, x + 1000, y + 1000),
        label=(x + 100, y + 100),
        surface=1e6,
    )


def ring(corner: tuple[int, int], size: int) -> Any:
    x, y = corner
    return np.array(
        [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)], np.int32
    )


def judge(municipality: Municipality, *areas: Area) -> None:
    """Record an own figure of each area: one of 40 answers, and one of 12."""
    made = indicators.define_own_indicator(
        municipality.pk,
        indicators.NewIndicator(
            key="cijfer_buurt",
            name="Rapportcijfer",
            definition="Hoe bewoners hun buurt waarderen.",
            source="Wijkpeiling",
            unit="punt",
            kind="mean",
            decimals=1,
        ),
        by=SYSTEM,
        at=AT,
    )
    figures = [
        indicators.NewFigure(area.code, year, 7.2, n=n, margin=0.3)
        for area in areas
        for year, n in ((2024, 40), (2025, 12))
    ]
    indicators.record_own_figures(made.pk, figures, by=SYSTEM, at=AT)

"""A town of three wijken with real sorts of figures: what pages are tested on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.makers.indicators import (
    Cell,
    make_figures,
    make_own_figure,
    make_own_indicator,
    sheet,
)
from tests.makers.places import (
    area_row,
    make_areas,
    make_borders,
    make_municipality,
    make_own_area,
    scope_for,
    square_row,
)
from wijkregie.domain.places.models import Area
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.places.models import Municipality
    from wijkregie.domain.places.queries import Scope

NAMES: Final = {
    "NL00": "Nederland",
    "GM9398": "Heuvelstad",
    "WK939801": "Molenwijk",
    "BU93980101": "Molenwijk-Noord",
    "BU93980102": "Molenwijk-Zuid",
    "WK939802": "Rivierenwijk",
    "BU93980201": "Rivierenwijk-Oost",
    "WK939803": "Nieuwland",
    "BU93980301": "Nieuwland",
}
PEOPLE: Final = {
    "NL00": 17_000_000,
    "GM9398": 10_000,
    "WK939801": 4310,
    "BU93980101": 2000,
    "BU93980102": 2310,
    "WK939802": 3000,
    "BU93980201": 3000,
    "WK939803": 2690,
    "BU93980301": 2690,
}
OLDER: Final = {
    "NL00": 3_060_000,
    "GM9398": 2000,
    "WK939801": 1100,
    "BU93980101": 600,
    "BU93980102": 500,
    "WK939802": 300,
    "BU93980201": 300,
    "WK939803": 600,
    "BU93980301": 600,
}
MOVED: Final = "WK939803"  # its border changed in 2018


@dataclass(frozen=True)
class Town:
    """The town, and where its pages are."""

    municipality: Municipality
    scope: Scope
    own: Area
    score: Indicator

    def url(self, path: str = "") -> str:
        return f"/{self.municipality.slug}/{path}"

    def area(self, code: str) -> Area:
        return Area.objects.get(code=code)


def cells(*, year: int) -> dict[str, Mapping[str, Cell]]:
    """The figures of one year; each later year has a hundred people more everywhere."""
    more = 100 * (year - 2017)
    found: dict[str, Mapping[str, Cell]] = {}
    for code, people in PEOPLE.items():
        found[code] = {
            "inhabitants": people + more,
            "aged_65_plus": OLDER[code],
            "income_per_inhabitant": 22.8 if code == "WK939801" else 25.7,
            "homes_owned": CellStatus.SECRET if code == "WK939801" else 60,
            "urbanity": 2 if code == "WK939801" else 3,
            "household_size": 2.1,
        }
    return found


def change_of(code: str, year: int) -> int | None:
    """CBS says it of wijken and buurten only: 1 the same area, 3 another border."""
    if code[:2] not in {"WK", "BU"}:
        return None
    return 3 if (code, year) == (MOVED, 2018) else 1


def add_year(found: Mapping[str, Mapping[str, Cell]], year: int) -> None:
    """Import the figures of a year; the areas keep their names."""
    make_figures(sheet(found, period=year))
    make_areas(
        *(area_row(code, NAMES[code], change=change_of(code, year)) for code in found),
        year=year,
    )


def make_small_town(*, borders: bool = True, name: str = "Heuvelstad") -> Town:
    """Make the town with the figures of 2017 and 2018; ``borders`` are those of 2018."""
    municipality = make_municipality(name, code="GM9398")
    for year in (2017, 2018):
        add_year(cells(year=year), year)
    if borders:
        squares = [
            square_row(code, 1000 * at, 0, 1000, name=NAMES[code])
            for at, code in enumerate(code for code in NAMES if code.startswith("WK"))
        ]
        make_borders(*squares, year=2018)
    own = make_own_area(municipality, "De Hoek/Zuid", "WK939801", "WK939802")
    score = make_own_indicator(
        municipality,
        "wijkscan",
        labels={1: "onder gemiddeld", 2: "gemiddeld", 3: "boven gemiddeld"},
    )
    make_own_figure(score, own.code, 3.0, period=2019)
    return Town(municipality, scope_for(municipality), own, score)

"""A country of two municipalities in which everything of the catalogue is known."""

from __future__ import annotations

import csv
from importlib import resources
from typing import TYPE_CHECKING, Final

from tests.makers.indicators import make_figures, sheet
from tests.makers.places import (
    area_row,
    make_areas,
    make_borders,
    make_municipality,
    square_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wijkregie.domain.places.models import Municipality

HERE: Final = "WK920001"
PART: Final = "BU92000101"
WIJKEN: Final = 6
_PEOPLE: Final = 2000
_BASE: Final = {"count": 400.0, "share": 40.0, "mean": 30.0, "median": 30.0, "index": 100.0}
_AGES: Final = ("aged_0_14", "aged_15_24", "aged_25_44", "aged_45_64", "aged_65_plus")
_LIVING: Final = (
    "households_single",
    "households_without_children",
    "households_with_children",
)


def catalogue() -> list[dict[str, str]]:
    """Return every national indicator as its line in the catalogue."""
    file = resources.files("wijkregie.domain.indicators") / "catalogue.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def names() -> dict[str, str]:
    """Return the areas by code: two municipalities of so many wijken; the first has buurten."""
    found = {"NL00": "Nederland", "GM9200": "Waterstad", "GM9201": "Bosdorp"}
    for gm in ("9200", "9201"):
        for number in range(1, WIJKEN + 1):
            wijk = f"{gm}{number:02}"
            found[f"WK{wijk}"] = f"Wijk {number} van {found[f'GM{gm}']}"
            parts = (1, 2) if number == 1 else ()
            found |= {f"BU{wijk}0{part}": f"Buurt {number}.{part}" for part in parts}
    return found


def make_known_country(
    years: Iterable[int] = range(2021, 2024), *, name: str = "Waterstad"
) -> Municipality:
    """Import every indicator of every area of these years, and the borders of the wijken."""
    made = make_municipality(name, code="GM9200")
    for year in (wanted := list(years)):
        add_known_year(year)
    squares = [
        square_row(code, 1000 * (at % 4), 1000 * (at // 4), 1000, name=title)
        for at, (code, title) in enumerate(names().items())
        if code.startswith(("WK9200", "BU92000"))
    ]
    make_borders(*squares, year=wanted[-1])
    return made


def add_known_year(year: int) -> None:
    """Import every indicator of every area of a year; the areas stayed the same."""
    known, rows = names(), catalogue()
    make_figures(sheet({code: _cells(code, year, rows) for code in known}, period=year))
    made = (
        area_row(code, title, change=1 if code[:2] in {"WK", "BU"} else None)
        for code, title in known.items()
    )
    make_areas(*made, year=year)


def _cells(code: str, year: int, rows: Iterable[Mapping[str, str]]) -> dict[str, float]:
    """Return plausible figures; those of ``HERE`` stand out, to the good or the other side."""
    turn = 3 if code == HERE else sum(map(ord, code)) % 7
    found = {row["key"]: _value(row, turn, year, at) for at, row in enumerate(rows)}
    people = float(_PEOPLE + 10 * turn)
    found |= {"inhabitants": people, "households": people / 2, "homes": people / 2}
    found |= dict.fromkeys(_AGES, people / 5) | dict.fromkeys(_LIVING, people / 6)
    found |= {"homes_owned": 50.0, "homes_rented_corporation": 30.0, "homes_rented_other": 20.0}
    found |= {"urbanity": 3.0, "population_density": 3000.0 + turn}
    if code == HERE:
        found |= {"income_per_inhabitant": 19.0, "homes_vacant": 0.5, "distance_gp": 0.1}
        found |= {"social_assistance": 390.0, "violence_rate": 25.0}
    return found


def _value(row: Mapping[str, str], turn: int, year: int, at: int) -> float:
    if row["kind"] == "class":
        return float(2 + turn % 3)
    return round(
        _BASE[row["kind"]] + turn / 10 + (year - 2000) / 4 + at % 5, int(row["decimals"])
    )

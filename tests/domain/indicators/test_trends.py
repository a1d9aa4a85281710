"""A line runs only where area and concept stayed the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.indicators import (
    line_of,
    make_figures,
    sheet,
)
from tests.makers.places import make_municipality, make_own_area
from wijkregie.domain.indicators import queries
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import FigureSeen, Line
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

NORTH, SOUTH, EAST = "BU90010101", "BU90010102", "BU90010201"


@pytest.fixture
def town() -> Municipality:
    return make_municipality("Voorbeeldstad", code="GM9001")


def area(code: str) -> Area:
    return Area.objects.get(code=code)


def lines(town: Municipality | None, whole: Area, keys: set[str] | None = None) -> list[Line]:
    viewer = anonymous(town.pk if town else None)
    return queries.profile(viewer, whole, keys=keys)


def now(town: Municipality, whole: Area, key: str) -> FigureSeen:
    return line_of(lines(town, whole), key).now


def gaps(line: Line) -> list[tuple[int, bool, str]]:
    return [(point.figure.period, point.joined, point.gap) for point in line.trend]


# --- trends


def told(
    key: str, values: dict[int, Any], *, changes: dict[int, int | None] | None = None
) -> None:
    for year, value in values.items():
        change = (changes or {}).get(year, 1)
        make_figures(sheet({NORTH: {key: value}}, period=year, change=change))


def test_a_line_runs_where_the_area_stayed_the_same(town: Municipality) -> None:
    told("inhabitants", {2015: 10.0, 2016: 11.0, 2017: 12.0})

    line = line_of(lines(town, area(NORTH)), "inhabitants")

    assert gaps(line) == [(2015, False, ""), (2016, True, ""), (2017, True, "")]
    assert line.has_trend


@pytest.mark.parametrize("change", [2, 3])
def test_no_line_over_a_changed_border(town: Municipality, change: int) -> None:
    told("inhabitants", {2015: 10.0, 2016: 11.0, 2017: 12.0}, changes={2016: change})

    line = line_of(lines(town, area(NORTH)), "inhabitants")

    assert gaps(line) == [(2015, False, ""), (2016, False, "changed"), (2017, True, "")]


def test_no_line_over_what_is_not_known(town: Municipality) -> None:
    told("inhabitants", {2014: 9.0, 2016: 11.0, 2017: 12.0}, changes={2017: None})

    line = line_of(lines(town, area(NORTH)), "inhabitants")

    assert gaps(line) == [(2014, False, ""), (2016, False, "unknown"), (2017, False, "unknown")]
    assert not line.has_trend


def test_no_line_from_or_to_a_missing_figure(town: Municipality) -> None:
    told("inhabitants", {2015: 10.0, 2016: CellStatus.SECRET, 2017: 12.0})

    line = line_of(lines(town, area(NORTH)), "inhabitants")

    assert gaps(line) == [(2015, False, ""), (2016, False, "missing"), (2017, False, "missing")]


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("origin_western", 2022, 2023),
        ("homes_built_before_2000", 2023, 2024),
        ("income_per_inhabitant", 2007, 2008),
        ("address_density", 2004, 2005),
    ],
)
def test_no_line_over_a_concept_that_changed(
    town: Municipality, key: str, before: int, after: int
) -> None:
    told(key, {before - 1: 10.0, before: 11.0, after: 12.0, after + 1: 13.0})

    line = line_of(lines(town, area(NORTH)), key)

    assert gaps(line) == [
        (before - 1, False, ""),
        (before, True, ""),
        (after, False, "concept"),
        (after + 1, True, ""),
    ]
    assert line.trend[2].reason.startswith(("CBS", "Statistics Netherlands"))


def test_a_concept_that_changed_in_a_year_without_figures_breaks_too(
    town: Municipality,
) -> None:
    told("origin_western", {2021: 10.0, 2024: 11.0})

    assert gaps(line_of(lines(town, area(NORTH)), "origin_western"))[1] == (
        2024,
        False,
        "concept",
    )


def test_figures_of_several_years_in_one_layout_are_of_the_same_area(
    town: Municipality,
) -> None:
    for year in (2021, 2022):
        cells = {NORTH: {"crimes": 5.0}}
        make_figures(sheet(cells, period=year, division=2024, source="crime", change=3))

    assert gaps(line_of(lines(town, area(NORTH)), "crimes"))[1] == (2022, True, "")


def test_the_trend_of_an_own_area_breaks_with_any_of_its_parts(town: Municipality) -> None:
    for year in (2016, 2017):
        make_figures(sheet({NORTH: {"inhabitants": 5.0}}, period=year))
    make_figures(
        sheet({NORTH: {"inhabitants": 5.0}, SOUTH: {"inhabitants": 1.0}}, period=2016),
        replace=True,
    )
    make_figures(
        sheet({NORTH: {"inhabitants": 5.0}, SOUTH: {"inhabitants": 1.0}}, period=2017, change=3)
    )
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    assert gaps(line_of(lines(town, own), "inhabitants"))[1] == (2017, False, "changed")


def test_the_country_is_always_the_same_area(town: Municipality) -> None:
    for year in (2005, 2017):
        make_figures(sheet({"NL00": {"inhabitants": 5.0}}, period=year))

    assert gaps(line_of(lines(town, area("NL00")), "inhabitants"))[1] == (2017, True, "")

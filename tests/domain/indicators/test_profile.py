"""The figures of one area, beside the right ones, at a fixed price."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.makers.indicators import (
    line_of,
    make_figures,
    make_own_figure,
    make_own_indicator,
    national,
    sheet,
)
from tests.makers.places import make_municipality, make_own_area
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import FigureSeen, Line
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

NORTH, SOUTH, EAST = "BU90010101", "BU90010102", "BU90010201"
COUNTS = {
    "NL00": {"inhabitants": 1000.0, "aged_65_plus": 180.0},
    "GM9001": {"inhabitants": 400.0, "aged_65_plus": 80.0},
    "WK900101": {"inhabitants": 300.0, "aged_65_plus": 60.0},
    NORTH: {"inhabitants": 200.0, "aged_65_plus": 50.0},
    SOUTH: {"inhabitants": 100.0, "aged_65_plus": 10.0},
    EAST: {"inhabitants": 100.0, "aged_65_plus": 20.0},
}


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


# --- one area


def test_an_area_stands_beside_its_municipality_and_country(town: Municipality) -> None:
    make_figures(sheet(COUNTS))

    line = line_of(lines(town, area(NORTH)), "aged_65_plus")

    assert (line.now.value, line.now.share, line.now.status) == (50, 25, Status.KNOWN)
    assert line.municipality is not None
    assert (line.municipality.value, line.municipality.share) == (80, 20)
    assert line.country is not None
    assert (line.country.value, line.country.share) == (180, 18)
    assert (line.now.source, line.now.period, line.now.division) == ("kwb", 2017, 2017)


def test_no_area_stands_beside_itself(town: Municipality) -> None:
    make_figures(sheet(COUNTS))

    municipality = line_of(lines(town, area("GM9001")), "inhabitants")
    country = line_of(lines(town, area("NL00")), "inhabitants")

    assert municipality.municipality is None
    assert municipality.country is not None
    assert (country.municipality, country.country) == (None, None)


def test_the_comparison_comes_from_the_edition_of_the_figure(town: Municipality) -> None:
    """The buurt is known in 2017 only; its municipality and the country in 2018 too."""
    make_figures(sheet(COUNTS))
    later = {"NL00": {"inhabitants": 2000.0}, "GM9001": {"inhabitants": 800.0}}
    make_figures(sheet(later, period=2018))

    line = line_of(lines(town, area(NORTH)), "inhabitants")

    assert line.municipality is not None
    assert line.country is not None
    assert [one.period for one in (line.now, line.municipality, line.country)] == [2017] * 3
    assert [one.value for one in (line.now, line.municipality, line.country)] == [
        200,
        400,
        1000,
    ]
    assert line_of(lines(town, area("GM9001")), "inhabitants").now.value == 800


def test_why_a_figure_is_not_there_is_told(town: Municipality) -> None:
    make_figures(sheet({NORTH: {"home_value": CellStatus.SECRET, "inhabitants": 5.0}}))

    seen = now(town, area(NORTH), "home_value")

    assert (seen.value, seen.status, seen.has_value) == (None, Status.SECRET, False)


def test_the_last_figure_that_is_known_is_shown(town: Municipality) -> None:
    make_figures(sheet({NORTH: {"home_value": 200.0}}))
    make_figures(sheet({NORTH: {"home_value": CellStatus.NOT_PUBLISHED}}, period=2018))

    line = line_of(lines(town, area(NORTH)), "home_value")

    assert (line.now.period, line.now.value) == (2017, 200)
    assert [point.figure.period for point in line.trend] == [2017, 2018]


def test_only_the_figures_asked_for_come(town: Municipality) -> None:
    make_figures(sheet(COUNTS))

    found = lines(town, area(NORTH), {"aged_65_plus"})

    assert [line.indicator.key for line in found] == ["aged_65_plus"]
    assert found[0].now.share == 25  # its denominator is read all the same
    assert lines(town, area(NORTH), set()) == []


def test_a_share_needs_its_whole(town: Municipality) -> None:
    make_figures(sheet({NORTH: {"aged_65_plus": 5.0}}))
    assert now(town, area(NORTH), "aged_65_plus").share is None

    make_figures(sheet({NORTH: {"aged_65_plus": 0.0, "inhabitants": 0.0}}, period=2018))
    assert now(town, area(NORTH), "aged_65_plus").share is None


def test_of_two_layouts_of_a_year_the_later_one_counts(town: Municipality) -> None:
    make_figures(sheet({NORTH: {"crimes": 8.0}}, period=2023, division=2023, source="crime"))
    make_figures(sheet({NORTH: {"crimes": 9.0}}, period=2023, division=2024, source="crime"))
    assert now(town, area(NORTH), "crimes").value == 9

    missing = {NORTH: {"crimes": CellStatus.MISSING}}
    make_figures(sheet(missing, period=2023, division=2025, source="crime"))
    assert now(town, area(NORTH), "crimes").value == 9


# --- figures of the municipality itself


def test_own_figures_stand_beside_the_national_ones(town: Municipality) -> None:
    make_figures(sheet(COUNTS))
    score = make_own_indicator(town)
    make_own_figure(score, NORTH, 6.5, period=2016)
    make_own_figure(score, NORTH, 7.0, period=2018, n=40)

    line = line_of(lines(town, area(NORTH)), "score")

    assert (line.now.value, line.now.n, line.now.margin) == (7.0, 40, 2.5)
    assert (line.now.source, line.now.edition_id) == ("own", None)
    assert (line.municipality, line.country) == (None, None)
    assert gaps(line) == [(2016, False, ""), (2018, True, "")]
    assert len(lines(town, area(NORTH))) == 3


def test_own_figures_are_not_seen_elsewhere(town: Municipality) -> None:
    make_figures(sheet(COUNTS))
    make_own_figure(make_own_indicator(town, "kanarie"), NORTH)
    other = make_municipality(code="GM9002")

    def keys(looking: Municipality | None) -> set[str]:
        return {line.indicator.key for line in lines(looking, area(NORTH))}

    assert "kanarie" in keys(town)
    assert keys(other) == keys(None) == {"inhabitants", "aged_65_plus"}


def test_an_own_indicator_never_takes_national_figures(town: Municipality) -> None:
    """A key of ours that a later release of the catalogue uses too."""
    make_figures(sheet(COUNTS))
    score = make_own_indicator(town)
    Indicator.objects.filter(pk=score.pk).update(key="inhabitants")
    make_own_figure(score, NORTH, 3.0)

    found = [line for line in lines(town, area(NORTH)) if line.indicator.key == "inhabitants"]

    assert sorted(
        (line.indicator.municipality_id is None, line.now.value) for line in found
    ) == [
        (False, 3),
        (True, 200),
    ]


# --- the price


def test_a_profile_costs_the_same_however_many_figures_and_years(town: Municipality) -> None:
    make_figures(sheet(COUNTS))
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    def cost(whole: Area) -> int:
        with CaptureQueriesContext(connection) as seen:
            lines(town, whole)
        return len(seen)

    before = cost(area(NORTH)), cost(own)
    columns = [one.key for one in Indicator.objects.all()]
    for year in range(2005, 2017):
        cells = {code: dict.fromkeys(columns, 5.0) for code in COUNTS}
        make_figures(sheet(cells, period=year))
    score = make_own_indicator(town)
    for year in range(2000, 2020):
        make_own_figure(score, NORTH, period=year)

    assert (cost(area(NORTH)), cost(own)) == before
    assert max(before) <= 8


def test_the_catalogue_is_told_in_the_language_of_the_page(town: Municipality) -> None:
    services.keep_catalogue()
    one = national("origin_western")

    english = (one.name, one.unit_text, one.definition, one.break_between(2023, 2022))
    with translation.override("nl"):
        dutch = (one.name, one.unit_text, one.definition, one.break_between(2023, 2022))
    assert english == (one.name_en, one.unit_en, one.definition_en, one.breaks[0]["en"])
    assert dutch == (one.name_nl, one.unit, one.definition_nl, one.breaks[0]["nl"])
    assert one.break_between(2021, 2022) == one.break_between(2023, 2024) == ""
    one.unit_en = ""
    assert one.unit_text == one.unit

"""What is told of a trend without making it is what the trend itself holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import (
    line_of,
    make_figures,
    make_own_figure,
    make_own_indicator,
    sheet,
)
from tests.makers.places import make_municipality, make_own_area
from wijkregie.domain.indicators import queries
from wijkregie.domain.indicators.queries.history import History
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import Line
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

NORTH, SOUTH = "BU90010101", "BU90010102"


@pytest.fixture
def town() -> Municipality:
    return make_municipality("Voorbeeldstad", code="GM9001")


def lines(town: Municipality, whole: Area, until: int | None = None) -> list[Line]:
    return queries.profile(anonymous(town.pk), whole, until=until)


def make_history(town: Municipality) -> Area:
    """Make figures with gaps, of two layouts in one period, of ourselves, and of two parts."""
    for year in (2015, 2016, 2018):
        known = {"inhabitants": 5.0 + year, "aged_65_plus": 5.0}
        cells = dict.fromkeys((NORTH, SOUTH), known)
        make_figures(sheet(cells, period=year))
    late: dict[str, dict[str, float | CellStatus | None]]
    late = {NORTH: {"crimes": CellStatus.MISSING}, SOUTH: {"crimes": 4.0}}
    for division in (2023, 2024):
        make_figures(sheet(late, period=2022, division=division, source="crime"))
    make_own_figure(make_own_indicator(town), NORTH, 6.5, period=2011)
    return make_own_area(town, "Samen", NORTH, SOUTH)


def test_periods_and_layouts_are_those_of_the_trend(town: Municipality) -> None:
    own = make_history(town)

    for whole in (*Area.objects.filter(code__in=(NORTH, SOUTH)), own):
        found = lines(town, whole)
        assert {line.indicator.key for line in found} >= {"inhabitants", "crimes"}
        for line in found:
            assert line.periods == {point.figure.period for point in line.trend}
            assert line.divisions == {point.figure.division for point in line.trend}


@pytest.mark.parametrize("until", [None, 2011, 2016, 2017, 2022])
def test_the_last_figure_is_the_last_known_one_of_the_trend(
    town: Municipality, until: int | None
) -> None:
    make_history(town)

    for line in lines(town, Area.objects.get(code=NORTH), until):
        shown = [point.figure for point in line.trend]
        shown = [seen for seen in shown if until is None or seen.period <= until]
        known = [seen for seen in shown if seen.has_value]
        assert line.now == (known or shown)[-1]


def test_of_a_figure_that_is_never_known_the_first_table_of_the_last_period_counts(
    town: Municipality,
) -> None:
    make_history(town)

    line = line_of(lines(town, Area.objects.get(code=NORTH)), "crimes")

    assert (line.now.has_value, line.now.period, line.now.division) == (False, 2022, 2023)


def test_a_trend_is_made_when_it_is_asked_for_and_once(
    town: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_history(town)
    asked: list[str] = []
    made = History.trend

    def noted(history: History) -> tuple[queries.Point, ...]:
        asked.append(history.indicator.key)
        return made(history)

    monkeypatch.setattr(History, "trend", noted)
    line = line_of(lines(town, Area.objects.get(code=NORTH)), "inhabitants")
    assert (line.periods, asked) == ({2015, 2016, 2018}, [])
    assert line.trend == line.trend
    assert asked == ["inhabitants"]

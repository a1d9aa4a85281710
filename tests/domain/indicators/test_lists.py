"""What is measured and delivered; every list at a fixed price."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.indicators import (
    current,
    make_figures,
    make_own_figure,
    make_own_indicator,
    national,
    reading,
    sheet,
)
from tests.makers.places import AT, make_municipality, make_own_area, scope_for
from wijkregie.domain.indicators import queries, services
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.indicators.queries import Spread
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

NORTH, SOUTH, EAST = "BU90010101", "BU90010102", "BU90010201"
CELLS = {
    "NL00": {"homes": 1000.0, "homes_owned": 57.0},
    "GM9001": {"homes": 100.0, "homes_owned": 60.0},
    NORTH: {"homes": 30.0, "homes_owned": 80.0},
    SOUTH: {"homes": 10.0, "homes_owned": 40.0},
    EAST: {"homes": 60.0, "homes_owned": CellStatus.SECRET},
}


@pytest.fixture
def town() -> Municipality:
    return make_municipality("Voorbeeldstad", code="GM9001")


def values(spread: Spread) -> list[float | None]:
    return [row.figure.value if row.figure else None for row in spread.rows]


# --- lists


def test_what_is_measured_is_told_by_theme(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    make_figures(sheet({NORTH: {"crimes": 1.0}}, period=2023, source="crime"))
    score = make_own_indicator(town)
    make_own_indicator(town, "unused")
    make_own_figure(score, NORTH, period=2020)
    make_own_figure(score, NORTH, period=2014)
    other = make_municipality(code="GM9002")

    def keys(viewer_of: int | None) -> list[str]:
        return [one.key for one in queries.measured(anonymous(viewer_of))]

    assert keys(town.pk) == ["score", "homes", "homes_owned", "crimes"]
    assert keys(other.pk) == keys(None) == ["homes", "homes_owned", "crimes"]
    last = queries.last_periods(anonymous(town.pk))
    assert last == {
        score.pk: 2020,
        national("homes").pk: 2017,
        national("homes_owned").pk: 2017,
        national("crimes").pk: 2023,
    }
    assert score.pk not in queries.last_periods(anonymous(other.pk))


def test_an_indicator_is_found_by_its_key_the_own_one_first(town: Municipality) -> None:
    services.keep_catalogue()
    score = make_own_indicator(town)
    other = make_municipality(code="GM9002")

    assert queries.indicator(anonymous(town.pk), "score") == score
    assert queries.indicator(anonymous(other.pk), "score") is None
    assert queries.indicator(anonymous(), "score") is None
    assert queries.indicator(anonymous(), "men") == national("men")

    Indicator.objects.filter(pk=score.pk).update(key="men")
    assert queries.indicator(anonymous(town.pk), "men") == score
    assert queries.indicator(anonymous(other.pk), "men") == national("men")


def test_deliveries_are_told_newest_first(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    make_figures(sheet({**CELLS, NORTH: {"homes": 31.0, "homes_owned": 80.0}}))
    make_figures(sheet(CELLS, period=2018))
    make_figures(sheet({NORTH: {"unheard_of": 1.0}}, period=2019))

    told = [(one.period, one.version) for one in queries.deliveries()]
    assert told == [(2019, 1), (2018, 1), (2017, 2), (2017, 1)]
    services.store_reading(reading(sheet(CELLS, period=2020)), at=AT + timedelta(days=1))
    assert [(one.source, one.periods, one.at) for one in queries.latest_imports()] == [
        ("kwb", (2020,), AT + timedelta(days=1)),
        ("kwb", (2017, 2018, 2019), AT),
    ]
    assert len(queries.latest_imports(most=1)) == 1
    assert [str(one) for one in queries.editions().values()] == [
        "kwb 2017.2",
        "kwb 2018.1",
        "kwb 2019.1",
        "kwb 2020.1",
    ]


def test_themes_are_told_in_reading_order() -> None:
    names = queries.theme_names()

    assert list(names)[:2] == ["own", "population"]
    assert names["own"] == "Measured by ourselves"
    assert names["population"] == "Who live here"


# --- the price


def test_lists_cost_the_same_however_many_areas_and_years(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    score = make_own_indicator(town)
    make_own_figure(score, NORTH)
    own = make_own_area(town, "Samen", NORTH, SOUTH)
    viewer, scope = anonymous(town.pk), scope_for(town)
    homes = national("homes_owned")

    def asked() -> dict[str, Callable[[], object]]:
        some = [*Area.objects.filter(municipality=None), own]
        ids = [one.pk for one in some]
        choice = queries.choices(viewer, homes)[0]
        ours = queries.choices(viewer, score)[0]
        edition = current()
        return {
            "spread": lambda: queries.spread(viewer, scope, homes, choice, some),
            "own spread": lambda: queries.spread(viewer, scope, score, ours, some),
            "choices": lambda: queries.choices(viewer, homes),
            "measured": lambda: queries.measured(viewer),
            "last_periods": lambda: queries.last_periods(viewer),
            "values": lambda: queries.values_through_years(viewer, homes, some),
            "nationwide": lambda: queries.nationwide(homes, edition, some),
            "ranked": lambda: queries.ranked(current(), homes, ids),
            "editions": queries.editions,
            "latest_imports": queries.latest_imports,
        }

    def cost() -> dict[str, int]:
        counted = {}
        for name, ask in asked().items():
            with CaptureQueriesContext(connection) as seen:
                ask()
            counted[name] = len(seen)
        return counted

    before = cost()
    for year in range(2005, 2017):
        cells = {f"BU9001{at:04}": {"homes": 5.0, "homes_owned": 5.0} for at in range(40)}
        make_figures(sheet(cells, period=year))
        make_own_figure(score, NORTH, period=year)

    assert cost() == before
    assert before == {
        "spread": 3,
        "own spread": 1,
        "choices": 2,
        "measured": 3,
        "last_periods": 3,
        "values": 5,
        "nationwide": 2,
        "ranked": 3,
        "editions": 1,
        "latest_imports": 1,
    }

"""What stands out of an area, and what it costs to know."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_figures, make_own_figure, make_own_indicator, sheet
from tests.makers.peers import (
    HERE,
    TOWN,
    USUAL,
    area,
    country,
    make_country,
    other,
    peers_here,
    with_figure,
)
from tests.makers.peers import standings_here as standings
from tests.makers.places import make_municipality, make_own_area
from wijkregie.domain.indicators import queries
from wijkregie.domain.indicators.models import Indicator
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    town = make_municipality("Voorbeeldstad", code=TOWN)
    make_country(12)
    return town


def test_the_most_telling_come_first_and_one_of_each_theme_before_a_second() -> None:
    """Income is twice the clearest, but a distance and a home come before its second."""
    here = {
        "income_per_inhabitant": 40.0,
        "income_per_recipient": 40.0,
        "distance_gp": 0.1,
        "homes_vacant": 0.0,
    }
    rows = {
        other(at): {
            "income_per_inhabitant": 25.0,
            "income_per_recipient": 25.0,
            "distance_gp": 1.0,
            "homes_vacant": 5.0 if at > 1 else 0.0,
        }
        for at in range(12)
    }
    make_country(0, here=here, rows=rows)
    found = standings()
    lines = queries.profile(anonymous(), area())

    better, worse = queries.strengths_and_weaknesses(found, lines)
    every, _none = queries.strengths_and_weaknesses(found, lines, most=9)

    assert {one.key for one in better[:2]} == {"income_per_recipient", "distance_gp"}
    assert better[2].key == "homes_vacant"
    assert every[3].key == "income_per_inhabitant"
    assert worse == ()


def test_a_clear_difference_with_half_of_the_areas_is_no_strength() -> None:
    with_figure("income_per_inhabitant", 26.0, [20.0] * 8 + [30.0] * 4)
    found = standings()
    lines = queries.profile(anonymous(), area())

    assert found["income_per_inhabitant"].verdict == "better"
    assert queries.strengths_and_weaknesses(found, lines) == ((), ())


def test_what_is_worse_is_a_weakness() -> None:
    with_figure("income_per_inhabitant", 20.0, [25.0] * 12)

    better, worse = queries.strengths_and_weaknesses(
        standings(), queries.profile(anonymous(), area())
    )

    assert ([one.key for one in better], [one.key for one in worse]) == (
        [],
        ["income_per_inhabitant"],
    )
    assert worse[0].ahead == 100


def test_what_cannot_be_placed_is_ahead_of_nothing() -> None:
    make_country()

    assert standings()["inhabitants"].ahead == 0


# --- own areas, and the price


def test_an_own_area_is_off_by_the_rounding_of_all_its_parts() -> None:
    ages = {"aged_0_14": 300.0, "aged_65_plus": 400.0}
    half = {**USUAL, **ages, "inhabitants": 2000.0, "women": 1000.0}
    parts = {"BU90010101": half, "BU90010102": half}
    rows = {other(at): {"women": 2000.0} for at in range(12)}
    make_country(0, here={"women": 2000.0}, rows={**rows, **parts})
    town = make_municipality(code=TOWN)
    own = make_own_area(town, "Samen", *parts)

    whole, together = standings(town)["women"], standings(town, own.code)["women"]

    assert whole.value == together.value == 50
    assert whole.band is not None
    assert together.band is not None
    assert together.band > whole.band


def test_the_price_is_the_same_however_many_figures_and_years(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_own_figure(make_own_indicator(town), HERE)
    viewer, here = anonymous(town.pk), area()

    for year in (2018, 2019, 2020):
        lines, peers = queries.profile(viewer, here), peers_here(viewer)
        with django_assert_num_queries(5):
            queries.standings(viewer, here, lines, peers)
        extra = {"home_value": 200.0, "distance_gp": 1.0, "women": 2000.0}
        rows = {code: {**row, **extra} for code, row in country(12).items()}
        make_figures(sheet(rows, period=year))


def test_a_hundred_figures_and_thirty_peers_take_little_time(town: Municipality) -> None:
    """The measured bar is 40 ms of CPU; here with room for a busy machine."""
    keys = list(Indicator.objects.filter(municipality=None).values_list("key", flat=True))
    for year in range(2018, 2023):
        cells = {
            code: {**dict.fromkeys(keys, 10.0), **row} for code, row in country(30).items()
        }
        make_figures(sheet(cells, period=year))
    viewer, here = anonymous(town.pk), area()
    lines, peers = queries.profile(viewer, here), peers_here(viewer)

    begun = time.process_time()
    found = queries.standings(viewer, here, lines, peers)
    taken = time.process_time() - begun

    assert len(found) >= len(keys) > 100
    assert taken < 0.2

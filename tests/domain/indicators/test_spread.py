"""One figure over many areas, through the years, and everywhere in the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import (
    current,
    make_figures,
    make_own_figure,
    make_own_indicator,
    national,
    sheet,
)
from tests.makers.places import AT, SYSTEM, make_municipality, make_own_area, scope_for
from wijkregie.domain.indicators import queries
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places import queries as places_seen
from wijkregie.domain.places import services as places
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def areas(*codes: str) -> list[Area]:
    found = {area.code: area for area in Area.objects.filter(municipality=None)}
    return [found[code] for code in codes]


def over(town: Municipality, indicator: Indicator, some: Sequence[Area], at: int = 0) -> Spread:
    viewer = anonymous(town.pk)
    choice = queries.choices(viewer, indicator)[at]
    return queries.spread(viewer, scope_for(town), indicator, choice, some)


def values(spread: Spread) -> list[float | None]:
    return [row.figure.value if row.figure else None for row in spread.rows]


# --- over areas


def test_a_figure_is_spread_over_areas_in_their_order(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    own = make_own_area(town, "Samen", NORTH, SOUTH)
    some = [own, *areas(SOUTH, EAST, NORTH, "WK900101")]

    found = over(town, national("homes_owned"), some)

    assert values(found) == [70, 40, None, 80, None]
    assert [row.area for row in found.rows] == some
    assert [row.figure and row.figure.status for row in found.rows] == [
        Status.ESTIMATED,
        Status.KNOWN,
        Status.SECRET,
        Status.KNOWN,
        None,
    ]
    assert found.municipality is not None
    assert found.municipality.value == 60
    assert found.country is not None
    assert found.country.value == 57


def test_the_country_has_no_municipality_beside_it() -> None:
    make_figures(sheet(CELLS))
    viewer, scope = anonymous(), places_seen.country_scope()
    owned = national("homes_owned")
    (choice,) = queries.choices(viewer, owned)

    found = queries.spread(viewer, scope, owned, choice, areas("GM9001"))

    assert found.municipality is None
    assert found.country is not None


def test_after_a_merger_the_municipality_of_before_is_its_parts_together() -> None:
    codes = (("GM9010", 2000, 2021), ("GM9011", 2000, 2021), ("GM9012", 2022, None))
    wanted = places.NewMunicipality("Samengegaan", codes)
    town = places.create_municipality(wanted, by=SYSTEM, at=AT)
    make_figures(
        sheet(
            {
                "GM9010": {"homes": 100.0, "homes_owned": 50.0},
                "GM9011": {"homes": 300.0, "homes_owned": 70.0},
            }
        )
    )
    make_figures(sheet({"GM9012": {"homes": 410.0, "homes_owned": 66.0}}, period=2024))

    found = [over(town, national("homes_owned"), [], at).municipality for at in (0, 1)]

    assert [(one.period, one.value) for one in found if one] == [(2024, 66), (2017, 65)]


# --- periods


def test_periods_are_told_last_first_and_of_two_layouts_the_later(town: Municipality) -> None:
    make_figures(sheet(CELLS, period=2016), sheet(CELLS))
    crime = {NORTH: {"crimes": 1.0}}
    make_figures(sheet(crime, period=2023, division=2023, source="crime"))
    make_figures(sheet(crime, period=2023, division=2024, source="crime"))
    make_figures(sheet({NORTH: {"crimes": 2.0}}, period=2016, source="crime"))
    viewer = anonymous(town.pk)

    assert [one.period for one in queries.choices(viewer, national("homes"))] == [2017, 2016]
    found = queries.choices(viewer, national("crimes"))
    assert [(one.period, one.edition and one.edition.division) for one in found] == [
        (2023, 2024),
        (2016, 2016),
    ]
    assert queries.choices(viewer, national("men")) == []


def test_a_replaced_delivery_is_no_choice(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    make_figures(sheet({**CELLS, NORTH: {"homes": 31.0, "homes_owned": 80.0}}))

    (choice,) = queries.choices(anonymous(town.pk), national("homes"))

    assert choice.edition == current()
    assert values(over(town, national("homes"), areas(NORTH))) == [31]


def test_own_figures_have_periods_without_edition(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    score = make_own_indicator(town)
    make_own_figure(score, NORTH, 6.0, period=2016)
    make_own_figure(score, SOUTH, 7.0, period=2018, n=30)
    other = make_municipality(code="GM9002")

    found = queries.choices(anonymous(town.pk), score)

    assert [(one.period, one.edition) for one in found] == [(2018, None), (2016, None)]
    assert queries.choices(anonymous(other.pk), score) == []
    spread = over(town, score, areas(NORTH, SOUTH))
    assert values(spread) == [None, 7]
    assert (spread.municipality, spread.country) == (None, None)
    figure = spread.rows[1].figure
    assert figure is not None
    assert (figure.n, figure.margin, figure.source, figure.period) == (30, 2.5, "own", 2018)


def test_own_figures_are_not_spread_elsewhere(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    score = make_own_indicator(town)
    make_own_figure(score, NORTH)
    other = make_municipality(code="GM9002")
    choice = queries.choices(anonymous(town.pk), score)[0]

    found = queries.spread(anonymous(other.pk), scope_for(other), score, choice, areas(NORTH))

    assert values(found) == [None]
    assert values(over(town, score, areas(NORTH))) == [7]  # the control


def test_an_own_indicator_has_no_national_periods(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    score = make_own_indicator(town)
    Indicator.objects.filter(pk=score.pk).update(key="homes")
    score.refresh_from_db()
    make_own_figure(score, NORTH, period=2011)

    assert [one.period for one in queries.choices(anonymous(town.pk), score)] == [2011]


# --- through the years


def test_all_values_of_these_areas_make_the_classes(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    make_figures(sheet({NORTH: {"homes": 1.0, "homes_owned": 90.0}}, period=2018))
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    found = queries.values_through_years(
        anonymous(town.pk), national("homes_owned"), [*areas(NORTH, EAST), own]
    )

    assert sorted(found) == [70, 80, 90]


def test_own_values_are_those_of_these_areas_and_this_municipality(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    score = make_own_indicator(town)
    make_own_figure(score, NORTH, 6.0, period=2016)
    make_own_figure(score, NORTH, 7.0)
    make_own_figure(score, SOUTH, 8.0)
    make_own_figure(score, EAST, 1.0, n=5)  # not shown, so not counted either
    other = make_municipality(code="GM9002")

    some = areas(NORTH, EAST)
    assert sorted(queries.values_through_years(anonymous(town.pk), score, some)) == [6, 7]
    assert queries.values_through_years(anonymous(other.pk), score, some) == []


# --- the country


def test_the_country_is_read_by_column(town: Municipality) -> None:
    make_figures(sheet(CELLS))
    owned, edition = national("homes_owned"), current()
    some = areas(SOUTH, EAST, NORTH, "WK900101")

    rows = queries.nationwide(owned, edition, some)

    assert [row.area for row in rows] == some
    assert [row.figure and (row.figure.value, row.figure.status) for row in rows] == [
        (40, Status.KNOWN),
        (None, Status.SECRET),
        (80, Status.KNOWN),
        None,
    ]


def test_areas_are_ranked_by_their_value_and_the_unknown_left_out(town: Municipality) -> None:
    make_figures(sheet({**CELLS, "BU90010202": {"homes": 30.0, "homes_owned": 40.0}}))
    north, south, east, same = areas(NORTH, SOUTH, EAST, "BU90010202")

    def ranked(*some: Area) -> list[int]:
        ids = [one.pk for one in some]
        return queries.ranked(current(), national("homes_owned"), ids)

    assert ranked(north, east, same, south) == [same.pk, south.pk, north.pk]
    assert ranked(south, same) == [south.pk, same.pk]
    assert queries.ranked(current(), national("homes_owned"), [0]) == []

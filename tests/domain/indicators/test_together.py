"""Areas taken together: own areas, and municipalities that merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.indicators import (
    line_of,
    make_figures,
    sheet,
)
from tests.makers.places import AT, SYSTEM, make_municipality, make_own_area
from wijkregie.domain.indicators import queries
from wijkregie.domain.indicators.models import Indicator
from wijkregie.domain.indicators.states import Kind, Status
from wijkregie.domain.places import services as places
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import FigureSeen, Line
    from wijkregie.domain.places.models import Area, Municipality

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


def lines(town: Municipality | None, whole: Area, keys: set[str] | None = None) -> list[Line]:
    viewer = anonymous(town.pk if town else None)
    return queries.profile(viewer, whole, keys=keys)


def now(town: Municipality, whole: Area, key: str) -> FigureSeen:
    return line_of(lines(town, whole), key).now


# --- own areas: taken together


def test_counts_are_summed(town: Municipality) -> None:
    make_figures(sheet(COUNTS))
    own = make_own_area(town, "Samen", NORTH, EAST)

    line = line_of(lines(town, own), "aged_65_plus")

    assert (line.now.value, line.now.status) == (70, Status.ESTIMATED)
    assert line.now.share == pytest.approx(100 * 70 / 300)
    assert line.municipality is not None
    assert line.municipality.value == 80
    assert line.country is not None
    assert line.country.value == 180


def test_a_single_part_passes_through_as_it_is(town: Municipality) -> None:
    make_figures(sheet({NORTH: {"urbanity": 3.0, "home_value": 210.0, "inhabitants": 20.0}}))
    own = make_own_area(town, "Alleen", NORTH)

    for key, value in (("urbanity", 3), ("home_value", 210), ("inhabitants", 20)):
        seen = now(town, own, key)
        assert (seen.value, seen.status) == (value, Status.KNOWN)


def test_shares_and_means_are_weighted_by_their_own_denominator(town: Municipality) -> None:
    make_figures(
        sheet(
            {
                NORTH: {"homes": 300.0, "homes_owned": 80.0, "home_value": 200.0},
                SOUTH: {"homes": 100.0, "homes_owned": 40.0, "home_value": 400.0},
            }
        )
    )
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    # 240 of 300 and 40 of 100 homes are owned: 280 of 400.
    assert now(town, own, "homes_owned").value == pytest.approx(70)
    assert now(town, own, "homes_owned").status == Status.ESTIMATED
    # 300 homes of 200 and 100 of 400 thousand: 100,000 over 400 homes.
    assert now(town, own, "home_value").value == pytest.approx(250)


@pytest.mark.parametrize(
    ("key", "cells", "status"),
    [
        ("urbanity", (3.0, 3.0), Status.NO_FIGURE),  # a class
        ("active_persons", (60.0, 70.0), Status.NO_FIGURE),  # a share of nothing named
        ("homes_owned", (60.0, 70.0), Status.NO_FIGURE),  # its denominator is not known
        ("inhabitants", (60.0, CellStatus.SECRET), Status.SECRET),
        ("inhabitants", (CellStatus.MISSING, CellStatus.MISSING), Status.MISSING),
    ],
)
def test_what_cannot_be_taken_together_is_not(
    town: Municipality, key: str, cells: tuple[Any, Any], status: Status
) -> None:
    make_figures(sheet({NORTH: {key: cells[0]}, SOUTH: {key: cells[1]}}))
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    seen = now(town, own, key)

    assert (seen.value, seen.status, seen.has_value) == (None, status, False)


@pytest.mark.parametrize("kind", [Kind.MEDIAN, Kind.INDEX, Kind.CLASS])
def test_medians_are_never_taken_together(town: Municipality, kind: Kind) -> None:
    cells = {"homes": 3.0, "home_value": 1.0}
    make_figures(sheet({NORTH: cells, SOUTH: cells}))
    Indicator.objects.filter(key="home_value").update(kind=kind)
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    seen = now(town, own, "home_value")

    assert (seen.value, seen.status) == (None, Status.NO_FIGURE)


def test_an_edition_that_lacks_a_part_says_nothing(town: Municipality) -> None:
    make_figures(sheet(COUNTS))
    make_figures(sheet({NORTH: {"inhabitants": 7.0}}, period=2018))
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    line = line_of(lines(town, own), "inhabitants")

    assert [(point.figure.period, point.figure.value) for point in line.trend] == [(2017, 300)]


def test_an_own_area_of_nothing_has_no_figures(town: Municipality) -> None:
    make_figures(sheet(COUNTS))

    assert lines(town, make_own_area(town, "Leeg")) == []


def test_after_a_merger_the_parts_stand_beside_the_municipality_as_it_is_now() -> None:
    """Dijk en Waard: in 2017 it was two municipalities, since 2022 it is one."""
    codes = (("GM9010", 2000, 2021), ("GM9011", 2000, 2021), ("GM9012", 2022, None))
    town = places.create_municipality(
        places.NewMunicipality("Samengegaan", codes), by=SYSTEM, at=AT
    )
    make_figures(
        sheet(
            {
                "GM9010": {"homes": 100.0, "homes_owned": 50.0},
                "GM9011": {"homes": 300.0, "homes_owned": 70.0},
                "WK901001": {"homes": 20.0, "homes_owned": 55.0},
            }
        )
    )
    make_figures(sheet({"GM9012": {"homes": 410.0, "homes_owned": 66.0}}, period=2024))
    own = make_own_area(town, "Oude wijk", "WK901001")

    homes, owned = (line_of(lines(town, own), key) for key in ("homes", "homes_owned"))

    assert homes.municipality is not None
    assert (homes.municipality.period, homes.municipality.value) == (2017, 400)
    assert owned.municipality is not None
    assert owned.municipality.value == pytest.approx(65)
    assert owned.municipality.status == Status.ESTIMATED

"""Which areas an area is compared with, and why these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_figures, sheet
from tests.makers.peers import (
    HERE,
    TOWN,
    USUAL,
    area,
    codes,
    country,
    make_country,
    other,
    peers_here,
)
from tests.makers.places import area_row, make_areas, make_municipality, make_own_area
from wijkregie.domain.indicators import queries
from wijkregie.domain.places.states import OwnKind
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.indicators.queries import Criterion, PeerSet

pytestmark = pytest.mark.django_db


def criterion(peers: PeerSet, key: str) -> Criterion:
    (found,) = [one for one in peers.criteria if one.key == key]
    return found


def test_areas_of_the_same_level_that_are_alike_are_peers() -> None:
    make_country(12)

    peers = peers_here()

    assert sorted(codes(peers)) == sorted(other(at) for at in range(12))
    assert peers.names[0] == f"Naam {codes(peers)[0]} (Naam GM{codes(peers)[0][2:6]})"
    assert (peers.year, peers.level) == (2017, "district")
    assert (peers.changed, peers.widened) == (False, False)


@pytest.mark.parametrize(
    "different",
    [
        {"urbanity": 4.0},
        {"inhabitants": 8100.0, "aged_0_14": 1215.0, "aged_65_plus": 1620.0},
        {"inhabitants": 1990.0, "aged_0_14": 300.0, "aged_65_plus": 400.0},
        {"inhabitants": 0.0, "aged_0_14": 0.0, "aged_65_plus": 0.0},
        {"aged_0_14": 810.0},
        {"aged_65_plus": 510.0},
        {"homes_owned": 66.0},
        {"homes_single_family": 39.0},
        {"homes_owned": CellStatus.SECRET},
    ],
)
def test_who_differs_in_one_respect_is_no_peer(different: dict[str, float]) -> None:
    make_country(12, rows={other(50): different})

    assert other(50) not in codes(peers_here())


def test_the_criteria_tell_between_which_bounds_peers_lie() -> None:
    make_country(12)

    peers = peers_here()

    assert [one.key for one in peers.criteria] == [
        "urbanity",
        "inhabitants",
        "aged_0_14",
        "aged_65_plus",
        "homes_owned",
        "homes_single_family",
    ]
    inhabitants, older = criterion(peers, "inhabitants"), criterion(peers, "aged_65_plus")
    assert (inhabitants.own, inhabitants.low, inhabitants.high) == (4000, 2000, 8000)
    assert (older.own, older.low, older.high) == (20, 13, 27)
    assert (older.label, older.measure, older.width) == (
        "Aged 65 and over",
        "points",
        "normal",
    )


def test_bounds_stay_within_what_can_be() -> None:
    make_country(12, here={"homes_owned": 95.0, "aged_65_plus": 40.0, "urbanity": 1.0})

    peers = peers_here()

    assert (criterion(peers, "homes_owned").low, criterion(peers, "homes_owned").high) == (
        65,
        100,
    )
    assert criterion(peers, "aged_65_plus").low == 0
    assert (criterion(peers, "urbanity").low, criterion(peers, "urbanity").high) == (1, 2)


def test_the_nearest_come_first_and_beyond_thirty_count_no_more() -> None:
    steps = {other(at): {"homes_owned": 50.0 + at / 4} for at in range(40)}
    make_country(0, rows=steps)

    assert codes(peers_here()) == [other(at) for at in range(30)]


def test_with_too_few_alike_the_search_is_widened_once() -> None:
    far = {other(at): {"homes_owned": 75.0, "urbanity": 4.0} for at in range(9, 14)}
    beyond = {other(20): {"urbanity": 5.0}}
    make_country(9, rows={**far, **beyond})

    peers = peers_here()

    assert (len(peers.area_ids), peers.widened) == (14, True)
    assert codes(peers)[:9] == [other(at) for at in range(9)]
    assert criterion(peers, "homes_owned").high == 80


def test_with_ten_alike_it_is_not() -> None:
    make_country(10, rows={other(30): {"homes_owned": 75.0}})

    peers = peers_here()

    assert (len(peers.area_ids), peers.widened) == (10, False)


def test_another_level_and_water_are_no_peers() -> None:
    make_country(10, rows={other(40, "BU"): {}, other(41): {}})
    make_areas(area_row(other(41), water=True))

    assert not {other(40, "BU"), other(41)} & set(codes(peers_here()))


def test_a_municipality_is_compared_with_municipalities() -> None:
    others = {f"GM{9200 + at}": dict(USUAL) for at in range(10)}
    make_country(10, rows={TOWN: {}, **others})

    peers = peers_here(code=TOWN)

    assert peers.level == "municipality"
    assert codes(peers) == sorted(others)
    assert peers.names[0] == "Naam GM9200"


def test_the_country_is_compared_with_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_country()
    nation = area("NL00")

    with django_assert_num_queries(0):
        peers = queries.peers_of(anonymous(), nation)

    assert (peers.area_ids, peers.year, peers.edition_id) == ((), 0, None)
    assert not queries.has_peers(nation)
    assert queries.has_peers(area())


def test_without_inhabitants_nobody_knows_the_size() -> None:
    make_country(here={"inhabitants": CellStatus.SECRET})
    town = make_municipality(code=TOWN)

    peers = queries.peers_of(anonymous(town.pk), area())

    assert (peers.area_ids, peers.criteria, peers.level) == ((), (), "district")


def test_the_year_in_which_most_is_known_counts() -> None:
    """The last year lacks a column that is not published yet."""
    make_figures(sheet(country(12)))
    later = {
        code: {key: value for key, value in row.items() if key != "homes_owned"}
        for code, row in country(12).items()
    }
    make_figures(sheet(later, period=2018))

    assert peers_here().year == 2017


def test_of_years_with_as_much_the_last_one_counts() -> None:
    for year in (2017, 2018):
        make_figures(sheet(country(12), period=year))

    assert peers_here().year == 2018


def test_without_urbanity_the_density_counts() -> None:
    unknown = {"urbanity": CellStatus.MISSING}
    rows = {other(at): unknown for at in range(12)}
    dense = {other(30): {**unknown, "population_density": 8100.0}}
    make_country(0, here=unknown, rows={**rows, **dense})

    peers = peers_here()

    assert other(30) not in codes(peers)
    assert criterion(peers, "population_density").high == 8000
    assert "urbanity" not in [one.key for one in peers.criteria]


def test_nought_of_something_is_known_too() -> None:
    make_country(12, here={"homes_owned": 0.0, "population_density": 0.0, "urbanity": None})

    peers = peers_here()

    assert criterion(peers, "homes_owned").own == 0
    assert "population_density" not in [one.key for one in peers.criteria]


# --- own areas

NORTH, SOUTH = "BU90010101", "BU90010102"
HALF = {**USUAL, "inhabitants": 2000.0, "aged_0_14": 300.0, "aged_65_plus": 400.0}


def halves() -> dict[str, dict[str, float | CellStatus | None]]:
    return {NORTH: {**HALF, "homes_owned": 40.0}, SOUTH: {**HALF, "homes": 600.0}}


def test_an_own_wijk_is_compared_with_wijken_by_its_parts_together() -> None:
    make_country(12, rows=halves())
    town = make_municipality(code=TOWN)
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    peers = queries.peers_of(anonymous(town.pk), own)

    assert peers.level == "district"
    assert criterion(peers, "inhabitants").own == 4000
    assert criterion(peers, "homes_owned").own == pytest.approx(42.5)  # 1800 and 600 homes
    assert criterion(peers, "urbanity").own == 3
    assert HERE not in codes(peers)  # the wijk that its parts lie in


def test_the_class_of_an_own_area_is_that_of_most_people() -> None:
    rows = halves()
    rows[SOUTH] |= {"inhabitants": 2010.0, "urbanity": 2.0}
    make_country(12, rows=rows)
    town = make_municipality(code=TOWN)
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    peers = queries.peers_of(anonymous(town.pk), own)

    assert criterion(peers, "urbanity").own == 2


def test_without_a_class_or_homes_of_its_parts_an_own_area_does_without() -> None:
    missing = {"urbanity": None, "homes": None, "area_land": None}
    make_country(12, rows={code: {**row, **missing} for code, row in halves().items()})
    town = make_municipality(code=TOWN)
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    peers = queries.peers_of(anonymous(town.pk), own)

    assert [one.key for one in peers.criteria] == ["inhabitants", "aged_0_14", "aged_65_plus"]


def test_another_own_area_is_compared_with_buurten_unless_it_holds_a_wijk() -> None:
    make_country(12, rows={**halves(), **{other(at, "BU"): HALF for at in range(60, 72)}})
    town = make_municipality(code=TOWN)
    street = make_own_area(town, "Straat", NORTH)
    street.kind = OwnKind.STREET
    street.save()
    village = make_own_area(town, "Dorp", HERE)
    village.kind = OwnKind.VILLAGE
    village.save()

    assert queries.peers_of(anonymous(town.pk), street).level == "neighbourhood"
    assert queries.peers_of(anonymous(town.pk), village).level == "district"


def test_an_own_area_of_nothing_or_of_a_part_that_is_not_known_has_no_peers() -> None:
    make_country(12, rows={NORTH: HALF})
    make_areas(area_row(SOUTH))
    town = make_municipality(code=TOWN)

    for own in (make_own_area(town, "Leeg"), make_own_area(town, "Half", NORTH, SOUTH)):
        assert queries.peers_of(anonymous(town.pk), own).area_ids == ()


# --- the price


def test_the_price_is_the_same_however_many_areas_and_years(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_municipality(code=TOWN)
    make_country(12, rows=halves())
    own = make_own_area(town, "Samen", NORTH, SOUTH)

    here = area()

    for year in (2018, 2019):
        with django_assert_num_queries(8):
            queries.peers_of(anonymous(town.pk), here)
        with django_assert_num_queries(10):
            queries.peers_of(anonymous(town.pk), own)
        make_figures(sheet(country(40, rows=halves()), period=year))

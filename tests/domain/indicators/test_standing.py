"""Where figures stand: register figures by rounding, sample figures by chance."""

from __future__ import annotations

import pytest

from tests.makers.indicators import make_figures, sheet
from tests.makers.peers import HERE, area, make_country, other, with_figure
from tests.makers.peers import standings_here as standings
from tests.makers.places import (
    area_row,
    make_areas,
)
from wijkregie.domain.indicators import queries
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

pytestmark = pytest.mark.django_db


def test_a_figure_beyond_the_rounding_of_both_is_better_or_worse() -> None:
    """Income in one decimal: each can be off by 0.05, so both by 0.1."""
    with_figure("income_per_inhabitant", 30.0, [25.0] * 12)

    found = standings()["income_per_inhabitant"]

    assert (found.verdict, found.ground) == ("better", "rounding")
    assert (found.value, found.median, found.gap) == (30, 25, 5)
    assert found.band == pytest.approx(0.1)
    assert (found.percentile, found.rank, found.of) == (100, 1, 13)
    assert found.reason == (
        "Higher than in 12 of the 12 similar areas. "
        "The difference is larger than what rounding can do."
    )


@pytest.mark.parametrize(
    ("here", "verdict"),
    [
        (25.1, "not_distinguishable"),
        (25.2, "better"),
        (24.9, "not_distinguishable"),
        (24.8, "worse"),
    ],
)
def test_a_gap_within_the_rounding_is_no_difference(here: float, verdict: str) -> None:
    with_figure("income_per_inhabitant", here, [25.0] * 12)

    found = standings()["income_per_inhabitant"]

    assert found.verdict == verdict
    assert (found.reason == "The difference is no larger than what rounding can do.") == (
        verdict == "not_distinguishable"
    )


def test_lower_is_better_where_that_is_so() -> None:
    with_figure("distance_gp", 0.4, [1.0] * 12)

    found = standings()["distance_gp"]

    assert (found.verdict, found.percentile, found.rank) == ("better", 0, 1)
    assert found.reason.startswith("Lower than in 12 of the 12 similar areas.")


@pytest.mark.parametrize(
    ("key", "first"), [("distance_gp", 0.4), ("income_per_inhabitant", 9.0), ("women", 3000.0)]
)
def test_the_first_place_is_the_best_and_else_the_highest(key: str, first: float) -> None:
    """Three areas lie on the better side of this one, or have more where none is better."""
    less, more = (first * 2, first / 2) if key == "distance_gp" else (first / 2, first * 2)
    with_figure(key, first, [more] * 3 + [less] * 9)

    assert standings()[key].rank == 4


def test_who_has_the_same_is_not_passed() -> None:
    with_figure("distance_gp", 0.4, [0.4, 0.4] + [1.0] * 10)

    found = standings()["distance_gp"]

    assert (found.passed, found.of) == (10, 13)


def test_what_is_neither_good_nor_bad_is_only_higher_or_lower() -> None:
    with_figure("household_size", 3.0, [2.0] * 12)
    assert standings()["household_size"].verdict == "higher"

    lines = queries.profile(anonymous(), area())
    assert queries.strengths_and_weaknesses(standings(), lines) == ((), ())


def test_lower_of_what_is_neither_is_called_lower() -> None:
    with_figure("household_size", 1.5, [2.0] * 12)

    assert standings()["household_size"].verdict == "lower"


def test_the_usual_is_called_usual() -> None:
    with_figure("household_size", 2.0, [2.0] * 12)

    found = standings()["household_size"]

    assert (found.verdict, found.reason) == (
        "not_distinguishable",
        "This is what is usual in similar areas.",
    )


def test_a_count_is_compared_as_a_share_within_what_rounding_leaves() -> None:
    """Of forty people a share is off by so much that eight points are no difference."""
    few = {"inhabitants": 40.0, "aged_0_14": 5.0, "aged_65_plus": 10.0, "women": 20.0}
    rows = {other(at): {**few, "women": 25.0} for at in range(12)}
    make_country(0, here=few, rows=rows)

    found = standings()["women"]

    assert (found.value, found.median) == (50, 62.5)
    assert found.band is not None
    assert found.band > 12.5
    assert found.verdict == "not_distinguishable"


def test_of_many_people_the_same_share_is_a_difference() -> None:
    rows = {other(at): {"women": 2500.0} for at in range(12)}
    make_country(0, here={"women": 2000.0}, rows=rows)

    found = standings()["women"]

    assert found.verdict == "lower"
    assert found.band == pytest.approx(0.2, abs=0.03)


def test_a_number_of_which_no_share_is_known_is_not_compared() -> None:
    make_country()

    found = standings()["inhabitants"]

    assert (found.verdict, found.ground, found.value) == ("unknown", "count", None)
    assert "another size" in found.reason


def test_a_share_of_nought_has_a_band_too() -> None:
    rows = {other(at): {"women": 2500.0} for at in range(12)}
    make_country(0, here={"women": 0.0}, rows=rows)

    found = standings()["women"]

    assert (found.value, found.verdict) == (0, "lower")


def test_without_a_value_nothing_is_said() -> None:
    rows = {other(at): {"home_value": 200.0} for at in range(12)}
    make_country(0, here={"home_value": CellStatus.SECRET}, rows=rows)

    found = standings()["home_value"]

    assert (found.verdict, found.ground, found.percentile) == ("unknown", "value", None)
    assert found.reason == "There is no figure of this area."


def test_with_fewer_than_five_others_nothing_is_said() -> None:
    secret = [CellStatus.SECRET] * 8
    with_figure("home_value", 300.0, [*[200.0] * 4, *secret])

    found = standings()["home_value"]

    assert (found.verdict, found.ground, found.of) == ("unknown", "few", 5)
    assert found.reason == "This is known of too few similar areas."


def test_without_peers_nothing_is_said() -> None:
    make_country(0)

    assert {one.verdict for one in standings().values()} == {"unknown"}


def test_peers_count_in_the_edition_of_the_figure() -> None:
    """The last figure is of 2016; the areas are alike in 2017."""
    codes = [HERE, *(other(at) for at in range(12))]
    before = {code: {"home_value": 200.0} for code in codes} | {HERE: {"home_value": 300.0}}
    make_figures(sheet(before, period=2016))
    make_country(12)

    assert standings()["home_value"].of == 13


def test_a_peer_that_was_another_area_then_does_not_count() -> None:
    """The planted fault: its code stayed while its border changed."""
    codes = [HERE, *(other(at) for at in range(12))]
    before = {code: {"home_value": 200.0} for code in codes}
    make_figures(sheet(before, period=2016))
    make_country(12)
    assert standings()["home_value"].of == 13

    make_areas(*(area_row(other(at), change=3) for at in range(3)), year=2017)

    assert standings()["home_value"].of == 10

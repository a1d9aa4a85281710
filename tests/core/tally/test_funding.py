from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.core.tally.funding import Count, Grant, How, Part, Place, granted, per_place
from wijkregie.core.tally.records import TallyError
from wijkregie.core.tally.remainder import apportioned

if TYPE_CHECKING:
    from random import Random

TOWN = (("town", Decimal(100)),)
HOMES = (("corporation", Decimal(100)),)


def test_ijsselstein_by_households_with_a_thousand_euro_of_the_corporation() -> None:
    """Households and homes are made up: three wijken, one of them without social rent."""
    places = [
        Place("oost", households=3_000, corporation_homes=900),
        Place("west", households=2_000, corporation_homes=1),
        Place("zenderpark", households=2_000, corporation_homes=0),
    ]
    formula = [
        Part(How.POT, 10_000_000, TOWN, Count.HOUSEHOLDS),
        Part(How.FIXED, 100_000, HOMES, Count.CORPORATION_HOMES),
    ]

    found = granted(formula, places)

    assert found == (
        Grant("oost", "corporation", 100_000),
        Grant("oost", "town", 4_285_714),
        Grant("west", "corporation", 100_000),
        Grant("west", "town", 2_857_143),
        Grant("zenderpark", "town", 2_857_143),
    )
    assert sum(one.cents for one in found) == 10_000_000 + 2 * 100_000


def test_zwolle_fixed_sums_and_five_euro_for_each_corporation_home() -> None:
    """The amounts are of 2008, the counts of homes are made up."""
    holtenbroek = Place("holtenbroek", corporation_homes=3_100)
    schoonhorst = Place("pad-en-tuin", corporation_homes=1_250)
    social = Place("sociaal", corporation_homes=0)
    per_home = Part(How.PER, 500, HOMES, Count.CORPORATION_HOMES)

    found = [
        *granted([Part(How.POT, 20_000_000, TOWN), per_home], [holtenbroek, schoonhorst]),
        *granted([Part(How.FIXED, 4_000_000, TOWN), per_home], [social]),
    ]

    assert per_place(found) == {
        "holtenbroek": 10_000_000 + 1_550_000,
        "pad-en-tuin": 10_000_000 + 625_000,
        "sociaal": 4_000_000,
    }
    assert sum(one.cents for one in found if one.funder == "town") == 24_000_000


def test_emmen_a_base_and_an_amount_per_inhabitant_within_a_pot() -> None:
    """The inhabitants and amounts are made up."""
    places = [Place(code, inhabitants=n) for code, n in (("a", 1_001), ("b", 333), ("c", 7))]
    formula = [
        Part(How.FIXED, 500_000, TOWN),
        Part(How.PER, 350, TOWN, Count.INHABITANTS),
    ]

    free = per_place(granted(formula, places))
    fitted = granted(formula, places, pot=1_000_000)

    assert free == {"a": 850_350, "b": 616_550, "c": 502_450}
    assert sum(one.cents for one in fitted) == 1_000_000
    assert [one.cents for one in fitted] == [431_792, 313_073, 255_135]


def test_hoogeveen_seventy_by_the_town_and_thirty_by_the_corporations() -> None:
    both = (("corporations", Decimal(30)), ("town", Decimal(70)))

    found = granted([Part(How.FIXED, 333_333, both)], [Place("a"), Place("b")])

    assert [one.cents for one in found] == [100_000, 233_333] * 2


def test_a_voucher_is_worth_its_amount_each_time() -> None:
    found = granted([Part(How.VOUCHER, 25_000, TOWN)], [Place("a", vouchers=4), Place("b")])

    assert found == (Grant("a", "town", 100_000),)


def test_a_formula_that_cannot_be_worked_out_is_refused() -> None:
    fixed = Part(How.FIXED, 100, TOWN)
    half = (("town", Decimal(50)),)

    for parts, places, words in (
        ([Part(How.PER, 1, TOWN, Count.HOUSEHOLDS)], [Place("a")], "nobody knows the househ"),
        ([fixed], [Place("a"), Place("a")], "one code"),
        ([Part(How.FIXED, 100, half)], [Place("a")], "hundred per cent"),
        ([Part(How.FIXED, -1, TOWN)], [Place("a")], "below nought"),
    ):
        with pytest.raises(TallyError, match=words):
            granted(parts, places)


AMOUNT = some.integers(0, 10**9)


@given(AMOUNT, some.lists(some.integers(0, 10**6), min_size=1, max_size=9))
def test_what_is_apportioned_is_the_whole_and_nobody_is_a_whole_one_off(
    total: int, weights: list[int]
) -> None:
    if not any(weights):
        with pytest.raises(TallyError, match="above nought"):
            apportioned(total, weights)
        return

    parts = apportioned(total, weights)

    assert sum(parts) == total
    assert all(
        abs(part * sum(weights) - total * weight) < sum(weights)
        for part, weight in zip(parts, weights, strict=True)
    )


def test_nothing_below_nought_is_apportioned() -> None:
    for total, weights in ((-1, [1]), (1, [1, -1])):
        with pytest.raises(TallyError, match="below nought"):
            apportioned(total, weights)


@given(AMOUNT, some.lists(some.integers(0, 10**4), min_size=1, max_size=6), some.randoms())
def test_the_order_of_the_areas_changes_nothing(
    pot: int, counts: list[int], chance: Random
) -> None:
    places = [Place(f"{at}", households=count) for at, count in enumerate(counts)]
    formula = [
        Part(How.FIXED, 1_001, (("a", Decimal("33.4")), ("b", Decimal("66.6")))),
        Part(How.PER, 3, TOWN, Count.HOUSEHOLDS),
    ]
    shuffled = chance.sample(places, len(places))

    found = granted(formula, shuffled, pot=pot)

    assert found == granted(formula, places, pot=pot)
    assert sum(one.cents for one in found) == pot

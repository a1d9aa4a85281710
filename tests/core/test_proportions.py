"""Shares and their intervals: by published values, and by what must hold for all counts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.proportions import (
    Interval,
    ProportionError,
    difference,
    whole_percent,
    wilson,
)

COUNTS = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    [  # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_an_interval_of_a_share_is_the_published_one(
    part: int, of: int, low: float, high: float
) -> None:
    found = wilson(part, of)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [  # Newcombe 1998, "Interval estimation for the difference", table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_an_interval_of_a_difference_is_the_published_one(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = difference(first, second)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(COUNTS)
def test_a_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    part, of = counts
    found = wilson(part, of)

    assert 0 <= found.low <= part / of <= found.high <= 1


@given(COUNTS, COUNTS)
def test_the_other_way_round_is_the_same_difference(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    found, turned = difference(first, second), difference(second, first)

    assert found.low == pytest.approx(-turned.high)
    assert found.high == pytest.approx(-turned.low)
    assert -1.000001 <= found.low <= found.high <= 1.000001


def test_only_an_interval_without_nought_tells_of_a_difference() -> None:
    assert Interval(0.1, 0.3).tells
    assert Interval(-0.3, -0.1).tells
    assert not Interval(-0.1, 0.3).tells


@pytest.mark.parametrize(("part", "of"), [(0, 0), (3, 2), (-1, 4)])
def test_a_share_of_nothing_is_no_share(part: int, of: int) -> None:
    with pytest.raises(ProportionError):
        wilson(part, of)


@pytest.mark.parametrize(
    ("part", "of", "told"),
    [(25, 34, 74), (10, 13, 77), (9, 24, 38), (1, 8, 13), (0, 7, 0), (7, 7, 100), (7, 6, 117)],
)
def test_percents_of_counts_are_rounded_by_one_rule(part: int, of: int, told: int) -> None:
    assert whole_percent(Fraction(part, of)) == told


@given(COUNTS)
def test_a_whole_percent_is_100_only_where_nothing_is_missing(counts: tuple[int, int]) -> None:
    part, of = counts
    told = whole_percent(Fraction(part, of))

    assert (told == 100) == (part == of)
    assert 2 * abs(told * of - 100 * part) <= of or told == 99

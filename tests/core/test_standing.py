"""Where a figure stands: medians, counts below and above, and what rounding can do."""

from __future__ import annotations

from itertools import product
from math import inf, isnan, nan
from statistics import median

import numpy as np
import pytest

from wijkregie.core.standing import (
    StandingError,
    among,
    median_bands,
    medians,
    share_bands,
)

FIVES = (2.5, 2.5)


@pytest.mark.parametrize(("people", "points"), [(50, 6.3), (100, 3.1), (200, 1.5), (500, 0.6)])
def test_a_fifth_of_few_people_can_be_far_off(people: int, points: float) -> None:
    """Measured before, in the design: a share of 20 % from counts rounded to fives."""
    (band,) = share_bands(np.array([people / 5]), np.array([float(people)]), FIVES)

    assert band == pytest.approx(points, abs=0.05)


def test_every_share_that_rounds_to_the_same_lies_within_the_band() -> None:
    (band,) = share_bands(np.array([20.0]), np.array([90.0]), FIVES)
    possible = product(range(18, 23), range(88, 93))  # what is rounded to 20 and to 90

    assert all(abs(100 * part / whole - 100 * 20 / 90) <= band for part, whole in possible)


def test_a_whole_that_can_be_nought_leaves_nothing_sure() -> None:
    assert share_bands(np.array([0.0]), np.array([2.0]), FIVES).tolist() == [inf]


def test_counts_that_were_not_rounded_are_sure() -> None:
    assert share_bands(np.array([7.0]), np.array([31.0]), (0, 0)).tolist() == [0]


def test_what_is_not_known_has_no_band() -> None:
    bands = share_bands(np.array([nan, 5.0]), np.array([50.0, nan]), FIVES)

    assert all(map(isnan, bands))


def test_shapes_that_differ_are_refused() -> None:
    one, two = np.zeros(1), np.zeros(2)
    with pytest.raises(StandingError):
        share_bands(one, two, FIVES)
    with pytest.raises(StandingError):
        share_bands(one, one, (-1, 0))
    with pytest.raises(StandingError):
        median_bands(np.zeros((1, 1)), np.zeros((2, 1)))
    with pytest.raises(StandingError):
        among(two, np.zeros((3, 1)))


def test_a_median_is_that_of_what_is_known() -> None:
    chance = np.random.default_rng(3)
    for known in range(1, 9):
        figures = chance.random(known).tolist()
        column = np.array([*figures, nan, nan])
        chance.shuffle(column)

        assert medians(column.reshape(-1, 1)).tolist() == pytest.approx([median(figures)])


def test_of_no_areas_there_is_no_median() -> None:
    assert all(map(isnan, medians(np.empty((0, 2)))))
    assert len(medians(np.empty((0, 2)))) == 2


def test_a_median_can_be_off_no_more_than_the_figures_around_it() -> None:
    """However each figure lies within its band, the median stays within its own."""
    chance = np.random.default_rng(4)
    figures, bands = chance.uniform(0, 10, (6, 1)), chance.uniform(0, 2, (6, 1))
    (band,) = median_bands(figures, bands)

    for _ in range(200):
        moved = figures + bands * chance.uniform(-1, 1, (6, 1))
        assert abs(medians(moved)[0] - medians(figures)[0]) <= band + 1e-12


def test_only_what_is_known_lies_below_or_above() -> None:
    others = np.array([[1.0, 5.0], [2.0, nan], [3.0, 5.0], [nan, nan]])

    found = among(np.array([2.0, 5.0]), others)

    assert (found.known.tolist(), found.below.tolist(), found.above.tolist()) == (
        [3, 2],
        [1, 0],
        [1, 0],
    )


def test_a_figure_that_is_not_known_lies_beside_nothing() -> None:
    found = among(np.array([nan]), np.array([[1.0]]))

    assert (found.known[0], found.below[0], found.above[0]) == (1, 0, 0)

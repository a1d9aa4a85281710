"""Which of many differences stand: by hand, as published, and over many reports."""

from __future__ import annotations

from math import isnan, nan
from statistics import NormalDist, median

import numpy as np
import pytest

from wijkregie.core.discovery import (
    DiscoveryError,
    discoveries,
    median_chances,
    share_errors,
    two_sided,
)

# Benjamini and Hochberg (1995), section 4.1: of 15 differences the first four stand.
PUBLISHED = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0000,
]  # fmt: skip - as printed
CELLS = 480  # twelve areas, forty figures


def test_of_the_published_differences_four_stand() -> None:
    assert discoveries(PUBLISHED) == (True,) * 4 + (False,) * 11


def test_the_order_in_which_they_are_given_does_not_matter() -> None:
    backwards = discoveries(PUBLISHED[::-1])

    assert backwards == (False,) * 11 + (True,) * 4


def test_a_difference_that_passes_takes_the_smaller_ones_along() -> None:
    """0.04 is beyond its own place, 0.045 is not: both stand."""
    assert discoveries([0.04, 0.045]) == (True, True)
    assert discoveries([0.04, 0.06]) == (False, False)


def test_of_nothing_nothing_stands() -> None:
    assert discoveries([]) == ()


@pytest.mark.parametrize(("chances", "rate"), [([1.1], 0.05), ([-0.1], 0.05), ([nan], 0.05),
                                               ([0.5], 0.0), ([0.5], 1.0)])  # fmt: skip
def test_what_is_no_chance_is_refused(chances: list[float], rate: float) -> None:
    with pytest.raises(DiscoveryError):
        discoveries(chances, rate=rate)


def reports(number: int) -> list[list[float]]:
    """Reports in which every area is the same, so that each difference is chance."""
    deviates = np.random.default_rng(5).normal(size=(number, CELLS))
    return [[two_sided(z) for z in report] for report in deviates.tolist()]


def test_where_nothing_differs_hardly_any_report_calls_anything() -> None:
    found = [any(discoveries(report)) for report in reports(400)]

    assert sum(found) / len(found) < 0.08


def test_without_control_every_such_report_calls_some_twenty_four() -> None:
    """The planted fault: each cell on its own, at five percent."""
    found = [sum(one < 0.05 for one in report) for report in reports(100)]

    assert min(found) > 0
    assert median(found) == pytest.approx(24, abs=2)


def test_the_chance_of_a_normal_deviate_is_that_of_the_tables() -> None:
    for z in (0.0, -1.0, 2.5):
        assert two_sided(z) == pytest.approx(2 * NormalDist().cdf(-abs(z)))


def test_the_error_of_a_share_is_that_of_the_textbook() -> None:
    errors = share_errors(np.array([50.0, 20.0]), np.array([400.0, 100.0]))

    assert errors.tolist() == pytest.approx([2.5, 4.0])


def test_a_share_of_nought_or_all_is_not_beyond_doubt() -> None:
    none, everyone = share_errors(np.array([0.0, 100.0]), 100).tolist()

    assert none == everyone == pytest.approx((0.5 * 99.5 / 100) ** 0.5)


def test_an_unknown_share_has_no_error_and_one_of_no_answers_is_refused() -> None:
    assert isnan(share_errors(np.array([nan]), 100)[0])
    with pytest.raises(DiscoveryError):
        share_errors(np.array([50.0]), 0)


def test_a_gap_with_a_median_counts_the_doubt_of_both() -> None:
    """By hand: z = 10 / sqrt(9 + (pi / 2) * 16 / 2) = 2.153…"""
    (chance,) = median_chances(
        np.array([60.0]), np.array([3.0]), np.array([50.0]), np.array([[4.0], [4.0], [nan]])
    )

    assert chance == pytest.approx(2 * NormalDist().cdf(-10 / (9 + np.pi * 4) ** 0.5))


def test_without_others_there_is_no_chance_to_name() -> None:
    found = median_chances(
        np.array([60.0, nan]),
        np.array([3.0, 3.0]),
        np.array([nan, 50.0]),
        np.array([[nan, 4.0]]),
    )  # fmt: skip - two columns

    assert all(map(isnan, found))

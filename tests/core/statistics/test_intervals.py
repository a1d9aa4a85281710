"""Bounds of a share: as published by Newcombe, as R gives them, and how often they hold."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.statistics import oracles
from wijkregie.core.statistics import intervals
from wijkregie.core.statistics.samples import Estimates, Sample, SampleError, means

if TYPE_CHECKING:
    from wijkregie.core.proportions import Interval

ORACLE = "D05_proportion_interval"


def bounds(found: Interval) -> list[float]:
    return [found.low, found.high]


def test_r_gives_the_same() -> None:
    for case in oracles.expected(ORACLE)["cases"]:
        part, n = case["x"], case["n"]
        ours = {
            "wald": intervals.wald(part / n, n),
            "wilson": intervals.wilson(part / n, n),
            "agresti_coull": intervals.agresti_coull(part / n, n),
            "clopper_pearson": intervals.clopper_pearson(part, n),
        }
        for name, found in ours.items():
            assert bounds(found) == pytest.approx(case[name], abs=1e-9), (name, part, n)


def test_newcombe_published_the_same() -> None:
    for case in oracles.expected(ORACLE)["published_newcombe_1998a"]:
        part, n = case["x"], case["n"]
        found = bounds(intervals.wilson(part / n, n))
        assert found == pytest.approx(case["wilson"], abs=5e-5)
        # The lower bound of 1 of 29 was printed as -.0320; it is -.03193.
        assert bounds(intervals.wald(part / n, n)) == pytest.approx(case["wald"], abs=8e-5)


def test_the_exact_interval_of_none_and_of_all() -> None:
    """Of none of 20 the bound is 1 - .025^(1/20)."""
    found = intervals.clopper_pearson(0, 20)

    assert bounds(found) == pytest.approx([0, 1 - 0.025 ** (1 / 20)])
    assert bounds(intervals.clopper_pearson(20, 20)) == pytest.approx([0.025 ** (1 / 20), 1])


def test_wilson_holds_the_truth_where_wald_does_not() -> None:
    """Over every share of 50 answers the least coverage: 93 % against 78 %, as measured."""
    n, least = 50, {"wilson": 1.0, "wald": 1.0, "exact": 1.0}
    for truth in np.arange(0.03, 0.98, 0.01):
        chances = [comb(n, x) * truth**x * (1 - truth) ** (n - x) for x in range(n + 1)]
        for name, found in (
            ("wilson", [intervals.wilson(x / n, n) for x in range(n + 1)]),
            ("wald", [intervals.wald(x / n, n) for x in range(n + 1)]),
            ("exact", [intervals.clopper_pearson(x, n) for x in range(n + 1)]),
        ):
            held = sum(
                chance
                for chance, one in zip(chances, found, strict=True)
                if one.low <= truth <= one.high
            )
            least[name] = min(least[name], held)

    assert least["wilson"] > 0.92
    assert least["wald"] < 0.80
    assert least["exact"] >= 0.95


@given(st.integers(1, 400), st.data())
def test_every_interval_holds_its_own_share(n: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, n))
    for found in (
        intervals.wald(part / n, n),
        intervals.wilson(part / n, n),
        intervals.agresti_coull(part / n, n),
        intervals.clopper_pearson(part, n),
    ):
        assert found.low <= part / n + 1e-12
        assert found.high >= part / n - 1e-12


@given(st.lists(st.booleans(), min_size=4, max_size=60).filter(lambda x: 0 < sum(x) < len(x)))
def test_bounds_by_the_design_lie_between_nought_and_one(said: list[bool]) -> None:
    sample = Sample(np.linspace(1, 3, len(said)), np.zeros(len(said), np.int64))
    found = means(sample, np.array(said, float))
    share = float(found.values[0])
    for one in (
        intervals.logit(found),
        intervals.likelihood(found, len(said)),
        intervals.korn_graubard(found, len(said)),
    ):
        assert 0 <= one.low <= share <= one.high <= 1


def test_arcsine_by_hand() -> None:
    """At one half the error on the scale of the arcsine is that of the share."""
    found = Estimates(np.array([0.5]), np.array([[0.0025]]), 1e9)
    half = np.sin(np.pi / 4 + 1.959964 * 0.05) ** 2

    assert intervals.arcsine(found).high == pytest.approx(half, abs=1e-6)


def test_a_share_of_all_has_no_variance_and_what_is_none_is_refused() -> None:
    everybody = means(Sample(np.ones(3), np.zeros(3, np.int64)), np.ones(3))
    with pytest.raises(SampleError, match="Wilson"):
        intervals.logit(everybody)
    for share, n in ((-0.1, 9), (1.1, 9), (0.5, 0), (0.5, float("inf"))):
        with pytest.raises(SampleError, match="is no share"):
            intervals.wilson(share, n)

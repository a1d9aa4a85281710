"""Treated areas beside others: by enumeration, by R's coin, by hand, and by how it covers."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.statistics import oracles
from tests.core.statistics.test_samples import column
from wijkregie.core.statistics import effects
from wijkregie.core.statistics.effects import arranged, change_beside
from wijkregie.core.statistics.samples import SampleError, two_sided

ORACLE = "D11_permutation"


def test_coin_gives_the_same_chance() -> None:
    told, rows = oracles.expected(ORACLE), oracles.rows(ORACLE, "units")
    changes, treated = column(rows, "change"), column(rows, "treated")
    whole = arranged(changes, treated)
    assert whole.chance == pytest.approx(told["all"]["p_exact_two_sided"], abs=1e-6)
    assert whole.arrangements == 68_923_264_410
    ids = [int(row["school_id"]) for row in rows]
    first = [ids.index(one) for one in told["first12"]["ids"]]
    some = arranged(changes[first], treated[first])
    assert some.chance == pytest.approx(told["first12"]["p_exact_two_sided"], abs=1e-6)
    assert some.arrangements == told["first12"]["n_arrangements"]


def test_six_areas_by_hand() -> None:
    """Of 20 ways only two, the one it was and its mirror, put the three largest together."""
    found = arranged(np.array([3.0, 4, 5, 0, 1, 2]), np.array([1.0, 1, 1, 0, 0, 0]))

    assert (found.chance, found.arrangements, found.drawn) == (0.1, 20, False)


@given(
    st.lists(st.integers(-5, 5), min_size=4, max_size=9),
    st.integers(1, 3),
)
def test_two_halves_that_meet_count_every_way(changes: list[int], many: int) -> None:
    given_ = np.array(changes, float)
    centred = given_ - given_.mean()
    sums = [abs(sum(one)) for one in combinations(centred.tolist(), many)]
    least = sums[0] - 1e-9

    assert effects._met(centred, many, least) == sum(one >= least for one in sums)


def test_many_areas_are_drawn_and_the_same_each_time() -> None:
    chance = np.random.default_rng(9)
    changes, treated = chance.normal(size=60), np.repeat([1.0, 0.0], 30)
    found = arranged(changes, treated)

    assert found.drawn
    assert found == arranged(changes, treated)
    apart = changes[:30].mean() - changes[30:].mean()
    error = np.sqrt(changes[:30].var(ddof=1) / 30 + changes[30:].var(ddof=1) / 30)
    assert found.chance == pytest.approx(two_sided(apart / error, 58), abs=0.02)


def test_no_change_anywhere_is_no_surprise() -> None:
    assert arranged(np.zeros(6), np.array([1.0, 1, 0, 0, 0, 0])).chance == 1


def test_areas_as_sure_as_each_other_are_a_t_test() -> None:
    """With equal variances the model is Student's t on the changes."""
    changes = np.array([2.0, 4, 6, 1, 2, 3, 2])
    treated = np.array([1.0, 1, 1, 0, 0, 0, 0])
    found = change_beside(changes, np.full(7, 0.01), treated)
    pooled = (8 + 2) / 5

    assert found.value == pytest.approx(2)
    assert found.error == pytest.approx(np.sqrt(pooled * (1 / 3 + 1 / 4)))
    assert found.df == 5
    assert found.tau2 == pytest.approx(pooled - 0.01)
    assert found.chance == pytest.approx(two_sided(2 / found.error, 5))
    assert found.least == pytest.approx((2.570582 + 0.919544) * found.error, rel=1e-5)


def test_areas_that_move_together_keep_the_margin_of_their_answers() -> None:
    """Where areas differ less than their answers allow the margin is not made smaller."""
    found = change_beside(
        np.array([1.0, 1, 1, 0, 0, 0]), np.full(6, 0.6), np.array([1.0, 1, 1, 0, 0, 0])
    )

    assert found.tau2 == 0
    assert found.error == pytest.approx(np.sqrt(0.6 * 2 / 3))
    assert not found.interval.tells


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Areas that move by .2 themselves, three of twelve treated: measured 95.3 %."""
    chance = np.random.default_rng(12)
    treated = np.repeat([1.0, 0.0], [3, 9])
    held = 0
    for _time in range(600):
        n = chance.integers(60, 140, 12)
        variances = 2 * 1.5**2 / n
        changes = 0.4 * treated + chance.normal(0, np.sqrt(0.04 + variances))
        bounds = change_beside(changes, variances, treated).interval
        held += bounds.low <= 0.4 <= bounds.high

    assert 0.92 <= held / 600 <= 0.985


@given(st.integers(0, 10_000), st.floats(-3, 3))
def test_what_happens_everywhere_is_no_effect(seed: int, trend: float) -> None:
    chance = np.random.default_rng(seed)
    changes, variances = chance.normal(size=8), chance.uniform(0.05, 0.5, 8)
    treated = np.repeat([1.0, 0.0], [2, 6])
    one = change_beside(changes, variances, treated)
    more = change_beside(changes + trend, variances, treated)

    assert more.value == pytest.approx(one.value, abs=1e-6)
    assert more.error == pytest.approx(one.error, rel=1e-5)


def test_what_cannot_be_compared_is_refused() -> None:
    ones, zeros = np.ones(4), np.zeros(4)
    for changes, variances, treated in (
        (zeros[:2], ones[:2], np.array([1.0, 0])),
        (zeros, ones, zeros),
        (zeros, ones, ones),
        (zeros, zeros, np.array([1.0, 0, 0, 0])),
    ):
        with pytest.raises(SampleError):
            change_beside(changes, variances, treated)
    for labels in (ones, zeros):
        with pytest.raises(SampleError):
            arranged(zeros, labels)


@given(st.lists(st.floats(-4, 4), min_size=3, max_size=12), st.floats(1e-4, 2))
def test_the_variance_between_areas_always_settles(changes: list[float], sure: float) -> None:
    treated = np.zeros(len(changes))
    treated[0] = 1
    spread = np.linspace(sure, 3 * sure, len(changes))

    assert change_beside(np.array(changes), spread, treated).tau2 >= 0


def test_more_ways_than_can_be_listed_are_counted_all_the_same() -> None:
    """Of thirty areas the fifteen largest: only that way and its mirror are as far apart."""
    changes = np.arange(30.0)
    found = arranged(changes, (changes >= 15).astype(float))

    assert (found.arrangements, found.drawn) == (155_117_520, False)
    assert found.chance == pytest.approx(2 / 155_117_520)

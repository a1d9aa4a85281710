"""Means, totals and shares of samples: by hand, by R's survey, and by a property."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.statistics import oracles
from wijkregie.core.statistics import intervals
from wijkregie.core.statistics.associations import rao_scott
from wijkregie.core.statistics.samples import (
    Estimates,
    Sample,
    SampleError,
    design_effects,
    group_means,
    means,
    quantiles,
    ratio,
    totals,
)

if TYPE_CHECKING:
    from wijkregie.core.statistics.samples import Floats, Ints

DESIGNS = {"D01_survey_srs": "", "D02_survey_stratified": "stype", "D03_survey_cluster": "dnum"}


def column(rows: list[dict[str, str]], name: str) -> Floats:
    return np.array([float(row[name]) if row[name] else np.nan for row in rows])


def numbered(rows: list[dict[str, str]], name: str) -> Ints:
    return np.unique([row[name] for row in rows], return_inverse=True)[1]


def drawn(name: str, rows: list[dict[str, str]], *, corrected: bool) -> Sample:
    by = DESIGNS[name]
    return Sample(
        column(rows, "pw"),
        numbered(rows, by) if by == "stype" else np.zeros(len(rows), np.int64),
        numbered(rows, by) if by == "dnum" else None,
        column(rows, "fpc") if corrected else None,
    )


def cases() -> list[Any]:
    both = [(name, kind) for name in DESIGNS for kind in ("with_fpc", "without_fpc")]
    return [one for one in both if one != ("D03_survey_cluster", "without_fpc")]


@pytest.mark.parametrize(("name", "kind"), cases())
def test_r_survey_gives_the_same_of_means_and_totals(name: str, kind: str) -> None:
    told = oracles.expected(name)[kind]
    rows = oracles.rows(name)
    sample = drawn(name, rows, corrected=kind == "with_fpc")
    close = 1e-6 if "strat" in name else 1e-7
    both = np.column_stack((column(rows, "api00"), column(rows, "enroll")))
    found = means(sample, both)

    assert sample.df == told["degf"]
    assert found.values.tolist() == pytest.approx(told["mean"]["estimate"], rel=close)
    assert found.errors.tolist() == pytest.approx(told["mean"]["se"], rel=close)
    bounds = [found.interval(at) for at in (0, 1)]
    assert [one.low for one in bounds] == pytest.approx(told["mean"]["ci95_t_lower"], rel=close)
    assert [one.high for one in bounds] == pytest.approx(
        told["mean"]["ci95_t_upper"], rel=close
    )
    effects = design_effects(sample, both).tolist()
    assert effects == pytest.approx(told["mean"]["deff"], rel=close)
    total = totals(sample, column(rows, "enroll"))
    assert float(total.values[0]) == pytest.approx(told["total_enroll"]["estimate"], rel=close)
    assert float(total.errors[0]) == pytest.approx(told["total_enroll"]["se"], rel=close)


@pytest.mark.parametrize(("name", "kind"), cases())
def test_r_survey_gives_the_same_of_shares_and_ratios(name: str, kind: str) -> None:
    told = oracles.expected(name)[kind]
    rows = oracles.rows(name)
    sample = drawn(name, rows, corrected=kind == "with_fpc")
    close = 1e-6 if "strat" in name else 1e-7
    kinds = numbered(rows, "stype")
    shares = means(sample, (kinds[:, None] == np.arange(3)).astype(float))
    share = told["share_stype"]
    assert shares.values.tolist() == pytest.approx(share["estimate"], rel=close)
    assert shares.errors.tolist() == pytest.approx(share["se"], rel=1e-6, abs=1e-9)
    over = ratio(sample, column(rows, "api00"), column(rows, "api99"))
    expected = told["ratio_api00_api99"]
    assert float(over.values[0]) == pytest.approx(expected["estimate"], rel=close)
    assert float(over.errors[0]) == pytest.approx(expected["se"], rel=close)


@pytest.mark.parametrize(("name", "kind"), cases())
def test_r_survey_gives_the_same_of_groups_and_medians(name: str, kind: str) -> None:
    told = oracles.expected(name)[kind]
    rows = oracles.rows(name)
    sample = drawn(name, rows, corrected=kind == "with_fpc")
    close = 1e-6 if "strat" in name else 1e-7
    scores, kinds, yes = column(rows, "api00"), numbered(rows, "stype"), column(rows, "sw_yes")

    for answers, key in ((scores, "mean_api00_by_stype"), (yes, "prop_schwide_by_stype")):
        found, of = group_means(sample, answers, kinds, 3), told[key]
        assert found.values.tolist() == pytest.approx(of["estimate"], rel=close)
        assert found.errors.tolist() == pytest.approx(of["se"], rel=close)
    apart = group_means(sample, scores, yes.astype(np.int64), 2).contrast([-1, 1])
    tested = Estimates(apart.values, apart.covariance, apart.df - 1)
    test = told["ttest_api00_by_sw"]
    assert float(tested.values[0]) == pytest.approx(test["difference"], rel=close)
    assert float(tested.values[0] / tested.errors[0]) == pytest.approx(test["t"], rel=close)
    assert tested.df == test["df"]
    assert tested.chance() == pytest.approx(test["p"], rel=1e-6)
    quarters = told["quantiles_api00"]
    at = quantiles(sample, scores, quarters["p"])
    assert [value for value, _bounds in at] == quarters["estimate"]
    assert [bounds.low for _value, bounds in at] == quarters["lower"]
    assert [bounds.high for _value, bounds in at] == quarters["upper"]
    hang = rao_scott(sample, yes.astype(np.int64), kinds)
    chi = told["chisq_schwide_stype_RaoScott"]
    assert [hang.f, hang.df_above, hang.df_below, hang.chance] == pytest.approx(
        [chi["F"], chi["ndf"], chi["ddf"], chi["p"]], rel=1e-6
    )


@pytest.mark.parametrize("question", ["sw_yes", "awards_yes"])
@pytest.mark.parametrize(("name", "kind"), cases())
def test_r_survey_gives_the_same_six_intervals(name: str, kind: str, question: str) -> None:
    told = oracles.expected(name)[kind][f"prop_{question}"]
    rows = oracles.rows(name)
    sample = drawn(name, rows, corrected=kind == "with_fpc")
    found, n = means(sample, column(rows, question)), len(rows)
    ours = {
        "logit": intervals.logit(found),
        "xlogit": intervals.logit(found),
        "likelihood": intervals.likelihood(found, n),
        "asin": intervals.arcsine(found),
        "beta": intervals.korn_graubard(found, n),
        "mean": found.interval(),
    }

    for kind_of, one in ours.items():
        off = 1e-5 if kind_of in {"likelihood", "logit"} else 1e-6
        expected = [told[kind_of]["lower"], told[kind_of]["upper"]]
        assert [one.low, one.high] == pytest.approx(expected, abs=off), kind_of


def test_areas_beside_the_whole_of_a_population_that_is_known() -> None:
    told = oracles.expected("D17_population_truth_swiss")
    rows = oracles.rows("D17_population_truth_swiss", "sample")
    region, whole = column(rows, "REG").astype(np.int64) - 1, column(rows, "N")
    drawn_per = np.bincount(region)[region]
    sample = Sample(whole / drawn_per, region, populations=whole)
    found = group_means(sample, column(rows, "share65"), region, 7)
    sizes = np.array(told["truth"]["N"], float)

    assert found.values.tolist() == pytest.approx(told["sample_estimates"]["mean"], rel=1e-6)
    assert found.errors.tolist() == pytest.approx(told["sample_estimates"]["se_mean"], rel=1e-6)
    overall = means(sample, np.column_stack((column(rows, "share65"), column(rows, "old"))))
    expected = told["sample_estimates"]["overall"]
    assert overall.values.tolist() == pytest.approx(expected["estimate"], rel=1e-6)
    assert overall.errors.tolist() == pytest.approx(expected["se"], rel=1e-6)
    for at, one in enumerate(told["area_versus_whole"]):
        apart = found.contrast((np.arange(7) == at) - sizes / sizes.sum())
        assert float(apart.values[0]) == pytest.approx(one["area_minus_city"], rel=1e-6)
        assert float(apart.errors[0]) == pytest.approx(one["se"], rel=1e-6)


def test_intervals_hold_the_truth_of_a_known_population_about_as_often_as_they_say() -> None:
    """Of 400 samples from a skewed population 95 % of the intervals hold its mean."""
    chance = np.random.default_rng(5)
    people = np.concatenate([chance.normal(at, 1.5, 400).clip(1, 10) for at in (5, 7, 8)])
    strata = np.repeat(np.arange(3), 400)
    truth, held = people.mean(), 0
    for _draw in range(400):
        rows = np.concatenate(
            [chance.choice(400, 40, replace=False) + 400 * s for s in range(3)]
        )
        sample = Sample(np.full(120, 10.0), strata[rows], populations=np.full(120, 400.0))
        bounds = means(sample, people[rows]).interval()
        held += bounds.low <= truth <= bounds.high

    assert 0.92 <= held / 400 <= 0.98


def test_a_mean_by_hand() -> None:
    """2, 4 and 9 are 5 on average; their variance is 13, so that of the mean is 13 / 3."""
    sample = Sample(np.ones(3), np.zeros(3, np.int64))
    found = means(sample, np.array([2.0, 4.0, 9.0]))

    assert found.values.tolist() == [5.0]
    assert float(found.errors[0] ** 2) == pytest.approx(13 / 3)
    # Of a street of four doors a quarter was not asked.
    corrected = Sample(np.ones(3), np.zeros(3, np.int64), populations=np.full(3, 4.0))
    assert float(means(corrected, np.array([2.0, 4.0, 9.0])).errors[0] ** 2) == pytest.approx(
        13 / 3 / 4
    )


def test_what_was_not_answered_is_no_nought() -> None:
    sample = Sample(np.ones(4), np.zeros(4, np.int64))

    assert means(sample, np.array([6.0, np.nan, 8.0, np.nan])).values.tolist() == [7.0]
    with pytest.raises(SampleError, match="nobody answered"):
        means(sample, np.full(4, np.nan))


def test_a_group_in_which_nobody_answered_has_no_mean() -> None:
    sample = Sample(np.ones(3), np.zeros(3, np.int64))
    with pytest.raises(SampleError, match="nobody answered"):
        group_means(sample, np.array([1.0, 2.0, np.nan]), np.array([0, 0, 1]), 2)


def test_answers_of_one_house_count_as_one_unit() -> None:
    """Two houses of which all say the same are two observations, whatever their number."""
    answers = np.array([5.0, 5, 5, 8, 8, 8])
    houses = np.array([1, 1, 1, 2, 2, 2])
    alone = Sample(np.ones(6), np.zeros(6, np.int64))
    together = Sample(np.ones(6), np.zeros(6, np.int64), houses)

    assert (alone.df, together.df) == (5, 1)
    assert means(together, answers).errors[0] == pytest.approx(1.5)
    assert means(alone, answers).errors[0] < 1


@given(
    st.lists(st.floats(1, 10), min_size=4, max_size=30),
    st.floats(0.1, 50),
    st.floats(-5, 5),
)
def test_more_of_everybody_changes_no_mean_and_a_shift_no_margin(
    answers: list[float], factor: float, shift: float
) -> None:
    given_ = np.array(answers)
    weights = np.linspace(1, 2, len(given_))
    strata = np.arange(len(given_)) % 2
    one = means(Sample(weights, strata), given_)
    more = means(Sample(weights * factor, strata), given_ + shift)

    assert float(more.values[0] - shift) == pytest.approx(float(one.values[0]))
    assert float(more.errors[0]) == pytest.approx(float(one.errors[0]), abs=1e-9)


def test_kish_of_equal_weights_is_their_number() -> None:
    assert Sample(np.full(5, 3.0), np.zeros(5, np.int64)).kish == pytest.approx(5)
    assert Sample(np.array([1.0, 1, 2]), np.zeros(3, np.int64)).kish == pytest.approx(16 / 6)


@pytest.mark.parametrize(
    ("weights", "strata", "more", "words"),
    [
        ([], [], {}, "strata are 0"),
        ([1, 1], [0], {}, "strata are 1"),
        ([1, 1], [0, 0], {"units": [1]}, "units are 1"),
        ([1, 1], [0, 0], {"populations": [9.0]}, "populations are 1"),
        ([1, 0], [0, 0], {}, "above nought"),
        ([1, np.nan], [0, 0], {}, "above nought"),
        ([1, 1, 1], [0, 0, 1], {}, "one unit"),
        ([1, 1], [0, 0], {"units": [7, 7]}, "one unit"),
        ([1, 1], [0, 0], {"populations": [9.0, 8.0]}, "two sizes"),
        ([1, 1], [0, 0], {"populations": [1.0, 1.0]}, "more units"),
    ],
)
def test_a_sample_that_cannot_be_is_refused(
    weights: list[float], strata: list[int], more: dict[str, list[float]], words: str
) -> None:
    given_ = {name: np.array(one) for name, one in more.items()}
    with pytest.raises(SampleError, match=words):
        Sample(np.array(weights, float), np.array(strata, np.int64), **given_)


def test_what_does_not_vary_gives_no_chance_and_no_design_effect() -> None:
    sample = Sample(np.full(3, 2.0), np.zeros(3, np.int64))
    same = means(sample, np.full(3, 7.0))
    with pytest.raises(SampleError, match="tells nothing"):
        same.chance()
    with pytest.raises(SampleError, match="no design effect"):
        design_effects(sample, np.full(3, 7.0))


def test_questions_that_cannot_hang_together() -> None:
    sample = Sample(np.ones(4), np.arange(4) // 2)
    with pytest.raises(SampleError, match="one answer"):
        rao_scott(sample, np.zeros(4, np.int64), np.array([0, 1, 0, 1]))
    # Each stratum is one cell, so the cells do not vary at all.
    with pytest.raises(SampleError, match="do not vary"):
        rao_scott(sample, np.array([0, 0, 1, 1]), np.array([0, 0, 1, 1]))


def test_an_empty_cell_is_no_division_by_nought() -> None:
    sample = Sample(np.ones(6), np.zeros(6, np.int64))
    found = rao_scott(sample, np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 0, 1, 1, 1]))

    assert 0 < found.chance < 1


def test_totals_quarters_and_groups_by_hand() -> None:
    """Two doors asked in each of two streets; each stands for five."""
    streets = np.array([0, 0, 1, 1])
    sample = Sample(np.full(4, 5.0), streets)
    answers = np.array([2.0, 4.0, 6.0, 10.0])
    total = totals(sample, answers)

    assert total.values.tolist() == [110.0]
    # Each street: 2 / 1 times the squares (5 * 1)^2 twice, and (5 * 2)^2 twice.
    assert float(total.covariance[0, 0]) == pytest.approx(2 * 50 + 2 * 200)
    over = ratio(sample, answers, np.ones(4))
    assert over.values.tolist() == means(sample, answers).values.tolist() == [5.5]
    by_street = group_means(sample, answers, streets, 2)
    assert by_street.values.tolist() == [3.0, 8.0]
    assert by_street.errors.tolist() == pytest.approx([1.0, 2.0])
    apart = by_street.contrast([1, -1])
    assert float(apart.errors[0]) == pytest.approx(np.sqrt(5))
    assert apart.chance() == pytest.approx(0.1548, abs=1e-4)  # t = -2.236 with 2
    [(quarter, bounds)] = quantiles(sample, answers, [0.25])
    assert quarter == 2
    assert (bounds.low, bounds.high) == (2, 10)  # a quarter of four, with errors of a quarter


def test_a_design_effect_by_hand() -> None:
    """Streets that differ more than their doors: who draws by street is surer."""
    sample = Sample(np.full(4, 5.0), np.array([0, 0, 1, 1]))
    answers = np.array([2.0, 4.0, 6.0, 10.0])
    simple = (
        (35 / 3) / 4 * (1 - 4 / 20)
    )  # the variance of all four, over four, less what was asked

    assert design_effects(sample, answers).tolist() == pytest.approx([(500 / 400) / simple])

"""Whether two groups differ: as published, as R gives it, by hand, and by a property."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.statistics import oracles
from tests.core.statistics.test_samples import column
from wijkregie.core.statistics import multiplicity
from wijkregie.core.statistics.differences import (
    Counted,
    Mean,
    between,
    mean_of,
    shares_chance,
    shares_exact,
    shares_newcombe,
    shares_wald,
)
from wijkregie.core.statistics.regression import clustered, least_squares
from wijkregie.core.statistics.samples import SampleError, two_sided

SHARES = "D06_two_proportions"
WAVES = "D13_two_wave_change"
CHANCES = "D07_multiplicity"
COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_r_gives_the_same_of_two_shares() -> None:
    for case in oracles.expected(SHARES)["cases"]:
        first, second = (case["x1"], case["n1"]), (case["x2"], case["n2"])
        one, two = Counted(*first), Counted(*second)
        ours = shares_newcombe(one, two)
        told = case["newcombe_hybrid_score"]
        assert [ours.low, ours.high] == pytest.approx(told, abs=1e-9)
        plain = shares_wald(one, two)
        assert [plain.low, plain.high] == pytest.approx(case["wald"], abs=1e-9)
        assert shares_exact(first, second) == pytest.approx(case["fisher_exact_p"], abs=1e-9)
        if case["z_pooled_p"] is not None:
            assert shares_chance(one, two) == pytest.approx(case["z_pooled_p"], abs=1e-9)


def test_newcombe_published_the_same() -> None:
    published = oracles.expected(SHARES)["published_newcombe_1998b_method10"]
    for case in published:
        first, second = (
            Counted(*map(int, each.split("/"))) for each in case["case"].split("-")
        )
        found = shares_newcombe(first, second)
        assert [found.low, found.high] == pytest.approx(case["ci"], abs=5e-5)


def test_two_waves_as_r_and_the_textbook() -> None:
    told = oracles.expected(WAVES)
    rows = oracles.rows(WAVES)
    later, wage = column(rows, "y85") == 1, column(rows, "lwage")
    change = between(mean_of(wage[later]), mean_of(wage[~later]))
    welch = told["lwage_change_welch"]

    assert change.value == pytest.approx(welch["diff"], rel=1e-6)
    assert change.value / change.error == pytest.approx(welch["t"], rel=1e-6)
    assert change.df == pytest.approx(welch["df"], rel=1e-6)
    assert change.chance == pytest.approx(welch["p"], rel=1e-6)
    bounds = [change.interval.low, change.interval.high]
    assert bounds == pytest.approx(welch["ci"], rel=1e-6)
    union = told["union_share"]
    first, second = (Counted(union[w]["x"], union[w]["n"]) for w in ("wave2", "wave1"))
    assert first.share - second.share == pytest.approx(union["diff"], rel=1e-6)
    plain = shares_wald(first, second)
    assert [plain.low, plain.high] == pytest.approx(union["wald"], rel=1e-6)
    assert shares_chance(first, second) == pytest.approx(union["p_pooled"], rel=1e-6)


def test_a_line_through_two_waves_as_r_and_the_textbook() -> None:
    told = oracles.expected(WAVES)
    rows = oracles.rows(WAVES)
    wage = column(rows, "lwage")
    line = told["regression"]
    columns = np.column_stack(
        (np.ones(len(rows)), *(column(rows, name) for name in line["names"][1:]))
    )
    fitted = least_squares(columns, wage)
    assert fitted.coefficients.tolist() == pytest.approx(line["coef"], rel=1e-6)
    assert fitted.errors.tolist() == pytest.approx(line["se"], rel=1e-6)
    assert fitted.r2 == pytest.approx(line["r2"], rel=1e-6)
    at = line["names"].index("y85fem")
    published = told["published"]["y85fem"]
    assert float(fitted.coefficients[at]) == pytest.approx(published[0], abs=5e-4)


def test_new_jersey_beside_pennsylvania() -> None:
    name = "D10_did_card_krueger"
    told, rows = oracles.expected(name), oracles.rows(name)
    jobs, there, later = column(rows, "fte"), column(rows, "nj"), column(rows, "d")
    known = ~np.isnan(jobs)

    def cell(state: float, wave: float) -> Mean:
        return mean_of(jobs[known & (there == state) & (later == wave)])

    cells = {
        "PA_before": cell(0, 0),
        "PA_after": cell(0, 1),
        "NJ_before": cell(1, 0),
        "NJ_after": cell(1, 1),
    }
    for key, found in cells.items():
        assert found.value == pytest.approx(told["cells"][key]["mean"], rel=1e-6)
        assert found.error == pytest.approx(told["cells"][key]["se"], rel=1e-6)
        assert found.value == pytest.approx(told["published_table3"][key][0], abs=0.006)

    def change(state: str) -> Mean:
        found = between(cells[f"{state}_after"], cells[f"{state}_before"])
        return Mean(found.value, found.error, found.df)

    did = between(change("NJ"), change("PA"))
    assert did.value == pytest.approx(told["did_means"], rel=1e-6)
    assert did.error == pytest.approx(told["did_se_independent"], rel=1e-6)
    columns = np.column_stack((np.ones(len(rows)), there, later, there * later))[known]
    line = least_squares(columns, jobs[known])
    assert line.errors.tolist() == pytest.approx(told["ols"]["se"], rel=1e-6)
    stores = clustered(columns, jobs[known], column(rows, "id").astype(np.int64)[known])
    by_store = told["cluster_by_store_CR2"]
    assert stores.errors.tolist() == pytest.approx(by_store["se"], rel=1e-6)
    assert stores.df.tolist() == pytest.approx(by_store["df"], rel=1e-6)


def test_an_incinerator_beside_other_houses() -> None:
    name = "D20_did_incinerator"
    told, rows = oracles.expected(name), oracles.rows(name)
    later, near = column(rows, "y81"), column(rows, "nearinc")
    plain = [np.ones(len(rows)), later, near, later * near]
    more = {
        "simple": (),
        "plus_age": ("age", "agesq"),
        "full": ("age", "agesq", "intst", "land", "area", "rooms", "baths"),
    }
    for key, names in more.items():
        columns = np.column_stack((*plain, *(column(rows, one) for one in names)))
        line = least_squares(columns, column(rows, "rprice"))
        ours = [line.coefficients[3], line.errors[3], line.errors_hc1[3], line.errors_hc2[3]]
        expected = [told[key][one] for one in ("coef", "se", "se_HC1", "se_HC2")]
        assert [*map(float, ours), line.r2] == pytest.approx(
            [*expected, told[key]["r2"]], rel=1e-6
        )
        assert float(ours[0]) == pytest.approx(told["published"][key][0], abs=0.01)


def test_clusters_of_grunfeld_as_clubsandwich() -> None:
    name = "D09_cluster_robust_grunfeld"
    told, rows = oracles.expected(name), oracles.rows(name)
    columns = np.column_stack(
        (np.ones(len(rows)), column(rows, "value"), column(rows, "capital"))
    )
    found = clustered(columns, column(rows, "inv"), column(rows, "firm").astype(np.int64))
    cr2 = told["vcov"]["CR2"]

    assert found.errors.tolist() == pytest.approx(cr2["se"], rel=1e-6)
    assert found.df.tolist() == pytest.approx(cr2["df_satt"], rel=1e-6)


def test_many_chances_as_r_adjusts_them() -> None:
    told = oracles.expected(CHANCES)
    ways = {
        "bonferroni": multiplicity.bonferroni,
        "holm": multiplicity.holm,
        "hochberg": multiplicity.hochberg,
        "BH": multiplicity.benjamini_hochberg,
        "BY": multiplicity.benjamini_yekutieli,
    }
    for name, adjust in ways.items():
        found = adjust(told["p"]).tolist()
        assert found == pytest.approx(told["adjusted"][name], abs=1e-12)
    published = told["published_BH1995"]
    below = (multiplicity.benjamini_hochberg(told["p"]) <= 0.05).sum()
    assert below == published["rejections_at_5pct_BH"]
    below = (multiplicity.bonferroni(told["p"]) <= 0.05).sum()
    assert below == published["rejections_at_5pct_bonferroni"]


def test_chances_by_hand_in_any_order() -> None:
    given_ = [0.5, 0.01, 0.02]

    assert multiplicity.bonferroni(given_).tolist() == pytest.approx([1, 0.03, 0.06])
    assert multiplicity.holm(given_).tolist() == pytest.approx([0.5, 0.03, 0.04])
    assert multiplicity.hochberg(given_).tolist() == pytest.approx([0.5, 0.03, 0.04])
    assert multiplicity.benjamini_hochberg(given_).tolist() == pytest.approx([0.5, 0.03, 0.03])
    third = 1 + 1 / 2 + 1 / 3
    found = multiplicity.benjamini_yekutieli(given_).tolist()
    assert found == pytest.approx([0.5 * third, 0.03 * third, 0.03 * third])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_an_adjusted_chance_is_never_smaller_and_the_strict_ways_are_largest(
    chances: list[float],
) -> None:
    plain = np.array(chances)
    least = multiplicity.benjamini_hochberg(chances)
    steps = [least, multiplicity.hochberg(chances), multiplicity.holm(chances)]
    steps.append(multiplicity.bonferroni(chances))

    assert (least >= plain - 1e-15).all()
    assert all((a <= b + 1e-12).all() for a, b in pairwise(steps))


def test_what_is_no_chance_is_refused() -> None:
    for wrong in ([1.2], [-0.1], [float("nan")]):
        with pytest.raises(SampleError, match="between 0 and 1"):
            multiplicity.holm(wrong)


@given(COUNTS, COUNTS)
def test_two_shares_the_other_way_round_give_the_same(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    there = shares_newcombe(Counted(*first), Counted(*second))
    back = shares_newcombe(Counted(*second), Counted(*first))

    assert [there.low, there.high] == pytest.approx([-back.high, -back.low])
    assert shares_exact(first, second) == pytest.approx(shares_exact(second, first))


def test_a_difference_by_hand() -> None:
    """3 and 4 as errors make 5; 100 answers each give Satterthwaite 172 degrees."""
    found = between(Mean(10, 3, 99), Mean(0, 4, 99))

    assert (found.value, found.error) == (10, 5)
    assert found.df == pytest.approx(625 / (81 / 99 + 256 / 99))
    assert shares_chance(Counted(50, 100), Counted(50, 100)) == 1


def test_margins_that_overlap_are_another_test() -> None:
    """Means whose margins of 95 % just touch differ by more than chance by far."""
    first, second = Mean(0, 1, 1e9), Mean(2 * 1.959964, 1, 1e9)

    assert between(second, first).chance == pytest.approx(0.0056, abs=1e-4)


def test_what_does_not_vary_or_is_too_little_is_refused() -> None:
    for refused in (
        lambda: mean_of(np.array([7.0])),
        lambda: between(Mean(1, 0, 9), Mean(2, 0, 9)),
        lambda: shares_chance(Counted(0, 10), Counted(0, 20)),
        lambda: least_squares(np.ones((2, 2)), np.ones(2)),
        lambda: least_squares(np.ones((5, 2)), np.ones(5)),
        lambda: clustered(np.ones((4, 1)), np.arange(4.0), np.zeros(4, np.int64)),
    ):
        with pytest.raises(SampleError):
            refused()


def test_a_line_by_hand() -> None:
    """Through 1, 3 and 4 at 0, 1 and 2 the slope is 1.5 and the start 7/6."""
    columns = np.column_stack((np.ones(3), np.arange(3.0)))
    found = least_squares(columns, np.array([1.0, 3, 4]))

    assert found.coefficients.tolist() == pytest.approx([7 / 6, 1.5])
    assert found.df == 1
    assert found.r2 == pytest.approx(27 / 28)


def test_a_cluster_for_each_answer_is_no_cluster() -> None:
    """Then CR2 is HC2."""
    chance = np.random.default_rng(3)
    columns = np.column_stack((np.ones(20), chance.normal(size=20)))
    answers = chance.normal(size=20)
    line = least_squares(columns, answers)

    found = clustered(columns, answers, np.arange(20))
    assert found.errors.tolist() == pytest.approx(line.errors_hc2.tolist())


def test_a_column_of_one_cluster_only_still_has_an_error() -> None:
    """A cluster with a column of its own is fitted whole: nothing of it is left to spread."""
    columns = np.column_stack((np.ones(6), [1.0, 1, 0, 0, 0, 0]))
    found = clustered(columns, np.array([3.0, 5, 1, 2, 4, 4]), np.array([0, 0, 1, 1, 2, 2]))

    assert np.isfinite(found.errors).all()


def test_means_and_shares_by_hand() -> None:
    """The mean of 1, 2 and 3 has the root of a third; 5 of 10 and 5 of 20 differ a quarter."""
    found = mean_of(np.array([1.0, 2, 3]))
    assert (found.value, found.df) == (2, 2)
    assert found.error == pytest.approx(np.sqrt(1 / 3))
    plain = shares_wald(Counted(5, 10), Counted(5, 20))
    half = 1.959964 * np.sqrt(0.25 / 10 + 0.1875 / 20)
    assert [plain.low, plain.high] == pytest.approx([0.25 - half, 0.25 + half], abs=1e-6)
    # Pooled a third: z = .25 / sqrt(2/9 * 3/20).
    z = 0.25 / np.sqrt(2 / 9 * 3 / 20)
    assert shares_chance(Counted(5, 10), Counted(5, 20)) == pytest.approx(
        two_sided(z, 1e9), abs=1e-6
    )

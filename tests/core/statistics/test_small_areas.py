"""Small areas that borrow strength: by the R package sae, by hand, and for all estimates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.statistics.oracles import expected, rows
from wijkregie.core.statistics.small_areas import Method, SmallAreaError, fay_herriot

if TYPE_CHECKING:
    import numpy.typing as npt

D08 = "D08_fay_herriot_milk"
NAMES = {Method.REML: "REML", Method.ML: "ML", Method.MOMENT: "FH_moments"}
SURE = [0.04, 0.09, 0.04, 0.36, 0.01]
APART = [6.0, 7.0, 8.0, 6.5, 7.2]


@pytest.mark.parametrize("method", Method)
def test_milk_per_small_area_is_that_of_sae(method: Method) -> None:
    told, table = expected(D08)[NAMES[method]], rows(D08)
    parts = np.array([int(row["MajorArea"]) for row in table])
    covariates = np.column_stack([np.ones(len(parts)), parts == 2, parts == 3, parts == 4])

    found = fay_herriot(
        [float(row["yi"]) for row in table],
        [float(row["var"]) for row in table],
        covariates,
        method=method,
    )

    for mine, theirs in (
        (found.spread, told["refvar"]),
        (found.beta, told["beta"]),
        (found.beta_error, told["beta_se"]),
        (found.estimates, told["eblup"]),
        (found.squared_errors, told["mse"]),
        (found.log_likelihood, told["loglik"]),
    ):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-8)


@pytest.mark.parametrize("method", Method)
def test_areas_as_sure_as_each_other_by_hand(method: Method) -> None:
    """With one variance d the spread is the sum of squares over m - 1 (ML: m), less d."""
    direct = [4.0, 8.0, 6.0, 6.0]  # the mean is 6, the sum of squares 8

    found = fay_herriot(direct, [1.0] * 4, method=method)

    whole = 8 / 4 if method is Method.ML else 8 / 3
    assert found.spread == pytest.approx(whole - 1)
    assert found.beta == pytest.approx([6.0])
    assert found.beta_error == pytest.approx([np.sqrt(whole / 4)])
    kept = (whole - 1) / whole
    assert found.estimates == pytest.approx([6 + (one - 6) * kept for one in direct])


def test_the_doubt_about_each_area_by_hand() -> None:
    """g1 + g2 + 2 g3 of Datta and Lahiri, for four areas with one variance."""
    found = fay_herriot([4.0, 8.0, 6.0, 6.0], [1.0] * 4)

    whole = 8 / 3  # the sum of squares over three: the spread and the variance of each area
    shrunk = 1 / whole
    by_hand = (whole - 1) * shrunk + shrunk**2 * (whole / 4) + 2 * shrunk**2 * whole / 2
    assert found.squared_errors == pytest.approx([by_hand] * 4)


@pytest.mark.parametrize("method", Method)
def test_areas_that_differ_by_chance_alone_have_one_mean(method: Method) -> None:
    found = fay_herriot([6.0, 6.1, 5.9, 6.0], [1.0, 1.0, 4.0, 1.0], method=method)

    assert found.spread == 0
    assert found.estimates == pytest.approx([found.beta[0]] * 4)


@pytest.mark.parametrize("method", Method)
def test_the_spread_is_found_however_far_areas_lie_apart(method: Method) -> None:
    found = fay_herriot([0.0, 1e6, -1e6, 5.0], [1e-6] * 4, method=method)

    assert found.estimates == pytest.approx([0.0, 1e6, -1e6, 5.0], abs=1e-4)


@pytest.mark.parametrize("method", Method)
def test_the_spread_is_found_where_it_lies_far_beyond_how_areas_differ(method: Method) -> None:
    """Covariates 1 and -1 explain nothing of two areas at 100: all of it is spread."""
    found = fay_herriot([100.0, 100.0], [1.0, 1.0], [[1.0], [-1.0]], method=method)

    assert found.beta == pytest.approx([0.0])
    assert found.spread == pytest.approx((10_000 if method is Method.ML else 20_000) - 1)


@pytest.mark.parametrize(
    ("sure", "unsure", "spread"),
    [
        ([0.0, 0.02, -0.02], ([6.0, -6.0, 6.0, -6.0], 4.0), 0.0002),
        ([0.0, 0.0, 0.1], ([4.0, -4.0, 4.0, -4.0], 0.5), 8.7),
    ],
)
def test_of_two_tops_the_higher_one_is_taken(
    sure: list[float], unsure: tuple[list[float], float], spread: float
) -> None:
    """Sure areas that agree and unsure ones far off: hardly any spread, or a great one."""
    direct = [*sure, *unsure[0]]
    variances = [1e-4] * len(sure) + [unsure[1]] * len(unsure[0])

    found = fay_herriot(direct, variances, method=Method.ML)

    tried = [_likelihood(direct, variances, one) for one in np.logspace(-6, 2, 801)]
    tops = [at for at in range(1, 800) if tried[at - 1] < tried[at] > tried[at + 1]]
    assert len(tops) == 2
    assert found.log_likelihood >= max(tried) - 1e-9
    assert found.spread == pytest.approx(spread, rel=0.2)


def _likelihood(direct: list[float], variances: list[float], spread: float) -> float:
    total, y = np.array(variances) + spread, np.array(direct)
    middle = (y / total).sum() / (1 / total).sum()
    return float(-0.5 * (np.log(2 * np.pi * total) + (y - middle) ** 2 / total).sum())


@given(
    st.lists(
        st.tuples(st.floats(1, 10, width=32), st.floats(0.015625, 2, width=32)),
        min_size=2,
        max_size=12,
    ),
    st.sampled_from(Method),
)
def test_an_estimate_lies_between_its_own_and_what_areas_have_in_common(
    areas: list[tuple[float, float]], method: Method
) -> None:
    direct, variances = zip(*areas, strict=True)

    found = fay_herriot(direct, variances, method=method)

    low = np.minimum(direct, found.beta[0]) - 1e-9
    high = np.maximum(direct, found.beta[0]) + 1e-9
    assert ((low <= found.estimates) & (found.estimates <= high)).all()
    assert found.spread >= 0
    turned = fay_herriot(direct[::-1], variances[::-1], method=method)
    assert turned.spread == pytest.approx(found.spread, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("direct", "variances", "covariates", "words"),
    [
        ([[6.0]], [[1.0]], None, "one estimate"),
        ([6.0, 7.0], [1.0], None, "one estimate"),
        ([6.0, 7.0], [1.0, 1.0], [1.0, 1.0], "one estimate"),
        ([6.0, 7.0], [1.0, 1.0], [[1.0]], "one estimate"),
        ([6.0, float("nan")], [1.0, 1.0], None, "left out"),
        ([6.0, 7.0], [1.0, float("inf")], None, "left out"),
        ([6.0, 7.0], [1.0, 1.0], [[1.0], [float("nan")]], "left out"),
        ([6.0, 7.0], [1.0, 0.0], None, "more than nought"),
        ([6.0], [1.0], None, "more areas"),
        (APART, SURE, [[1.0, 2.0]] * 5, "already"),
    ],
)
def test_what_makes_no_model_is_refused(
    direct: npt.ArrayLike, variances: npt.ArrayLike, covariates: npt.ArrayLike, words: str
) -> None:
    with pytest.raises(SmallAreaError, match=words):
        fay_herriot(direct, variances, covariates)


def test_a_spread_beyond_the_range_of_the_estimates_is_found() -> None:
    """Ten estimates of -1 and 1, and covariates that explain nothing: 10 / (spread + d) = 1."""
    direct = np.array([(-1.0) ** at for at in range(10)])
    beside = np.linalg.svd(direct[None, :])[2][1:].T

    found = fay_herriot(direct, [0.1] * 10, beside, method=Method.MOMENT)

    assert found.spread == pytest.approx(10 - 0.1)

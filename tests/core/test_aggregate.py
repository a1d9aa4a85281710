"""Areas taken together: by hand, and by what must always hold."""

from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.aggregate import AggregationError, total, weighted

SHARE = st.floats(0, 100)
WEIGHT = st.integers(1, 100_000).map(float)
PAIRS = st.lists(st.tuples(SHARE, WEIGHT), min_size=1, max_size=12)


def test_counts_are_summed() -> None:
    assert total([345, 120, 0]) == 465
    assert total([0.1] * 10) == 1


@pytest.mark.parametrize("unknown", [nan, inf, -inf])
def test_one_unknown_count_makes_the_whole_unknown(unknown: float) -> None:
    assert total([5, unknown]) is None
    assert total([]) is None


def test_shares_are_weighted_by_hand() -> None:
    # 20 % of 500, 10 % of 1,000 and 0 % of 500 are 200 of 2,000.
    assert weighted([20, 10, 0], [500, 1000, 500]) == 10


def test_an_area_without_anybody_does_not_count() -> None:
    assert weighted([30, nan], [400, 0]) == 30
    assert weighted([30, nan], [400, 5]) is None
    assert weighted([30, 40], [400, nan]) is None
    assert weighted([30, 40], [0, 0]) is None
    assert weighted([], []) is None


@given(PAIRS)
def test_the_whole_lies_between_its_parts(pairs: list[tuple[float, float]]) -> None:
    values, weights = [v for v, _ in pairs], [w for _, w in pairs]

    found = weighted(values, weights)

    assert found is not None
    assert min(values) - 1e-9 <= found <= max(values) + 1e-9


@given(PAIRS, st.integers(1, 1000), st.randoms())
def test_order_and_unit_of_the_weights_do_not_matter(
    pairs: list[tuple[float, float]], times: int, chance: st.DrawFn
) -> None:
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis hands a Random

    assert weighted([v for v, _ in mixed], [w * times for _, w in mixed]) == pytest.approx(
        weighted([v for v, _ in pairs], [w for _, w in pairs])
    )


@given(PAIRS, PAIRS)
def test_taking_together_in_two_steps_is_the_same(
    some: list[tuple[float, float]], others: list[tuple[float, float]]
) -> None:
    def whole(pairs: list[tuple[float, float]]) -> tuple[float, float]:
        share, size = (
            weighted([v for v, _ in pairs], [w for _, w in pairs]),
            total([w for _, w in pairs]),
        )
        assert share is not None
        assert size is not None
        return share, size

    assert whole([*some, *others]) == pytest.approx(whole([whole(some), whole(others)]))


def test_a_mistake_is_refused() -> None:
    with pytest.raises(AggregationError, match="length"):
        weighted([1], [1, 2])
    with pytest.raises(AggregationError, match="below nought"):
        weighted([1], [-1])

"""Round ticks, classes of about as many, runs of a line."""

from __future__ import annotations

from itertools import pairwise
from math import inf, isfinite, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wijkregie.core.scales import Scale, ScaleError, class_of, classes, runs, ticks

FIGURE = st.floats(-1e7, 1e7).map(lambda value: round(value, 2))


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 10, [0, 2, 4, 6, 8, 10]),
        (-3, 3, [-4, -2, 0, 2, 4]),
        (0, 0, [0, 0.2]),
        (42, 42, [40, 50]),
        (1.1, 1.4, [1.1, 1.2, 1.3, 1.4]),
        (99.5, 100, [99.5, 99.6, 99.7, 99.8, 99.9, 100]),
    ],
)
def test_ticks_by_hand(low: float, high: float, found: list[float]) -> None:
    assert ticks(low, high) == found


@given(FIGURE, FIGURE, st.integers(1, 12))
def test_ticks_enclose_the_values_evenly(one: float, other: float, most: int) -> None:
    low, high = min(one, other), max(one, other)

    found = ticks(low, high, most=most)

    room = (found[1] - found[0]) * 1e-6
    assert found[0] <= low + room
    assert found[-1] >= high - room
    assert len(found) <= most + 3
    steps = [after - before for before, after in pairwise(found)]
    assert all(step == pytest.approx(steps[0], rel=1e-6) and step > 0 for step in steps)


@pytest.mark.parametrize(("low", "high"), [(nan, 1), (0, inf), (2, 1), (-inf, 0)])
def test_no_scale_is_made_of_nothing(low: float, high: float) -> None:
    with pytest.raises(ScaleError):
        ticks(low, high)


@given(st.tuples(FIGURE, FIGURE, FIGURE).map(sorted))
def test_a_scale_keeps_the_order(ordered: list[float]) -> None:
    low, value, high = ordered
    assume(low < high)
    scale = Scale(low, high, start=300, end=0)

    assert scale(low) == 300
    assert scale(high) == 0
    assert 0 <= scale(value) <= 300


@given(st.lists(st.one_of(FIGURE, st.just(nan), st.just(inf))), st.integers(1, 9))
def test_every_class_holds_a_value(values: list[float], most: int) -> None:
    borders = classes(values, most=most)

    assert borders == sorted(set(borders))
    assert len(borders) < most
    known = [value for value in values if isfinite(value)]
    assert {class_of(value, borders) for value in known} == (
        set(range(len(borders) + 1)) if known else set()
    )


def test_values_that_are_alike_share_a_class() -> None:
    assert classes([5.0] * 20) == []
    assert classes([0, 0, 0, 0, 0, 0, 0, 1, 2, 3]) == [2]
    assert classes([]) == []


@given(st.lists(st.booleans()))
def test_runs_hold_every_point_once(joined: list[bool]) -> None:
    found = runs(joined)

    assert [at for first, last in found for at in range(first, last + 1)] == [
        *range(len(joined))
    ]
    assert all(not joined[first] or first == 0 for first, _ in found)
    assert all(joined[at] for first, last in found for at in range(first + 1, last + 1))

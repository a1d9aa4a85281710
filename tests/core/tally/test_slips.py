"""What one ballot may say, per limit: just within it and just beyond it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.core.tally.records import Kind, TallyError, collected
from wijkregie.core.tally.slips import Fault, Slip, Wrong, fault, without_noughts

COSTS = {"1": 500, "2": 700, "3": 900}
APPROVAL = Slip(Kind.APPROVAL, COSTS)
POINTS = Slip(Kind.POINTS, COSTS, points=10, most_each=6)
THEMES = Slip(Kind.POINTS, COSTS, least=2, points=100, step=10, whole=True)


@pytest.mark.parametrize(
    ("slip", "marks", "found"),
    [
        (APPROVAL, ("1", "2", "3"), None),
        (APPROVAL, (), Fault(Wrong.BLANK, 1)),
        (replace(APPROVAL, blank=True), (), None),
        (replace(APPROVAL, least=2), ("1",), Fault(Wrong.TOO_FEW, 2, 1)),
        (replace(APPROVAL, least=2, blank=True), (), None),
        (replace(APPROVAL, most=1), ("1",), None),
        (replace(APPROVAL, most=1), ("1", "2"), Fault(Wrong.TOO_MANY, 1, 2)),
        (APPROVAL, ("9",), Fault(Wrong.UNKNOWN, mark="9")),
        (APPROVAL, ("1", "1"), Fault(Wrong.TWICE, mark="1")),
        (replace(APPROVAL, money=1200), ("1", "2"), None),
        (replace(APPROVAL, money=1199), ("1", "2"), Fault(Wrong.TOO_DEAR, 1199, 1200)),
    ],
)
def test_a_choice(slip: Slip, marks: tuple[str, ...], found: Fault | None) -> None:
    assert fault(slip, marks) == found


@pytest.mark.parametrize(
    ("slip", "points", "found"),
    [
        (POINTS, (4, 6), None),
        (POINTS, (5, 6), Fault(Wrong.TOO_MUCH, 10, 11)),
        (POINTS, (7, 1), Fault(Wrong.TOO_MUCH_EACH, 6, 7, "1")),
        (POINTS, (-1, 3), Fault(Wrong.NEGATIVE, 0, -1, "1")),
        (POINTS, (3,), Fault(Wrong.UNEVEN, 2, 1)),
        (THEMES, (40, 60), None),
        (THEMES, (40, 50), Fault(Wrong.NOT_ALL, 100, 90)),
        (THEMES, (45, 55), Fault(Wrong.NOT_IN_STEPS, 10, 45, "1")),
    ],
)
def test_points(slip: Slip, points: tuple[int, ...], found: Fault | None) -> None:
    assert fault(slip, ("1", "2"), points) == found


def test_points_do_not_belong_on_a_choice() -> None:
    assert fault(APPROVAL, ("1",), (1,)) == Fault(Wrong.UNEVEN, 1, 1)


def test_points_of_nought_are_left_out_where_points_fit() -> None:
    assert without_noughts(Kind.POINTS, ("1", "2"), (0, 2)) == (("2",), (2,))
    assert without_noughts(Kind.POINTS, ("1",), ()) == (("1",), ())
    assert without_noughts(Kind.APPROVAL, ("1",), ()) == (("1",), ())


@given(
    some.lists(some.sampled_from("1234"), max_size=4),
    some.lists(some.integers(-2, 12), max_size=4),
    some.sampled_from([APPROVAL, POINTS, THEMES, replace(POINTS, blank=True)]),
)
def test_what_passes_can_be_counted(marks: list[str], points: list[int], slip: Slip) -> None:
    given_points = tuple(points) if slip.kind is Kind.POINTS else ()
    ballot = without_noughts(slip.kind, tuple(marks), given_points)
    if fault(slip, *ballot) is None:
        try:
            counted = collected(slip.kind, [ballot])
        except TallyError as error:  # pragma: no cover - that is what must not be
            pytest.fail(str(error))
        assert counted.voters == 1
        assert set(counted.marks[0]) <= set(COSTS)

"""Phases that push their neighbours."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.phasing import Clash, PhasingError, Span, follows, moved

TODAY = date(2026, 3, 3)
ORDER = ("ideas", "check", "vote", "count")


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def span(key: str, opens: int, closes: int) -> Span:
    return Span(key, day(opens), day(closes))


PLAN = [span("ideas", -10, 5), span("check", 6, 10), span("vote", 20, 26)]


def test_a_later_phase_is_pushed_only_as_far_as_needed() -> None:
    found = moved(PLAN, span("ideas", -10, 7), order=ORDER, today=TODAY)

    assert found == (span("ideas", -10, 7), span("check", 8, 12), PLAN[2])


def test_a_push_goes_on_to_the_next() -> None:
    found = moved(PLAN, span("check", 6, 22), order=ORDER, today=TODAY)

    assert found[2] == span("vote", 23, 29)


def test_an_earlier_last_day_pulls_nothing() -> None:
    assert moved(PLAN, span("ideas", -10, 1), order=ORDER, today=TODAY)[1:] == (*PLAN[1:],)


def test_a_phase_is_added_in_its_place() -> None:
    found = moved(PLAN, span("count", 27, 28), order=ORDER, today=TODAY)

    assert [one.key for one in found] == list(ORDER)


@pytest.mark.parametrize(
    ("new", "clash", "key"),
    [
        (span("check", 9, 8), Clash.BACKWARDS, ""),
        (span("ideas", -9, 5), Clash.BEGUN, ""),
        (span("ideas", -10, -1), Clash.PAST, ""),
        (span("check", -1, 3), Clash.PAST, ""),
        (span("check", 5, 9), Clash.EARLIER, "ideas"),
    ],
)
def test_what_cannot_be_says_why(new: Span, clash: Clash, key: str) -> None:
    with pytest.raises(PhasingError) as refused:
        moved(PLAN, new, order=ORDER, today=TODAY)

    assert (refused.value.clash, refused.value.key) == (clash, key)


def test_what_is_over_never_moves() -> None:
    with pytest.raises(PhasingError, match="over"):
        moved([span("ideas", -10, -1)], span("ideas", -10, 4), order=ORDER, today=TODAY)


def test_what_has_begun_is_not_pushed() -> None:
    plan = [span("check", 2, 3), span("vote", -1, 4)]

    with pytest.raises(PhasingError, match="later vote"):
        moved(plan, span("check", 2, 6), order=ORDER, today=TODAY)


def test_a_whole_plan_must_follow() -> None:
    follows(PLAN)
    with pytest.raises(PhasingError, match="earlier ideas"):
        follows([span("ideas", 1, 3), span("check", 3, 4)])
    with pytest.raises(PhasingError, match="backwards ideas"):
        follows([span("ideas", 3, 1)])


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=4),
    st.integers(0, 3),
    st.integers(-30, 60),
    st.integers(0, 30),
)
def test_whatever_is_moved_the_plan_follows(
    steps: list[tuple[int, int]], which: int, opens: int, longer: int
) -> None:
    at, plan = -8, []
    for key, (pause, length) in zip(ORDER, steps, strict=True):
        plan.append(span(key, at + pause, at + pause + length))
        at += pause + length + 1
    new = span(ORDER[which], opens, opens + longer)
    try:
        found = moved(plan, new, order=ORDER, today=TODAY)
    except PhasingError:
        return
    follows(found)
    assert new in found
    assert all(now == old for now, old in zip(found, plan, strict=True) if old.closes < TODAY)
    lengths = [(one.closes - one.opens) for one in found if one != new]
    assert lengths == [one.closes - one.opens for one in plan if one.key != new.key]
    assert all(one.closes < other.opens for one, other in pairwise(found))

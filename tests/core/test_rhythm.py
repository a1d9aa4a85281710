"""Days of a rhythm: by hand, and properties that hold for all."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.rhythm import LAST, monthly, past_holidays, weekly

TUESDAY = 1
STARTS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
WEEKDAYS = st.integers(0, 6)
EVERY = st.integers(1, 12)


def test_every_first_tuesday_of_a_year() -> None:
    days = list(monthly(date(2026, 1, 1), date(2026, 12, 31), every=1, weekday=TUESDAY, nth=1))

    assert [(day.month, day.day) for day in days] == [
        *((1, 6), (2, 3), (3, 3), (4, 7), (5, 5), (6, 2)),
        *((7, 7), (8, 4), (9, 1), (10, 6), (11, 3), (12, 1)),
    ]


def test_the_last_friday_once_in_three_months_goes_on_into_the_next_year() -> None:
    days = monthly(date(2026, 8, 1), date(2027, 5, 31), every=3, weekday=4, nth=LAST)

    assert list(days) == [
        date(2026, 8, 28),
        date(2026, 11, 27),
        date(2027, 2, 26),
        date(2027, 5, 28),
    ]


@given(start=STARTS, every=EVERY, weekday=WEEKDAYS)
def test_weeks_keep_their_weekday_and_their_distance(
    start: date, every: int, weekday: int
) -> None:
    until = start + timedelta(days=400)

    days = list(weekly(start, until, every=every, weekday=weekday))

    assert {day.weekday() for day in days} == {weekday}
    assert {later - day for day, later in pairwise(days)} == {timedelta(weeks=every)}
    assert start <= days[0] < start + timedelta(days=7)
    assert until - timedelta(weeks=every) < days[-1] <= until


@given(start=STARTS, every=EVERY, weekday=WEEKDAYS, nth=st.sampled_from([LAST, 1, 2, 3, 4]))
def test_months_keep_their_weekday_and_place_in_the_month(
    start: date, every: int, weekday: int, nth: int
) -> None:
    days = list(
        monthly(start, start + timedelta(days=800), every=every, weekday=weekday, nth=nth)
    )

    assert {day.weekday() for day in days} == {weekday}
    assert all(day >= start for day in days)
    months = [day.year * 12 + day.month for day in days]
    assert {later - month for month, later in pairwise(months)} <= {every}
    for day in days:
        if nth == LAST:
            assert (day + timedelta(days=7)).month != day.month
        else:
            assert (day.day - 1) // 7 == nth - 1


def test_a_holiday_is_skipped_or_a_week_later_unless_that_is_one_too() -> None:
    kings_day, liberation = date(2026, 4, 27), date(2026, 5, 4)

    assert list(past_holidays([kings_day], {kings_day}, later=False)) == []
    assert list(past_holidays([kings_day], {kings_day}, later=True)) == [liberation]
    assert list(past_holidays([kings_day], {kings_day, liberation}, later=True)) == []


@pytest.mark.parametrize(("every", "weekday"), [(0, 1), (1, 7), (1, -1)])
def test_what_is_no_rhythm_is_a_mistake_of_ours(every: int, weekday: int) -> None:
    with pytest.raises(ValueError, match="weekday"):
        list(weekly(date(2026, 1, 1), date(2026, 2, 1), every=every, weekday=weekday))


def test_a_month_has_no_fifth_such_day() -> None:
    days = monthly(date(2026, 1, 1), date(2026, 2, 1), every=1, weekday=1, nth=5)

    with pytest.raises(ValueError, match="first to fourth"):
        list(days)

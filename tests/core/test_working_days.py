"""Terms in working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core import working_days

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
KING = date(2026, 4, 27)  # a Monday


def test_weekends_and_holidays_do_not_count() -> None:
    friday = date(2026, 4, 24)

    assert working_days.after(friday, 1, set()) == KING
    assert working_days.after(friday, 1, {KING}) == date(2026, 4, 28)
    assert working_days.after(friday, 10, {KING}) == date(2026, 5, 11)


@given(DAYS, st.integers(1, 60), st.sets(st.integers(0, 90), max_size=10))
def test_between_lie_as_many_working_days_as_asked(
    start: date, days: int, free: set[int]
) -> None:
    holidays = {start + timedelta(days=at) for at in free}

    end = working_days.after(start, days, holidays)

    between = (start + timedelta(days=at) for at in range(1, (end - start).days + 1))
    assert sum(working_days.is_working_day(day, holidays) for day in between) == days
    assert working_days.is_working_day(end, holidays)


@pytest.mark.parametrize("days", [0, -1])
def test_no_days_at_all_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        working_days.after(KING, days, set())

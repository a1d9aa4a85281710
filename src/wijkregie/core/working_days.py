"""Count in working days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

_SATURDAY: Final = 5
_A_DAY: Final = timedelta(days=1)


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Tell whether people work on this day: no Saturday, Sunday or holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def after(start: date, days: int, holidays: Container[date]) -> date:
    """Return the day that is ``days`` working days after ``start``, which does not count.

    Raises
    ------
    ValueError
        If ``days`` is not above zero.

    >>> after(date(2026, 4, 2), 2, {date(2026, 4, 3), date(2026, 4, 6)})
    datetime.date(2026, 4, 8)

    """
    if days < 1:
        raise ValueError("count at least one working day")
    day = start
    while days:
        day += _A_DAY
        days -= is_working_day(day, holidays)
    return day

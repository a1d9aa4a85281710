"""Days that follow each other: every so many weeks, or the first Tuesday of the month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_WEEK: Final = 7
_MONTHS: Final = 12
LAST: Final = -1
_NTHS: Final = frozenset({LAST, 1, 2, 3, 4})


def weekly(start: date, until: date, *, every: int, weekday: int) -> Iterator[date]:
    """Yield a weekday (0 is Monday) every so many weeks, the soonest first.

    ``start`` and ``until`` count too.

    >>> [str(day) for day in weekly(date(2026, 3, 4), date(2026, 3, 24), every=2, weekday=1)]
    ['2026-03-10', '2026-03-24']

    """
    _check(every, weekday)
    day = start + timedelta(days=(weekday - start.weekday()) % _WEEK)
    while day <= until:
        yield day
        day += timedelta(weeks=every)


def monthly(start: date, until: date, *, every: int, weekday: int, nth: int) -> Iterator[date]:
    """Yield the first (1) to fourth, or the last (-1), such weekday every so many months.

    The month of ``start`` counts as the first one. No day before ``start`` is in it.

    >>> days = monthly(date(2026, 3, 4), date(2026, 5, 31), every=1, weekday=1, nth=1)
    >>> [str(day) for day in days]
    ['2026-04-07', '2026-05-05']

    """
    _check(every, weekday)
    if nth not in _NTHS:
        raise ValueError("a month has a first to fourth such day, and a last")
    year, month = start.year, start.month
    while (day := _in_month(year, month, weekday, nth)) <= until:
        if day >= start:
            yield day
        years, month = divmod(month - 1 + every, _MONTHS)
        year, month = year + years, month + 1


def past_holidays(
    days: Iterable[date], holidays: Container[date], *, later: bool
) -> Iterator[date]:
    """Yield the days that are no holiday; ``later``: a holiday becomes a week later.

    If that is a holiday too, the day is skipped.

    >>> kings_day = date(2026, 4, 27)
    >>> list(past_holidays([kings_day], {kings_day}, later=True))
    [datetime.date(2026, 5, 4)]

    """
    for day in days:
        if day not in holidays:
            yield day
        elif later and (moved := day + timedelta(days=_WEEK)) not in holidays:
            yield moved


def _check(every: int, weekday: int) -> None:
    if every < 1 or weekday not in range(_WEEK):
        raise ValueError("a rhythm needs a weekday, and at least one week or month")


def _in_month(year: int, month: int, weekday: int, nth: int) -> date:
    first_weekday, length = monthrange(year, month)
    first = 1 + (weekday - first_weekday) % _WEEK
    weeks = (length - first) // _WEEK if nth == LAST else nth - 1
    return date(year, month, first + _WEEK * weeks)

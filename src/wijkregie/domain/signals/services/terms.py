"""Until when: terms in working days, with the public holidays of the Netherlands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from wijkregie.core import working_days

if TYPE_CHECKING:
    from datetime import date


def promised_on(start: date, days: int) -> date:
    """Return the day that is ``days`` working days after ``start``."""
    free = _holidays(start.year) | _holidays(start.year + 1)
    return working_days.after(start, days, free)


@lru_cache(maxsize=8)
def _holidays(year: int) -> frozenset[date]:
    """Return the days on which nobody here works."""
    import holidays  # noqa: PLC0415 - it loads all countries: 0.6 s that only a promise costs

    return frozenset(holidays.country_holidays("NL", years=year))

"""Public holidays of the Netherlands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@lru_cache(maxsize=16)
def free_days(year: int) -> frozenset[date]:
    """Return the days of a year on which nobody here works, weekends aside."""
    import holidays  # noqa: PLC0415 - it loads all countries: 0.6 s that only a term costs

    return frozenset(holidays.country_holidays("NL", years=year))

"""Until when: terms in working days, with the public holidays of the Netherlands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.core import working_days
from wijkregie.kit.free_days import free_days

if TYPE_CHECKING:
    from datetime import date


def promised_on(start: date, days: int) -> date:
    """Return the day that is ``days`` working days after ``start``."""
    free = free_days(start.year) | free_days(start.year + 1)
    return working_days.after(start, days, free)

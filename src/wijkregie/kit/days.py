"""Days that can be: no slip of the pen, and what happened is not to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from datetime import date

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100


def fault_of(day: date | None, *, today: date | None = None) -> str:
    """Return why a day cannot be, in a plain sentence; empty where it can, or is not known.

    With ``today`` it is a day on which something happened: that is never to come.
    """
    if day is None:
        return ""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _("Fill in a day in the years %(first)s to %(last)s.") % {
            "first": FIRST_YEAR,
            "last": LAST_YEAR,
        }
    if today is not None and day > today:
        return _("This day is still to come. Fill in today or a day before.")
    return ""

"""Words for concerns: how far, since when, where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.domain.concerns.states import State

if TYPE_CHECKING:
    from datetime import date, datetime

_HOUR: Final = 3600
_DAYS_FROM: Final = 48
STATES: Final = {
    State.RECEIVED: gettext_lazy("Received"),
    State.TAKEN_UP: gettext_lazy("Taken up"),
    State.CLOSED: gettext_lazy("Closed"),
}
#: What who wrote a concern hears, per state; ``%(group)s`` is the team.
STORIES: Final = {
    State.RECEIVED: gettext_lazy(
        "Your concern lies ready for %(group)s. The team was told that something waits."
    ),
    State.TAKEN_UP: gettext_lazy(
        "Somebody of %(group)s read your concern and took it up. Your words are wiped here."
    ),
    State.CLOSED: gettext_lazy("%(group)s has closed your concern."),
}


def grouped(reference: str) -> str:
    """Return a receipt number as one reads it aloud: in two groups of four."""
    return f"{reference[:4]} {reference[4:]}"


def day(value: date) -> str:
    """Return a day as it is written: 3 maart 2026."""
    return date_format(value, "j F Y")


def moment(value: datetime) -> str:
    """Return a moment as it is written: 3 maart 2026, 14.05 uur."""
    return date_format(timezone.localtime(value), _("j F Y, H.i"))


def waited(since: datetime, at: datetime) -> str:
    """Return how long something waits, in hours, and from two days on in days."""
    hours = int((at - since).total_seconds() // _HOUR)
    if hours < 1:
        return _("less than an hour")
    if hours < _DAYS_FROM:
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    days = hours // 24
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}

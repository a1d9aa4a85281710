"""Words for how often a group meets: "elke eerste dinsdag van de maand, 20.00 uur"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.meetings.states import Rhythm

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import SeriesSeen

NTHS: Final = {
    1: gettext_lazy("first"),
    2: gettext_lazy("second"),
    3: gettext_lazy("third"),
    4: gettext_lazy("fourth"),
    -1: gettext_lazy("last"),
}


def rhythm_text(series: SeriesSeen) -> str:
    """Return how often a group meets and at what time, as a line on a page."""
    if series.rhythm == Rhythm.LOOSE or series.clock is None:
        return _("No fixed day: each time by agreement")
    clock = f"{series.clock.hour}.{series.clock.minute:02}"
    return _("%(days)s, %(time)s o'clock") % {"days": _days(series), "time": clock}


def _days(series: SeriesSeen) -> str:
    told = {
        "n": series.every,
        "weekday": WEEKDAYS[series.weekday],
        "nth": NTHS[series.nth],
    }
    if series.rhythm == Rhythm.WEEKLY:
        if series.every == 1:
            return _("Every %(weekday)s") % told
        return _("Every %(n)d weeks on %(weekday)s") % told
    if series.every == 1:
        return _("Every %(nth)s %(weekday)s of the month") % told
    return _("Every %(n)d months on the %(nth)s %(weekday)s") % told

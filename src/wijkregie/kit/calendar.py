"""Calendars for other programs (RFC 5545): days and meetings in, the text of a feed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import icalendar

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
_HERE: Final = "Europe/Amsterdam"
#: How often a program comes and looks, if it listens.
_REFRESH: Final = timedelta(hours=1)
#: Summer time as the European Union has it since 1996. The list of all years that the library
#: writes is thirty times as long and ends in 2038.
_SEASONS: Final = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, slots=True)
class Event:
    """Something in a calendar: at moments, or (``starts`` a date) a whole day.

    ``uid`` never changes; ``sequence`` goes up with every change that others must hear of.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts: datetime | date
    ends: datetime | date
    summary: str
    url: str = ""
    place: str = ""
    description: str = ""
    cancelled: bool = False


def write(name: str, events: Iterable[Event]) -> bytes:
    """Return a calendar in the time of Amsterdam, right in summer and winter."""
    from icalendar import Calendar, Timezone  # noqa: PLC0415 - 0.1 s that only a feed costs

    made = Calendar()
    made.add("prodid", "-//Wijkregie//wijkregie//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    made.add_component(Timezone.from_ical(_SEASONS))
    for event in events:
        made.add_component(_component(event))
    written: bytes = made.to_ical()
    return written


def _component(event: Event) -> icalendar.Event:
    from icalendar import Event as Component  # noqa: PLC0415 - as above

    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", event.changed_at)
    made.add("last-modified", event.changed_at)
    made.add("sequence", event.sequence)
    made.add("summary", event.summary)
    made.add("dtstart", _here(event.starts))
    made.add("dtend", _here(event.ends))
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "OPAQUE" if isinstance(event.starts, datetime) else "TRANSPARENT")
    for word, text in (
        ("location", event.place),
        ("description", event.description),
        ("url", event.url),
    ):
        if text:
            made.add(word, text)
    return made


def _here(when: datetime | date) -> datetime | date:
    return timezone.localtime(when, ZoneInfo(_HERE)) if isinstance(when, datetime) else when

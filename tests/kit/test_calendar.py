"""What a calendar program reads: written by us, read back by the library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from wijkregie.kit import calendar
from wijkregie.kit.calendar import Event

HERE = ZoneInfo("Europe/Amsterdam")
LONG = "Een heel lange omschrijving met komma's, puntkomma's; en\nregels. " * 5


def event(**changed: object) -> Event:
    starts = datetime(2026, 3, 3, 19, tzinfo=UTC)
    known: dict[str, object] = {
        "uid": "een@wijkregie",
        "sequence": 0,
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
        "starts": starts,
        "ends": starts + timedelta(minutes=90),
        "summary": "Wijkteam",
    }
    return Event(**known | changed)  # type: ignore[arg-type] # as each test says


def read(*events: Event) -> Calendar:
    return Calendar.from_ical(calendar.write("Overleg", events))


def test_everything_comes_back_as_it_was_written() -> None:
    written = event(
        place="Buurthuis, zaal 2; boven",
        description=LONG,
        url="https://voorbeeld.nl/overleg/1",
        sequence=3,
    )

    (found,) = read(written).events

    assert str(found["UID"]) == "een@wijkregie"
    assert found["SEQUENCE"] == written.sequence
    assert str(found["SUMMARY"]) == "Wijkteam"
    assert str(found["LOCATION"]) == "Buurthuis, zaal 2; boven"
    assert str(found["DESCRIPTION"]) == LONG
    assert str(found["URL"]) == "https://voorbeeld.nl/overleg/1"
    assert str(found["STATUS"]) == "CONFIRMED"
    assert written.changed_at == found.DTSTAMP
    assert found.start == written.starts
    assert found.end == written.ends


@pytest.mark.parametrize(
    ("day", "hours_to_utc"),
    [
        (date(2026, 3, 28), 1),
        (date(2026, 3, 29), 2),
        (date(2026, 10, 24), 2),
        (date(2026, 10, 25), 1),
    ],
)
def test_eight_in_the_evening_stays_eight_across_summer_time(
    day: date, hours_to_utc: int
) -> None:
    starts = datetime(day.year, day.month, day.day, 20, tzinfo=HERE).astimezone(UTC)
    text = calendar.write("Overleg", [event(starts=starts, ends=starts + timedelta(hours=1))])

    (found,) = Calendar.from_ical(text).events

    assert f"DTSTART;TZID=Europe/Amsterdam:{day:%Y%m%d}T200000".encode() in text
    assert found.start == starts
    assert isinstance(found.start, datetime)
    assert found.start.utcoffset() == timedelta(hours=hours_to_utc)


def test_the_seasons_that_we_write_are_those_of_the_country() -> None:
    (zone,) = read(event()).timezones
    ours = zone.to_tz(lookup_tzid=False)

    for number in range(0, 365 * 12, 3):
        noon = datetime(2026, 1, 1, 12) + timedelta(days=number)  # noqa: DTZ001 - local
        assert noon.replace(tzinfo=ours).utcoffset() == noon.replace(tzinfo=HERE).utcoffset()


def test_a_whole_day_has_no_time_and_leaves_the_day_free() -> None:
    day = date(2026, 3, 17)

    (found,) = read(event(starts=day, ends=day + timedelta(days=1))).events

    assert found.start == day
    assert str(found["TRANSP"]) == "TRANSPARENT"


def test_what_is_cancelled_says_so_under_the_same_identity() -> None:
    (found,) = read(event(cancelled=True, sequence=1)).events

    assert str(found["STATUS"]) == "CANCELLED"
    assert str(found["UID"]) == "een@wijkregie"


def test_a_calendar_tells_its_name_and_lines_are_no_longer_than_programs_read() -> None:
    text = calendar.write("Overleg in Stad", [event(description=LONG)])

    assert b"X-WR-CALNAME:Overleg in Stad\r\n" in text
    assert max(len(line) for line in text.split(b"\r\n")) <= 75

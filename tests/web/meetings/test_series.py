"""Series: how often a group meets, planning ahead, moving; and the calendars to follow."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.makers.meetings import make_meeting, make_series
from tests.web.seen import seen
from wijkregie.domain.meetings.models import CalendarLink, Meeting
from wijkregie.domain.meetings.states import Rhythm

if TYPE_CHECKING:
    from icalendar import Event

    from tests.web.control.conftest import Browser
    from tests.web.meetings.conftest import Table

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
RHYTHM = {
    "rhythm": "monthly",
    "every": 1,
    "nth": 1,
    "weekday": 1,
    "clock": "20:00",
    "minutes": 90,
    "location": "Buurthuis",
    "on_holiday": "skip",
    "level": "work",
}


def series_url(table: Table, path: str = "") -> str:
    return table.url(f"overleg/reeks/{table.series.pk}{path}")


def next_year() -> date:
    return timezone.localdate() + timedelta(days=364)


def soon(days: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(20)))


def events(answer: Any) -> list[Event]:
    assert answer.status_code == HTTPStatus.OK
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).events


# --- a series


def test_a_chair_says_how_often_the_group_meets_and_plans_a_year(
    table: Table, chair: Browser
) -> None:
    page = seen(chair.get(series_url(table)))
    assert page.faults() == []
    assert "Geen vaste dag" in page.text

    answer = chair.follow(series_url(table, "/ritme"), **RHYTHM)
    assert seen(answer).faults() == []
    assert "Elke eerste dinsdag van de maand, 20.00 uur, Buurthuis" in seen(answer).text

    answer = chair.follow(series_url(table, "/vooruit"), until=next_year().isoformat())
    assert "overleggen zijn gepland." in seen(answer).text
    made = Meeting.objects.filter(series=table.series).exclude(pk=table.meeting.pk)
    assert made.count() in {11, 12}
    assert {timezone.localtime(one.starts_at).hour for one in made} == {20}

    answer = chair.follow(series_url(table, "/vooruit"), until=next_year().isoformat())
    assert "was alles al gepland" in seen(answer).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"rhythm": "weekly"}, "Elke dinsdag, 20.00 uur"),
        ({"rhythm": "weekly", "every": 3}, "Om de 3 weken op dinsdag, 20.00 uur"),
        ({"nth": -1, "every": 2}, "Om de 2 maanden op de laatste dinsdag, 20.00 uur"),
        ({"rhythm": "loose"}, "Geen vaste dag: elke keer in overleg"),
    ],
)
def test_a_rhythm_is_said_in_words(
    table: Table, chair: Browser, changed: dict[str, Any], words: str
) -> None:
    answer = chair.follow(series_url(table, "/ritme"), **(RHYTHM | changed))

    assert words in seen(answer).text


def test_half_a_rhythm_and_a_day_that_is_over_are_refused_in_their_place(
    table: Table, chair: Browser
) -> None:
    answer = chair.post(series_url(table, "/ritme"), **(RHYTHM | {"clock": ""}))
    assert answer.status_code == WRONG
    assert seen(answer).faults() == []
    assert "hoe laat de groep overlegt" in seen(answer).text

    chair.post(series_url(table, "/ritme"), **RHYTHM)
    answer = chair.post(series_url(table, "/vooruit"), until="2020-01-01")
    assert answer.status_code == WRONG
    assert seen(answer).faults() == []
    assert "een jaar vanaf nu" in seen(answer).text


def test_everyone_reads_a_series_and_only_who_leads_changes_it(
    table: Table, passer_by: Browser, worker: Browser
) -> None:
    for browser in (passer_by, worker):
        page = seen(browser.get(series_url(table)))
        assert page.faults() == []
        assert "Vooruit plannen" not in page.text
    assert passer_by.post(series_url(table, "/ritme"), **RHYTHM).status_code == HTTPStatus.FOUND
    for path in ("/ritme", "/vooruit"):
        answer = worker.post(series_url(table, path), **RHYTHM)
        assert answer.status_code == HTTPStatus.FORBIDDEN
    table.series.refresh_from_db()
    assert table.series.rhythm == Rhythm.LOOSE
    assert passer_by.get(table.url("overleg/reeks/99999")).status_code == HTTPStatus.NOT_FOUND


# --- another time


def test_a_chair_moves_a_meeting(table: Table, chair: Browser, worker: Browser) -> None:
    there = timezone.localdate() + timedelta(days=3)
    page = seen(chair.get(table.page("/verplaatsen")))
    assert page.faults() == []
    fields = {"day": there.isoformat(), "clock": "19:30", "location": "Wijkcentrum"}

    assert worker.post(table.page("/verplaatsen"), **fields).status_code == HTTPStatus.FORBIDDEN
    answer = chair.follow(table.page("/verplaatsen"), **fields)

    assert "Wie zou komen, krijgt een mail" in seen(answer).text
    table.meeting.refresh_from_db()
    local = timezone.localtime(table.meeting.starts_at)
    assert (local.date(), local.strftime("%H:%M")) == (there, "19:30")


def test_a_meeting_is_not_moved_into_the_past(table: Table, chair: Browser) -> None:
    answer = chair.post(table.page("/verplaatsen"), day="2020-01-01", clock="19:30")

    assert answer.status_code == WRONG
    assert "al voorbij" in seen(answer).text


def test_before_its_day_nobody_decides_or_closes(table: Table, chair: Browser) -> None:
    ahead = soon(9)
    Meeting.objects.filter(pk=table.meeting.pk).update(starts_at=ahead)

    page = seen(chair.get(table.page(f"?punt={table.own.pk}")))

    assert page.faults() == []
    assert "De groep beslist hierover op" in page.text
    assert "Besluit vastleggen" not in page.text
    assert "Overleg afsluiten" not in page.text
    assert "Andere tijd of plek" in page.text


# --- calendars


def test_everyone_follows_all_meetings_and_a_cache_may_keep_them(
    table: Table, passer_by: Browser
) -> None:
    recent = soon(2)
    Meeting.objects.filter(pk=table.meeting.pk).update(starts_at=recent)
    page = seen(passer_by.get(table.url("overleg/agenda")))
    assert page.faults() == []
    assert "Je eigen overleggen" not in page.text

    answer = passer_by.get(table.url("overleg/agenda.ics"))

    (event,) = events(answer)
    assert "public" in answer["Cache-Control"]
    assert event.start == recent
    assert isinstance(event.start, datetime)
    assert event.start.tzinfo == ZoneInfo("Europe/Amsterdam")
    assert str(event["URL"]).endswith(table.page())
    assert "Rondvraag" not in answer.content.decode()


def test_of_a_series_only_a_public_one_has_a_calendar(
    table: Table, public_table: Table, passer_by: Browser
) -> None:
    later = soon(2)
    Meeting.objects.update(starts_at=later)

    assert passer_by.get(series_url(table, ".ics")).status_code == HTTPStatus.NOT_FOUND
    answer = passer_by.get(series_url(public_table, ".ics"))

    (event,) = events(answer)
    assert "Rondvraag" in str(event["DESCRIPTION"])
    page = seen(passer_by.get(public_table.url("overleg/agenda")))
    assert page.faults() == []
    assert f"/overleg/reeks/{public_table.series.pk}.ics" in page.text


def test_a_member_makes_renews_and_drops_an_address(table: Table, worker: Browser) -> None:
    make_meeting(make_series(table.team.group), starts_at=soon(2))
    page = seen(worker.get(table.url("overleg/agenda")))
    assert page.faults() == []
    link = table.url("overleg/agenda/link")

    first = seen(worker.follow(link)).url("Eén keer downloaden")
    answer = worker.get(first)
    assert "no-store" in answer["Cache-Control"]
    assert len(events(answer)) == 2, "the meeting, and an action that is due"

    second = seen(worker.follow(link)).url("Eén keer downloaden")
    assert worker.get(first).status_code == HTTPStatus.NOT_FOUND
    assert worker.get(second).status_code == HTTPStatus.OK

    worker.follow(link, drop="1")
    assert worker.get(second).status_code == HTTPStatus.NOT_FOUND
    assert not CalendarLink.objects.exists()
    answer = worker.post(link, drop="1")
    assert answer.status_code == WRONG
    assert seen(answer).faults() == []


def test_who_has_no_seat_has_no_address(table: Table, passer_by: Browser) -> None:
    answer = passer_by.post(table.url("overleg/agenda/link"))

    assert answer.status_code == HTTPStatus.FOUND
    assert not CalendarLink.objects.exists()


def test_the_country_has_no_calendar(table: Table, passer_by: Browser) -> None:
    assert passer_by.get("/nederland/overleg/agenda.ics").status_code == HTTPStatus.NOT_FOUND


def test_a_series_shows_what_was_held(table: Table, chair: Browser) -> None:
    chair.post(table.page("/afsluiten"))

    page = seen(chair.get(series_url(table)))

    assert "Gehouden" in page.text

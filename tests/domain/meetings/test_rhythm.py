"""How often a group meets, and planning a year of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from tests.makers.meetings import ON, TONIGHT, make_action, make_item, make_meeting
from tests.makers.places import AT
from tests.makers.signals import make_signal
from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.models import AgendaItem, Meeting, Series
from wijkregie.domain.meetings.services import RhythmDraft
from wijkregie.domain.meetings.states import Level, OnHoliday, Rhythm
from wijkregie.domain.signals import queries as signals
from wijkregie.kit import audit
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from tests.makers.meetings import Team

HERE = ZoneInfo("Europe/Amsterdam")
TUESDAYS = RhythmDraft(
    rhythm=Rhythm.MONTHLY, weekday=1, nth=1, clock=time(20), location="Buurthuis"
)
FRIDAYS = RhythmDraft(rhythm=Rhythm.WEEKLY, every=2, weekday=4, clock=time(9, 30))
A_YEAR = ON + timedelta(days=365)


def planned(team: Team, series: Series, draft: RhythmDraft, until: date) -> list[datetime]:
    services.set_rhythm(series.pk, draft, by=team.as_chair(), at=AT)
    services.plan_ahead(series.pk, until, by=team.as_chair(), at=AT)
    rows = Meeting.objects.filter(series=series).order_by("starts_at")
    return [one.starts_at.astimezone(HERE) for one in rows]


def test_every_first_tuesday_is_planned_a_year_ahead(team: Team, series: Series) -> None:
    found = planned(team, series, TUESDAYS, A_YEAR)

    assert [(one.month, one.day) for one in found] == [
        *((4, 7), (5, 5), (6, 2), (7, 7), (8, 4), (9, 1)),
        *((10, 6), (11, 3), (12, 1), (1, 5), (2, 2), (3, 2)),
    ]
    assert {one.time() for one in found} == {time(20)}, "eight o'clock, summer and winter"
    first = Meeting.objects.order_by("starts_at")[0]
    assert (first.location, first.minutes) == ("Buurthuis", 90)
    logged = audit.rows_of(team.municipality.pk).values_list("what", "why")
    assert list(logged[:2]) == [("series_planned", "12"), ("series_changed", "")]


def test_a_holiday_is_skipped_or_a_week_later(team: Team, series: Series) -> None:
    until = date(2026, 4, 30)
    skipped = planned(team, series, FRIDAYS, until)
    Meeting.objects.all().delete()
    later = planned(team, series, replace(FRIDAYS, on_holiday=OnHoliday.LATER), until)

    assert [(one.month, one.day) for one in skipped] == [(3, 6), (3, 20), (4, 17)], (
        "3 April 2026 is Good Friday"
    )
    assert [(one.month, one.day) for one in later] == [(3, 6), (3, 20), (4, 10), (4, 17)]


def test_planning_again_adds_only_what_is_missing_and_keeps_the_rhythm(
    team: Team, series: Series
) -> None:
    before = planned(team, series, FRIDAYS, date(2026, 4, 30))
    cancelled = Meeting.objects.get(starts_at=before[1])
    services.cancel(cancelled.pk, by=team.as_chair(), at=AT)

    after = planned(team, series, FRIDAYS, date(2026, 6, 30))

    assert after[:3] == before, "also the cancelled one is left alone"
    assert [(one.month, one.day) for one in after[3:]] == [
        *((5, 1), (5, 15), (5, 29), (6, 12), (6, 26)),
    ]
    again = services.plan_ahead(series.pk, date(2026, 6, 30), by=team.as_chair(), at=AT)
    assert again == ()


def test_a_rhythm_of_months_goes_on_in_step_with_the_last_meeting(
    team: Team, series: Series
) -> None:
    make_meeting(series, starts_at=TONIGHT + timedelta(days=30))

    found = planned(team, series, replace(TUESDAYS, every=3), A_YEAR)

    assert [(one.month, one.day) for one in found] == [(4, 2), (4, 7), (7, 7), (10, 6), (1, 5)]


def test_an_evening_stays_an_evening_when_the_clock_changes(team: Team, series: Series) -> None:
    sundays = RhythmDraft(rhythm=Rhythm.WEEKLY, weekday=6, clock=time(20))

    found = planned(team, series, sundays, date(2026, 4, 4))

    assert [one.isoformat() for one in found] == [
        "2026-03-08T20:00:00+01:00",
        "2026-03-15T20:00:00+01:00",
        "2026-03-22T20:00:00+01:00",
        "2026-03-29T20:00:00+02:00",
    ]


def test_a_time_that_the_clock_leaps_over_is_still_one_meeting(
    team: Team, series: Series
) -> None:
    nights = RhythmDraft(rhythm=Rhythm.WEEKLY, weekday=6, clock=time(2, 30))

    found = planned(team, series, nights, date(2026, 3, 29))

    assert [one.date() for one in found][-1] == date(2026, 3, 29)


def test_what_is_still_open_comes_back_on_the_first_meeting_only(
    team: Team, series: Series
) -> None:
    meeting = make_meeting(series)
    make_action(make_item(meeting), organisation=team.corporation, due_in=3)
    planned(team, series, TUESDAYS, A_YEAR)
    assert not AgendaItem.objects.filter(fixed=True).exists(), "tonight nothing is due yet"

    services.close(meeting.pk, by=team.as_chair(), at=TONIGHT)

    fixed = AgendaItem.objects.get(fixed=True)
    following = Meeting.objects.filter(starts_at__gt=TONIGHT).order_by("starts_at")[0]
    assert (fixed.meeting, fixed.order, fixed.title) == (following, 0, "Open actions")
    services.cancel(following.pk, by=team.as_chair(), at=TONIGHT)
    carried = AgendaItem.objects.filter(fixed=True).exclude(pk=fixed.pk).get()
    assert carried.carried_from is None, "it is made again, not carried"


def test_a_point_that_is_left_comes_on_the_first_meeting_that_is_planned(
    team: Team, series: Series
) -> None:
    meeting = make_meeting(series)
    make_item(meeting, "Rondvraag")
    services.cancel(meeting.pk, by=team.as_chair(), at=AT)

    planned(team, series, TUESDAYS, A_YEAR)

    carried = AgendaItem.objects.get(carried_from__isnull=False)
    first = Meeting.objects.filter(state="planned").order_by("starts_at")[0]
    assert carried.meeting == first


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (replace(TUESDAYS, clock=None), "at what time"),
        (replace(TUESDAYS, every=0), "at most 12"),
        (replace(TUESDAYS, every=13), "at most 12"),
        (replace(TUESDAYS, weekday=7), "Choose a day"),
        (replace(TUESDAYS, nth=5), "Choose a day"),
        (replace(TUESDAYS, minutes=0), "between one minute"),
    ],
)
def test_half_a_rhythm_is_refused(
    team: Team, series: Series, draft: RhythmDraft, sentence: str
) -> None:
    with pytest.raises(services.MeetingRefused, match=sentence):
        services.set_rhythm(series.pk, draft, by=team.as_chair(), at=AT)


@pytest.mark.parametrize("days", [0, -1, 401])
def test_a_day_that_is_over_or_too_far_is_refused(
    team: Team, series: Series, days: int
) -> None:
    services.set_rhythm(series.pk, TUESDAYS, by=team.as_chair(), at=AT)

    with pytest.raises(services.MeetingRefused, match="a year from now"):
        services.plan_ahead(series.pk, ON + timedelta(days), by=team.as_chair(), at=AT)


def test_without_a_rhythm_nothing_is_planned_ahead(team: Team, series: Series) -> None:
    loose = RhythmDraft(rhythm=Rhythm.LOOSE, level=Level.MANAGEMENT, minutes=60)
    services.set_rhythm(series.pk, loose, by=team.as_chair(), at=AT)

    with pytest.raises(services.MeetingRefused, match="no rhythm yet"):
        services.plan_ahead(series.pk, A_YEAR, by=team.as_chair(), at=AT)
    series.refresh_from_db()
    assert (series.level, series.minutes) == (Level.MANAGEMENT, 60)


def test_only_who_leads_says_how_often_a_group_meets(team: Team, series: Series) -> None:
    for viewer in (team.as_worker(), team.as_second_shell(), anonymous(team.municipality.pk)):
        with pytest.raises(services.MeetingRefused, match="Only the chair"):
            services.set_rhythm(series.pk, TUESDAYS, by=viewer, at=AT)
        with pytest.raises(services.MeetingRefused, match="Only the chair"):
            services.plan_ahead(series.pk, A_YEAR, by=viewer, at=AT)


def test_everyone_knows_how_often_a_group_meets_but_not_where(
    team: Team, series: Series
) -> None:
    services.set_rhythm(series.pk, TUESDAYS, by=team.as_chair(), at=AT)

    (public,) = queries.series_visible_to(anonymous(team.municipality.pk), on=ON)
    (own,) = queries.series_visible_to(team.as_worker(), on=ON)

    assert (public.rhythm, public.nth, public.clock) == (Rhythm.MONTHLY, 1, time(20))
    assert (public.location, own.location) == (None, "Buurthuis")


def test_the_database_refuses_a_rhythm_without_a_time(series: Series) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.filter(pk=series.pk).update(rhythm=Rhythm.WEEKLY)


# --- another time or place


def test_a_meeting_is_moved_and_who_was_going_to_come_hears_it(
    team: Team, meeting: Meeting
) -> None:
    there = TONIGHT + timedelta(days=1)
    services.move(meeting.pk, there, " Wijkcentrum ", by=team.as_chair(), at=AT)

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.location) == (there, "Wijkcentrum")
    assert (meeting.sequence, meeting.changed_at) == (1, AT)
    assert told(team, "meeting_changed") == {team.chair.pk, team.worker.pk}


def test_moving_to_where_it_is_changes_nothing(team: Team, meeting: Meeting) -> None:
    services.move(meeting.pk, TONIGHT, meeting.location, by=team.as_chair(), at=AT)

    meeting.refresh_from_db()
    assert meeting.sequence == 0
    assert told(team, "meeting_changed") == set()


def test_only_another_place_leaves_the_reports_as_they_are(
    team: Team, meeting: Meeting
) -> None:
    services.move(meeting.pk, TONIGHT, "Wijkcentrum", by=team.as_chair(), at=AT)

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.location) == (TONIGHT, "Wijkcentrum")


def test_a_report_on_the_agenda_hears_of_the_other_day(team: Team, meeting: Meeting) -> None:
    signal = make_signal(team.municipality, team.area)
    services.add_signal(meeting.pk, signal.pk, by=team.as_worker(), at=AT)

    services.move(meeting.pk, TONIGHT + timedelta(7), "", by=team.as_chair(), at=AT)

    whys = signals.story_of(team.as_worker(), signal.pk)
    assert "March 10, 2026" in whys[-1].why


def test_a_meeting_is_not_moved_into_the_past_nor_onto_another(
    team: Team, series: Series, meeting: Meeting
) -> None:
    other = make_meeting(series, starts_at=TONIGHT + timedelta(days=7))

    for starts_at, sentence in (
        (TONIGHT - timedelta(days=1), "day is over"),
        (other.starts_at, "already"),
    ):
        with pytest.raises(services.MeetingRefused, match=sentence):
            services.move(meeting.pk, starts_at, "", by=team.as_chair(), at=AT)
    with pytest.raises(services.MeetingRefused, match="Only the chair"):
        services.move(meeting.pk, TONIGHT, "Elders", by=team.as_worker(), at=AT)


def test_who_was_going_to_come_hears_that_it_is_cancelled(team: Team, meeting: Meeting) -> None:
    services.cancel(meeting.pk, by=team.as_chair(), at=AT)

    meeting.refresh_from_db()
    assert meeting.sequence == 1
    assert told(team, "meeting_changed") == {team.chair.pk, team.worker.pk}


def told(team: Team, template: str) -> set[int]:
    rows = OutboxRow.objects.filter(template=template, municipality_id=team.municipality.pk)
    return {row.ids["person_id"] for row in rows}

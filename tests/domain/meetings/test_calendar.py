"""What a calendar gets: read back by the library, with canaries that it must not hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from tests.makers.meetings import (
    ON,
    TONIGHT,
    Team,
    close_meeting,
    make_action,
    make_item,
    make_meeting,
    make_series,
    make_team,
)
from tests.makers.people import make_person, viewer_for
from tests.makers.places import AT
from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.models import CalendarLink, Meeting
from wijkregie.domain.people import services as people
from wijkregie.kit import calendar
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from icalendar import Event

    from wijkregie.domain.meetings.models import Series
    from wijkregie.domain.meetings.queries import CalendarSeen

WEEK = timedelta(days=7)
SEED = 2**100 + 7


def address(pk: int) -> str:
    return f"https://voorbeeld.nl/overleg/{pk}"


def read(found: CalendarSeen | None) -> list[Event]:
    assert found is not None
    return Calendar.from_ical(calendar.write(found.name or "", found.events)).events


def text_of(found: CalendarSeen | None) -> str:
    assert found is not None
    return calendar.write(found.name or "", found.events).decode().replace("\r\n ", "")


def public(team: Team) -> CalendarSeen:
    return queries.public_calendar(team.municipality.pk, on=ON, address=address)


def personal(team: Team, token: str) -> CalendarSeen | None:
    return queries.personal_calendar(team.municipality.pk, token, on=ON, address=address)


def link_of(viewer: Viewer) -> str:
    return services.make_calendar_link(by=viewer, at=AT, seed=SEED)


# --- for everyone


def test_everyone_learns_when_a_group_meets_and_of_a_public_one_where_and_about_what(
    team: Team, series: Series
) -> None:
    closed = make_meeting(series)
    make_item(closed, "Kanarie van de groep")
    open_one = make_meeting(make_series(team.group, public=True), starts_at=TONIGHT + WEEK)
    make_item(open_one, "Bankjes in het park")

    first, second = read(public(team))

    assert (first.start, first.end) == (TONIGHT, TONIGHT + timedelta(minutes=90))
    assert "LOCATION" not in first
    assert str(first["DESCRIPTION"]) == address(closed.pk)
    assert str(second["LOCATION"]) == "Buurthuis De Molen"
    assert "1. Bankjes in het park" in str(second["DESCRIPTION"])
    assert "Kanarie" not in text_of(public(team))


def test_a_planted_public_series_shows_the_canary(team: Team) -> None:
    meeting = make_meeting(make_series(team.group, public=True))
    make_item(meeting, "Kanarie van de groep")

    assert "Kanarie" in text_of(public(team)), "the test above would see it"


def test_moving_and_cancelling_keep_the_identity_and_count_up(
    team: Team, meeting: Meeting
) -> None:
    (before,) = read(public(team))
    services.move(meeting.pk, TONIGHT + WEEK, "", by=team.as_chair(), at=AT)
    (moved,) = read(public(team))
    services.cancel(meeting.pk, by=team.as_chair(), at=AT)
    (cancelled,) = read(public(team))

    assert before["UID"] == moved["UID"] == cancelled["UID"]
    assert [one["SEQUENCE"] for one in (before, moved, cancelled)] == [0, 1, 2]
    assert moved.start == TONIGHT + WEEK
    assert str(cancelled["STATUS"]) == "CANCELLED"
    assert str(cancelled["SUMMARY"]).startswith("Cancelled: ")


def test_what_is_long_over_is_in_no_calendar_any_more(team: Team, meeting: Meeting) -> None:
    later = ON + timedelta(days=100)

    found = queries.public_calendar(team.municipality.pk, on=later, address=address)

    assert found.events == ()


def test_only_a_public_series_has_a_calendar_of_its_own(team: Team, series: Series) -> None:
    shown = make_series(team.group, "Wijktafel", public=True)
    make_meeting(shown)
    make_meeting(series)

    def of(pk: int, municipality_id: int) -> CalendarSeen | None:
        return queries.series_calendar(municipality_id, pk, on=ON, address=address)

    found = of(shown.pk, team.municipality.pk)
    assert found is not None
    assert found.name == "Wijkteam Molenwijk: Wijktafel"
    assert len(read(found)) == 1
    assert of(series.pk, team.municipality.pk) is None
    assert of(shown.pk, make_team("Elders").municipality.pk) is None


# --- one's own


def test_a_member_follows_the_meetings_that_one_attends(team: Team, meeting: Meeting) -> None:
    make_item(meeting, "Kanarie van de groep")
    token = link_of(team.as_worker())

    (event,) = read(personal(team, token))

    assert str(event["LOCATION"]) == "Buurthuis De Molen"
    assert "Kanarie" not in text_of(personal(team, token)), "it stands behind the link"
    assert queries.calendar_token(team.as_worker()) == token


def test_the_second_shell_follows_only_what_it_is_invited_for(
    team: Team, series: Series, meeting: Meeting
) -> None:
    asked = make_meeting(series, starts_at=TONIGHT + WEEK)
    token = link_of(team.as_second_shell())
    assert read(personal(team, token)) == []

    item = make_item(asked)
    services.invite(item.pk, team.seats["caretaker"].pk, by=team.as_worker(), at=AT)

    (event,) = read(personal(team, token))
    assert event.start == asked.starts_at
    assert str(event["LOCATION"]) == "Buurthuis De Molen"


def test_an_action_is_on_the_day_that_it_is_due_and_tells_only_what_everyone_may_read(
    team: Team, meeting: Meeting
) -> None:
    make_action(make_item(meeting), "Kanarie opbellen", organisation=team.corporation)
    shown = make_meeting(make_series(team.group, public=True))
    make_action(make_item(shown), "Bankjes nakijken", person=team.caretaker, due_in=15)
    close_meeting(meeting)
    close_meeting(shown)

    first, second = read(personal(team, link_of(team.as_second_shell())))

    assert first.start == ON + timedelta(days=14)
    assert str(first["SUMMARY"]) == "Ready today: an action of Wijkteam Molenwijk"
    assert str(first["URL"]) == address(meeting.pk)
    assert str(second["SUMMARY"]) == "Ready today: Bankjes nakijken"


def test_an_action_that_is_done_is_in_no_calendar(team: Team, meeting: Meeting) -> None:
    action = make_action(make_item(meeting), person=team.caretaker)
    token = link_of(team.as_second_shell())
    assert len(read(personal(team, token))) == 1

    services.settle(action.pk, "done", by=team.as_second_shell(), at=AT)  # type: ignore[arg-type]

    assert read(personal(team, token)) == []


def test_the_link_does_not_hold_what_a_role_lets_see(team: Team) -> None:
    other = make_team("Elders")
    make_meeting(make_series(other.group))
    token = link_of(team.as_worker())

    assert read(personal(team, token)) == []
    assert personal(other, token) is None, "it is of one municipality"


def test_a_new_link_makes_the_old_one_void(team: Team, meeting: Meeting) -> None:
    old = link_of(team.as_worker())
    new = services.make_calendar_link(by=team.as_worker(), at=AT, seed=SEED + 1)

    assert personal(team, old) is None
    assert personal(team, new) is not None
    assert CalendarLink.objects.count() == 1
    services.drop_calendar_link(by=team.as_worker(), at=AT)
    assert personal(team, new) is None
    assert queries.calendar_token(team.as_worker()) == ""
    with pytest.raises(services.MeetingRefused, match="not there"):
        services.drop_calendar_link(by=team.as_worker(), at=AT)


def test_the_token_is_kept_nowhere(team: Team) -> None:
    token = link_of(team.as_worker())

    row = CalendarLink.objects.values().get()

    assert token not in str(row)


def test_whose_account_or_seat_ended_follows_nothing(team: Team, meeting: Meeting) -> None:
    token = link_of(team.as_second_shell())
    people.end_seat(
        team.seats["caretaker"].pk, by=installation(team.municipality.pk), at=AT - WEEK
    )
    assert personal(team, token) is None

    other = link_of(team.as_worker())
    people.end_person(team.worker.pk, by=installation(team.municipality.pk), at=AT - WEEK)
    assert personal(team, other) is None


def test_who_has_no_seat_gets_no_link(team: Team) -> None:
    idle = viewer_for(make_person(municipality=team.municipality), team.municipality)
    for viewer in (
        idle,
        anonymous(team.municipality.pk),
        Viewer(None, person_id=idle.person_id),
    ):
        with pytest.raises(services.MeetingRefused, match="a seat in a group"):
            link_of(viewer)


def test_a_calendar_costs_a_fixed_number_of_queries(
    team: Team, series: Series, django_assert_num_queries: object
) -> None:
    token = link_of(team.as_worker())
    for number in range(3):
        meeting = make_meeting(series, starts_at=TONIGHT + number * WEEK)
        make_action(make_item(meeting), person=team.worker)

    with django_assert_num_queries(1):  # type: ignore[operator]
        public(team)
    with django_assert_num_queries(7):  # type: ignore[operator]
        assert len(read(personal(team, token))) == 6


# --- along with a mail


def along(team: Team, person_id: int, meeting: Meeting) -> list[Event]:
    found = queries.mail_calendar(
        team.municipality.pk, person_id, meeting.pk, on=ON, address=address
    )
    return Calendar.from_ical(calendar.write("", found)).events


def test_along_with_an_invitation_goes_the_meeting(team: Team, meeting: Meeting) -> None:
    (event,) = along(team, team.worker.pk, meeting)

    assert event.start == TONIGHT
    assert "LOCATION" not in event, "a mail holds what everyone may know"


def test_along_with_an_action_list_go_ones_actions_and_the_next_meeting(
    team: Team, series: Series, meeting: Meeting
) -> None:
    make_action(make_item(meeting), person=team.worker)
    make_action(make_item(meeting), organisation=team.corporation)
    following = make_meeting(series, starts_at=TONIGHT + WEEK)
    close_meeting(meeting)

    coming, action = along(team, team.worker.pk, meeting)
    (own,) = along(team, team.caretaker.pk, meeting)

    assert coming.start == following.starts_at
    assert action.start == own.start == ON + timedelta(days=14)


def test_along_with_a_mail_to_who_left_goes_nothing(team: Team, meeting: Meeting) -> None:
    idle = make_person(municipality=team.municipality)

    assert along(team, idle.pk, meeting) == []
    meeting.delete()
    assert along(team, team.worker.pk, Meeting(pk=meeting.pk or 0)) == []

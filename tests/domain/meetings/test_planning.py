"""Series and meetings: who plans them, and what closing and cancelling leave behind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import (
    TONIGHT,
    close_meeting,
    decision_of,
    make_action,
    make_item,
    make_meeting,
    make_series,
)
from tests.makers.people import make_person, make_role, make_seat, viewer_for
from tests.makers.places import AT
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.models import AgendaItem, Meeting, Series
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.states import Role, SeatFunction, Shell
from wijkregie.kit import audit
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.makers.meetings import Team

WEEK = timedelta(days=7)


def test_a_chair_makes_a_series_and_plans_a_meeting(team: Team) -> None:
    chair = team.as_chair()

    series_id = services.create_series(
        services.SeriesDraft(team.group.pk, "  Wijkteam   Molenwijk ", public=True),
        by=chair,
        at=AT,
    )
    meeting_id = services.plan(series_id, TONIGHT, " Buurthuis ", by=chair, at=AT)

    series = Series.objects.get(pk=series_id)
    assert (series.name, series.public) == ("Wijkteam Molenwijk", True)
    assert series.municipality_id == team.municipality.pk
    meeting = Meeting.objects.get(pk=meeting_id)
    assert (meeting.starts_at, meeting.location) == (TONIGHT, "Buurthuis")
    assert meeting.state == MeetingState.PLANNED
    logged = list(audit.rows_of(team.municipality.pk).values_list("what", flat=True)[:2])
    assert logged == ["meeting_planned", "series_made"]


def test_a_secretary_and_the_district_manager_of_the_wijk_plan_too(
    team: Team, series: Series
) -> None:
    secretary = make_seat(team.group, function=SeatFunction.SECRETARY).person
    manager = make_role(team.municipality, Role.DISTRICT_MANAGER, area=team.area.parent).person

    for days, person in enumerate((secretary, manager)):
        services.plan(
            series.pk,
            TONIGHT + timedelta(days=days),
            by=viewer_for(person, team.municipality),
            at=AT,
        )

    assert Meeting.objects.count() == 2


def test_who_does_not_lead_makes_no_series_and_plans_nothing(
    team: Team, series: Series
) -> None:
    other_area = make_role(
        team.municipality,
        Role.DISTRICT_MANAGER,
        area=team.area.parent.parent,  # type: ignore[union-attr]
    ).person
    for by in (
        team.as_worker(),
        team.as_second_shell(),
        viewer_for(other_area, team.municipality),
        viewer_for(make_person(), team.municipality),
        viewer_for(None, team.municipality),
    ):
        with pytest.raises(services.MeetingRefused, match="Only the chair"):
            services.create_series(services.SeriesDraft(team.group.pk, "Anders"), by=by, at=AT)
        with pytest.raises(services.MeetingRefused, match="Only the chair"):
            services.plan(series.pk, TONIGHT, by=by, at=AT)

    assert (Series.objects.count(), Meeting.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Give the series a name"),
        ("x" * 121, "longer than 120"),
        ("wijkOVERLEG", "has a series with this name"),
    ],
)
def test_a_series_needs_a_name_of_its_own(team: Team, name: str, words: str) -> None:
    make_series(team.group, "Wijkoverleg")

    with pytest.raises(services.MeetingRefused, match=words):
        services.create_series(
            services.SeriesDraft(team.group.pk, name), by=team.as_chair(), at=AT
        )


def test_a_meeting_is_planned_once_and_not_on_a_day_that_is_over(
    team: Team, series: Series
) -> None:
    make_meeting(series)

    with pytest.raises(services.MeetingRefused, match="at this time already"):
        services.plan(series.pk, TONIGHT, by=team.as_chair(), at=AT)
    with pytest.raises(services.MeetingRefused, match="day is over"):
        services.plan(series.pk, AT - timedelta(days=1), by=team.as_chair(), at=AT)
    with pytest.raises(services.MeetingRefused, match="not there any more"):
        services.plan(series.pk + 1, TONIGHT, by=team.as_chair(), at=AT)


def test_closing_lets_both_shells_hear_once(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    make_action(item, organisation=team.corporation)
    unconcerned = make_seat(team.group, shell=Shell.SECOND).person

    close_meeting(meeting)

    assert (meeting.state, meeting.closed_at) == (MeetingState.HELD, TONIGHT)
    rows = OutboxRow.objects.filter(template="action_list")
    told = {row.ids["person_id"] for row in rows}
    assert told == {team.chair.pk, team.worker.pk, team.caretaker.pk}
    assert unconcerned is not None
    assert {row.ids["meeting_id"] for row in rows} == {meeting.pk}
    assert {row.municipality_id for row in rows} == {team.municipality.pk}


def test_somebody_of_the_second_shell_hears_of_an_action_of_ones_own(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    make_action(item, person=team.caretaker)

    close_meeting(meeting)

    told = {row.ids["person_id"] for row in OutboxRow.objects.all()}
    assert team.caretaker.pk in told


def test_a_meeting_is_closed_on_its_day_or_later_by_who_leads_it(
    team: Team, meeting: Meeting
) -> None:
    with pytest.raises(services.MeetingRefused, match="Only the chair"):
        services.close(meeting.pk, by=team.as_worker(), at=TONIGHT)
    with pytest.raises(services.MeetingRefused, match="not been held yet"):
        services.close(meeting.pk, by=team.as_chair(), at=AT - timedelta(days=1))

    services.close(meeting.pk, by=team.as_chair(), at=AT)

    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD


@pytest.mark.parametrize("ending", [services.close, services.cancel])
def test_what_is_over_does_not_change_any_more(
    team: Team, meeting: Meeting, item: AgendaItem, ending: object
) -> None:
    chair = team.as_chair()
    ending(meeting.pk, by=chair, at=TONIGHT)  # type: ignore[operator]
    before = AgendaItem.objects.values().get(pk=item.pk)
    draft = services.ActionDraft("Bellen", team.chair.pk, None, TONIGHT.date())

    for change in (
        lambda: services.add_item(meeting.pk, "Nog een punt", by=chair, at=TONIGHT),
        lambda: services.note(item.pk, "Toch nog", 1, by=chair, at=TONIGHT),
        lambda: services.decide(item.pk, decision_of(team.group), by=chair, at=TONIGHT),
        lambda: services.agree(item.pk, draft, by=chair, at=TONIGHT),
        lambda: services.take_off(item.pk, by=chair, at=TONIGHT),
        lambda: services.attend(
            meeting.pk, {team.seats["chair"].pk: True}, by=chair, at=TONIGHT
        ),
        lambda: services.close(meeting.pk, by=chair, at=TONIGHT),
        lambda: services.cancel(meeting.pk, by=chair, at=TONIGHT),
    ):
        with pytest.raises(services.MeetingRefused, match=r"closed|cancelled"):
            change()

    assert AgendaItem.objects.values().get() == before


def test_a_cancelled_meeting_rolls_its_own_points_over(series: Series) -> None:
    first = make_meeting(series)
    second = make_meeting(series, starts_at=TONIGHT + WEEK)
    make_item(second, "Stond er al")
    items = [make_item(first, "Fietsen"), make_item(first, "Speeltuin")]

    services.cancel(first.pk, by=installation(series.municipality_id), at=AT)

    carried = list(second.items.order_by("order"))
    assert [one.title for one in carried] == ["Stond er al", "Fietsen", "Speeltuin"]
    assert [one.carried_from_id for one in carried[1:]] == [one.pk for one in items]
    assert first.items.count() == 2


def test_without_a_next_meeting_the_points_wait_for_the_one_that_is_planned(
    series: Series,
) -> None:
    first = make_meeting(series)
    make_item(first, "Fietsen")
    services.cancel(first.pk, by=installation(series.municipality_id), at=AT)

    second = make_meeting(series, starts_at=TONIGHT + WEEK)
    third = make_meeting(series, starts_at=TONIGHT + 2 * WEEK)

    assert [one.title for one in second.items.all()] == ["Fietsen"]
    assert not third.items.exists()


def test_a_meeting_with_a_decision_or_an_action_is_not_cancelled(
    team: Team, series: Series
) -> None:
    decided, agreed = make_meeting(series), make_meeting(series, starts_at=TONIGHT + WEEK)
    services.decide(make_item(decided).pk, decision_of(team.group), by=team.as_chair(), at=AT)
    make_action(make_item(agreed))

    for meeting in (decided, agreed):
        with pytest.raises(services.MeetingRefused, match="Close it instead"):
            services.cancel(meeting.pk, by=team.as_chair(), at=AT)


def test_only_who_leads_cancels(team: Team, meeting: Meeting) -> None:
    with pytest.raises(services.MeetingRefused, match="Only the chair"):
        services.cancel(meeting.pk, by=team.as_worker(), at=AT)


def test_names_of_rows_say_what_they_are(series: Series, meeting: Meeting) -> None:
    item = make_item(meeting, "Fietsen")
    action = make_action(item)

    assert str(series) == series.name
    assert str(meeting) == f"meeting {meeting.pk}"
    assert str(item) == "Fietsen"
    assert str(action) == f"action {action.pk}"

"""Who does what by when: agreed, done, open again; and who was there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.meetings import (
    ON,
    TONIGHT,
    close_meeting,
    make_action,
    make_item,
    make_meeting,
)
from tests.makers.people import (
    make_group,
    make_organisation,
    make_person,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality
from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.models import Action, Attendance
from wijkregie.domain.meetings.queries import ActionFilter
from wijkregie.domain.meetings.states import ActionState
from wijkregie.domain.people.states import Shell

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.meetings.models import AgendaItem, Meeting, Series


def draft(**changed: object) -> services.ActionDraft:
    words = {
        "what": "De bankjes nakijken",
        "person_id": None,
        "organisation_id": None,
        "due_on": ON + timedelta(days=7),
    }
    return services.ActionDraft(**words | changed)  # type: ignore[arg-type]


def test_an_action_has_a_doer_and_a_day(team: Team, item: AgendaItem) -> None:
    action_id = services.agree(
        item.pk,
        draft(person_id=team.worker.pk, organisation_id=team.corporation.pk),
        by=team.as_chair(),
        at=AT,
    )

    action = Action.objects.get(pk=action_id)
    assert (action.person, action.organisation) == (team.worker, team.corporation)
    assert (action.group, action.made_at, action.state) == (team.group, AT, ActionState.OPEN)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"what": " "}, "what is going to be done"),
        ({"what": "x" * 401}, "longer than 400"),
        ({"person_id": None}, "Choose who does it"),
        ({"person_id": 0}, "does not work here"),
        ({"due_on": ON - timedelta(days=1)}, "day is over"),
    ],
)
def test_an_action_without_words_doer_or_day_is_refused(
    team: Team, item: AgendaItem, changed: dict[str, object], words: str
) -> None:
    asked = draft(**{"person_id": team.chair.pk} | changed)

    with pytest.raises(services.MeetingRefused, match=words):
        services.agree(item.pk, asked, by=team.as_chair(), at=AT)

    assert not Action.objects.exists()


def test_who_works_elsewhere_gets_no_action(team: Team, item: AgendaItem) -> None:
    stranger, foreign = make_person(), make_organisation(make_municipality())

    for doer in ({"person_id": stranger.pk}, {"organisation_id": foreign.pk}):
        with pytest.raises(services.MeetingRefused, match="does not work here"):
            services.agree(item.pk, draft(**doer), by=team.as_chair(), at=AT)


def test_who_does_it_and_who_takes_part_say_that_it_is_done(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    action = make_action(item, organisation=team.corporation)
    close_meeting(meeting)

    services.settle(action.pk, ActionState.DONE, by=team.as_second_shell(), at=TONIGHT)
    action.refresh_from_db()
    assert (action.state, action.done_at) == (ActionState.DONE, TONIGHT)

    services.settle(action.pk, ActionState.OPEN, by=team.as_chair(), at=TONIGHT)
    services.settle(action.pk, ActionState.DROPPED, by=team.as_chair(), at=TONIGHT)
    action.refresh_from_db()
    assert (action.state, action.done_at) == (ActionState.DROPPED, None)


def test_said_twice_changes_nothing_and_what_is_done_is_not_dropped(
    team: Team, item: AgendaItem
) -> None:
    action = make_action(item, person=team.worker)
    for minutes in (0, 5):
        at = AT + timedelta(minutes=minutes)
        services.settle(action.pk, ActionState.DONE, by=team.as_worker(), at=at)

    with pytest.raises(services.MeetingRefused, match="again first"):
        services.settle(action.pk, ActionState.DROPPED, by=team.as_worker(), at=AT)

    action.refresh_from_db()
    assert action.done_at == AT


def test_who_neither_does_it_nor_takes_part_is_refused(
    team: Team, series: Series, item: AgendaItem, meeting: Meeting
) -> None:
    action = make_action(item, organisation=team.corporation)
    second = viewer_for(
        make_seat(team.group, organisation=None, shell=Shell.SECOND).person, team.municipality
    )

    with pytest.raises(services.MeetingRefused, match="not there any more"):
        services.settle(action.pk, ActionState.DONE, by=second, at=AT)

    series.public = True
    series.save()
    close_meeting(meeting)
    with pytest.raises(services.MeetingRefused, match="Only who does this"):
        services.settle(action.pk, ActionState.DONE, by=second, at=AT)


def test_attendance_is_written_per_seat_and_can_be_changed(
    team: Team, meeting: Meeting
) -> None:
    chair, worker = team.seats["chair"].pk, team.seats["worker"].pk

    services.attend(meeting.pk, {chair: True, worker: True}, by=team.as_worker(), at=AT)
    services.attend(meeting.pk, {worker: False}, by=team.as_worker(), at=AT)

    found = dict(Attendance.objects.values_list("seat_id", "present"))
    assert found == {chair: True, worker: False}
    assert str(Attendance.objects.get(seat_id=chair)) == f"{meeting.pk} {chair}"


def test_a_seat_of_another_group_was_not_there(team: Team, meeting: Meeting) -> None:
    other = make_seat(make_group(team.municipality))

    with pytest.raises(services.MeetingRefused, match="not there any more"):
        services.attend(meeting.pk, {other.pk: True}, by=team.as_chair(), at=AT)


def test_expected_is_the_first_shell_and_who_was_written_down(
    team: Team, meeting: Meeting
) -> None:
    services.attend(meeting.pk, {team.seats["caretaker"].pk: True}, by=team.as_chair(), at=AT)

    found = {
        one.person_name: one.present
        for one in queries.seats_at(team.as_chair(), meeting.pk, on=ON)
    }

    assert found == {
        team.chair.name: None,
        team.worker.name: None,
        team.caretaker.name: True,
    }
    assert queries.seats_at(team.as_second_shell(), meeting.pk, on=ON) == ()


def test_an_organisation_holds_a_seat_of_its_own(team: Team, meeting: Meeting) -> None:
    make_seat(team.group, organisation=team.corporation)

    names = {
        one.organisation_name
        for one in queries.seats_at(team.as_chair(), meeting.pk, on=ON)
        if one.person_name is None
    }

    assert names == {team.corporation.name}


def test_open_actions_come_first_and_of_those_the_first_due(
    team: Team, item: AgendaItem
) -> None:
    done = make_action(item, person=team.worker, due_in=0)
    services.settle(done.pk, ActionState.DONE, by=team.as_worker(), at=AT)
    later, soon = (make_action(item, person=team.worker, due_in=days) for days in (9, 1))

    found = list(queries.actions_visible_to(team.as_worker(), on=ON + timedelta(days=2)))

    assert [one.id for one in found] == [soon.pk, later.pk, done.pk]
    assert [one.overdue for one in found] == [True, False, False]
    assert [one.is_open for one in found] == [True, True, False]
    assert all(one.mine and one.may_settle for one in found)


def test_overdue_actions_of_the_group_are_found_for_its_next_meeting(
    team: Team, series: Series, item: AgendaItem
) -> None:
    overdue = make_action(item, due_in=1)
    make_action(item, due_in=9)
    done = make_action(item, due_in=1)
    services.settle(done.pk, ActionState.DONE, by=team.as_chair(), at=AT)
    elsewhere = make_group(team.municipality)
    next_week = ON + timedelta(days=7)
    wanted = ActionFilter(
        group_id=team.group.pk, states=(ActionState.OPEN,), due_before=next_week
    )

    found = queries.actions_visible_to(team.as_chair(), wanted, on=next_week)

    assert [one.id for one in found] == [overdue.pk]
    other = ActionFilter(group_id=elsewhere.pk)
    assert len(queries.actions_visible_to(team.as_chair(), other, on=ON)) == 0


def test_mine_are_my_own_and_those_of_whom_i_sit_for_and_near_also_of_my_groups(
    team: Team, item: AgendaItem, series: Series
) -> None:
    welfare = team.seats["worker"].organisation
    own = make_action(item, person=team.worker, due_in=1)
    ours = make_action(item, organisation=welfare, due_in=2)
    of_group = make_action(item, organisation=team.corporation, due_in=3)
    by = team.as_worker()

    def ids(wanted: ActionFilter) -> list[int]:
        return [one.id for one in queries.actions_visible_to(by, wanted, on=ON)]

    assert ids(ActionFilter(mine=True)) == [own.pk, ours.pk]
    assert ids(ActionFilter(near=True)) == [own.pk, ours.pk, of_group.pk]


def test_a_list_of_actions_costs_three_queries_however_long(
    team: Team, series: Series, django_assert_num_queries: object
) -> None:
    for days in range(6):
        item = make_item(make_meeting(series, starts_at=TONIGHT + timedelta(days=days)))
        make_action(item, person=team.worker)

    by = team.as_worker()

    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(list(queries.actions_visible_to(by, on=ON))) == 6

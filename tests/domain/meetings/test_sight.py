"""Who reads what of a meeting: names and notes never leave those who take part."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db.models import Q

from tests.makers.meetings import (
    ON,
    TONIGHT,
    close_meeting,
    decision_of,
    make_action,
    make_item,
    make_meeting,
    make_series,
)
from tests.makers.people import make_operator, make_person, make_role, viewer_for
from tests.makers.places import AT
from wijkregie.domain.meetings import queries, rules, services
from wijkregie.domain.meetings.queries import MeetingFilter
from wijkregie.domain.meetings.queries.sight import Sight
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import Viewer, anonymous, follower

if TYPE_CHECKING:
    from tests.makers.meetings import Team
    from wijkregie.domain.meetings.models import Meeting, Series

CANARY = "KANARIE in de notities"


@pytest.fixture
def full(team: Team, series: Series) -> Meeting:
    """A meeting with notes, a decision, actions of all sorts, and attendance."""
    meeting, chair = make_meeting(series), team.as_chair()
    item = make_item(meeting, "Bankjes in het park")
    services.note(item.pk, CANARY, 1, by=chair, at=AT)
    services.decide(item.pk, decision_of(team.group), by=chair, at=AT)
    make_action(item, "Bankjes plaatsen", organisation=team.corporation)
    make_action(item, "Bewoners bellen", person=team.worker)
    other = make_item(meeting, "Fietsen bij de school")
    make_action(other, "Rekken tellen", person=team.worker)
    seats = {team.seats["chair"].pk: True, team.seats["worker"].pk: False}
    services.attend(meeting.pk, seats, by=chair, at=AT)
    return meeting


def publish(series: Series) -> None:
    series.public = True
    series.save()


def strangers(team: Team) -> list[Viewer]:
    roles = [
        make_role(team.municipality, role).person
        for role in (Role.SPECIALIST, Role.COUNCIL_MEMBER, Role.ADMINISTRATOR)
    ]
    return [
        anonymous(team.municipality.pk),
        follower(team.municipality.pk, 1),
        viewer_for(make_person(), team.municipality),
        viewer_for(team.worker, team.municipality, strong=False),
        *(viewer_for(person, team.municipality) for person in roles),
    ]


def everything(viewer: Viewer, meeting: Meeting) -> str:
    """Return all that any question about this meeting tells this viewer."""
    told = (
        queries.meeting_seen(viewer, meeting.pk, on=ON),
        queries.items_of(viewer, meeting.pk, on=ON),
        queries.seats_at(viewer, meeting.pk, on=ON),
        queries.action_list(viewer, meeting.pk, on=ON),
        list(queries.actions_visible_to(viewer, on=ON)),
        queries.planned_for(viewer, on=ON),
    )
    return repr(told)


def test_who_takes_part_reads_all_of_it(team: Team, full: Meeting) -> None:
    manager = make_role(team.municipality, Role.DISTRICT_MANAGER).person
    operator = viewer_for(make_operator(), team.municipality)
    for by in (
        team.as_chair(),
        team.as_worker(),
        viewer_for(manager, team.municipality),
        operator,
    ):
        seen = everything(by, full)
        for words in (CANARY, team.worker.name, "Rekken tellen", "Buurthuis De Molen"):
            assert words in seen


def test_of_a_closed_series_a_stranger_reads_group_and_time_only(
    team: Team, full: Meeting
) -> None:
    close_meeting(full)

    for by in strangers(team)[:3]:
        seen = queries.meeting_seen(by, full.pk, on=ON)
        assert seen is not None
        assert (seen.group_name, seen.starts_at) == (team.group.name, TONIGHT)
        assert (seen.location, seen.may_read, seen.whole, seen.may_lead) == (
            None,
            False,
            False,
            False,
        )
        assert queries.items_of(by, full.pk, on=ON) == ()
        assert queries.action_list(by, full.pk, on=ON) is None
        assert list(queries.actions_visible_to(by, on=ON)) == []


def test_no_name_and_no_note_ever_reaches_a_stranger(
    team: Team, series: Series, full: Meeting
) -> None:
    others = [one for one in strangers(team) if one.person_id != team.worker.pk]
    for public in (False, True):
        if public:
            publish(series)
            close_meeting(full)
        for by in others:
            seen = everything(by, full)
            assert CANARY not in seen
            assert team.worker.name not in seen
            assert team.chair.name not in seen or by.is_member  # who recorded: for members


def test_a_leak_of_notes_and_names_would_be_seen(
    team: Team, series: Series, full: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(series)
    stranger = anonymous(team.municipality.pk)

    def leaky(viewer: Viewer, *, on: object) -> Sight:
        return Sight(viewer, whole=frozenset({team.group.pk}))

    for module in ("meetings", "agenda", "actions"):
        monkeypatch.setattr(f"wijkregie.domain.meetings.queries.{module}.sight_of", leaky)

    seen = everything(stranger, full)

    assert CANARY in seen
    assert team.worker.name in seen


def test_of_a_public_series_everyone_reads_agenda_and_decision(
    team: Team, series: Series, full: Meeting
) -> None:
    publish(series)
    stranger = anonymous(team.municipality.pk)

    items = queries.items_of(stranger, full.pk, on=ON)

    assert [one.title for one in items] == ["Bankjes in het park", "Fietsen bij de school"]
    assert items[0].decision is not None
    assert items[0].decision.reason == "Er is geen plek om te zitten."
    assert items[0].notes is None
    # What is being agreed on tonight is told once the meeting was held.
    assert [one.actions for one in items] == [(), ()]
    assert queries.action_list(stranger, full.pk, on=ON) is None


def test_of_a_public_series_everyone_reads_the_action_list_by_organisation(
    team: Team, series: Series, full: Meeting
) -> None:
    publish(series)
    close_meeting(full)

    found = queries.action_list(anonymous(team.municipality.pk), full.pk, on=ON)

    assert found is not None
    assert (found.whole, found.extract) == (False, False)
    doers = [(one.what, one.organisation_name) for item in found.items for one in item.actions]
    assert doers == [
        ("Bankjes plaatsen", team.corporation.name),
        ("Bewoners bellen", None),
        ("Rekken tellen", None),
    ]
    there = {one.organisation_name: (one.present, one.absent) for one in found.attendance}
    assert there == {None: (1, 0), team.seats["worker"].organisation.name: (0, 1)}  # type: ignore[union-attr]
    assert {one.names for one in found.attendance} == {()}


def test_who_takes_part_reads_names_in_the_action_list_also_while_the_meeting_goes_on(
    team: Team, full: Meeting
) -> None:
    found = queries.action_list(team.as_worker(), full.pk, on=ON)

    assert found is not None
    assert found.whole
    assert team.worker.name in {one.person_name for one in found.items[1].actions}
    assert (team.chair.name,) in {one.names for one in found.attendance}


def test_the_second_shell_gets_its_extract_and_nothing_else(team: Team, full: Meeting) -> None:
    second = team.as_second_shell()
    assert queries.action_list(second, full.pk, on=ON) is None
    close_meeting(full)

    found = queries.action_list(second, full.pk, on=ON)

    assert found is not None
    assert (found.whole, found.extract, found.attendance) == (False, True, ())
    assert [item.title for item in found.items] == ["Bankjes in het park"]
    assert [one.what for one in found.items[0].actions] == ["Bankjes plaatsen"]
    assert found.items[0].decision is not None
    assert found.items[0].notes is None
    seen = everything(second, full)
    for words in (CANARY, "Rekken tellen", "Bewoners bellen", team.worker.name):
        assert words not in seen
    assert queries.items_of(second, full.pk, on=ON) == ()


def test_the_extract_holds_what_one_does_oneself_by_name(team: Team, full: Meeting) -> None:
    item = make_item(full, "Sleutel van het buurthuis")
    make_action(item, "Sleutel halen", person=team.caretaker)
    close_meeting(full)

    found = queries.action_list(team.as_second_shell(), full.pk, on=ON)

    assert found is not None
    own = found.items[-1].actions[0]
    assert (own.what, own.person_name, own.mine) == (
        "Sleutel halen",
        team.caretaker.name,
        True,
    )


def test_an_extract_that_holds_too_much_would_be_seen(
    team: Team, full: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_meeting(full)
    monkeypatch.setattr(Sight, "own_actions", lambda _self: Q(pk__isnull=False))

    assert "Rekken tellen" in everything(team.as_second_shell(), full)


def test_a_meeting_of_nothing_is_not_there(team: Team) -> None:
    chair = team.as_chair()

    assert queries.meeting_seen(chair, 0, on=ON) is None
    assert queries.action_list(chair, 0, on=ON) is None
    assert queries.items_of(chair, 0, on=ON) == ()
    assert queries.seats_at(chair, 0, on=ON) == ()


def test_meetings_are_chosen_by_group_state_and_time(team: Team, series: Series) -> None:
    first = make_meeting(series)
    last = make_meeting(series, starts_at=TONIGHT + timedelta(days=7))
    close_meeting(first)
    by = team.as_chair()

    def ids(wanted: MeetingFilter) -> list[int]:
        return [one.id for one in queries.meetings_visible_to(by, wanted, on=ON)]

    assert ids(MeetingFilter()) == [first.pk, last.pk]
    assert ids(MeetingFilter(newest_first=True)) == [last.pk, first.pk]
    assert ids(MeetingFilter(group_id=team.group.pk + 1)) == []
    assert ids(MeetingFilter(states=(MeetingState.HELD,))) == [first.pk]
    assert ids(MeetingFilter(since=TONIGHT + timedelta(days=1))) == [last.pk]
    assert ids(MeetingFilter(before=TONIGHT + timedelta(days=1))) == [first.pk]


def test_planned_meetings_are_those_one_takes_part_in(team: Team, series: Series) -> None:
    meeting, over = (
        make_meeting(series),
        make_meeting(series, starts_at=TONIGHT.replace(hour=5)),
    )
    close_meeting(over)

    assert [one.id for one in queries.planned_for(team.as_worker(), on=ON)] == [meeting.pk]
    assert queries.planned_for(team.as_second_shell(), on=ON) == ()
    seen = queries.planned_for(team.as_chair(), on=ON)[0]
    assert (seen.may_write, seen.may_lead, seen.may_decide, seen.officer_roles) == (
        True,
        True,
        True,
        (),
    )
    assert queries.planned_for(team.as_worker(), on=ON)[0].officer_roles == (
        Role.COMMUNITY_WORKER,
    )


def test_series_say_whether_one_leads_them(team: Team, series: Series) -> None:
    make_series(team.group, "Aan tafel", public=True)

    found = [
        (one.name, one.public, one.may_lead)
        for one in queries.series_visible_to(team.as_chair(), on=ON)
    ]

    assert found == [("Aan tafel", True, True), (series.name, False, True)]
    assert not any(one.may_lead for one in queries.series_visible_to(team.as_worker(), on=ON))
    assert queries.led_by(team.as_chair(), on=ON) == {team.group.pk}
    assert queries.led_by(team.as_worker(), on=ON) == frozenset()


def test_nobody_decides_by_a_role_that_does_not_decide(team: Team) -> None:
    council = make_role(team.municipality, Role.COUNCIL_MEMBER).person
    viewer = viewer_for(council, team.municipality)

    assert not rules.may_decide_as(viewer, Role.COUNCIL_MEMBER, ())


def test_an_agenda_costs_a_fixed_number_of_queries(
    team: Team, full: Meeting, django_assert_num_queries: object
) -> None:
    by = team.as_chair()
    for _number in range(4):
        make_action(make_item(full), person=team.worker)

    with django_assert_num_queries(7):  # type: ignore[operator]
        assert len(queries.items_of(by, full.pk, on=ON)) == 6
    with django_assert_num_queries(8):  # type: ignore[operator]
        assert queries.action_list(by, full.pk, on=ON) is not None
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert list(queries.meetings_visible_to(by, on=ON))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert list(queries.meetings_visible_to(anonymous(team.municipality.pk), on=ON))

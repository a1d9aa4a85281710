"""The second shell at a meeting: invited for a point, proposing one, counted when present."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

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
from tests.makers.people import make_organisation, make_seat
from tests.makers.places import AT
from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.models import AgendaItem, Invitation, Meeting, Proposal, Series
from wijkregie.domain.meetings.states import ProposalState
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Shell
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.viewer import Viewer, anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.people.models import Seat

WEEK = timedelta(days=7)


def invite(team: Team, item: AgendaItem, seat: Seat | None = None) -> None:
    seat = seat or team.seats["caretaker"]
    services.invite(item.pk, seat.pk, by=team.as_worker(), at=AT)


def propose(team: Team, meeting: Meeting, title: str = "Fietswrakken") -> int:
    return services.propose(meeting.pk, title, by=team.as_second_shell(), at=AT)


def mails(template: str) -> list[int]:
    rows = OutboxRow.objects.filter(template=template).order_by("pk")
    return [row.ids["person_id"] for row in rows]


# --- invited


def test_a_guest_reads_that_point_and_where_it_is_and_nothing_else(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    make_item(meeting, "Iets anders")
    services.note(item.pk, "Wie wat zei", 1, by=team.as_worker(), at=AT)
    make_action(item, "Bank bestellen", organisation=make_organisation(team.municipality))
    guest = team.as_second_shell()
    assert queries.items_of(guest, meeting.pk, on=ON) == ()

    invite(team, item)

    (seen,) = queries.items_of(guest, meeting.pk, on=ON)
    assert (seen.title, seen.notes, seen.actions) == ("Bankjes in het park", None, ())
    assert [one.person_name for one in seen.guests] == ["Huismeester Molenwijk"]
    told = queries.meeting_seen(guest, meeting.pk, on=ON)
    assert told is not None
    assert (told.location, told.invited, told.may_read) == ("Buurthuis De Molen", True, False)
    assert mails("meeting_invited") == [team.caretaker.pk]


def test_to_a_guest_other_guests_have_no_name(team: Team, item: AgendaItem) -> None:
    other = make_seat(team.group, shell=Shell.SECOND)
    invite(team, item)
    invite(team, item, other)

    (seen,) = queries.items_of(team.as_second_shell(), item.meeting_id, on=ON)
    (whole,) = queries.items_of(team.as_worker(), item.meeting_id, on=ON)

    assert [one.seat_id for one in seen.guests] == [team.seats["caretaker"].pk]
    assert len(whole.guests) == 2


def test_inviting_twice_is_once(team: Team, item: AgendaItem) -> None:
    invite(team, item)
    invite(team, item)

    assert Invitation.objects.count() == 1
    assert mails("meeting_invited") == [team.caretaker.pk]


def test_a_seat_without_a_person_is_invited_without_a_mail(
    team: Team, item: AgendaItem
) -> None:
    seat = make_seat(team.group, organisation=team.corporation, shell=Shell.SECOND)

    invite(team, item, seat)

    assert mails("meeting_invited") == []


def test_only_the_second_shell_of_this_group_is_invited(team: Team, item: AgendaItem) -> None:
    elsewhere = make_team("Elders").seats["caretaker"]
    for seat in (team.seats["worker"], elsewhere):
        with pytest.raises(services.MeetingRefused, match="second shell"):
            invite(team, item, seat)


def test_only_who_takes_part_invites(team: Team, item: AgendaItem) -> None:
    seat = team.seats["caretaker"].pk

    with pytest.raises(services.MeetingRefused, match="take part"):
        services.invite(item.pk, seat, by=team.as_second_shell(), at=AT)
    with pytest.raises(services.MeetingRefused, match="take part"):
        services.uninvite(item.pk, seat, by=team.as_second_shell(), at=AT)


def test_who_is_not_invited_any_more_reads_nothing_any_more(
    team: Team, item: AgendaItem
) -> None:
    invite(team, item)
    services.uninvite(item.pk, team.seats["caretaker"].pk, by=team.as_worker(), at=AT)

    assert queries.items_of(team.as_second_shell(), item.meeting_id, on=ON) == ()
    with pytest.raises(services.MeetingRefused, match="not there"):
        services.uninvite(item.pk, team.seats["caretaker"].pk, by=team.as_worker(), at=AT)


def test_whose_seat_ended_reads_nothing_any_more(team: Team, item: AgendaItem) -> None:
    invite(team, item)
    before = team.as_second_shell()
    people.end_seat(
        team.seats["caretaker"].pk, by=installation(team.municipality.pk), at=AT - WEEK
    )

    assert before.group_ids
    assert queries.items_of(team.as_second_shell(), item.meeting_id, on=ON) == ()


def test_a_guest_goes_along_with_the_point_to_the_next_meeting(
    team: Team, series: Series, meeting: Meeting, item: AgendaItem
) -> None:
    following = make_meeting(series, starts_at=TONIGHT + WEEK)
    invite(team, item)

    services.cancel(meeting.pk, by=team.as_chair(), at=AT)

    (seen,) = queries.items_of(team.as_second_shell(), following.pk, on=ON)
    assert seen.title == "Bankjes in het park"
    assert team.caretaker.pk in mails("meeting_changed"), "who was going to come hears it"


def test_the_extract_of_a_guest_holds_the_point_that_one_came_for(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    make_item(meeting, "Iets anders")
    invite(team, item)
    close_meeting(meeting)

    found = queries.action_list(team.as_second_shell(), meeting.pk, on=ON)

    assert found is not None
    assert [one.title for one in found.items] == ["Bankjes in het park"]


# --- proposed


def test_a_proposed_point_comes_on_the_agenda_and_who_asked_is_invited(
    team: Team, meeting: Meeting
) -> None:
    number = propose(team, meeting, "  Fietswrakken   opruimen ")
    (waiting,) = queries.proposals_of(team.as_worker(), meeting.pk, on=ON)
    assert waiting.title == "Fietswrakken opruimen"
    assert waiting.proposer == "Huismeester Molenwijk, Corporatie Molenwijk"

    services.accept(number, by=team.as_worker(), at=AT)

    (seen,) = queries.items_of(team.as_second_shell(), meeting.pk, on=ON)
    assert seen.title == "Fietswrakken opruimen"
    assert mails("meeting_invited") == [team.caretaker.pk]
    assert queries.proposals_of(team.as_worker(), meeting.pk, on=ON) == ()
    (own,) = queries.proposals_of(team.as_second_shell(), meeting.pk, on=ON)
    assert (own.state, own.proposer) == (ProposalState.ACCEPTED, None)


def test_who_proposed_reads_why_it_stays_off_the_agenda(team: Team, meeting: Meeting) -> None:
    number = propose(team, meeting)

    services.decline(number, " Dat doet de gemeente al. ", by=team.as_worker(), at=AT)

    (own,) = queries.proposals_of(team.as_second_shell(), meeting.pk, on=ON)
    assert (own.state, own.why) == (ProposalState.DECLINED, "Dat doet de gemeente al.")
    assert mails("proposal_declined") == [team.caretaker.pk]
    with pytest.raises(services.MeetingRefused, match="answered this proposal"):
        services.accept(number, by=team.as_worker(), at=AT)


def test_without_a_reason_nothing_is_declined(team: Team, meeting: Meeting) -> None:
    number = propose(team, meeting)

    with pytest.raises(services.MeetingRefused, match="Write why"):
        services.decline(number, " ", by=team.as_worker(), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(state=ProposalState.DECLINED)


def test_who_left_gets_no_mail_about_a_proposal(team: Team, meeting: Meeting) -> None:
    number = propose(team, meeting)
    people.end_person(team.caretaker.pk, by=installation(team.municipality.pk), at=AT)

    services.decline(number, "Dat doet de gemeente al.", by=team.as_worker(), at=AT)

    assert mails("proposal_declined") == []


def test_only_the_second_shell_proposes_and_only_who_takes_part_answers(
    team: Team, meeting: Meeting
) -> None:
    for viewer in (team.as_worker(), anonymous(team.municipality.pk)):
        with pytest.raises(services.MeetingRefused, match="second shell"):
            services.propose(meeting.pk, "Fietswrakken", by=viewer, at=AT)
    number = propose(team, meeting)
    with pytest.raises(services.MeetingRefused, match="take part"):
        services.accept(number, by=team.as_second_shell(), at=AT)
    with pytest.raises(services.MeetingRefused, match="what the point"):
        propose(team, meeting, " ")


def test_a_proposal_goes_along_to_the_next_meeting(
    team: Team, series: Series, meeting: Meeting
) -> None:
    propose(team, meeting)
    services.cancel(meeting.pk, by=team.as_chair(), at=AT)
    assert Proposal.objects.get().meeting == meeting, "it waits until one is planned"

    following = make_meeting(series, starts_at=TONIGHT + WEEK)
    assert Proposal.objects.get().meeting == following

    last = make_meeting(series, starts_at=TONIGHT + 2 * WEEK)
    services.cancel(following.pk, by=team.as_chair(), at=AT)
    assert Proposal.objects.get().meeting == last


def test_nothing_of_the_second_shell_crosses_municipalities(
    team: Team, meeting: Meeting, item: AgendaItem
) -> None:
    elsewhere = make_team("Elders")
    number = propose(team, meeting)
    invite(team, item)
    for viewer in (elsewhere.as_chair(), elsewhere.as_second_shell(), Viewer(None)):
        assert queries.proposals_of(viewer, meeting.pk, on=ON) == ()
        assert queries.items_of(viewer, meeting.pk, on=ON) == ()
        for act in (
            lambda by: services.accept(number, by=by, at=AT),
            lambda by: services.propose(meeting.pk, "Iets", by=by, at=AT),
            lambda by: services.invite(item.pk, team.seats["caretaker"].pk, by=by, at=AT),
        ):
            with pytest.raises(services.MeetingRefused, match="not there"):
                act(viewer)


# --- who is there


def test_both_shells_are_asked_who_was_there(team: Team, meeting: Meeting) -> None:
    item = make_item(meeting)
    other = make_seat(team.group, shell=Shell.SECOND)
    invite(team, item)

    seats = queries.seats_at(team.as_worker(), meeting.pk, on=ON)

    expected = {one.seat_id: one.expected for one in seats}
    assert expected == {
        team.seats["chair"].pk: True,
        team.seats["worker"].pk: True,
        team.seats["caretaker"].pk: True,
        other.pk: False,
    }


def test_a_series_that_is_public_shows_no_guest_to_a_passer_by(team: Team) -> None:
    meeting = make_meeting(make_series(team.group, public=True))
    invite(team, make_item(meeting))

    (seen,) = queries.items_of(anonymous(team.municipality.pk), meeting.pk, on=ON)

    assert (seen.guests, seen.invited) == ((), False)

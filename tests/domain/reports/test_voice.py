"""Who is heard: the five complaints of residents' groups, each counted by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.counting import told, voted
from tests.makers.decisions import a_decision
from tests.makers.indicators import make_figures, sheet
from tests.makers.meetings import make_meeting, make_series, make_team
from tests.makers.people import make_group, make_organisation, make_seat
from tests.makers.places import AT
from tests.makers.programme import make_programme, make_project
from tests.makers.signals import a_signal, make_signal, make_theme, send
from tests.makers.voting import OVER
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import services as meetings
from wijkregie.domain.people.states import GroupKind, OrganisationKind, Role, Shell
from wijkregie.domain.programme import services as programme
from wijkregie.domain.reports import queries
from wijkregie.domain.reports.queries import Share
from wijkregie.domain.reports.states import Decider, Setback
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import HandOver, Raiser, Signal
from wijkregie.domain.signals.states import Channel, Kind, OfferState
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.makers.meetings import Team
    from wijkregie.domain.people.models import Group
    from wijkregie.domain.signals.models import Theme
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
ON = (AT + timedelta(days=60)).date()
_meetings = count(1)


@dataclass
class Town:
    """A wijkteam and a wijkplatform of one area, and a theme to raise things in."""

    team: Team
    platform: Group
    theme: Theme

    @property
    def here(self) -> Viewer:
        return anonymous(self.team.municipality.pk)

    @property
    def by(self) -> Viewer:
        return installation(self.team.municipality.pk)

    def raised(self, group: Group | None = None, **more: Any) -> Signal:
        raiser = signals.RaiserDraft(
            group_id=group.pk if group else None,
            channel=more.pop("channel", Channel.MEETING if group else Channel.WEB),
        )
        draft = a_signal(self.theme, self.team.area, raiser=raiser, **more)
        receipt = send(draft, self.team.municipality, by=self.by)
        return Signal.objects.get(pk=receipt.signal_id)

    def decided(self, signal: Signal, outcome: str, *, days: int = 3, **more: Any) -> Signal:
        at = AT + timedelta(days=days)
        draft = a_decision(outcome, taken_on=at.date(), **more)
        signals.decide(signal.pk, draft, by=self.by, at=at)
        return Signal.objects.get(pk=signal.pk)

    def answered(self, signal: Signal, *, days: int = 5) -> Signal:
        signals.answer(signal.pk, "Zo zit het.", by=self.by, at=AT + timedelta(days=days))
        return Signal.objects.get(pk=signal.pk)


@pytest.fixture
def town() -> Town:
    team = make_team()
    platform = make_group(
        team.municipality,
        "Wijkplatform Molenwijk",
        kind=GroupKind.DISTRICT_PLATFORM,
        areas=[team.area],
    )
    return Town(team, platform, make_theme(team.municipality))


def test_individuals_and_groups_stand_side_by_side(town: Town) -> None:
    for days in (2, 4, 9):
        town.answered(
            town.decided(town.raised(kind=Kind.WISH), Outcome.FOLLOW_UP, days=days), days=10
        )
    town.decided(town.raised(), Outcome.DECLINE, days=1)
    town.decided(town.raised(town.platform, kind=Kind.IDEA), Outcome.DECLINE, days=20)
    town.decided(town.raised(town.platform), Outcome.FOLLOW_UP, days=30)
    town.raised(town.platform)  # not decided on: in no count

    found = queries.voice(town.here, on=ON)

    assert found.people.decided == 4
    assert found.people.honoured == Share(3, 4)
    assert found.people.wishes_honoured == Share(3, 3)
    assert found.people.declined == Share(1, 4)
    assert found.people.to_decision == queries.Days(3.0, 4)  # of 1, 2, 4 and 9 days
    assert found.people.to_answer == queries.Days(10, 3)
    assert found.of_groups.honoured == Share(1, 2)
    assert found.of_groups.wishes_honoured == Share(0, 1)
    assert found.of_groups.to_decision == queries.Days(25.0, 2)
    assert found.of_groups.to_answer == queries.Days()
    assert found.apart is not None
    assert not found.apart.tells  # three of four beside one of two tells nothing


def test_where_only_one_side_was_decided_on_nothing_is_compared(town: Town) -> None:
    town.decided(town.raised(), Outcome.FOLLOW_UP)

    assert queries.voice(town.here, on=ON).apart is None


def test_what_a_wijkteam_raised_is_of_neither(town: Town) -> None:
    town.decided(town.raised(town.team.group), Outcome.FOLLOW_UP)

    found = queries.voice(town.here, on=ON)
    assert (found.people.decided, found.of_groups.decided) == (0, 0)
    assert found.by_whom == ()


def test_what_was_decided_before_the_year_does_not_count(town: Town) -> None:
    town.decided(town.raised(), Outcome.FOLLOW_UP)

    assert queries.voice(town.here, on=ON + timedelta(days=800)).people.decided == 0
    assert queries.voice(town.here, on=date(2026, 1, 1)).people.decided == 0


def test_only_members_read_which_group_it_was(town: Town) -> None:
    town.decided(town.raised(town.platform), Outcome.DECLINE)

    assert queries.voice(town.here, on=ON).groups == ()
    (group,) = queries.voice(town.team.as_chair(), on=ON).groups
    assert (group.name, group.decided) == ("Wijkplatform Molenwijk", 1)
    assert (group.honoured, group.declined) == (Share(0, 1), Share(1, 1))


def test_who_decided_on_what_groups_raised_or_discussed(town: Town) -> None:
    team, table = town.team.group, make_group(town.team.municipality, kind=GroupKind.TABLE)
    steering = make_group(town.team.municipality, kind=GroupKind.STEERING)
    for body, number in ((team, 2), (town.platform, 1), (table, 1), (steering, 1)):
        for _each in range(number):
            town.decided(town.raised(town.platform), Outcome.FOLLOW_UP, body_id=body.pk)
    town.decided(town.raised(town.platform), Outcome.DECLINE, officer=Role.SPECIALIST)
    town.decided(town.raised(town.platform), Outcome.DECLINE, officer=Role.DISTRICT_MANAGER)
    town.decided(town.raised(), Outcome.DECLINE)  # of nobody in a group

    assert dict(queries.voice(town.here, on=ON).by_whom) == {
        Decider.THEMSELVES: 1,
        Decider.RESIDENTS: 1,
        Decider.TEAM: 2,
        Decider.MANAGER: 1,
        Decider.TOWN_HALL: 2,
    }


def test_what_stood_on_the_agenda_of_a_platform_counts_along(town: Town) -> None:
    signal = town.raised()
    meeting = make_meeting(make_series(town.platform), starts_at=AT + timedelta(days=1))
    meetings.add_signal(meeting.pk, signal.pk, by=town.by, at=AT)
    meetings.close(meeting.pk, by=town.by, at=AT + timedelta(days=1, hours=2))
    town.decided(signal, Outcome.FOLLOW_UP, body_id=town.team.group.pk)

    assert queries.voice(town.here, on=ON).by_whom == ((Decider.TEAM, 1),)


def test_a_voice_is_counted_for_one_area_too(town: Town) -> None:
    town.decided(town.raised(), Outcome.FOLLOW_UP)
    town.decided(
        make_signal(town.team.municipality, theme=town.theme), Outcome.FOLLOW_UP
    )  # without an area

    assert queries.voice(town.here, on=ON, area_id=town.team.area.pk).people.decided == 1
    assert queries.voice(town.here, on=ON).people.decided == 2


@pytest.mark.parametrize("number", [1, 5])
def test_a_voice_is_one_query_and_one_for_names(
    number: int, town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(number):
        town.decided(town.raised(town.platform), Outcome.DECLINE)

    with django_assert_num_queries(1):
        queries.voice(town.here, on=ON)
    with django_assert_num_queries(2):
        queries.voice(replace(town.by, operator=True), on=ON)


def test_a_signal_that_is_counted_without_a_decision_is_a_mistake(town: Town) -> None:
    from wijkregie.domain.reports.queries.voice import _fact  # noqa: PLC0415 - a guard

    with pytest.raises(ValueError, match="decided"):
        _fact(town.raised())


def held(town: Town, *, days: int, signal: Signal | None = None) -> int:
    at = AT + timedelta(days=days)
    meeting = make_meeting(
        make_series(town.platform), starts_at=at + timedelta(minutes=next(_meetings))
    )
    if signal is not None:
        meetings.add_signal(meeting.pk, signal.pk, by=town.by, at=AT)
    meetings.close(meeting.pk, by=town.by, at=at + timedelta(hours=2))
    return meeting.pk


def test_what_was_answered_before_a_meeting_came_back_to_the_group(town: Town) -> None:
    town.answered(town.decided(town.raised(), Outcome.FOLLOW_UP), days=5)
    held(town, days=8)
    town.answered(town.decided(town.raised(), Outcome.FOLLOW_UP), days=12)  # nobody met since
    town.answered(
        town.decided(town.raised(town.platform), Outcome.FOLLOW_UP), days=5
    )  # its own

    found = queries.told_back(town.here, on=ON)
    assert found.told == Share(1, 2)
    assert found.groups == ()
    (group,) = queries.told_back(town.team.as_chair(), on=ON).groups
    assert (group.name, group.told) == (town.platform.name, Share(1, 2))


def test_what_stood_on_its_agenda_came_back_too(town: Town) -> None:
    signal = town.raised()
    held(town, days=1, signal=signal)
    town.answered(town.decided(signal, Outcome.FOLLOW_UP), days=12)

    assert queries.told_back(town.here, on=ON).told == Share(1, 1)


def test_only_groups_of_residents_with_an_area_are_asked(town: Town) -> None:
    town.answered(town.decided(town.raised(), Outcome.FOLLOW_UP))
    make_group(town.team.municipality, kind=GroupKind.PANEL)  # for no area of its own

    elsewhere = queries.told_back(town.here, on=ON, area_id=town.team.area.pk + 1_000)
    assert elsewhere.told == Share(0, 0)
    assert queries.told_back(town.here, on=ON, area_id=town.team.area.pk).told == Share(0, 1)
    names = [one.name for one in queries.told_back(town.team.as_chair(), on=ON).groups]
    assert names == [town.platform.name]  # not the wijkteam


def test_told_back_is_four_queries(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    held(town, days=1)

    with django_assert_num_queries(4):
        queries.told_back(town.here, on=ON)


def test_an_agenda_lists_what_was_answered_since_the_time_before(town: Town) -> None:
    first = town.answered(town.decided(town.raised(), Outcome.FOLLOW_UP), days=3)
    before = held(town, days=4)
    second = town.answered(town.decided(town.raised(), Outcome.FOLLOW_UP), days=6)
    town.answered(town.decided(town.raised(town.platform), Outcome.FOLLOW_UP), days=6)
    after = held(town, days=8)
    town.answered(town.decided(town.raised(), Outcome.FOLLOW_UP), days=9)

    def listed(number: int) -> list[str]:
        return [row.reference for row in queries.answered_since(town.here, number)]

    assert listed(before) == [first.reference]
    assert listed(after) == [second.reference]


def test_the_next_agenda_lists_what_was_answered_until_now(town: Town) -> None:
    late = town.answered(town.decided(town.raised(), Outcome.FOLLOW_UP), days=9)
    planned = make_meeting(make_series(town.platform), starts_at=AT + timedelta(days=20))

    rows = queries.answered_since(town.here, planned.pk)
    assert [row.reference for row in rows] == [late.reference]


def test_a_wijkteam_needs_no_such_list(town: Town) -> None:
    town.answered(town.decided(town.raised(), Outcome.FOLLOW_UP))
    meeting = make_meeting(make_series(town.team.group), starts_at=AT + timedelta(days=20))

    assert list(queries.answered_since(town.here, meeting.pk)) == []


def offered(town: Town, state: OfferState, reason: str = "") -> HandOver:
    """What the wijkteam handed over to the municipality, and what was said of it."""
    hall = make_organisation(town.team.municipality, kind=OrganisationKind.MUNICIPALITY)
    signal = town.raised()
    signal = town.decided(
        signal, Outcome.HAND_OVER, body_id=town.team.group.pk, handed_to_id=hall.pk
    )
    HandOver.objects.filter(signal=signal).delete()
    return HandOver.objects.create(
        municipality=town.team.municipality,
        signal=signal,
        decision=signal.decision,
        organisation=hall,
        link_until=ON,
        state=state,
        offered_at=AT,
        replied_at=None if state == OfferState.OFFERED else AT + timedelta(days=4),
        reason=reason,
    )


def test_plans_of_the_wijkteam_that_the_town_hall_refused(town: Town) -> None:
    refused = offered(town, OfferState.REFUSED, "Geen geld in de begroting.")
    offered(town, OfferState.ACCEPTED)
    offered(town, OfferState.OFFERED)  # nothing was said yet

    plans = queries.team_plans(town.here, on=ON)

    assert queries.set_aside(plans) == Share(1, 2)
    (aside,) = [one for one in plans if one.aside]
    assert (aside.reference, aside.how) == (refused.signal.reference, Setback.REFUSED)
    assert (aside.by, aside.why) == (refused.organisation.name, "Geen geld in de begroting.")


def test_what_the_wijkteam_raised_and_the_town_hall_decided(town: Town) -> None:
    team = town.team.group
    town.decided(town.raised(team), Outcome.DECLINE, officer=Role.SPECIALIST, days=2)
    town.decided(town.raised(team), Outcome.FOLLOW_UP, officer=Role.SPECIALIST)
    town.decided(town.raised(team), Outcome.DECLINE, body_id=team.pk)  # by itself

    plans = queries.team_plans(town.here, on=ON, area_id=town.team.area.pk)

    assert [one.how for one in plans] == [Setback.HONOURED, Setback.DECLINED]
    assert queries.set_aside(plans) == Share(1, 2)
    assert queries.team_plans(town.here, on=ON, area_id=town.team.area.pk + 1_000) == ()


def test_a_plan_of_the_wijkteam_that_lost_a_vote_was_not_set_aside(town: Town) -> None:
    here = town.team.municipality
    vote = voted([("1", "2"), ("1",), ("1", "2"), ("3",)], municipality=here)
    Raiser.objects.filter(signal__proposals__round=vote.round).update(group=town.team.group)
    on = (OVER + timedelta(days=9)).date()

    told(vote, officer=Role.SPECIALIST)

    assert Signal.objects.filter(decision__outcome=Outcome.DECLINE).exists()
    assert queries.team_plans(town.here, on=on) == ()


def test_a_project_out_of_the_wijkteam_counts_by_the_last_word(town: Town) -> None:
    team = town.team.group
    signal = town.decided(town.raised(), Outcome.FOLLOW_UP, body_id=team.pk)
    project = make_project(make_programme(town.team.municipality), signal_ids=(signal.pk,))

    (plan,) = queries.team_plans(town.here, on=ON)
    assert (plan.how, plan.title) == (Setback.HONOURED, project.title)
    programme.stop(project.pk, "Er is geen geld meer.", by=town.by, at=AT + timedelta(days=7))
    (plan,) = queries.team_plans(town.here, on=ON)
    assert (plan.how, plan.why, plan.by) == (Setback.STOPPED, "Er is geen geld meer.", "")
    assert queries.set_aside((plan,)) == Share(1, 1)


def test_the_plans_are_three_queries(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    offered(town, OfferState.REFUSED, "Nee.")

    with django_assert_num_queries(3):
        queries.team_plans(town.here, on=ON)


def test_what_groups_raised_is_listed_with_who_decided(town: Town) -> None:
    signal = town.decided(town.raised(town.platform), Outcome.DECLINE)
    town.decided(town.raised(), Outcome.DECLINE)

    (row,) = queries.signals_of_groups(town.here, on=ON)
    assert (row.reference, row.reason) == (signal.reference, "Er is budget voor dit jaar.")


def test_who_raised_something_stands_beside_who_lives_there(town: Town) -> None:
    area, municipality = town.team.area, town.team.municipality
    make_figures(sheet({area.code: {"inhabitants": 1_250.0}}, period=2024))
    town.raised()
    town.raised(channel=Channel.PHONE)
    town.raised(channel=Channel.PHONE)
    make_signal(municipality, theme=town.theme)  # for no area

    found = queries.taking_part(town.here, [area], on=ON)

    (part,) = found.areas
    assert (part.inhabitants, part.period, part.raisers) == (1_250, 2024, 3)
    assert part.channels == ((Channel.WEB, 1), (Channel.PHONE, 2))
    assert found.channels == ((Channel.WEB, 2), (Channel.PHONE, 2))


def test_an_area_without_a_figure_says_so(town: Town) -> None:
    (part,) = queries.taking_part(town.here, [town.team.area], on=ON).areas

    assert (part.inhabitants, part.period, part.raisers) == (None, None, 0)


def test_who_was_at_the_table_by_seat(town: Town) -> None:
    resident = make_seat(town.platform)
    meeting = make_meeting(make_series(town.platform), starts_at=AT + timedelta(days=1))
    welfare = make_organisation(town.team.municipality, kind=OrganisationKind.WELFARE)
    worker = make_seat(town.platform, organisation=welfare, shell=Shell.SECOND)
    for seat, present in ((resident, True), (worker, False)):
        meetings.attend(meeting.pk, {seat.pk: present}, by=town.by, at=AT)
    assert queries.taking_part(town.here, [], on=ON).seats == ()  # not held yet
    meetings.close(meeting.pk, by=town.by, at=AT + timedelta(days=1, hours=2))

    seats = queries.taking_part(town.here, [], on=ON).seats
    assert [(one.kind, one.shell, one.present) for one in seats] == [
        (None, Shell.FIRST, Share(1, 1)),
        (OrganisationKind.WELFARE, Shell.SECOND, Share(0, 1)),
    ]

"""The year of the demo: every state, true to the day of the load, and honestly invented."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.cli.conftest import LOADED_AT as AT
from wijkregie.cli.demo.accounts import account_lines
from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.models import (
    Award,
    Count,
    Fund,
    Proposal,
    Returned,
    Round,
    Turn,
)
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.concerns.states import DEPUTY_AFTER, HandedTo
from wijkregie.domain.concerns.states import State as ConcernState
from wijkregie.domain.meetings.models import Action, Inquiry, Invitation, Meeting, Minutes
from wijkregie.domain.meetings.states import ActionState, MeetingState, Rhythm
from wijkregie.domain.people.models import Group, SealedCall, SealedDesk
from wijkregie.domain.people.states import GroupKind, Shell
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.reports import queries as reports
from wijkregie.domain.reports.states import Decider
from wijkregie.domain.signals.models import (
    Event,
    HandOver,
    Raiser,
    RoutingRule,
    Signal,
    StandardAnswer,
    Step,
)
from wijkregie.domain.signals.states import STEPS, EventKind, OfferState, State
from wijkregie.kit.installation import DEMO_CODES, recall
from wijkregie.kit.models import OutboxRow
from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.usefixtures("loaded_demo", "db")


def test_the_year_is_there_in_every_state_with_meetings_and_a_second_municipality() -> None:
    _signals_stand_in_every_state_over_a_year()
    _two_teams_and_platforms_met_and_there_is_something_to_do()
    _a_second_municipality_shows_who_is_heard()
    _signals_find_their_group_and_alike_ones_are_handled_as_one()
    _partners_said_yes_and_no_and_one_has_still_to_answer()
    _those_who_raised_something_say_whether_it_satisfies()
    _a_rhythm_a_guest_a_finding_and_minutes_are_there()
    _one_sealed_concern_waits_and_one_is_wiped()
    _residents_decide_on_money_in_every_way()


def _signals_stand_in_every_state_over_a_year() -> None:
    found = Signal.objects.all()
    here = found.filter(municipality__name="Heerhugowaard")
    assert here.filter(proposals=None).count() == 89
    assert here.exclude(proposals=None).count() == 19
    assert set(here.values_list("state", flat=True)) == set(State)
    assert all(found.values_list("invented", flat=True))
    first = found.order_by("received_at")[0].received_at
    assert timedelta(days=300) < AT - first < timedelta(days=366)
    assert not found.filter(received_at__gt=AT).exists()

    for signal in Signal.objects.all():
        steps = list(Step.objects.filter(signal=signal).order_by("at", "pk"))
        states = [State(step.to_state) for step in steps]
        assert all(after in STEPS[one] for one, after in pairwise(states))
        assert states[-1] == signal.state
        assert all(step.at <= AT for step in steps)


def _two_teams_and_platforms_met_and_there_is_something_to_do() -> None:
    for kind in (GroupKind.DISTRICT_TEAM, GroupKind.DISTRICT_PLATFORM):
        met = Meeting.objects.filter(
            series__group__kind=kind, municipality__name="Heerhugowaard"
        )
        held = met.filter(state=MeetingState.HELD, starts_at__lt=AT)
        planned = met.filter(state=MeetingState.PLANNED, starts_at__gt=AT)
        assert held.count() == 3
        assert planned.count() >= 2
        assert len(set(held.values_list("series__group", flat=True))) == 2
        assert all(met.values_list("invented", flat=True))
    project = Project.objects.get(title="Buurtkamer Molenwijk")
    assert project.state == ProjectState.RUNNING
    assert project.decision is not None
    today = timezone.localdate(AT)
    assert Action.objects.filter(state=ActionState.OPEN, due_on__lt=today).count() >= 3
    assert Signal.objects.filter(state=State.RECEIVED, promised_on__lt=today).exists()
    waiting = OutboxRow.objects.filter(stand=Stand.WAITING)
    assert {Way.LETTER, Way.CALL, Way.MAIL} == set(waiting.values_list("way", flat=True))

    # Nobody of the year can be reached.
    for raiser in Raiser.objects.all():
        assert re.fullmatch(r"(Demo bewoner \d+)?", raiser.name)
        assert raiser.email.endswith("@demo.invalid") or not raiser.email
        assert raiser.phone.startswith("000") or not raiser.phone
        assert raiser.address.startswith("Verzonnenstraat") or not raiser.address


def _residents_decide_on_money_in_every_way() -> None:
    by_case = {one.template: one for one in Round.objects.select_related("fund")}
    today = timezone.localdate(AT)
    phases = {
        case: [
            one.kind for one in found.phases.filter(opens_on__lte=today, closes_on__gte=today)
        ]
        for case, found in by_case.items()
    }
    assert phases == {
        "heerhugowaard": ["carry_out"],
        "groningen": ["ideas"],
        "deventer": ["vote"],
        "dordrecht": ["carry_out"],
        "lombardijen": ["vote"],
    }
    told = Count.objects.get()
    assert told.round == by_case["dordrecht"]
    assert (told.cast, told.on_paper, told.ballots_public) == (212, 12, True)
    assert list(Turn.objects.exclude(played=None).values_list("number", flat=True)) == [1, 2]
    states = Proposal.objects.values_list("state", flat=True)
    assert {"worked_out", "on_ballot", "chosen", "not_chosen", "declined"} <= set(states)
    assert Award.objects.count() == 3
    assert Returned.objects.get().free_cents == 7_000
    for fund in Fund.objects.all():
        for year in queries.account_of(anonymous(fund.municipality_id), fund.pk):
            assert year.got_cents is not None
            assert year.open_cents is not None
            assert year.left_cents is not None
            assert year.got_cents == year.spent_cents + year.open_cents + year.left_cents
    codes = json.loads(recall(DEMO_CODES))
    voted_in = (by_case["deventer"], by_case["lombardijen"])
    assert set(codes) == {str(one.pk) for one in voted_in}


def test_the_link_of_a_resident_is_told_and_opens_the_story() -> None:
    (line,) = [one for one in account_lines("http://x") if "/volgen/" in one]
    path = line[line.index("/heerhugowaard/") :]
    with time_machine.travel(AT):  # a link works for a while
        assert path in Client().get("/demo/").content.decode()
        page = Client().get(path).content.decode()
    assert "Wij missen een kamer waar je zomaar binnen kunt lopen" in page


def _a_second_municipality_shows_who_is_heard() -> None:
    here = Group.objects.filter(municipality__name="IJsselstein")

    teams = here.filter(kind=GroupKind.DISTRICT_TEAM)
    began = dict(teams.values_list("name", "started_on"))
    assert began["Wijkteam West"] == date(2013, 1, 1)
    assert set(teams.values_list("planned_on", flat=True)) == {date(2011, 9, 1)}
    assert here.filter(kind=GroupKind.RESIDENTS).count() == 7
    found = reports.voice(anonymous(here[0].municipality_id), on=timezone.localdate(AT))
    assert found.people.decided >= 4
    assert found.of_groups.declined.part >= 2
    assert dict(found.by_whom)[Decider.TOWN_HALL] >= 2


def _signals_find_their_group_and_alike_ones_are_handled_as_one() -> None:
    rules = RoutingRule.objects.filter(municipality__name="Heerhugowaard")
    assert rules.count() == 3
    by_rule = Signal.objects.filter(theme__name="Wonen en onderhoud", area__name="Rivierenwijk")
    assert set(by_rule.values_list("organisation__name", flat=True)) == {"Woonwaard"}
    assert StandardAnswer.objects.count() == 5

    lead = Signal.objects.get(title="Hoge heg langs het fietspad")
    along = Signal.objects.filter(bundled_in=lead)
    assert along.count() == 2
    assert {one.state for one in (lead, *along)} == {State.CLOSED}
    heard = Raiser.objects.filter(signal__in=[lead, *along]).values_list("heard_at", flat=True)
    assert len(heard) == 3
    assert all(heard)

    [joined] = {one.signal for one in Raiser.objects.filter(joined=True)}
    assert joined.unanswered == 3
    personal = Signal.objects.get(owner_person__isnull=False)
    assert personal.owner_person is not None
    assert (personal.owner_person.email, personal.owner) == ("opbouwwerker@demo.invalid", None)


def _partners_said_yes_and_no_and_one_has_still_to_answer() -> None:
    offers = HandOver.objects.select_related("signal")
    assert all(one.email.endswith("@demo.invalid") for one in offers)
    assert all(one.outcome for one in offers.filter(state=OfferState.DONE))
    assert offers.filter(state=OfferState.DONE).count() == 4
    refused = offers.get(state=OfferState.REFUSED)
    assert refused.reason
    assert refused.signal.state == State.IN_TRIAGE
    assert offers.get(state=OfferState.OFFERED).signal.state == State.HANDED_OVER


def _those_who_raised_something_say_whether_it_satisfies() -> None:
    assert Raiser.objects.filter(satisfied=True).count() >= 10
    assert Raiser.objects.filter(satisfied=False).exists()
    [again] = Signal.objects.filter(state=State.REOPENED)
    said = Event.objects.filter(signal=again, what=EventKind.UNSATISFIED)
    assert said.count() == 1
    last = Step.objects.filter(signal=again).latest("at", "pk")
    assert "stroomt hij weer over" in last.said  # for who handles it; everyone reads no word
    assert not last.why


def _a_rhythm_a_guest_a_finding_and_minutes_are_there() -> None:
    meetings = Meeting.objects.filter(municipality__name="Heerhugowaard")
    monthly = meetings.filter(series__rhythm=Rhythm.MONTHLY).order_by("starts_at")
    assert monthly.count() >= 5
    assert all(timezone.localtime(one.starts_at).weekday() == 1 for one in monthly)
    assert all(timezone.localtime(one.starts_at).day <= 7 for one in monthly)
    assert all(meetings.values_list("invented", flat=True))

    guest = Invitation.objects.get()
    assert guest.seat.shell == Shell.SECOND
    assert guest.item.meeting.state == MeetingState.PLANNED
    found = Inquiry.objects.get(found_at__isnull=False)
    assert found.back_on is not None
    assert found.back_on.meeting.starts_at > AT
    assert Inquiry.objects.filter(found_at=None, due_on__lt=AT.date()).exists()

    approved = Minutes.objects.filter(
        approved_at__isnull=False, municipality=meetings[0].municipality
    )
    assert {(one.version, bool(one.why)) for one in approved} == {(1, False), (2, True)}
    assert approved.get(version=1).approved_in is not None


def _one_sealed_concern_waits_and_one_is_wiped() -> None:
    waits = Concern.objects.get(state=ConcernState.RECEIVED)
    assert waits.sealed is not None
    assert waits.received_at is not None
    assert AT - waits.received_at < DEPUTY_AFTER
    wiped = Concern.objects.get(state=ConcernState.TAKEN_UP)
    assert (wiped.sealed, wiped.handed_to) == (None, HandedTo.SOCIAL_TEAM)
    desk = SealedDesk.objects.get(municipality=waits.municipality)
    assert desk.deputy is not None
    assert all(
        number.startswith("000-")
        for number in SealedCall.objects.values_list("number", flat=True)
    )
    mails = OutboxRow.objects.filter(template="concern_waiting", stand=Stand.WAITING)
    assert [mail.ids["concern"] for mail in mails] == [waits.pk]

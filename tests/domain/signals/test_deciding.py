"""Decide on a signal: with a reason, by who may, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError

from tests.makers.decisions import a_decision, make_decision
from tests.makers.people import (
    make_group,
    make_organisation,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality
from tests.makers.signal_town import NOORD
from tests.makers.signals import LATER, MAIL, decided, make_signal, raiser_of
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.decisions.services import DecisionRefused
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role, SeatFunction, Shell
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Signal, Step
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


def system(town: Town) -> Viewer:
    return installation(town.municipality.pk)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.FOLLOW_UP, State.DECIDED),
        (Outcome.DECLINE, State.DECIDED),
        (Outcome.HAND_OVER, State.HANDED_OVER),
    ],
)
def test_a_decision_moves_the_signal(
    outcome: str, state: str, town: Town, signal: Signal
) -> None:
    wonen = make_organisation(town.municipality)
    to = wonen.pk if outcome == Outcome.HAND_OVER else None

    made = services.decide(
        signal.pk, a_decision(outcome, handed_to_id=to), by=town.worker(), at=LATER
    )

    signal.refresh_from_db()
    assert (signal.state, signal.decision) == (state, made)
    assert Step.objects.latest("pk").decision == made
    assert LogRow.objects.filter(what="signal_decided", object_id=signal.pk).count() == 1


def test_to_find_out_first_leaves_the_signal_undecided(town: Town, signal: Signal) -> None:
    by, draft = town.worker(), a_decision(Outcome.MORE_INFORMATION)

    made = services.decide(signal.pk, draft, by=by, at=LATER)

    signal.refresh_from_db()
    assert (signal.state, signal.decision) == (State.UNDER_REVIEW, None)
    assert Step.objects.latest("pk").decision == made
    with pytest.raises(services.SignalRefused, match="is nu: wordt uitgezocht"):
        services.decide(signal.pk, draft, by=by, at=LATER)
    assert Decision.objects.count() == 1
    decided(signal)
    assert signal.state == State.DECIDED


def test_the_second_of_two_decisions_is_refused(town: Town, signal: Signal) -> None:
    decided(signal, Outcome.DECLINE)

    with pytest.raises(services.SignalRefused, match="al besloten"):
        services.decide(signal.pk, a_decision(), by=town.worker(), at=LATER)

    assert Decision.objects.count() == 1
    signal.refresh_from_db()
    assert signal.decision is not None
    assert signal.decision.outcome == Outcome.DECLINE


def test_a_decision_without_reason_is_refused_and_nothing_moves(
    town: Town, signal: Signal
) -> None:
    with pytest.raises(DecisionRefused, match="Elk besluit heeft een reden"):
        services.decide(signal.pk, a_decision(reason=" "), by=town.worker(), at=LATER)

    signal.refresh_from_db()
    assert (signal.state, signal.decision) == (State.RECEIVED, None)


def test_who_leads_the_group_or_attends_it_with_a_role_decides(
    town: Town, signal: Signal
) -> None:
    here, team = town.municipality, town.team
    draft = a_decision(body_id=team.pk)
    worker = make_seat(team).person
    role = make_role(here, Role.SPECIALIST, person=worker, area=town.noord)
    second = make_seat(team, shell=Shell.SECOND).person
    make_role(here, Role.COMMUNITY_WORKER, person=second)
    secretary = make_seat(team, function=SeatFunction.SECRETARY).person
    refused = {
        "passer-by": town.passer_by,
        "member without a role": viewer_for(make_seat(team).person, here),
        "second shell": viewer_for(second, here),
        "a role without a seat": town.worker(),
        "chair of another group": town.chair(make_group(here)),
        "without second step": viewer_for(role.person, here, strong=False),
    }

    for who, by in refused.items():
        with pytest.raises(services.SignalRefused, match="Alleen de voorzitter"):
            services.decide(signal.pk, draft, by=by, at=LATER)
        assert not Decision.objects.exists(), who

    for by in (
        town.chair(),
        viewer_for(secretary, here),
        viewer_for(worker, here),
        system(town),
    ):
        fresh = make_signal(here, theme=town.theme, point=NOORD)
        services.decide(fresh.pk, draft, by=by, at=LATER)


def test_an_officer_decides_in_the_own_role_and_area(town: Town, signal: Signal) -> None:
    draft = a_decision(officer=Role.SPECIALIST)
    refused = {
        "passer-by": town.passer_by,
        "another role": town.worker(Role.COMMUNITY_WORKER),
        "another wijk": town.worker(Role.SPECIALIST, town.rivierenwijk),
    }

    for who, by in refused.items():
        with pytest.raises(services.SignalRefused, match="Alleen wie deze rol heeft"):
            services.decide(signal.pk, draft, by=by, at=LATER)
        assert not Decision.objects.exists(), who
    services.decide(signal.pk, draft, by=town.worker(Role.SPECIALIST, town.molenwijk), at=LATER)


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ADMINISTRATOR])
def test_council_and_administrators_decide_on_no_report(
    role: Role, town: Town, signal: Signal
) -> None:
    for by in (town.worker(role), system(town)):
        with pytest.raises(services.SignalRefused, match="Alleen wie deze rol heeft"):
            services.decide(signal.pk, a_decision(officer=role), by=by, at=LATER)


def test_nobody_at_all_decides_nothing(town: Town, signal: Signal) -> None:
    with pytest.raises(DecisionRefused, match="één groep of één rol"):
        services.decide(signal.pk, a_decision(officer=""), by=town.passer_by, at=LATER)


def test_a_group_decides_on_its_own_areas_and_on_what_it_was_given(town: Town) -> None:
    here = town.municipality
    signal = make_signal(here, town.rivierenwijk, theme=town.theme)
    about_nothing = make_signal(here, theme=town.theme)
    draft, by = a_decision(body_id=town.team.pk), town.chair()

    with pytest.raises(services.SignalRefused, match="niet voor het gebied van deze melding"):
        services.decide(signal.pk, draft, by=by, at=LATER)
    services.decide(about_nothing.pk, draft, by=by, at=LATER)

    services.assign(signal.pk, town.team.pk, by=system(town), at=LATER)
    services.decide(signal.pk, draft, by=by, at=LATER)


def test_a_group_without_areas_is_there_for_all(town: Town, signal: Signal) -> None:
    panel = make_group(town.municipality, "Panel")

    services.decide(signal.pk, a_decision(body_id=panel.pk), by=town.chair(panel), at=LATER)


def test_what_is_followed_up_goes_into_a_project_and_is_told_by_mail(
    town: Town, signal: Signal
) -> None:
    decision = decided(signal).decision
    assert decision is not None

    services.put_in_project(
        signal.pk, "Nieuw plein", decision_id=decision.pk, by=system(town), at=LATER
    )

    signal.refresh_from_db()
    assert signal.state == State.IN_PROJECT
    step = Step.objects.latest("pk")
    assert (step.why, step.decision) == ("Nieuw plein", decision)
    row = OutboxRow.objects.get(template="signal_moved")
    assert row.ids == {"signal": signal.pk, "raiser": raiser_of(signal).pk}


def test_only_what_is_followed_up_goes_into_a_project(town: Town) -> None:
    here, theme = town.municipality, town.theme
    follow_up = make_decision(here)
    declined = decided(make_signal(here, theme=theme), Outcome.DECLINE)
    positive = decided(make_signal(here, theme=theme))
    fresh = make_signal(here, theme=theme)
    elsewhere = make_decision(make_municipality())
    assert declined.decision is not None

    for signal, decision in (
        (declined, follow_up),
        (declined, declined.decision),
        (positive, declined.decision),
        (positive, elsewhere),
        (fresh, follow_up),
    ):
        with pytest.raises(
            services.SignalRefused, match="Alleen een melding die jullie oppakken"
        ):
            services.put_in_project(
                signal.pk, "Plein", decision_id=decision.pk, by=system(town), at=LATER
            )


@pytest.mark.parametrize("state", [State.DECIDED, State.HANDED_OVER, State.IN_PROJECT, "odd"])
def test_the_database_keeps_no_decided_signal_without_decision(
    state: str, signal: Signal
) -> None:
    with pytest.raises(IntegrityError):
        Signal.objects.filter(pk=signal.pk).update(state=state)


def test_the_database_keeps_no_closed_signal_without_decision_and_answers(
    signal: Signal,
) -> None:
    decided(signal)

    with pytest.raises(IntegrityError):
        Signal.objects.filter(pk=signal.pk).update(state=State.CLOSED, closed_at=AT)

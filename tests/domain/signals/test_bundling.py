"""Alike signals are handled as one; each keeps its story, its promise and its own answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.decisions import a_decision
from tests.makers.people import make_organisation
from tests.makers.places import AT
from tests.makers.signal_town import NOORD, RIVIER
from tests.makers.signals import (
    LATER,
    MAIL,
    answered,
    by_link,
    decided,
    make_signal,
    raiser_of,
)
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Event, Raiser, Signal, Step
from wijkregie.domain.signals.services import moving
from wijkregie.domain.signals.states import EventKind, State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

DAY = LATER.date()


@pytest.fixture
def lead(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


@pytest.fixture
def other(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


def by(signal: Signal) -> Viewer:
    return installation(signal.municipality_id)


def bundle(lead: Signal, *others: Signal) -> int:
    ids = [one.pk for one in others]
    found = services.bundle(lead.pk, ids, by=by(lead), at=LATER)
    fresh(lead, *others)
    return found


def fresh(*signals: Signal) -> None:
    for one in signals:
        one.refresh_from_db()


def into_project(signal: Signal) -> None:
    services.put_in_project(
        signal.pk, "Banken", decision_id=signal.decision_id or 0, by=by(signal), at=LATER
    )


def walked(signal: Signal) -> list[str]:
    return list(
        Step.objects.filter(signal=signal).order_by("pk").values_list("to_state", flat=True)
    )


def events(signal: Signal) -> list[tuple[str, int | None]]:
    rows = Event.objects.filter(signal=signal).order_by("pk")
    return list(rows.values_list("what", "other_id"))


def mails(template: str, signal: Signal) -> int:
    return OutboxRow.objects.filter(
        template=template, once__startswith=f"{template}:{signal.pk}:"
    ).count()


def test_two_that_are_alike_become_one_and_both_stories_say_so(
    lead: Signal, other: Signal
) -> None:
    promised = other.promised_on
    assert bundle(lead, other) == lead.pk

    assert (lead.state, other.state) == (State.IN_TRIAGE, State.IN_TRIAGE)
    assert (lead.bundled_in_id, other.bundled_in_id) == (None, lead.pk)
    assert events(lead) == [(EventKind.BUNDLED, other.pk)]
    assert events(other) == [(EventKind.BUNDLED, lead.pk)]
    assert other.promised_on == promised
    assert LogRow.objects.filter(what="signal_bundled").count() == 2


def test_the_owner_of_the_one_that_leads_handles_all(lead: Signal, other: Signal) -> None:
    services.assign(other.pk, None, by=by(other), at=AT)
    bundle(lead, other)

    assert lead.owner_id is not None
    assert other.owner_id == lead.owner_id


def _on_agenda(signal: Signal) -> None:
    services.put_on_agenda(signal.pk, on=DAY, body_name="Team", by=by(signal), at=LATER)


def _handed_over(signal: Signal) -> None:
    decided(signal, Outcome.HAND_OVER, handed_to_id=make_organisation(signal.municipality).pk)


def _in_project(signal: Signal) -> None:
    into_project(decided(signal))


@pytest.mark.parametrize(
    ("go", "steps"),
    [
        (_on_agenda, [State.ON_AGENDA]),
        (lambda one: decided(one, Outcome.MORE_INFORMATION), [State.UNDER_REVIEW]),
        (decided, [State.DECIDED]),
        (_handed_over, [State.HANDED_OVER]),
        (_in_project, [State.DECIDED, State.IN_PROJECT]),
    ],
)
def test_the_one_that_is_farthest_leads_and_the_other_comes_to_where_it_is(
    lead: Signal, other: Signal, go: Callable[[Signal], Any], steps: list[State]
) -> None:
    go(other)
    fresh(other)
    assert bundle(lead, other) == other.pk

    assert lead.bundled_in_id == other.pk
    assert walked(lead) == [State.RECEIVED, *steps]
    assert lead.decision_id == other.decision_id
    assert [one.decision_id for one in lead.steps.all()][1:] == [
        one.decision_id for one in other.steps.order_by("pk")
    ][1:]
    assert mails("signal_moved", lead) == (State.IN_PROJECT in steps)


def test_what_is_looked_at_already_takes_no_step(lead: Signal, other: Signal) -> None:
    services.take_up(other.pk, by=by(other), at=LATER)
    bundle(lead, other)

    assert walked(other) == walked(lead) == [State.RECEIVED, State.IN_TRIAGE]


def test_every_step_of_the_one_that_leads_is_a_step_of_each(
    lead: Signal, other: Signal
) -> None:
    bundle(lead, other)
    _on_agenda(lead)
    services.take_off_agenda(lead.pk, why="Volgende keer.", by=by(lead), at=LATER)
    decided(lead)
    into_project(lead)
    services.answer_from_project(lead.pk, "De bank is gemaakt.", by=by(lead), at=LATER)
    fresh(other)

    assert walked(other)[1:] == walked(lead)[1:]
    assert other.state == State.ANSWERED
    assert other.decision_id == lead.decision_id
    assert LogRow.objects.filter(what="signal_moved_along", object_id=other.pk).count() == 5
    assert mails("signal_moved", other) == 1


def test_each_raiser_of_each_gets_an_answer_and_each_closes_on_its_own(
    lead: Signal, other: Signal
) -> None:
    bundle(lead, other)
    answered(lead)
    fresh(other)
    assert [one.text for one in other.answers.all()] == ["De bank is gemaakt."]
    assert (mails("signal_answered", lead), mails("signal_answered", other)) == (1, 1)

    services.heard(raiser_of(other).pk, by=None, at=LATER)
    fresh(lead, other)
    assert (lead.state, other.state) == (State.ANSWERED, State.CLOSED)

    services.heard(raiser_of(lead).pk, by=None, at=LATER)
    fresh(lead)
    assert lead.state == State.CLOSED


def test_a_later_day_is_told_to_who_expects_an_answer_sooner(
    lead: Signal, other: Signal, town: Town
) -> None:
    third = make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)
    far = LATER.date() + timedelta(days=90)
    services.promise_later(third.pk, far, "Eerder gezegd.", by=by(third), at=LATER)
    bundle(lead, other, third)
    day = LATER.date() + timedelta(days=60)
    services.promise_later(lead.pk, day, "De aannemer is ziek.", by=by(lead), at=LATER)
    fresh(other, third)

    assert (other.expected_on, other.expected_why) == (day, "De aannemer is ziek.")
    assert mails("signal_postponed", other) == 1
    assert (third.expected_on, third.expected_why) == (far, "Eerder gezegd.")
    assert mails("signal_postponed", third) == 1


def test_another_place_of_the_one_that_leads_brings_all_of_it_to_another_group(
    lead: Signal, other: Signal, town: Town
) -> None:
    bundle(lead, other)
    words = services.SignalWords("Bank", lead.kind, lead.theme_id, town.rivierenwijk.pk)
    services.describe(lead.pk, words, by=by(lead), at=LATER)
    fresh(lead, other)

    assert (lead.owner_id, other.owner_id) == (None, None)
    assert events(lead)[-1] == events(other)[-1] == (EventKind.REROUTED, None)


@pytest.mark.parametrize(
    "act",
    [
        lambda one: services.take_up(one.pk, by=by(one), at=LATER),
        lambda one: services.assign(one.pk, None, by=by(one), at=LATER),
        lambda one: services.decide(one.pk, a_decision(), by=by(one), at=LATER),
        _on_agenda,
    ],
)
def test_what_goes_along_is_handled_where_the_other_is(
    lead: Signal, other: Signal, act: Callable[[Signal], Any]
) -> None:
    bundle(lead, other)
    with pytest.raises(services.SignalRefused, match="samen met een andere"):
        act(other)


def test_two_bundles_become_one(lead: Signal, other: Signal, town: Town) -> None:
    third, fourth = (
        make_signal(town.municipality, theme=town.theme, point=NOORD) for _number in range(2)
    )
    bundle(third, fourth)
    _on_agenda(lead)
    bundle(lead, third, other)
    fresh(fourth)

    assert {one.bundled_in_id for one in (third, fourth, other)} == {lead.pk}
    assert {one.state for one in (third, fourth, other)} == {State.ON_AGENDA}
    assert events(fourth) == [(EventKind.BUNDLED, third.pk), (EventKind.BUNDLED, lead.pk)]


def test_two_that_are_past_triage_are_not_made_one(lead: Signal, other: Signal) -> None:
    _on_agenda(lead)
    decided(other)
    with pytest.raises(services.SignalRefused, match="te ver") as refused:
        bundle(lead, other)

    assert lead.reference in str(refused.value)
    assert not Signal.objects.filter(bundled_in__isnull=False).exists()


@pytest.mark.parametrize("done", ["answered", "bundled", "alone", "elsewhere", "many"])
def test_what_cannot_be_bundled_is_refused_with_what_to_do(
    lead: Signal, other: Signal, town: Town, done: str
) -> None:
    third = make_signal(town.municipality, theme=town.theme)
    ids, words = {
        "answered": ([answered(third).pk], "is beantwoord"),
        "bundled": ([other.pk], "al samen met een andere"),
        "alone": ([lead.pk], "minstens één andere"),
        "elsewhere": ([10**6], "is er niet meer"),
        "many": (range(1000, 1101), "hooguit 100"),
    }[done]
    if done == "bundled":
        bundle(make_signal(town.municipality, theme=town.theme), other)
    with pytest.raises(services.SignalRefused, match=words):
        services.bundle(lead.pk, ids, by=by(lead), at=LATER)


def test_only_who_handles_all_of_them_makes_them_one(lead: Signal, town: Town) -> None:
    far = make_signal(town.municipality, theme=town.theme, point=RIVIER)
    here = town.worker(Role.COMMUNITY_WORKER, town.molenwijk)
    everywhere = town.worker(Role.DISTRICT_MANAGER)

    with pytest.raises(services.SignalRefused, match="Alleen"):
        services.bundle(lead.pk, [far.pk], by=here, at=LATER)
    services.bundle(lead.pk, [far.pk], by=everywhere, at=LATER)
    with pytest.raises(services.SignalRefused, match="Alleen"):
        services.unbundle(far.pk, by=here, at=LATER)
    with pytest.raises(services.SignalRefused, match="Alleen"):
        services.unbundle(far.pk, by=town.passer_by, at=LATER)


@pytest.mark.parametrize(
    ("go", "state", "keeps"),
    [
        (lambda _one: None, State.IN_TRIAGE, False),
        (_on_agenda, State.IN_TRIAGE, False),
        (_handed_over, State.IN_TRIAGE, False),
        (decided, State.DECIDED, True),
        (_in_project, State.IN_PROJECT, True),
    ],
)
def test_taken_out_it_goes_on_alone_with_its_history(
    lead: Signal, other: Signal, go: Callable[[Signal], Any], state: State, *, keeps: bool
) -> None:
    bundle(lead, other)
    go(lead)
    services.unbundle(other.pk, by=by(other), at=LATER)
    fresh(lead, other)

    assert (other.bundled_in_id, other.state) == (None, state)
    assert bool(other.decision_id) == keeps
    for one, with_whom in ((lead, other), (other, lead)):
        assert events(one)[0] == (EventKind.BUNDLED, with_whom.pk)
        assert events(one)[-1] == (EventKind.UNBUNDLED, with_whom.pk)
    assert LogRow.objects.filter(what="signal_unbundled", object_id=other.pk).count() == 1


def test_what_is_not_in_a_bundle_or_was_answered_is_not_taken_out(
    lead: Signal, other: Signal
) -> None:
    with pytest.raises(services.SignalRefused, match="al apart"):
        services.unbundle(other.pk, by=by(other), at=LATER)
    with pytest.raises(services.SignalRefused, match="is er niet meer"):
        services.unbundle(10**6, by=by(other), at=LATER)
    bundle(lead, other)
    answered(lead)
    with pytest.raises(services.SignalRefused, match="Heropen"):
        services.unbundle(other.pk, by=by(other), at=LATER)


def test_who_raised_one_opens_that_one_and_the_others_stay_closed(
    lead: Signal, other: Signal
) -> None:
    bundle(lead, other)
    answered(lead)
    services.reopen(other.pk, "Mijn bank is nog kapot.", by=by_link(other), at=LATER)
    fresh(lead, other)

    assert (lead.state, other.state) == (State.ANSWERED, State.REOPENED)
    assert other.bundled_in_id is None
    assert other.decision_id is None

    services.reopen(lead.pk, "De mijne ook.", by=by_link(lead), at=LATER)
    fresh(lead, other)
    assert lead.state == State.REOPENED


def test_who_handles_it_opens_all_of_a_bundle_and_everyone_hears_again(
    lead: Signal, other: Signal
) -> None:
    bundle(lead, other)
    answered(lead)
    services.heard(raiser_of(other).pk, by=None, at=LATER)
    services.reopen(lead.pk, "De bank brak weer.", by=by(lead), at=LATER)
    fresh(lead, other)

    assert (lead.state, other.state) == (State.REOPENED, State.REOPENED)
    assert other.bundled_in_id == lead.pk
    assert not Raiser.objects.filter(heard_at__isnull=False).exists()
    answered(lead, "Nu echt.")
    fresh(other)
    assert [one.text for one in other.answers.order_by("pk")][1:] == ["Nu echt."]


def test_a_bundle_that_grows_at_the_same_moment_is_not_half_moved(
    lead: Signal, other: Signal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What PostgreSQL may show: the rows were chosen before somebody put one more in."""
    services.bundle(lead.pk, [other.pk], by=by(lead), at=LATER)
    monkeypatch.setattr(moving, "_bundled", lambda *_args: [lead])

    with pytest.raises(services.SignalRefused, match="Iemand voegt"):
        services.take_off_agenda(lead.pk, why="", by=by(lead), at=LATER)


def test_a_list_of_work_can_leave_out_what_goes_along(lead: Signal, other: Signal) -> None:
    bundle(lead, other)
    leading = queries.SignalFilter(leading=True)
    assert {one.id for one in queries.signals_visible_to(by(lead), leading, on=DAY)} == {
        lead.pk
    }

    answered(lead)
    assert len(list(queries.signals_visible_to(by(lead), leading, on=DAY))) == 2

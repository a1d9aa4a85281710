"""Answer everyone who raised a signal; nothing closes while somebody waits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT, make_municipality
from tests.makers.signal_town import NOORD
from tests.makers.signals import (
    LATER,
    MAIL,
    answered,
    by_link,
    decided,
    make_signal,
    raiser_of,
)
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Answer, Raiser, Signal, Step
from wijkregie.domain.signals.services.raising import checked, raise_by
from wijkregie.domain.signals.states import HearBack, State
from wijkregie.kit import outbox
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.outbox_states import Stand, Way
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

LETTER = services.RaiserDraft(
    hear_back=HearBack.LETTER, address="Molenweg 1, 1701 AB Heuvelstad"
)
CALL = services.RaiserDraft(hear_back=HearBack.CALL, phone="0612345678")
MUCH_LATER = LATER + timedelta(days=3)


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


def system(town: Town) -> Viewer:
    return installation(town.municipality.pk)


def also_raised(signal: Signal, draft: services.RaiserDraft) -> Raiser:
    """One more who raised the same, as bundling will make."""
    by = installation(signal.municipality_id)
    raiser = raise_by(checked(draft, by=by, at=AT), signal, by=by, at=AT, seed=raisers(signal))
    signal.unanswered += 1
    signal.save()
    return raiser


def raisers(signal: Signal) -> int:
    return signal.raisers.count()


def test_an_answer_waits_until_it_was_heard(town: Town, signal: Signal) -> None:
    by = town.worker()
    decided(signal)

    services.answer(signal.pk, " De bank\r\nis gemaakt. ", by=by, at=LATER, public=False)

    signal.refresh_from_db()
    given = Answer.objects.get()
    assert (given.text, given.public, given.by_id) == (
        "De bank\nis gemaakt.",
        False,
        by.person_id,
    )
    assert (signal.state, signal.unanswered, signal.answered_at) == ("answered", 1, LATER)
    assert raiser_of(signal).heard_at is None
    row = OutboxRow.objects.get(template="signal_answered")
    ids = {"signal": signal.pk, "raiser": raiser_of(signal).pk, "answer": given.pk}
    assert (row.ids, row.way) == (ids, Way.MAIL)


def test_it_closes_when_the_last_one_has_heard(town: Town, signal: Signal) -> None:
    letter, call = also_raised(signal, LETTER), also_raised(signal, CALL)
    also_raised(signal, services.RaiserDraft())
    by = town.worker()
    answered(signal)
    ways = OutboxRow.objects.filter(template="signal_answered").order_by("pk")
    assert list(ways.values_list("way", flat=True)) == [Way.MAIL, Way.LETTER, Way.CALL]
    assert signal.unanswered == 3

    services.heard(letter.pk, by=by, at=MUCH_LATER)
    services.heard(raiser_of(signal).pk, by=None, at=MUCH_LATER)
    signal.refresh_from_db()
    assert (signal.state, signal.unanswered) == (State.ANSWERED, 1)
    services.heard(call.pk, by=by, at=MUCH_LATER)

    signal.refresh_from_db()
    assert (signal.state, signal.unanswered, signal.closed_at) == ("closed", 0, MUCH_LATER)
    assert Step.objects.latest("pk").to_state == State.CLOSED
    assert LogRow.objects.filter(what="signal_heard", object_id=signal.pk).count() == 3


def test_it_closes_at_once_when_nobody_waits_personally(town: Town) -> None:
    signal = answered(make_signal(town.municipality, theme=town.theme))

    assert (signal.state, signal.unanswered, signal.closed_at) == (State.CLOSED, 0, LATER)
    assert not OutboxRow.objects.exists()


def test_to_have_heard_twice_is_to_have_heard(town: Town, signal: Signal) -> None:
    answered(signal)
    raiser = raiser_of(signal)

    services.heard(raiser.pk, by=None, at=LATER)
    services.heard(raiser.pk, by=None, at=MUCH_LATER)

    raiser.refresh_from_db()
    assert raiser.heard_at == LATER
    assert LogRow.objects.filter(what="signal_heard").count() == 1


def test_nobody_has_heard_before_there_is_an_answer(signal: Signal) -> None:
    services.heard(raiser_of(signal).pk, by=None, at=LATER)
    services.heard(999_999, by=None, at=LATER)

    signal.refresh_from_db()
    assert (signal.state, signal.unanswered) == (State.RECEIVED, 1)
    assert raiser_of(signal).heard_at is None


def test_only_who_may_reach_the_raiser_says_that_a_letter_was_posted(
    town: Town, signal: Signal
) -> None:
    answered(signal)
    raiser = raiser_of(signal)

    for by in (
        town.passer_by,
        town.chair(),
        town.worker(Role.SPECIALIST),
        town.worker(area=town.rivierenwijk),
    ):
        with pytest.raises(services.SignalRefused, match="Alleen professionals met een rol"):
            services.heard(raiser.pk, by=by, at=LATER)
    with pytest.raises(services.SignalRefused, match="is er niet meer"):
        services.heard(raiser.pk, by=installation(make_municipality().pk), at=LATER)

    raiser.refresh_from_db()
    assert raiser.heard_at is None
    services.heard(raiser.pk, by=system(town), at=LATER)


@pytest.mark.parametrize(
    ("text", "said"), [(" ", "Schrijf het antwoord"), ("a" * 4001, "langer dan 4000 tekens")]
)
def test_an_answer_says_something(text: str, said: str, town: Town, signal: Signal) -> None:
    decided(signal)

    with pytest.raises(services.SignalRefused, match=said):
        services.answer(signal.pk, text, by=town.worker(), at=LATER)

    signal.refresh_from_db()
    assert (signal.state, Answer.objects.count()) == (State.DECIDED, 0)


def test_nothing_is_answered_before_it_was_decided_or_twice(town: Town, signal: Signal) -> None:
    with pytest.raises(services.SignalRefused, match="Leg eerst het besluit vast"):
        services.answer(signal.pk, "Klaar.", by=town.worker(), at=LATER)
    answered(signal)
    with pytest.raises(services.SignalRefused, match="is nu: beantwoord"):
        services.answer(signal.pk, "Nog een.", by=town.worker(), at=LATER)

    assert Answer.objects.count() == 1


def test_a_finished_project_answers_what_is_in_it_and_nothing_else(
    town: Town, signal: Signal
) -> None:
    decision, by = decided(signal).decision, system(town)
    assert decision is not None
    assert not services.answer_from_project(signal.pk, "Klaar.", by=by, at=LATER)
    services.put_in_project(signal.pk, "Plein", decision_id=decision.pk, by=by, at=LATER)

    assert services.answer_from_project(signal.pk, "Het plein is klaar.", by=by, at=LATER)
    assert not services.answer_from_project(signal.pk, "Nog eens.", by=by, at=LATER)

    signal.refresh_from_db()
    assert signal.state == State.ANSWERED
    assert [one.text for one in Answer.objects.all()] == ["Het plein is klaar."]


def test_who_raised_it_asks_to_look_again(town: Town, signal: Signal) -> None:
    answered(signal)
    services.heard(raiser_of(signal).pk, by=None, at=LATER)
    promised = signal.promised_on

    services.reopen(signal.pk, " Hij is\nweer stuk. ", by=by_link(signal), at=MUCH_LATER)

    signal.refresh_from_db()
    assert (signal.state, signal.decision, signal.closed_at) == (State.REOPENED, None, None)
    assert (signal.unanswered, raiser_of(signal).heard_at) == (1, None)
    assert (signal.promised_on, signal.answered_at) == (promised, LATER)
    assert signal.expected_on == AT.date() + timedelta(days=17)
    step = Step.objects.latest("pk")
    assert (step.why, step.said, step.by) == ("", "Hij is\nweer stuk.", None)


def test_who_raised_it_hears_again_after_the_second_answer(town: Town, signal: Signal) -> None:
    answered(signal)
    services.reopen(signal.pk, "Weer stuk.", by=town.worker(), at=LATER)
    answered(signal, "Nu echt.")

    told = OutboxRow.objects.filter(template="signal_answered").order_by("pk")
    assert [row.stand for row in told] == [Stand.VOID, Stand.WAITING]
    assert (signal.state, signal.unanswered) == (State.ANSWERED, 1)
    assert Step.objects.get(to_state=State.REOPENED).why == "Weer stuk."


def test_the_link_works_for_a_year_after_closing(town: Town, signal: Signal) -> None:
    token, here = queries.link_of(raiser_of(signal).pk), town.municipality.pk
    ages = AT.date() + timedelta(days=4000)
    assert queries.raiser_of_link(here, token, on=ages) == raiser_of(signal).pk

    answered(signal)
    services.heard(raiser_of(signal).pk, by=None, at=LATER)

    closed = LATER.date()
    a_year, more = closed + timedelta(days=365), closed + timedelta(days=366)
    assert queries.raiser_of_link(here, token, on=a_year) == raiser_of(signal).pk
    assert queries.raiser_of_link(here, token, on=more) is None


@pytest.mark.parametrize(
    ("why", "said"), [("", "Schrijf op waarom"), ("w" * 401, "langer dan 400 tekens")]
)
def test_to_reopen_needs_a_reason(why: str, said: str, town: Town, signal: Signal) -> None:
    answered(signal)

    with pytest.raises(services.SignalRefused, match=said):
        services.reopen(signal.pk, why, by=by_link(signal), at=LATER)


def test_nobody_reopens_with_the_link_of_another(town: Town, signal: Signal) -> None:
    other = make_signal(town.municipality, theme=town.theme, point=NOORD)
    answered(signal)

    with pytest.raises(services.SignalRefused, match="Alleen professionals met een rol"):
        services.reopen(signal.pk, "Nee.", by=by_link(other), at=LATER)


def test_what_is_open_is_not_reopened(town: Town, signal: Signal) -> None:
    with pytest.raises(services.SignalRefused, match="is nu: ontvangen"):
        services.reopen(signal.pk, "Nee.", by=by_link(signal), at=LATER)


def test_a_mail_that_leaves_after_reopening_is_not_the_answer(
    town: Town, signal: Signal
) -> None:
    """The worker had taken it: then it says that somebody heard what counts no more."""
    answered(signal)
    outbox.take("worker", at=LATER)
    services.reopen(signal.pk, "Weer stuk.", by=by_link(signal), at=LATER)

    services.heard(raiser_of(signal).pk, by=None, at=MUCH_LATER)

    signal.refresh_from_db()
    assert (signal.state, signal.unanswered) == (State.REOPENED, 1)

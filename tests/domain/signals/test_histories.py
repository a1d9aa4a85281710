"""Whatever people do with several reports, in any order: promises stand, all are answered."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.makers.histories import ACTS, Walk
from tests.makers.places import AT
from tests.makers.signal_town import Town, make_signal_town
from tests.makers.signals import MAIL, make_signal
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Answer, HandOver, Raiser, Signal, Step
from wijkregie.domain.signals.states import OPEN, STEPS, OfferState, State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What is done, to which of three reports, with which other.
HISTORIES: Final = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 2), st.integers(0, 2)), max_size=16
)
TO_THE_END: Final = [
    ("bundle", 0, 1),
    ("join", 1, 0),
    ("hand_over", 0, 0),
    ("refuse", 0, 0),
    ("follow_up", 0, 0),
    ("project", 0, 0),
    ("bundle", 2, 0),
    ("project_done", 0, 0),
    ("heard", 1, 0),
    ("heard", 2, 0),
    ("not_done", 1, 0),
    ("reopen_by_team", 0, 0),
    ("decline", 0, 0),
    ("answer", 0, 0),
    ("heard", 0, 0),
]


@pytest.fixture
def town(db: None) -> Town:
    return make_signal_town()


def broken(signal: Signal, promised: date) -> list[str]:
    """Return which promises a signal breaks."""
    steps = list(Step.objects.filter(signal=signal).order_by("pk"))
    walked = [(State(one.from_state), State(one.to_state)) for one in steps[1:]]
    waiting = Raiser.objects.filter(signal=signal, heard_at__isnull=True).count()
    logged = LogRow.objects.filter(object_id=signal.pk, kind="signals.signal").count()
    checks = {
        "the promised day moved": signal.promised_on == promised,
        "a step that is in no table": all(to in STEPS[since] for since, to in walked),
        "steps with a gap": [since for since, _to in walked]
        == [State(one.to_state) for one in steps[:-1]],
        "the last step is not the state": steps[-1].to_state == signal.state,
        "the count of who waits is wrong": signal.unanswered == waiting,
        "two owners": signal.owner_id is None or signal.owner_person_id is None,
        "a step without a row in the log": logged
        >= len([to for _since, to in walked if to != State.CLOSED]),
        **_closing(signal, waiting),
        **_bundle(signal),
    }
    return [name for name, holds in checks.items() if not holds]


def _closing(signal: Signal, waiting: int) -> dict[str, bool]:
    closed = signal.state == State.CLOSED
    told = OutboxRow.objects.filter(template="signal_answered", ids__signal=signal.pk)
    decision = signal.decision
    since = Step.objects.filter(signal=signal, to_state=State.REOPENED).last()
    answers = Answer.objects.filter(signal=signal)
    if since is not None:
        answers = answers.filter(at__gte=since.at)
    return {
        "closed without decision and reason": not closed
        or bool(decision and decision.reason and decision.mandate),
        "closed without an answer since it was opened": not closed or answers.exists(),
        "closed while somebody waits": not closed or not waiting,
        "answered, and nobody was told": signal.state != State.ANSWERED
        or told.filter(stand="waiting").exists(),
    }


def _bundle(signal: Signal) -> dict[str, bool]:
    lead = signal.bundled_in
    along = lead is not None and signal.state in OPEN
    offers = HandOver.objects.filter(
        signal=signal, state__in=(OfferState.OFFERED, OfferState.ACCEPTED)
    )
    return {
        "not where the one is that leads": not along
        or (lead is not None and lead.state == signal.state),
        "another decision than the one that leads": not along
        or (lead is not None and lead.decision_id == signal.decision_id),
        "another owner than the one that leads": not along
        or (lead is not None and lead.owner_id == signal.owner_id),
        "a bundle in a bundle": not along or (lead is not None and lead.bundled_in_id is None),
        "offered to two": offers.count() <= 1,
    }


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(TO_THE_END)
@given(HISTORIES)
def test_no_history_breaks_a_promise(
    town: Town, history: Sequence[tuple[str, int, int]]
) -> None:
    walk = Walk(town)
    promised = [one.promised_on for one in walk.signals]

    for number, (name, which, other) in enumerate(history, 1):
        with suppress(Refusal):
            ACTS[name](walk, which, other, AT + timedelta(days=number))
        walk.read_again()
        for one, day in zip(walk.signals, promised, strict=True):
            assert broken(one, day) == [], (name, history)


def test_the_longest_way_leads_to_an_answer_for_everyone(town: Town) -> None:
    walk = Walk(town)
    for number, (name, which, other) in enumerate(TO_THE_END, 1):
        ACTS[name](walk, which, other, AT + timedelta(days=number))
    walk.read_again()

    assert [one.state for one in walk.signals] == [State.CLOSED, State.REOPENED, State.ANSWERED]


def test_every_change_of_a_signal_is_in_the_histories() -> None:
    beside = {
        *("add_theme", "change_theme", "move_rule", "remove_rule", "save_rule"),
        *("save_standard", "discard_lost_photos", "receive"),
        *("remind_offers", "renew_link", "renew_offer_link", "send_link"),
        "told_by_hand",  # "heard" after a row of the outbox
    }
    otherwise_named = {
        "decide": "follow_up",
        "put_in_project": "project",
        "answer_from_project": "project_done",
        "escalate_overdue": "night",
        "reopen": "reopen_by_team",
        "unsatisfied": "not_done",
        "report_outcome": "report",
    }
    names = {name for name in services.__all__ if name[0].islower()} - beside

    assert {otherwise_named.get(name, name) for name in names} <= set(ACTS)


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ({"promised_on": date(2026, 9, 9)}, "the promised day moved"),
        ({"unanswered": 0}, "the count of who waits is wrong"),
        ({"state": State.ON_AGENDA}, "the last step is not the state"),
        ({"state": State.ON_AGENDA}, "not where the one is that leads"),
        ({"owner": None}, "another owner than the one that leads"),
    ],
)
def test_a_planted_fault_is_found(planted: dict[str, Any], found: str, town: Town) -> None:
    walk = Walk(town)
    ACTS["bundle"](walk, 0, 1, AT)
    walk.read_again()
    signal = walk.signals[1]
    promised = signal.promised_on
    assert broken(signal, promised) == []

    Signal.objects.filter(pk=signal.pk).update(**planted)

    assert found in broken(Signal.objects.get(pk=signal.pk), promised)


def test_a_planted_step_is_found(town: Town) -> None:
    signal = make_signal(town.municipality, theme=town.theme, raiser=MAIL)
    Step.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        at=AT,
        from_state=State.RECEIVED,
        to_state=State.CLOSED,
    )

    assert "a step that is in no table" in broken(signal, signal.promised_on)

"""Whatever people do, in whatever order: what was promised stands, and nobody is forgotten."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.makers.decisions import a_decision
from tests.makers.places import AT
from tests.makers.signal_town import NOORD, Town, make_signal_town
from tests.makers.signals import MAIL, by_link, make_signal, raiser_of
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Raiser, Signal, Step
from wijkregie.domain.signals.states import STEPS, State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime


def _decide(outcome: str) -> Callable[[Signal, datetime], Any]:
    return lambda signal, at: services.decide(
        signal.pk, a_decision(outcome), by=_by(signal), at=at
    )


def _by(signal: Signal) -> Any:
    return installation(signal.municipality_id)


def _into_project(signal: Signal, at: datetime) -> None:
    services.put_in_project(
        signal.pk, "Plein", decision_id=signal.decision_id or 0, by=_by(signal), at=at
    )


def _describe(signal: Signal, at: datetime) -> None:
    words = services.SignalWords("Bank", signal.kind, signal.theme_id, None)
    services.describe(signal.pk, words, by=_by(signal), at=at)


def _later(signal: Signal, at: datetime) -> None:
    day = at.date() + timedelta(days=40)
    services.promise_later(signal.pk, day, "Ziek.", by=_by(signal), at=at)


def _agenda(signal: Signal, at: datetime) -> None:
    on = at.date() + timedelta(days=7)
    services.put_on_agenda(signal.pk, on=on, body_name="Team", by=_by(signal), at=at)


#: Everything that can be done to a signal.
ACTS: Final[Mapping[str, Callable[[Signal, datetime], Any]]] = {
    "take_up": lambda signal, at: services.take_up(signal.pk, by=_by(signal), at=at),
    "describe": _describe,
    "assign": lambda signal, at: services.assign(signal.pk, None, by=_by(signal), at=at),
    "promise_later": _later,
    "put_on_agenda": _agenda,
    "take_off_agenda": lambda signal, at: services.take_off_agenda(
        signal.pk, why="Nee.", by=_by(signal), at=at
    ),
    "follow_up": _decide(Outcome.FOLLOW_UP),
    "decline": _decide(Outcome.DECLINE),
    "find_out": _decide(Outcome.MORE_INFORMATION),
    "hand_over": _decide(Outcome.HAND_OVER),  # to nobody: always refused
    "project": _into_project,
    "answer": lambda signal, at: services.answer(signal.pk, "Klaar.", by=_by(signal), at=at),
    "project_done": lambda signal, at: services.answer_from_project(
        signal.pk, "Klaar.", by=_by(signal), at=at
    ),
    "heard": lambda signal, at: services.heard(raiser_of(signal).pk, by=None, at=at),
    "reopen": lambda signal, at: services.reopen(signal.pk, "Weer.", by=by_link(signal), at=at),
    "night": lambda _signal, at: services.escalate_overdue(at=at),
}
HISTORIES: Final = st.lists(st.sampled_from(sorted(ACTS)), max_size=14)


@pytest.fixture
def town(db: None) -> Town:
    return make_signal_town()


def broken(signal: Signal, promised: date) -> list[str]:
    """Return which promises a signal breaks."""
    steps = list(Step.objects.filter(signal=signal).order_by("pk"))
    walked = [(State(one.from_state), State(one.to_state)) for one in steps[1:]]
    raisers = Raiser.objects.filter(signal=signal)
    waiting = raisers.filter(heard_at__isnull=True).count()
    decision = signal.decision
    checks = {
        "the promised day moved": signal.promised_on == promised,
        "a step that is in no table": all(to in STEPS[since] for since, to in walked),
        "steps with a gap": [since for since, _to in walked]
        == [State(one.to_state) for one in steps[:-1]],
        "the last step is not the state": steps[-1].to_state == signal.state,
        "closed without decision and reason": signal.state != State.CLOSED
        or bool(decision and decision.reason),
        "closed while somebody waits": signal.state != State.CLOSED or not waiting,
        "the count of who waits is wrong": signal.unanswered == waiting,
        "answered, and nobody was told": signal.state != State.ANSWERED
        or OutboxRow.objects.filter(template="signal_answered", stand="waiting").exists(),
        "a step without a row in the log": LogRow.objects.filter(
            object_id=signal.pk, kind="signals.signal"
        ).count()
        >= len([to for _since, to in walked if to != State.CLOSED]),
    }
    return [name for name, holds in checks.items() if not holds]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_no_history_breaks_a_promise(town: Town, history: list[str]) -> None:
    signal = make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)
    promised = signal.promised_on

    for number, name in enumerate(history, 1):
        with suppress(Refusal):
            ACTS[name](signal, AT + timedelta(days=number))
        signal = Signal.objects.get(pk=signal.pk)
        assert broken(signal, promised) == [], (name, history)


def test_every_change_of_a_signal_is_in_the_histories() -> None:
    others = {"receive", "add_theme", "change_theme", "decide", "discard_lost_photos"}
    others |= {"renew_link", "told_by_hand"}  # the latter is "heard" after a row of the outbox
    names = {name for name in services.__all__ if name[0].islower()}

    done = {"put_in_project", "answer_from_project", "escalate_overdue"}  # by another name
    assert names - others - done <= set(ACTS)


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ({"promised_on": date(2026, 9, 9)}, "the promised day moved"),
        ({"unanswered": 0}, "the count of who waits is wrong"),
        ({"state": State.IN_TRIAGE}, "the last step is not the state"),
    ],
)
def test_a_planted_fault_is_found(planted: dict[str, Any], found: str, town: Town) -> None:
    signal = make_signal(town.municipality, theme=town.theme, raiser=MAIL)
    promised = signal.promised_on
    assert broken(signal, promised) == []

    Signal.objects.filter(pk=signal.pk).update(**planted)

    assert found in broken(Signal.objects.get(pk=signal.pk), promised)


def test_a_planted_step_is_found(town: Town) -> None:
    signal = make_signal(town.municipality, theme=town.theme)
    Step.objects.create(
        municipality_id=signal.municipality_id,
        signal=signal,
        at=AT,
        from_state=State.RECEIVED,
        to_state=State.CLOSED,
    )

    assert "a step that is in no table" in broken(signal, signal.promised_on)

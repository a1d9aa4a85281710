"""Handle a signal: taken up, named, passed on, postponed. What was promised stays promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group
from tests.makers.places import AT, make_municipality
from tests.makers.signal_town import NOORD
from tests.makers.signals import (
    LATER,
    MAIL,
    answered,
    decided,
    make_signal,
    make_theme,
    raiser_of,
)
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Signal, Step
from wijkregie.domain.signals.states import Kind, State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

LATER_DAY = date(2026, 4, 15)


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


def words(signal: Signal, **more: Any) -> services.SignalWords:
    given = services.SignalWords(signal.title, signal.kind, signal.theme_id, signal.area_id)
    return replace(given, **more)


def logged(signal: Signal) -> list[str]:
    rows = LogRow.objects.filter(kind="signals.signal", object_id=signal.pk)
    return list(rows.order_by("pk").values_list("what", flat=True))


def test_somebody_takes_it_up_once(town: Town, signal: Signal) -> None:
    by = town.worker(area=town.molenwijk)

    services.take_up(signal.pk, by=by, at=LATER)

    signal.refresh_from_db()
    assert signal.state == State.IN_TRIAGE
    step = Step.objects.latest("pk")
    assert (step.from_state, step.to_state, step.by_id) == (
        "received",
        "in_triage",
        by.person_id,
    )
    assert logged(signal) == ["signal_received", "signal_taken_up"]
    with pytest.raises(services.SignalRefused, match="is nu: wordt bekeken"):
        services.take_up(signal.pk, by=by, at=LATER)


def test_the_team_names_it_for_everyone(town: Town, signal: Signal) -> None:
    theme = make_theme(town.municipality, days=30)
    wanted = words(
        signal,
        title=" Kapotte  bank",
        kind=Kind.COMPLAINT,
        theme_id=theme.pk,
        area_id=town.rivierenwijk.pk,
    )

    services.describe(signal.pk, wanted, by=town.worker(), at=LATER)

    before, promised = signal.text, signal.promised_on
    signal.refresh_from_db()
    assert (signal.title, signal.kind, signal.theme) == ("Kapotte bank", "complaint", theme)
    assert (signal.text, signal.promised_on) == (before, promised)
    areas = set(signal.in_areas.values_list("area__code", flat=True))
    assert areas == {"WK939802", "GM9398"}
    assert logged(signal)[-1] == "signal_described"


def test_the_areas_stay_when_the_area_does(town: Town, signal: Signal) -> None:
    before = set(signal.in_areas.values_list("pk", flat=True))

    services.describe(signal.pk, words(signal, title="Bank"), by=town.worker(), at=LATER)

    assert set(signal.in_areas.values_list("pk", flat=True)) == before


def test_it_may_be_about_no_area(town: Town, signal: Signal) -> None:
    services.describe(signal.pk, words(signal, area_id=None), by=town.worker(), at=LATER)

    signal.refresh_from_db()
    assert signal.area is None
    assert not signal.in_areas.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "t" * 121}, "langer dan 120 tekens"),
        ({"kind": "joke"}, "Kies wat voor soort melding"),
        ({"theme_id": 999_999}, "Kies een thema"),
        ({"area_id": 999_999}, "ligt niet in deze gemeente"),
    ],
)
def test_words_that_cannot_be_are_refused(
    wrong: dict[str, Any], said: str, town: Town, signal: Signal
) -> None:
    with pytest.raises(services.SignalRefused, match=said):
        services.describe(signal.pk, words(signal, **wrong), by=town.worker(), at=LATER)

    assert logged(signal) == ["signal_received"]


def test_a_theme_that_went_out_of_use_may_stay(town: Town, signal: Signal) -> None:
    by = installation(town.municipality.pk)
    unused = services.ThemeDraft(town.theme.name, active=False)
    services.change_theme(town.theme.pk, unused, by=by, at=AT)

    services.describe(signal.pk, words(signal, title="Bank"), by=by, at=LATER)

    signal.refresh_from_db()
    assert signal.title == "Bank"


def test_it_goes_to_another_group_and_the_promise_goes_along(
    town: Town, signal: Signal
) -> None:
    group, promised = make_group(town.municipality, "Wijktafel"), signal.promised_on

    services.assign(signal.pk, group.pk, by=town.worker(), at=LATER)
    signal.refresh_from_db()
    assert (signal.owner, signal.promised_on) == (group, promised)

    services.assign(signal.pk, None, by=town.worker(), at=LATER)
    signal.refresh_from_db()
    assert (signal.owner, signal.promised_on) == (None, promised)
    assert logged(signal)[1:] == ["signal_assigned", "signal_assigned"]


def test_it_goes_to_no_group_that_ended_or_is_elsewhere(town: Town, signal: Signal) -> None:
    ended = make_group(town.municipality)
    people.end_group(ended.pk, by=installation(town.municipality.pk), at=AT)

    for group in (ended, make_group(make_municipality())):
        with pytest.raises(services.SignalRefused, match="Deze groep is er niet meer"):
            services.assign(signal.pk, group.pk, by=town.worker(), at=LATER)


def test_a_later_day_is_told_and_what_was_promised_stays(town: Town, signal: Signal) -> None:
    promised = signal.promised_on

    services.promise_later(
        signal.pk, LATER_DAY, " De aannemer\nis ziek. ", by=town.worker(), at=LATER
    )

    signal.refresh_from_db()
    assert (signal.expected_on, signal.expected_why) == (LATER_DAY, "De aannemer is ziek.")
    assert signal.promised_on == promised
    row = OutboxRow.objects.latest("pk")
    assert (row.template, row.ids["raiser"]) == ("signal_postponed", raiser_of(signal).pk)
    assert logged(signal)[-1] == "signal_postponed"


@pytest.mark.parametrize(
    ("day", "why", "said"),
    [
        (AT.date(), "Ziek.", "Kies een dag na"),
        (date(2026, 3, 17), "Ziek.", "Kies een dag na"),
        (AT.date() + timedelta(days=367), "Ziek.", "binnen een jaar"),
        (LATER_DAY, "  ", "Schrijf op waarom het langer duurt"),
        (LATER_DAY, "w" * 401, "langer dan 400 tekens"),
    ],
)
def test_a_later_day_needs_to_be_later_and_a_reason(
    day: date, why: str, said: str, town: Town, signal: Signal
) -> None:
    with pytest.raises(services.SignalRefused, match=said):
        services.promise_later(signal.pk, day, why, by=town.worker(), at=LATER)

    signal.refresh_from_db()
    assert (signal.expected_on, signal.expected_why) == (signal.promised_on, "")


def test_a_team_may_be_late_with_its_later_day_too(town: Town, signal: Signal) -> None:
    """After the expected day has passed, the new one lies after today."""
    much_later = AT + timedelta(days=100)

    with pytest.raises(services.SignalRefused, match="Kies een dag na"):
        services.promise_later(signal.pk, LATER_DAY, "Ziek.", by=town.worker(), at=much_later)


CHANGES: dict[str, Callable[[Signal, Viewer], Any]] = {
    "take_up": lambda signal, by: services.take_up(signal.pk, by=by, at=LATER),
    "describe": lambda signal, by: services.describe(signal.pk, words(signal), by=by, at=LATER),
    "assign": lambda signal, by: services.assign(signal.pk, None, by=by, at=LATER),
    "promise_later": lambda signal, by: services.promise_later(
        signal.pk, LATER_DAY, "Ziek.", by=by, at=LATER
    ),
    "answer": lambda signal, by: services.answer(signal.pk, "Klaar.", by=by, at=LATER),
    "reopen": lambda signal, by: services.reopen(signal.pk, "Weer stuk.", by=by, at=LATER),
}


@pytest.mark.parametrize("name", CHANGES)
def test_nobody_changes_a_signal_without_a_role_for_its_area(
    name: str, town: Town, signal: Signal
) -> None:
    if name == "answer":
        decided(signal)
    rows = LogRow.objects.filter(kind="signals.signal").count()
    people_here = {
        "passer-by": town.passer_by,
        "chair": town.chair(),
        "council": town.worker(Role.COUNCIL_MEMBER),
        "administrator": town.worker(Role.ADMINISTRATOR),
        "another wijk": town.worker(area=town.rivierenwijk),
    }

    for who, by in people_here.items():
        with pytest.raises(services.SignalRefused, match="Alleen professionals met een rol"):
            CHANGES[name](signal, by)
        assert LogRow.objects.filter(kind="signals.signal").count() == rows, who


@pytest.mark.parametrize("name", CHANGES)
def test_a_signal_of_elsewhere_is_not_there(name: str, town: Town, signal: Signal) -> None:
    elsewhere = make_municipality()

    for by in (installation(elsewhere.pk), installation()):
        with pytest.raises(services.SignalRefused, match="Deze melding is er niet meer"):
            CHANGES[name](signal, by)


@pytest.mark.parametrize("name", ["assign", "promise_later"])
def test_an_answered_signal_is_reopened_first(name: str, town: Town, signal: Signal) -> None:
    answered(signal)

    with pytest.raises(services.SignalRefused, match="Heropen de melding eerst"):
        CHANGES[name](signal, town.worker())


def test_on_and_off_the_agenda_and_on_the_next_one(town: Town, signal: Signal) -> None:
    by = town.chair()

    def put_on(day: date) -> None:
        services.put_on_agenda(signal.pk, on=day, body_name="Wijkteam", by=by, at=LATER)

    put_on(date(2026, 3, 10))
    put_on(date(2026, 4, 7))
    services.take_off_agenda(signal.pk, why="Het overleg ging niet door.", by=by, at=LATER)

    signal.refresh_from_db()
    assert signal.state == State.IN_TRIAGE
    told = Step.objects.order_by("pk").values_list("to_state", "why")
    assert list(told)[1:] == [
        ("on_agenda", "Wijkteam, 10 maart 2026"),
        ("on_agenda", "Wijkteam, 7 april 2026"),
        ("in_triage", "Het overleg ging niet door."),
    ]
    assert logged(signal)[-1] == "signal_off_agenda"


def test_what_was_decided_goes_on_no_agenda(town: Town, signal: Signal) -> None:
    decided(signal)

    with pytest.raises(services.SignalRefused, match="is nu: besloten"):
        services.put_on_agenda(
            signal.pk, on=LATER_DAY, body_name="Wijkteam", by=town.chair(), at=LATER
        )

"""Whether the answer satisfies, and news of the project that came of a report."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_seat
from tests.makers.places import AT, make_municipality
from tests.makers.signal_town import NOORD
from tests.makers.signals import LATER, MAIL, answered, by_link, make_signal, raiser_of
from wijkregie.domain.people.states import SeatFunction
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Event, Signal
from wijkregie.domain.signals.states import EventKind, State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import follower, installation

if TYPE_CHECKING:
    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

DAY = LATER.date()


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


def by(signal: Signal) -> Viewer:
    return installation(signal.municipality_id)


def kinds(signal: Signal) -> list[str]:
    return list(Event.objects.filter(signal=signal).values_list("what", flat=True))


def share(signal: Signal) -> tuple[int, int]:
    found = queries.satisfied_share(by(signal), since=AT.date(), until=DAY)
    return found.satisfied, found.of


def test_a_yes_is_kept_once_and_counted(signal: Signal) -> None:
    answered(signal)
    services.satisfied(by=by_link(signal), at=LATER)
    services.satisfied(by=by_link(signal), at=LATER)

    assert raiser_of(signal).satisfied is True
    assert raiser_of(signal).satisfied_at == LATER
    assert kinds(signal) == [EventKind.SATISFIED]
    assert share(signal) == (1, 1)
    assert LogRow.objects.filter(what="signal_satisfaction").count() == 1


def test_a_no_leaves_it_answered_and_its_words_are_for_handlers(
    signal: Signal, town: Town
) -> None:
    answered(signal)
    services.unsatisfied("Te laat.", by=by_link(signal), at=LATER)
    signal.refresh_from_db()

    assert signal.state == State.ANSWERED
    assert raiser_of(signal).satisfied is False
    [handled] = queries.events_of(town.worker(), signal.pk)
    [public] = queries.events_of(town.passer_by, signal.pk)
    assert (handled.what, handled.said, public.said) == (
        EventKind.UNSATISFIED,
        "Te laat.",
        None,
    )
    assert share(signal) == (0, 1)


def test_a_no_without_words_is_kept_once_and_with_words_again(signal: Signal) -> None:
    answered(signal)
    for why in ("", "", "De bank wiebelt."):
        services.unsatisfied(why, by=by_link(signal), at=LATER)

    assert kinds(signal) == [EventKind.UNSATISFIED, EventKind.UNSATISFIED]


def test_the_same_no_sent_twice_is_said_once(signal: Signal) -> None:
    answered(signal)
    for _time in range(2):
        services.unsatisfied("De bank wiebelt.", by=by_link(signal), at=LATER)

    assert kinds(signal) == [EventKind.UNSATISFIED]


def test_who_handles_it_hears_that_it_is_looked_at_again(signal: Signal, town: Town) -> None:
    chair = make_seat(town.team, function=SeatFunction.CHAIR)
    answered(signal)
    services.unsatisfied("De bank wiebelt.", by=by_link(signal), at=LATER, again=True)

    row = OutboxRow.objects.get(template="signal_reopened")
    assert row.ids == {"signal": signal.pk, "person": chair.person_id}
    assert "wiebelt" not in repr(OutboxRow.objects.values())


def test_one_may_change_ones_mind(signal: Signal) -> None:
    answered(signal)
    services.unsatisfied("", by=by_link(signal), at=LATER)
    services.satisfied(by=by_link(signal), at=LATER)

    assert raiser_of(signal).satisfied is True


def test_a_no_with_a_reason_opens_it_again_and_is_not_forgotten(signal: Signal) -> None:
    answered(signal)
    services.unsatisfied("De bank wiebelt.", by=by_link(signal), at=LATER, again=True)
    signal.refresh_from_db()

    assert signal.state == State.REOPENED
    assert [one.said for one in signal.steps.order_by("pk")][-1] == "De bank wiebelt."
    assert [one.said for one in signal.events.all()] == [""]
    assert share(signal) == (0, 1)
    assert raiser_of(signal).satisfied is None


def test_without_a_reason_nothing_is_opened_again_or_kept(signal: Signal) -> None:
    answered(signal)
    with pytest.raises(services.SignalRefused, match="nog niet goed"):
        services.unsatisfied("  ", by=by_link(signal), at=LATER, again=True)

    assert raiser_of(signal).satisfied is None
    assert kinds(signal) == []


def test_before_the_answer_nobody_says_whether_it_satisfies(signal: Signal) -> None:
    with pytest.raises(services.SignalRefused, match="nog geen antwoord"):
        services.satisfied(by=by_link(signal), at=LATER)


def test_only_by_the_private_link_one_says_so(signal: Signal, town: Town) -> None:
    answered(signal)
    elsewhere = make_municipality("Dalstad").pk
    for viewer in (town.worker(), follower(elsewhere, raiser_of(signal).pk)):
        with pytest.raises(services.SignalRefused):
            services.satisfied(by=viewer, at=LATER)

    assert kinds(signal) == []


def test_what_was_said_on_another_day_or_elsewhere_is_not_counted(signal: Signal) -> None:
    answered(signal)
    services.satisfied(by=by_link(signal), at=LATER)
    other = installation(make_municipality("Dalstad").pk)
    later = DAY + timedelta(days=1)

    assert queries.satisfied_share(other, since=DAY, until=DAY).of == 0
    assert queries.satisfied_share(by(signal), since=later, until=later).of == 0


def test_news_of_the_project_goes_to_everyone_of_a_bundle_once(
    signal: Signal, town: Town
) -> None:
    other = make_signal(town.municipality, theme=town.theme, raiser=MAIL)
    silent = make_signal(town.municipality, theme=town.theme)
    services.bundle(signal.pk, [other.pk, silent.pk], by=by(signal), at=LATER)
    services.project_news(signal.pk, "Banken: het begint.", by=by(signal), at=LATER)

    told = OutboxRow.objects.filter(template="signal_project").order_by("pk")
    assert [one.ids["signal"] for one in told] == [signal.pk, other.pk]
    for one in (signal, other, silent):
        [news] = Event.objects.filter(signal=one, what=EventKind.PROJECT)
        assert news.why == "Banken: het begint."


def test_news_that_is_too_long_is_cut(signal: Signal) -> None:
    services.project_news(signal.pk, "x" * 500, by=by(signal), at=LATER)

    [news] = Event.objects.filter(signal=signal)
    assert news.why == "x" * 399 + "…"

"""Somebody says: this is mine too. They hear back, and never read who was first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.people import make_group, make_person, viewer_for
from tests.makers.places import AT, make_municipality
from tests.makers.signals import (
    LATER,
    MAIL,
    answered,
    by_link,
    decided,
    make_signal,
    raiser_of,
)
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Event, Photo, Raiser, Signal
from wijkregie.domain.signals.states import Channel, EventKind, HearBack, State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import anonymous, follower

if TYPE_CHECKING:
    from datetime import datetime

    from tests.makers.signal_town import Town
    from wijkregie.domain.signals.services import Receipt
    from wijkregie.kit.viewer import Viewer

TEXT, PLACE, SAID = "Kanarie van de eerste", "Kanarieplek", "Bij mij ook, al weken."
TOO = services.RaiserDraft(HearBack.MAIL, name="Ook Een", email="ook@voorbeeld.nl")
_numbers = count(1)


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(
        town.municipality, town.noord, theme=town.theme, text=TEXT, place=PLACE, raiser=MAIL
    )


def join(signal: Signal, by: Viewer | None = None, **more: Any) -> Receipt:
    number = next(_numbers)
    at: datetime = more.pop("at", LATER)
    seed: int = more.pop("seed", number)
    given = {"submission": f"{number:032x}", "raiser": TOO, **more}
    viewer = by or anonymous(signal.municipality_id)
    draft = services.JoinDraft(**given)
    return services.join(signal.pk, draft, by=viewer, at=at, seed=seed)


def joined(signal: Signal) -> Raiser:
    return signal.raisers.get(joined=True)


def follows(signal: Signal) -> Viewer:
    return follower(signal.municipality_id, joined(signal).pk)


# --- what is promised


def test_who_joins_gets_the_same_day_a_link_and_a_receipt(signal: Signal) -> None:
    receipt = join(signal, said=SAID)

    signal.refresh_from_db()
    assert receipt.promised_on == signal.promised_on
    assert (receipt.reference, signal.unanswered) == (signal.reference, 2)
    here = signal.municipality_id
    raiser = joined(signal)
    assert queries.raiser_of_link(here, receipt.token, on=LATER.date()) == raiser.pk
    assert receipt.token != queries.link_of(raiser_of(signal).pk)
    event = Event.objects.get(signal=signal)
    assert (event.what, event.said, event.at) == (EventKind.JOINED, SAID, LATER)
    mails = OutboxRow.objects.filter(template="signal_received")
    assert [row.ids["raiser"] for row in mails.order_by("pk")] == [
        raiser_of(signal).pk,
        raiser.pk,
    ]
    assert LogRow.objects.filter(what="signal_joined").count() == 1


def test_it_closes_only_when_who_joined_has_heard_too(signal: Signal) -> None:
    join(signal)
    answered(signal)
    services.heard(raiser_of(signal).pk, by=None, at=LATER)
    signal.refresh_from_db()
    assert (signal.state, signal.unanswered) == (State.ANSWERED, 1)

    services.heard(joined(signal).pk, by=None, at=LATER)

    signal.refresh_from_db()
    assert signal.state == State.CLOSED


def test_who_joins_late_keeps_the_day_that_has_passed(signal: Signal) -> None:
    late = AT + timedelta(days=100)

    receipt = join(signal, at=late)

    assert receipt.promised_on < late.date()
    raiser = joined(signal)
    assert raiser.raised_at == late


def test_who_wants_to_hear_nothing_leaves_nothing(signal: Signal) -> None:
    join(signal, raiser=services.RaiserDraft(name="Weg", email="weg@voorbeeld.nl"))

    raiser = joined(signal)
    assert (raiser.name, raiser.email) == ("", "")
    assert OutboxRow.objects.filter(template="signal_received").count() == 1


def test_the_same_form_twice_is_one_and_the_same_receipt(signal: Signal) -> None:
    first = join(signal, submission="ab" * 16, seed=1)
    again = join(signal, submission="ab" * 16, seed=2, said="Nog iets.")

    assert first == again
    signal.refresh_from_db()
    assert (signal.unanswered, signal.raisers.count()) == (2, 2)


def test_another_form_is_another_person(signal: Signal) -> None:
    assert join(signal) != join(signal)
    assert signal.raisers.filter(joined=True).count() == 2


def test_the_same_form_on_another_signal_is_another_receipt(town: Town, signal: Signal) -> None:
    other = make_signal(town.municipality, theme=town.theme)

    tokens = {join(one, submission="cd" * 16).token for one in (signal, other)}

    assert len(tokens) == 2


# --- who may, and when


@pytest.mark.parametrize("done", [answered, lambda signal: answered(decided(signal))])
def test_what_was_answered_cannot_be_joined(signal: Signal, done: Any) -> None:
    done(signal)

    with pytest.raises(services.SignalRefused, match="is al beantwoord"):
        join(signal)

    assert signal.raisers.count() == 1


def test_nobody_joins_with_what_is_of_another_municipality(signal: Signal) -> None:
    with pytest.raises(services.SignalRefused, match="is er niet"):
        join(signal, anonymous(make_municipality().pk))


def test_somebody_joins_with_the_key_of_a_form(signal: Signal) -> None:
    with pytest.raises(ValueError, match="key of the form"):
        join(signal, submission="")


@pytest.mark.parametrize(
    "wrong",
    [
        {"said": "x" * 401},
        {"raiser": services.RaiserDraft(HearBack.MAIL)},
        {"raiser": services.RaiserDraft(channel=Channel.PHONE)},
        {"raiser": services.RaiserDraft(received_on=AT.date())},
    ],
)
def test_what_is_refused_leaves_nothing(signal: Signal, wrong: dict[str, Any]) -> None:
    with pytest.raises(services.SignalRefused):
        join(signal, **wrong)

    signal.refresh_from_db()
    assert (signal.unanswered, signal.raisers.count()) == (1, 1)
    assert not Event.objects.exists()


def test_a_professional_writes_down_who_joins(town: Town, signal: Signal) -> None:
    group = make_group(town.municipality, "Wijktafel")
    day = LATER.date() - timedelta(days=2)
    draft = replace(TOO, channel=Channel.DOORSTEP, group_id=group.pk, received_on=day)

    join(signal, town.worker(), raiser=draft)

    raiser = joined(signal)
    assert (raiser.channel, raiser.group) == (Channel.DOORSTEP, group)
    assert raiser.raised_at.date() == day
    assert raiser.recorded_by is not None
    assert Event.objects.get(signal=signal).group == group


# --- what who joined may read: canaries


def test_who_joined_reads_the_answer_and_never_the_words_of_who_was_first(
    town: Town, signal: Signal
) -> None:
    photo = Photo.objects.create(
        municipality=town.municipality, signal=signal, file="signals/k.webp", added_at=AT
    )
    join(signal, said=SAID)
    answered(signal, "Niet openbaar antwoord.", public=False)
    services.reopen(signal.pk, "Kanarie bij het heropenen", by=by_link(signal), at=LATER)
    viewer = follows(signal)

    seen = queries.followed(viewer, on=LATER.date())
    assert seen is not None
    told = f"{seen} {queries.story_of(viewer, signal.pk)}"
    assert (seen.text, seen.place, seen.photo_ids) == (None, None, ())
    assert "Kanarie" not in told
    assert "melder@voorbeeld.nl" not in told
    assert queries.photo_of(viewer, signal.reference, photo.pk) is None
    assert [one.id for one in seen.raisers] == [joined(signal).pk]
    assert (seen.raisers[0].joined, seen.raisers[0].email) == (True, "ook@voorbeeld.nl")
    assert [one.text for one in queries.answers_of(viewer, signal.pk)] == [
        "Niet openbaar antwoord."
    ]


def test_who_was_first_reads_their_own_words_and_never_what_others_said(
    signal: Signal,
) -> None:
    join(signal, said=SAID)
    answered(signal)
    services.reopen(signal.pk, "Kanarie van wie aansloot", by=follows(signal), at=LATER)
    viewer = by_link(signal)

    seen = queries.followed(viewer, on=LATER.date())
    assert seen is not None
    assert seen.text == TEXT
    told = f"{seen} {queries.story_of(viewer, signal.pk)}"
    assert "Kanarie van wie" not in told
    assert SAID not in told
    assert "ook@voorbeeld.nl" not in told


def test_alone_one_reads_what_one_said_oneself(signal: Signal) -> None:
    answered(signal)
    services.reopen(signal.pk, "Mijn eigen woorden", by=by_link(signal), at=LATER)

    assert "Mijn eigen woorden" in f"{queries.story_of(by_link(signal), signal.pk)}"


def test_handlers_see_who_joined(town: Town, signal: Signal) -> None:
    join(signal)
    seen = queries.signal_by_id(town.worker(), signal.pk, on=LATER.date())

    assert seen is not None
    assert [one.joined for one in seen.raisers] == [False, True]


def test_the_canary_shows_when_who_joined_counts_as_the_first(signal: Signal) -> None:
    """The fault that the tests above would find."""
    join(signal)
    viewer = follows(signal)
    Raiser.objects.filter(signal=signal).update(joined=False)

    seen = queries.followed(viewer, on=LATER.date())

    assert seen is not None
    assert seen.text == TEXT


def test_a_follower_of_elsewhere_reads_nothing(town: Town, signal: Signal) -> None:
    join(signal)
    elsewhere = follower(make_municipality().pk, joined(signal).pk)
    person = viewer_for(make_person(municipality=town.municipality), town.municipality)

    for viewer in (elsewhere, person):
        assert queries.followed(viewer, on=LATER.date()) is None
        assert queries.answers_of(viewer, signal.pk) == ()

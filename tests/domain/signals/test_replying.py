"""An organisation says yes or no, once, and tells later what it did."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.offers import by_partner_link, make_offer, seated_for
from tests.makers.people import make_organisation, make_role, make_seat
from tests.makers.places import AT
from tests.makers.signal_town import NOORD
from tests.makers.signals import LATER, MAIL, answered, make_signal
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import Event, HandOver, Signal, Step
from wijkregie.domain.signals.states import OfferState, State
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import installation, partner

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

SOON = LATER + timedelta(days=1)
LONG_AFTER = AT + timedelta(days=60)


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


@pytest.fixture
def offer(signal: Signal) -> HandOver:
    return make_offer(signal)


def told(template: str) -> list[int]:
    rows = OutboxRow.objects.filter(template=template).order_by("pk")
    return [row.ids["person"] for row in rows]


def events(signal: Signal) -> list[tuple[str, str]]:
    rows = Event.objects.filter(signal=signal).order_by("pk")
    return [(row.what, row.why) for row in rows]


def test_a_yes_by_the_link_takes_it_over_and_the_owner_hears(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    chair = make_seat(town.team, function=SeatFunction.CHAIR).person_id
    secretary = make_seat(town.team, function=SeatFunction.SECRETARY).person_id
    promised = signal.promised_on

    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)

    offer.refresh_from_db()
    signal.refresh_from_db()
    assert (offer.state, offer.replied_at, offer.replied_by_id) == (
        OfferState.ACCEPTED,
        SOON,
        None,
    )
    assert (signal.state, signal.organisation_id) == (
        State.HANDED_OVER,
        offer.organisation_id,
    )
    assert signal.promised_on == promised
    assert signal.owner_id == town.team.pk
    assert events(signal) == [("offered", ""), ("accepted", "")]
    assert told("hand_over_replied") == [chair, secretary]
    assert not OutboxRow.objects.filter(template="hand_over_offered", stand="waiting")
    assert LogRow.objects.filter(what="hand_over_accepted", by_id=None).count() == 1


def test_a_no_brings_it_back_with_the_reason_and_the_owner_hears(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    manager = make_role(town.municipality, Role.DISTRICT_MANAGER).person_id
    promised = signal.promised_on

    services.refuse(
        offer.pk, "De lamp is\nvan de gemeente.", by=by_partner_link(offer), at=SOON
    )

    offer.refresh_from_db()
    signal.refresh_from_db()
    assert (offer.state, offer.reason) == (OfferState.REFUSED, "De lamp is van de gemeente.")
    assert (signal.state, signal.decision_id) == (State.IN_TRIAGE, None)
    assert signal.promised_on == promised
    assert events(signal)[-1] == ("refused", "De lamp is van de gemeente.")
    assert told("hand_over_replied") == [manager]
    assert Step.objects.filter(signal=signal).latest("pk").to_state == State.IN_TRIAGE


def test_the_given_person_hears_and_nobody_else(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    make_seat(town.team, function=SeatFunction.CHAIR)
    person_id = make_role(town.municipality, Role.COMMUNITY_WORKER).person_id
    by = installation(town.municipality.pk)
    services.assign(signal.pk, person_id=person_id, by=by, at=SOON)

    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)

    assert told("hand_over_replied") == [person_id]


def test_who_holds_a_seat_for_the_organisation_answers_as_well(offer: HandOver) -> None:
    by = seated_for(offer)

    services.accept(offer.pk, by=by, at=SOON)
    services.report_outcome(offer.pk, "De lamp brandt weer.", by=by, at=LONG_AFTER)

    offer.refresh_from_db()
    assert (offer.state, offer.replied_by_id) == (OfferState.DONE, by.person_id)


REPLIES: dict[str, Callable[[HandOver, Viewer], Any]] = {
    "accept": lambda offer, by: services.accept(offer.pk, by=by, at=SOON),
    "refuse": lambda offer, by: services.refuse(offer.pk, "Nee", by=by, at=SOON),
    "report": lambda offer, by: services.report_outcome(offer.pk, "Ja", by=by, at=SOON),
}


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("who", ["passer-by", "worker", "other link", "other organisation"])
def test_nobody_answers_for_another(
    town: Town, signal: Signal, offer: HandOver, name: str, who: str
) -> None:
    other = make_offer(make_signal(town.municipality, theme=town.theme))
    known: dict[str, Callable[[], Viewer]] = {
        "passer-by": lambda: town.passer_by,
        "worker": town.worker,
        "other link": lambda: by_partner_link(other),
        "other organisation": lambda: seated_for(other),
    }

    with pytest.raises(services.SignalRefused, match="Alleen wie gevraagd is"):
        REPLIES[name](offer, known[who]())

    offer.refresh_from_db()
    assert offer.state == OfferState.OFFERED


@pytest.mark.parametrize("second", REPLIES)
@pytest.mark.parametrize("first", ["accept", "refuse"])
def test_the_link_is_for_one_answer(offer: HandOver, first: str, second: str) -> None:
    by = by_partner_link(offer)
    REPLIES[first](offer, by)
    if (first, second) == ("accept", "report"):
        REPLIES[second](offer, by)

    with pytest.raises(services.SignalRefused, match="al beantwoord of ingetrokken"):
        REPLIES[second](offer, by)


def test_an_expired_link_answers_nothing(offer: HandOver) -> None:
    with pytest.raises(services.SignalRefused, match="verlopen"):
        services.accept(offer.pk, by=by_partner_link(offer), at=LONG_AFTER)

    offer.refresh_from_db()
    assert offer.state == OfferState.OFFERED


def test_who_has_a_seat_may_answer_after_the_link_expired(offer: HandOver) -> None:
    services.accept(offer.pk, by=seated_for(offer), at=LONG_AFTER)

    offer.refresh_from_db()
    assert offer.state == OfferState.ACCEPTED


def test_after_a_yes_the_link_works_for_a_year_to_tell_what_was_done(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    chair = make_seat(town.team, function=SeatFunction.CHAIR).person_id
    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)

    services.report_outcome(
        offer.pk, "De lamp is\nvervangen.", by=by_partner_link(offer), at=LONG_AFTER
    )

    offer.refresh_from_db()
    signal.refresh_from_db()
    assert (offer.outcome, offer.outcome_at) == ("De lamp is\nvervangen.", LONG_AFTER)
    assert signal.state == State.HANDED_OVER
    assert events(signal)[-1] == ("reported", "")
    assert told("hand_over_reported") == [chair]
    assert answered(signal).decision_id == offer.decision_id


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 401])
def test_a_no_needs_a_reason_that_fits(signal: Signal, offer: HandOver, reason: str) -> None:
    with pytest.raises(services.SignalRefused):
        services.refuse(offer.pk, reason, by=by_partner_link(offer), at=SOON)

    signal.refresh_from_db()
    assert signal.state == State.HANDED_OVER


def test_what_was_done_is_not_empty(offer: HandOver) -> None:
    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)

    with pytest.raises(services.SignalRefused, match="wat er is gedaan"):
        services.report_outcome(offer.pk, " ", by=by_partner_link(offer), at=SOON)


def test_a_no_after_the_answer_opens_the_signal_again(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    answered(signal, "Woonstichting neemt het over.")

    services.refuse(offer.pk, "Toch niet van ons.", by=by_partner_link(offer), at=SOON)

    signal.refresh_from_db()
    assert (signal.state, signal.decision_id, signal.unanswered) == (State.REOPENED, None, 1)
    why = Step.objects.filter(signal=signal).latest("pk").why
    assert why == "De organisatie die gevraagd is, neemt het niet over."


def test_a_no_to_what_was_decided_otherwise_changes_nothing_else(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    answered(signal)
    services.reopen(signal.pk, "Nog steeds stuk.", by=town.worker(), at=SOON)

    services.refuse(offer.pk, "Niet van ons.", by=by_partner_link(offer), at=SOON)

    signal.refresh_from_db()
    assert signal.state == State.REOPENED


def test_another_organisation_can_be_asked_after_a_no(
    town: Town, signal: Signal, offer: HandOver
) -> None:
    services.refuse(offer.pk, "Vraag Waternet.", by=by_partner_link(offer), at=SOON)

    second = make_offer(signal, make_organisation(town.municipality), at=SOON)

    assert (signal.state, second.state) == (State.HANDED_OVER, OfferState.OFFERED)
    assert second.token() != offer.token()


def test_those_bundled_with_it_go_along(town: Town, signal: Signal) -> None:
    other = make_signal(town.municipality, theme=town.theme, point=NOORD)
    lead_id = services.bundle(signal.pk, [other.pk], by=town.worker(), at=AT)
    assert lead_id == signal.pk
    offer = make_offer(signal)

    services.refuse(offer.pk, "Niet van ons.", by=by_partner_link(offer), at=SOON)

    other.refresh_from_db()
    assert (other.state, other.decision_id) == (State.IN_TRIAGE, None)
    assert events(other)[-2:] == [("offered", ""), ("refused", "Niet van ons.")]


def test_a_link_to_nothing_answers_nothing(town: Town) -> None:
    with pytest.raises(services.SignalRefused, match="is er niet meer"):
        services.accept(10**6, by=partner(town.municipality.pk, 10**6), at=SOON)

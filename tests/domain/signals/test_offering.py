"""A signal is offered to an organisation: it is asked, reminded, and let go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.decisions import a_decision
from tests.makers.offers import ASKED, EMAIL, by_partner_link, make_offer, seated_for
from tests.makers.people import make_group, make_organisation, make_person, make_seat
from tests.makers.places import AT, make_municipality
from tests.makers.signal_town import NOORD
from tests.makers.signals import LATER, MAIL, answered, make_signal
from wijkregie.cli.nights import PARTS
from wijkregie.domain.people import services as people
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.models import Event, HandOver, Signal
from wijkregie.domain.signals.services import handing
from wijkregie.domain.signals.states import OfferState, State
from wijkregie.kit import tokens
from wijkregie.kit.models import LogRow, OutboxRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.makers.signal_town import Town
    from wijkregie.kit.viewer import Viewer

SOON = LATER + timedelta(days=1)
#: Six working days after Tuesday 3 March.
REMINDED = AT + timedelta(days=8)


@pytest.fixture
def signal(town: Town) -> Signal:
    return make_signal(town.municipality, theme=town.theme, point=NOORD, raiser=MAIL)


def mails(stand: str = "waiting") -> list[dict[str, int]]:
    rows = OutboxRow.objects.filter(template="hand_over_offered", stand=stand)
    return [row.ids for row in rows.order_by("pk")]


def events(signal: Signal) -> list[tuple[str, str]]:
    rows = Event.objects.filter(signal=signal).order_by("pk")
    return [(row.what, row.why) for row in rows]


def system(town: Town) -> Viewer:
    return installation(town.municipality.pk)


def logged(offer: HandOver) -> list[str]:
    rows = LogRow.objects.filter(kind="signals.handover", object_id=offer.pk)
    return list(rows.order_by("pk").values_list("what", flat=True))


def test_a_decision_to_hand_over_asks_the_organisation_and_keeps_the_promise(
    town: Town, signal: Signal
) -> None:
    promised = signal.promised_on

    offer = make_offer(signal)

    assert (signal.state, signal.promised_on) == (State.HANDED_OVER, promised)
    assert (offer.state, offer.message, offer.email) == (
        OfferState.OFFERED,
        "Willen jullie de lamp herstellen?",
        EMAIL,
    )
    assert offer.decision_id == signal.decision_id
    assert offer.link_digest == tokens.digest(offer.token())
    assert offer.link_until == date(2026, 4, 2)
    assert mails() == [{"offer": offer.pk, "again": 0}]
    assert events(signal) == [("offered", "")]
    assert logged(offer) == ["hand_over_offered"]


def test_who_holds_a_seat_for_the_organisation_is_mailed(town: Town, signal: Signal) -> None:
    asked = make_organisation(town.municipality)
    group = make_group(town.municipality)
    seats = [make_seat(group, make_person(), organisation=asked) for _ in range(2)]
    make_seat(make_group(town.municipality), seats[0].person, organisation=asked)
    ended = make_group(town.municipality)
    make_seat(ended, make_person(), organisation=asked)
    people.end_group(ended.pk, by=system(town), at=AT)
    gone = make_person()
    make_seat(group, gone, organisation=asked)
    people.end_person(gone.pk, by=installation(), at=AT)
    make_seat(make_group(make_municipality()), make_person(), organisation=None)

    offer = make_offer(signal, asked, draft=services.OfferDraft())

    assert mails() == [
        {"offer": offer.pk, "person": seat.person_id, "again": 0} for seat in seats
    ]
    assert (offer.link_digest, offer.email, offer.message) == (None, "", "")


@pytest.mark.parametrize("email", ["geen adres", "a@b", "x" * 300 + "@voorbeeld.nl"])
def test_without_a_mail_address_nothing_is_decided(
    town: Town, signal: Signal, email: str
) -> None:
    with pytest.raises(services.SignalRefused):
        make_offer(signal, draft=services.OfferDraft("Vraag", email))

    signal.refresh_from_db()
    assert (signal.state, signal.decision_id) == (State.RECEIVED, None)
    assert not HandOver.objects.exists()


def test_only_a_hand_over_is_offered(town: Town, signal: Signal) -> None:
    decision = services.decide(signal.pk, a_decision(), by=system(town), at=LATER)

    assert not HandOver.objects.exists()
    with pytest.raises(ValueError, match="to an organisation"):
        handing.offer(signal, decision, ASKED, by=system(town), at=LATER)


def test_a_new_link_ends_the_old_one_and_what_waits_with_it(town: Town, signal: Signal) -> None:
    offer = make_offer(signal)
    first = offer.token()
    draft = services.OfferDraft("Nog eens", "anders@woonstichting.example")

    services.send_link(offer.pk, draft, by=town.worker(), at=SOON)

    offer.refresh_from_db()
    here, on = town.municipality.pk, SOON.date()
    assert queries.offer_of_link(here, first, on=on) is None
    assert queries.offer_of_link(here, offer.token(), on=on) == queries.OfferLink(
        offer.pk, works=True
    )
    assert (offer.message, offer.email) == ("Nog eens", "anders@woonstichting.example")
    assert offer.link_until == date(2026, 4, 3)
    assert (len(mails("void")), len(mails())) == (1, 1)
    assert logged(offer)[-1] == "hand_over_link_sent"


def test_the_link_is_for_what_is_open_only(town: Town, signal: Signal) -> None:
    offer = make_offer(signal)
    services.refuse(offer.pk, "Niet van ons.", by=by_partner_link(offer), at=SOON)

    with pytest.raises(services.SignalRefused, match="al beantwoord of ingetrokken"):
        services.send_link(offer.pk, ASKED, by=town.worker(), at=SOON)
    with pytest.raises(services.SignalRefused, match="al beantwoord of ingetrokken"):
        services.withdraw(offer.pk, "Toch niet", by=town.worker(), at=SOON)


def test_what_is_taken_back_is_ours_again_with_the_reason(town: Town, signal: Signal) -> None:
    offer = make_offer(signal)
    promised = signal.promised_on

    services.withdraw(offer.pk, "We doen het zelf.", by=town.worker(), at=SOON)

    signal.refresh_from_db()
    offer.refresh_from_db()
    assert (signal.state, signal.decision_id) == (State.IN_TRIAGE, None)
    assert signal.promised_on == promised
    assert offer.state == OfferState.WITHDRAWN
    assert events(signal)[-1] == ("withdrawn", "We doen het zelf.")
    assert mails() == []
    assert logged(offer)[-1] == "hand_over_withdrawn"


def test_taking_back_needs_a_reason(town: Town, signal: Signal) -> None:
    offer = make_offer(signal)

    with pytest.raises(services.SignalRefused, match="waarom"):
        services.withdraw(offer.pk, " \n ", by=town.worker(), at=SOON)

    signal.refresh_from_db()
    assert signal.state == State.HANDED_OVER


@pytest.mark.parametrize("who", ["passer-by", "other wijk", "partner", "organisation"])
def test_only_who_handles_it_mails_the_link_or_takes_it_back(
    town: Town, signal: Signal, who: str
) -> None:
    offer = make_offer(signal)
    by = {
        "passer-by": lambda: town.passer_by,
        "other wijk": lambda: town.worker(area=town.rivierenwijk),
        "partner": lambda: by_partner_link(offer),
        "organisation": lambda: seated_for(offer),
    }[who]()

    with pytest.raises(services.SignalRefused, match="een rol voor dit gebied"):
        services.send_link(offer.pk, ASKED, by=by, at=SOON)
    with pytest.raises(services.SignalRefused, match="een rol voor dit gebied"):
        services.withdraw(offer.pk, "Zomaar", by=by, at=SOON)


def test_an_offer_of_another_municipality_is_not_there(town: Town, signal: Signal) -> None:
    offer = make_offer(signal)
    elsewhere = installation(make_municipality().pk)

    acts: list[Callable[[], None]] = [
        lambda: services.send_link(offer.pk, ASKED, by=elsewhere, at=SOON),
        lambda: services.withdraw(offer.pk, "Weg", by=elsewhere, at=SOON),
        lambda: services.accept(offer.pk, by=elsewhere, at=SOON),
    ]
    for act in acts:
        with pytest.raises(services.SignalRefused, match="is er niet meer"):
            act()


def test_a_new_decision_takes_the_open_offer_back(town: Town, signal: Signal) -> None:
    offer = make_offer(signal)
    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)
    answered(signal)
    services.reopen(signal.pk, "De lamp is weer stuk.", by=town.worker(), at=SOON)

    services.decide(signal.pk, a_decision(), by=system(town), at=SOON)

    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN
    assert events(signal)[-1] == ("withdrawn", "")
    assert logged(offer)[-1] == "hand_over_withdrawn"


def test_taking_back_what_was_answered_meanwhile_leaves_the_answer(
    town: Town, signal: Signal
) -> None:
    offer = make_offer(signal)
    answered(signal)

    services.withdraw(offer.pk, "Niet meer nodig.", by=town.worker(), at=SOON)

    signal.refresh_from_db()
    assert signal.state == State.ANSWERED
    assert signal.decision_id is not None


def test_after_five_working_days_without_answer_it_is_asked_once_more(
    town: Town, signal: Signal
) -> None:
    asked = make_organisation(town.municipality)
    person_id = make_seat(town.team, make_person(), organisation=asked).person_id
    offer = make_offer(signal, asked)
    OutboxRow.objects.all().delete()

    assert services.remind_offers(at=REMINDED - timedelta(days=1)) == {}
    assert services.remind_offers(at=REMINDED) == {"reminded": 1}
    assert PARTS["offers"](REMINDED + timedelta(days=1)) == {}

    assert mails() == [
        {"offer": offer.pk, "person": person_id, "again": 1},
        {"offer": offer.pk, "again": 1},
    ]
    offer.refresh_from_db()
    assert offer.reminded_at == REMINDED
    assert logged(offer)[-1] == "hand_over_reminded"


def test_without_anybody_to_ask_nothing_is_noted(town: Town, signal: Signal) -> None:
    offer = make_offer(signal, draft=services.OfferDraft())

    assert services.remind_offers(at=REMINDED) == {}

    offer.refresh_from_db()
    assert offer.reminded_at is None


def test_a_link_that_works_no_more_is_not_sent_again(town: Town, signal: Signal) -> None:
    make_offer(signal)
    OutboxRow.objects.all().delete()

    assert services.remind_offers(at=AT + timedelta(days=40)) == {}
    assert mails() == []


def test_who_answered_just_now_is_not_reminded(town: Town, signal: Signal) -> None:
    offer = make_offer(signal)
    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)

    assert services.remind_offers(at=REMINDED) == {}
    assert handing._remind(offer.pk, at=REMINDED) is False


def test_a_link_keeps_working_after_the_secret_key_was_changed(
    town: Town, signal: Signal, settings: object
) -> None:
    offer = make_offer(signal)
    settings.SECRET_KEY = "another key, of another day"  # type: ignore[attr-defined] # pytest-django

    services.renew_offer_link(offer.pk, at=SOON)
    services.renew_offer_link(offer.pk, at=SOON)

    offer.refresh_from_db()
    assert offer.link_digest == tokens.digest(offer.token())
    assert logged(offer).count("hand_over_link_renewed") == 1


def test_without_a_link_there_is_none_to_renew(town: Town, signal: Signal) -> None:
    offer = make_offer(signal, draft=services.OfferDraft())

    services.renew_offer_link(offer.pk, at=SOON)
    services.renew_offer_link(0, at=SOON)

    assert logged(offer) == ["hand_over_offered"]

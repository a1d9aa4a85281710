"""Mails about a hand-over: a question, and what came of it; nothing of the report itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.offers import EMAIL, by_partner_link, make_offer
from tests.makers.people import make_organisation, make_person, make_seat
from tests.makers.places import AT
from tests.makers.signal_town import make_signal_town
from tests.makers.signals import LATER, make_signal
from wijkregie.cli.post import postman
from wijkregie.cli.post.saying import Needless
from wijkregie.cli.post.writing import write
from wijkregie.domain.people.states import SeatFunction
from wijkregie.domain.places.models import Municipality
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import HandOver, Signal
from wijkregie.domain.signals.states import HearBack
from wijkregie.kit import outbox, tokens
from wijkregie.kit.models import OutboxRow

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from tests.makers.signal_town import Town

pytestmark = pytest.mark.django_db

PRIVATE = ("Kanarie", "kanarie")
ASKED = services.OfferDraft("Vraag van Kanarie", EMAIL)
SOON = LATER + timedelta(days=1)


@pytest.fixture
def town() -> Town:
    return make_signal_town()


@pytest.fixture
def offer(town: Town) -> HandOver:
    """A hand-over of a signal that is full of what must not leave by mail."""
    raiser = services.RaiserDraft(HearBack.MAIL, name="Kanarie", email="melder@voorbeeld.nl")
    signal = make_signal(
        town.municipality,
        town.noord,
        theme=town.theme,
        text="Tekst van Kanarie",
        place="Plek van Kanarie",
        raiser=raiser,
    )
    asked = make_organisation(town.municipality, "Woonstichting")
    return make_offer(signal, asked, draft=ASKED)


def mail_of(template: str, *, on: Any = LATER, **ids: int) -> EmailMultiAlternatives:
    rows = OutboxRow.objects.filter(template=template).order_by("-pk")
    row = next(row for row in rows if ids.items() <= row.ids.items())
    message = outbox.message(row.pk)
    assert message is not None
    return write(message, on=on.date())


def leaks(mail: EmailMultiAlternatives) -> list[str]:
    text = f"{mail.subject} {mail.body} {mail.alternatives}"
    return [word for word in PRIVATE if word in text]


def test_an_organisation_is_asked_by_its_own_link(town: Town, offer: HandOver) -> None:
    mail = mail_of("hand_over_offered")

    assert mail.to == [EMAIL]
    assert mail.subject == "Neemt Woonstichting een melding in Heuvelstad over?"
    page = f"http://testserver/{town.municipality.slug}/partner/{offer.token()}"
    assert page in str(mail.body)
    assert "De melder hoort uiterlijk op 17 maart 2026 van ons." in str(mail.body)
    assert "De link werkt tot en met 2 april 2026, en voor één antwoord." in str(mail.body)
    assert leaks(mail) == []


def test_who_holds_a_seat_logs_in_and_gets_no_link(town: Town) -> None:
    asked = make_organisation(town.municipality, "Woonstichting")
    person = make_person(email="wout@woonstichting.example", municipality=town.municipality)
    make_seat(town.team, person, organisation=asked)
    offer = make_offer(make_signal(town.municipality, theme=town.theme), asked, draft=ASKED)

    mail = mail_of("hand_over_offered", person=person.pk)

    assert mail.to == ["wout@woonstichting.example"]
    page = f"http://testserver/{town.municipality.slug}/overdracht/{offer.pk}"
    assert page in str(mail.body)
    assert offer.token() not in str(mail.body)
    assert "Je logt in om te antwoorden." in str(mail.body)


def test_asked_again_it_says_so(offer: HandOver) -> None:
    day = AT + timedelta(days=8)
    services.remind_offers(at=day)

    mail = mail_of("hand_over_offered", on=day, again=1)

    assert "We vroegen dit eerder. Er is nog geen antwoord." in str(mail.body)


def test_after_a_yes_the_link_asks_what_was_done(town: Town, offer: HandOver) -> None:
    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)
    services.send_link(offer.pk, ASKED, by=town.worker(), at=SOON)

    mail = mail_of("hand_over_offered")

    assert mail.subject == "Laat Heuvelstad weten wat Woonstichting deed"
    assert "Jullie namen een melding over." in str(mail.body)


def test_the_owner_hears_a_yes(town: Town, offer: HandOver) -> None:
    seat = make_seat(town.team, function=SeatFunction.CHAIR)
    services.accept(offer.pk, by=by_partner_link(offer), at=SOON)

    mail = mail_of("hand_over_replied")

    assert seat.person is not None
    assert mail.to == [seat.person.email]
    assert mail.subject == "Woonstichting neemt de melding over"
    page = f"http://testserver/{town.municipality.slug}/melding/{offer.signal.reference}"
    assert page in str(mail.body)
    assert leaks(mail) == []


def test_the_owner_hears_a_no_and_not_the_reason(town: Town, offer: HandOver) -> None:
    make_seat(town.team, function=SeatFunction.CHAIR)
    services.refuse(offer.pk, "Niet van Kanarie", by=by_partner_link(offer), at=SOON)

    mail = mail_of("hand_over_replied")

    assert mail.subject == "Woonstichting neemt de melding niet over"
    assert "De reden staat bij de melding." in str(mail.body)
    assert leaks(mail) == []


def test_the_owner_hears_that_something_was_done_and_not_what(
    town: Town, offer: HandOver
) -> None:
    make_seat(town.team, function=SeatFunction.CHAIR)
    by = by_partner_link(offer)
    services.accept(offer.pk, by=by, at=SOON)
    services.report_outcome(offer.pk, "Gedaan door Kanarie", by=by, at=SOON)

    mail = mail_of("hand_over_reported")

    assert mail.subject == "Woonstichting laat weten wat er is gedaan"
    assert leaks(mail) == []


def test_a_mail_that_tells_too_much_is_found(offer: HandOver) -> None:
    """The planted fault: the question in the mail."""
    mail = mail_of("hand_over_offered")
    mail.body = f"{mail.body}\n{offer.message}"

    assert leaks(mail) == ["Kanarie"]


def needless(template: str, *, on: Any = LATER) -> str:
    with pytest.raises(Needless) as refused:
        mail_of(template, on=on)
    return str(refused.value)


def test_what_was_answered_or_has_expired_is_not_asked_any_more(
    town: Town, offer: HandOver
) -> None:
    assert needless("hand_over_offered", on=LATER + timedelta(days=31)) == (
        "the link has expired"
    )
    services.withdraw(offer.pk, "We doen het zelf.", by=town.worker(), at=SOON)
    assert needless("hand_over_offered") == "the offer was answered meanwhile"


@pytest.mark.parametrize("gone", [{"email": ""}, {"link_digest": None}])
def test_without_address_or_link_there_is_nobody_to_ask(
    offer: HandOver, gone: dict[str, Any]
) -> None:
    HandOver.objects.update(**gone)

    assert needless("hand_over_offered") == "there is no address any more"


def test_an_offer_of_another_municipality_or_that_is_gone_is_not_told(
    town: Town, offer: HandOver
) -> None:
    elsewhere = Municipality.objects.exclude(pk=town.municipality.pk)[0]
    OutboxRow.objects.update(municipality_id=elsewhere.pk)
    assert needless("hand_over_offered") == "the offer is gone"
    OutboxRow.objects.update(municipality_id=town.municipality.pk)
    Signal.objects.get().hand_overs.all().delete()
    assert needless("hand_over_offered") == "the offer is gone"


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (0, "omdat de melding van jou is"),
        (1, "omdat je voorzitter bent van de groep"),
        (2, "omdat je wijkregisseur bent voor het gebied"),
    ],
)
def test_who_is_told_of_what_is_late_hears_why(town: Town, level: int, words: str) -> None:
    make_seat(town.team, function=SeatFunction.CHAIR)
    make_signal(town.municipality, town.noord, theme=town.theme)
    late = LATER + timedelta(days=60)
    services.escalate_overdue(at=late)
    row = OutboxRow.objects.get(template="signal_overdue")
    OutboxRow.objects.update(ids={**row.ids, "level": level})

    assert words in str(mail_of("signal_overdue", on=late).body)


def test_after_the_secret_key_changed_the_mail_has_a_link_that_works(
    offer: HandOver, settings: Any
) -> None:
    settings.SECRET_KEY = "another key, of another day"
    message = outbox.message(OutboxRow.objects.get(template="hand_over_offered").pk)
    assert message is not None

    mail: Any = postman._written(message, SOON)

    offer.refresh_from_db()
    token = offer.token()
    assert token in str(mail.body)
    assert offer.link_digest == tokens.digest(token)

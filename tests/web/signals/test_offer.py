"""Who handles a report asks an organisation, mails the link, and takes it back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.agreements import make_covenant
from tests.makers.offers import EMAIL, make_offer
from tests.makers.people import make_group, make_person, make_role, make_seat, viewer_for
from tests.makers.signals import make_signal
from tests.web.seen import seen
from tests.web.signals.conftest import NOW, browser_of
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import HandOver
from wijkregie.domain.signals.states import OfferState, State
from wijkregie.kit.models import OutboxRow

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.seen import Seen
    from tests.web.signals.conftest import Here
    from wijkregie.domain.signals.models import Signal


@pytest.fixture
def signal(here: Here) -> Signal:
    return make_signal(here.municipality, here.area, theme=here.theme)


def filled(here: Here, **changed: Any) -> dict[str, Any]:
    return {
        "organisation": str(here.organisation.pk),
        "message": "Willen jullie de lamp herstellen?",
        "email": EMAIL,
        "reason": "De lamp is van hen.",
        "body": f"groep-{here.group.pk}",
        "mandate": "Convenant, artikel 3",
        **changed,
    }


def ask(client: Client, here: Here, signal: Signal, **changed: Any) -> Seen:
    url = here.url(f"melding/{signal.reference}/overdragen")
    page = seen(client.post(url, filled(here, **changed), follow=True))
    signal.refresh_from_db()
    return page


def change(client: Client, here: Here, offer: HandOver, action: str, **words: Any) -> Seen:
    url = here.url(f"overdracht/{offer.pk}/{action}")
    page = seen(client.post(url, words, follow=True))
    offer.refresh_from_db()
    return page


def test_the_covenant_of_the_group_says_on_what_it_decides(
    here: Here, at_work: Client, signal: Signal
) -> None:
    make_covenant(here.group, mandates=("Artikel 3: afhandelen van meldingen",))

    shown = seen(at_work.get(here.url(f"melding/{signal.reference}")))
    page = ask(at_work, here, signal, mandate="Artikel 3: afhandelen van meldingen")

    assert shown.html.count('value="Artikel 3: afhandelen van meldingen"') == 2
    assert shown.text.count("Volgens het convenant: Artikel 3") == 2
    assert "De organisatie is gevraagd." in page.text


def test_a_group_whose_covenant_lapsed_hands_nothing_over(
    here: Here, at_work: Client, signal: Signal
) -> None:
    last = NOW.date() - timedelta(days=1)
    make_covenant(here.group, "Convenant 2025", until_on=last)

    page = ask(at_work, here, signal)

    assert "Het convenant “Convenant 2025” van deze groep liep af" in page.text
    assert not HandOver.objects.exists()


def test_of_several_groups_none_has_its_mandate_filled_in_unasked(
    here: Here, signal: Signal
) -> None:
    one, other = (make_group(here.municipality, name) for name in ("Noord", "Zuid"))
    person = make_person(municipality=here.municipality)
    for group in (one, other):
        make_seat(group, person, function=SeatFunction.CHAIR)
        make_covenant(group, mandates=(f"Wijkbudget {group.name}",))
    make_role(here.municipality, Role.COMMUNITY_WORKER, person=person, area=here.area)

    shown = seen(browser_of(person).get(here.url(f"melding/{signal.reference}")))

    assert "Volgens het convenant: Wijkbudget Noord; Wijkbudget Zuid." in shown.text
    assert 'value="Wijkbudget' not in shown.html


def test_an_organisation_is_asked_with_a_reason_that_everyone_reads(
    here: Here, at_work: Client, signal: Signal
) -> None:
    page = ask(at_work, here, signal)

    assert page.faults() == []
    assert signal.state == State.HANDED_OVER
    assert "De organisatie is gevraagd." in page.text
    assert "Op 3 maart 2026 gevraagd aan Woonstichting. Nog geen antwoord." in page.text
    assert f"De link ging naar {EMAIL} en werkt tot en met 2 april 2026." in page.text
    assert "De lamp is van hen." in page.text
    offer = HandOver.objects.get()
    assert (offer.message, offer.email) == ("Willen jullie de lamp herstellen?", EMAIL)
    assert OutboxRow.objects.filter(template="hand_over_offered").count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"organisation": ""}, "Kies er één uit de lijst."),
        ({"reason": ""}, "Schrijf op waarom de melding naar deze organisatie gaat."),
        ({"mandate": ""}, "mandaat"),
        ({"email": "geen adres"}, "naam@voorbeeld.nl"),
        ({"message": "x" * 401}, "Maak er hooguit 400 van."),
    ],
)
def test_what_is_missing_stands_at_the_field_and_nothing_is_decided(
    here: Here, at_work: Client, signal: Signal, changed: dict[str, str], words: str
) -> None:
    page = ask(at_work, here, signal, **changed)

    assert page.status == 422
    assert page.faults() == []
    assert words in page.text
    assert signal.state == State.RECEIVED


def test_as_an_officer_too(here: Here, at_work: Client, signal: Signal) -> None:
    ask(at_work, here, signal, body="rol-community_worker", email="")

    offer = HandOver.objects.get()
    assert offer.decision is not None
    assert (offer.decision.officer, offer.email) == ("community_worker", "")


def test_who_was_second_hears_so(here: Here, at_work: Client, signal: Signal) -> None:
    make_offer(signal, here.organisation, at=NOW)

    page = ask(at_work, here, signal)

    assert page.status == 422
    assert "al besloten" in page.text


def test_the_link_goes_again_to_another_address(
    here: Here, at_work: Client, signal: Signal
) -> None:
    offer = make_offer(signal, here.organisation, at=NOW)
    refused = change(at_work, here, offer, "link", message="Nog eens", email="")
    assert refused.status == 422
    assert "Vul het mailadres van de organisatie in." in refused.text

    page = change(
        at_work, here, offer, "link", message="Nog eens", email="a@woonstichting.example"
    )

    assert "De link is onderweg." in page.text
    assert (offer.message, offer.email) == ("Nog eens", "a@woonstichting.example")


def test_it_is_taken_back_with_a_reason(here: Here, at_work: Client, signal: Signal) -> None:
    offer = make_offer(signal, here.organisation, at=NOW)
    refused = change(at_work, here, offer, "terughalen", why="")
    assert refused.status == 422
    assert "Schrijf op waarom je de melding terughaalt." in refused.text

    page = change(at_work, here, offer, "terughalen", why="We doen het zelf.")

    assert offer.state == OfferState.WITHDRAWN
    assert "De melding is weer van jullie." in page.text
    assert "We doen het zelf." in page.text
    assert "De vraag aan Woonstichting is ingetrokken." in page.text


def test_taken_back_twice_is_refused(here: Here, at_work: Client, signal: Signal) -> None:
    offer = make_offer(signal, here.organisation, at=NOW)
    change(at_work, here, offer, "terughalen", why="We doen het zelf.")

    page = change(at_work, here, offer, "terughalen", why="Nog eens.")

    assert page.status == 422
    assert "al beantwoord of ingetrokken" in page.text


def test_that_it_was_asked_again_is_told(here: Here, at_work: Client, signal: Signal) -> None:
    offer = make_offer(signal, here.organisation, at=NOW)
    HandOver.objects.filter(pk=offer.pk).update(reminded_at=NOW)

    page = seen(at_work.get(here.url(f"melding/{signal.reference}")))

    assert "Opnieuw gevraagd op 3 maart 2026." in page.text


@pytest.mark.parametrize("path", ["melding/{reference}/overdragen", "overdracht/{pk}/link"])
def test_only_who_handles_it_may(here: Here, signal: Signal, path: str) -> None:
    offer = make_offer(signal, here.organisation, at=NOW)
    council = make_person(municipality=here.municipality)
    make_role(here.municipality, Role.COUNCIL_MEMBER, person=council)
    url = here.url(path.format(reference=signal.reference, pk=offer.pk))

    assert browser_of(council).post(url).status_code in {403, 404}
    assert browser_of(None).post(url).status_code == 302


def test_a_report_is_given_to_a_person_and_found_as_mine(
    here: Here, at_work: Client, signal: Signal
) -> None:
    url = here.url(f"melding/{signal.reference}")
    form = at_work.get(url).content.decode()
    assert "Wil Werker" in form
    page = seen(
        at_work.post(f"{url}/toewijzen", {"owner": f"mens-{here.worker.pk}"}, follow=True)
    )
    signal.refresh_from_db()

    assert (signal.owner_person, signal.owner) == (here.worker, None)
    assert "Wil Werker" in page.text
    mine = seen(at_work.get(here.url("werklijst"), {"eigenaar": "ik"}))
    assert "Schoon en heel in Molenwijk" in mine.text
    public = seen(browser_of(None).get(url))
    assert "Wil Werker" not in public.html
    assert "Een professional" in public.text


def test_who_is_no_handler_cannot_get_it(here: Here, at_work: Client, signal: Signal) -> None:
    stranger = make_person(municipality=here.municipality)
    url = here.url(f"melding/{signal.reference}/toewijzen")

    answer = at_work.post(url, {"owner": f"mens-{stranger.pk}"})
    signal.refresh_from_db()

    assert answer.status_code == 422
    assert signal.owner_person is None


def test_a_report_that_is_handled_with_another_is_not_offered_alone(
    here: Here, at_work: Client, signal: Signal
) -> None:
    lead = make_signal(here.municipality, here.area, theme=here.theme)
    by = viewer_for(here.worker, here.municipality)
    services.bundle(lead.pk, [signal.pk], by=by, at=NOW)

    page = seen(at_work.get(here.url(f"melding/{signal.reference}")))

    assert "Overdragen aan een organisatie" not in page.text

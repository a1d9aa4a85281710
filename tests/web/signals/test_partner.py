"""What an organisation sees by its link or its seat, and how it answers: once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from tests.makers.offers import make_offer
from tests.makers.people import make_group, make_person, make_seat, viewer_for
from tests.makers.places import make_municipality
from tests.makers.signals import make_signal
from tests.web.seen import seen
from tests.web.signals.conftest import NOW, browser_of
from wijkregie.domain.people.states import GroupKind
from wijkregie.domain.signals import services
from wijkregie.domain.signals.states import HearBack, OfferState, State
from wijkregie.kit.viewer import partner

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.conftest import Look
    from tests.web.seen import Seen
    from tests.web.signals.conftest import Here
    from wijkregie.domain.people.models import Person
    from wijkregie.domain.signals.models import HandOver, Signal

SECRETS = (
    "Bij mijn moeder voor de deur",
    "Kanarie",
    "kanarie@voorbeeld.nl",
    "achter de schuur",
)


@pytest.fixture
def signal(here: Here) -> Signal:
    raiser = services.RaiserDraft(
        hear_back=HearBack.MAIL, email="kanarie@voorbeeld.nl", name="Kanarie"
    )
    return make_signal(
        here.municipality,
        here.area,
        theme=here.theme,
        text="Bij mijn moeder voor de deur",
        place="achter de schuur",
        raiser=raiser,
    )


@pytest.fixture
def offer(here: Here, signal: Signal) -> HandOver:
    return make_offer(signal, here.organisation, at=NOW)


@pytest.fixture
def colleague(here: Here) -> Person:
    """Somebody who holds a seat here for the organisation, without any role."""
    group = make_group(here.municipality, "Klankbordgroep", kind=GroupKind.SOUNDING_BOARD)
    person = make_person("Wout Woonstichting", municipality=here.municipality)
    make_seat(group, person, organisation=here.organisation)
    return person


def link(here: Here, offer: HandOver, more: str = "") -> str:
    return here.url(f"partner/{offer.token()}{more}")


def send(client: Client, url: str, **words: Any) -> Seen:
    return seen(client.post(url, words, follow=True))


def test_by_the_link_one_sees_the_question_and_never_who_reported_it(
    here: Here, look: Look, offer: HandOver
) -> None:
    page = look(link(here, offer))

    assert page.faults() == []
    assert "Vraag aan Woonstichting" in page.text
    assert "Willen jullie de lamp herstellen?" in page.text
    assert "De lamp is van hen." in page.text
    assert "hoort uiterlijk 17 maart 2026" in page.text
    assert "Ja, wij nemen het over" in page.text
    assert "Nee, dit is niet voor ons" in page.text
    assert not [word for word in SECRETS if word in page.html]


def test_who_handles_it_does_see_who_reported_it(
    here: Here, at_work: Client, offer: HandOver
) -> None:
    """The control: what the link hides is there."""
    html = at_work.get(here.url(f"melding/{offer.signal.reference}")).content.decode()

    assert all(word in html for word in SECRETS)


def test_the_link_is_kept_nowhere(here: Here, client: Client, offer: HandOver) -> None:
    for answer in (client.get(link(here, offer)), client.post(link(here, offer, "/weigeren"))):
        assert answer["Referrer-Policy"] == "strict-origin"
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]


def test_a_yes_and_later_what_was_done(
    here: Here, client: Client, at_work: Client, offer: HandOver
) -> None:
    page = send(client, link(here, offer, "/aannemen"))
    offer.refresh_from_db()
    assert offer.state == OfferState.ACCEPTED
    assert "Jullie nemen deze melding over." in page.text
    assert "Wat hebben jullie gedaan?" in page.text

    page = send(client, link(here, offer, "/gedaan"), text="De lamp is vervangen.")
    offer.refresh_from_db()
    assert offer.state == OfferState.DONE
    assert "Hier valt niets meer te beantwoorden." in page.text
    assert "De lamp is vervangen." not in page.text

    work = seen(at_work.get(here.url(f"melding/{offer.signal.reference}")))
    assert work.faults() == []
    assert "De lamp is vervangen." in work.text


def test_a_no_with_its_reason_is_public(
    here: Here, client: Client, look: Look, offer: HandOver, signal: Signal
) -> None:
    page = send(client, link(here, offer, "/weigeren"), reason="De lamp is van de gemeente.")
    signal.refresh_from_db()

    assert page.faults() == []
    assert signal.state == State.IN_TRIAGE
    assert "Woonstichting zei nee op 3 maart 2026." in page.text
    assert "Willen jullie de lamp herstellen?" not in page.text
    public = look(here.url(f"melding/{signal.reference}"))
    assert "De lamp is van de gemeente." in public.text


@pytest.mark.parametrize(
    ("reason", "words"),
    [("", "Bij een nee hoort een reden."), ("x" * 401, "Maak er hooguit 400 van.")],
)
def test_a_no_without_a_good_reason_says_so_at_the_field(
    here: Here, client: Client, offer: HandOver, reason: str, words: str
) -> None:
    answer = client.post(link(here, offer, "/weigeren"), {"reason": reason})
    offer.refresh_from_db()

    assert (answer.status_code, offer.state) == (422, OfferState.OFFERED)
    assert words in seen(answer).text
    assert seen(answer).faults() == []


def test_a_second_answer_hears_that_there_is_one(
    here: Here, client: Client, offer: HandOver
) -> None:
    send(client, link(here, offer, "/weigeren"), reason="Niet van ons.")
    answer = client.post(link(here, offer, "/aannemen"))
    offer.refresh_from_db()

    assert (answer.status_code, offer.state) == (422, OfferState.REFUSED)
    assert "al beantwoord of ingetrokken" in seen(answer).text


def test_what_was_taken_back_is_not_asked_any_more(
    here: Here, look: Look, offer: HandOver
) -> None:
    by = viewer_for(here.worker, here.municipality)
    services.withdraw(offer.pk, "We doen het zelf.", by=by, at=NOW)

    page = look(link(here, offer))

    assert "De vraag aan Woonstichting is ingetrokken." in page.text
    assert "Ja, wij nemen het over" not in page.text


def test_an_expired_link_says_until_when_and_what_to_do(
    here: Here, client: Client, offer: HandOver
) -> None:
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        page = seen(client.get(link(here, offer)))
        answer = client.post(link(here, offer, "/aannemen"))

    offer.refresh_from_db()
    assert (page.status, answer.status_code, offer.state) == (404, 404, OfferState.OFFERED)
    assert "Deze link is verlopen" in page.text
    assert "tot en met 2 april 2026" in page.text
    assert "Willen jullie de lamp herstellen?" not in page.text


def test_a_used_link_that_is_old_still_tells_that_it_was_used(
    here: Here, client: Client, offer: HandOver
) -> None:
    by = partner(here.municipality.pk, offer.pk)
    services.refuse(offer.pk, "Niet van ons.", by=by, at=NOW)

    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        page = seen(client.get(link(here, offer)))

    assert page.status == 200
    assert "De link was voor één antwoord." in page.text


@pytest.mark.parametrize("token", ["x", "0" * 26, "É", "a" * 400])
def test_a_link_that_is_none_says_so(here: Here, client: Client, token: str) -> None:
    for answer in (
        client.get(here.url(f"partner/{token}")),
        client.post(here.url(f"partner/{token}/aannemen")),
    ):
        assert answer.status_code == 404
        assert "Deze link werkt niet" in seen(answer).text


def test_a_link_of_one_municipality_opens_nothing_in_another(
    client: Client, offer: HandOver
) -> None:
    other = make_municipality("Dalstad")

    assert client.get(f"/{other.slug}/partner/{offer.token()}").status_code == 404


def test_by_the_link_nothing_else_can_be_done(
    here: Here, client: Client, offer: HandOver
) -> None:
    for action in ("link", "terughalen", "iets"):
        assert client.post(link(here, offer, f"/{action}")).status_code == 404


def test_who_holds_a_seat_finds_the_question_on_the_work_list_and_answers(
    here: Here, colleague: Person, offer: HandOver
) -> None:
    browser = browser_of(colleague)
    work = seen(browser.get(here.url("werklijst")))
    assert work.faults() == []
    assert "Gevraagd aan jouw organisatie" in work.text
    url = work.url("Schoon en heel")
    assert url == here.url(f"overdracht/{offer.pk}")

    page = seen(browser.get(url))
    assert page.faults() == []
    assert "Terug naar de werklijst" in page.text
    assert not [word for word in SECRETS if word in page.html]
    send(browser, f"{url}/aannemen")
    offer.refresh_from_db()
    assert (offer.state, offer.replied_by) == (OfferState.ACCEPTED, colleague)
    assert "Laat weten wat Woonstichting deed." in seen(browser.get(here.url("werklijst"))).text

    done = send(browser, f"{url}/gedaan", text="De lamp brandt.")
    assert "Hier valt niets meer te beantwoorden." in done.text
    assert "Gevraagd aan" not in seen(browser.get(here.url("werklijst"))).text


def test_a_question_in_another_municipality_or_to_another_is_not_there(
    here: Here, colleague: Person, offer: HandOver
) -> None:
    other = make_offer(make_signal(here.municipality, here.area, theme=here.theme), at=NOW)
    browser = browser_of(colleague)

    assert browser.get(here.url(f"overdracht/{other.pk}")).status_code == 404
    assert browser.post(here.url(f"overdracht/{other.pk}/aannemen")).status_code == 404
    assert browser.get(here.url("overdracht/999999")).status_code == 404
    assert browser.post(here.url(f"overdracht/{offer.pk}/link")).status_code == 403


def test_who_is_not_logged_in_logs_in_first(
    here: Here, client: Client, offer: HandOver
) -> None:
    answer = client.get(here.url(f"overdracht/{offer.pk}"))

    assert answer.status_code == 302
    assert "inloggen" in answer["Location"]

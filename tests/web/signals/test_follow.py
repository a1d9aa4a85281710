"""The private link: the receipt, the answer, and nobody else's."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.makers.places import make_municipality
from tests.makers.signals import MAIL, answered, make_signal, raiser_of
from tests.web.seen import seen
from tests.web.signals.conftest import NOW
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.models import Raiser
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.conftest import Look
    from tests.web.signals.conftest import Here
    from wijkregie.domain.signals.models import Signal

OWN_WORDS = "Bij mijn moeder voor de deur"


@pytest.fixture
def signal(here: Here) -> Signal:
    return make_signal(
        here.municipality,
        here.area,
        theme=here.theme,
        text=OWN_WORDS,
        raiser=MAIL,
    )


def link(here: Here, signal: Signal, more: str = "") -> str:
    return here.url(f"volgen/{queries.link_of(raiser_of(signal).pk)}{more}")


def photo() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(drawn, "PNG")
    return SimpleUploadedFile("bank.png", drawn.getvalue(), "image/png")


def test_the_receipt_has_own_words_reference_and_promised_day(
    here: Here, look: Look, signal: Signal
) -> None:
    page = look(link(here, signal))

    assert page.faults() == []
    assert OWN_WORDS in page.text
    assert f"{signal.reference[:4]} {signal.reference[4:]}" in page.text
    assert "Je hoort uiterlijk" in page.text
    assert page.url("wat iedereen kan lezen") == here.url(f"melding/{signal.reference}")


def test_the_link_is_kept_nowhere_and_told_to_nobody(
    here: Here, client: Client, signal: Signal
) -> None:
    answer = client.get(link(here, signal))

    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("token", ["x", "0" * 26, "É", "a" * 400])
def test_a_link_that_is_none_says_so(here: Here, look: Look, token: str) -> None:
    page = look(here.url(f"volgen/{token}"), 404)

    assert page.faults() in ([], ["description"])
    assert "Deze eigen link werkt niet" in page.text
    assert page.url("opzoeken") == here.url("melding/")


def test_an_expired_link_says_the_same(here: Here, look: Look, signal: Signal) -> None:
    url = link(here, signal)
    answered(signal)
    signal.closed_at = NOW - timedelta(days=400)
    signal.state, signal.unanswered = State.CLOSED, 0
    signal.save()
    Raiser.objects.update(link_until=NOW.date() - timedelta(days=1))

    assert OWN_WORDS not in look(url, 404).text


def test_a_link_of_one_municipality_opens_nothing_in_another(
    here: Here, look: Look, signal: Signal
) -> None:
    other = make_municipality("Dalstad")
    token = queries.link_of(raiser_of(signal).pk)

    look(f"/{other.slug}/volgen/{token}", 404)


def test_somebody_elses_link_shows_their_report_and_never_mine(
    here: Here, look: Look, signal: Signal
) -> None:
    other = make_signal(here.municipality, theme=here.theme, text="Iets anders", raiser=MAIL)
    page = look(link(here, other))

    assert "Iets anders" in page.text
    assert OWN_WORDS not in page.text
    assert signal.reference not in page.html


def test_an_answer_for_the_raiser_only_stands_here_and_not_on_the_public_page(
    here: Here, look: Look, signal: Signal
) -> None:
    answered(signal, "De bank komt dinsdag.", public=False)

    assert "De bank komt dinsdag." in look(link(here, signal)).text
    assert "De bank komt dinsdag." not in look(here.url(f"melding/{signal.reference}")).text


def test_one_can_say_that_it_is_not_done_and_why(
    here: Here, client: Client, look: Look, signal: Signal
) -> None:
    answered(signal)
    url = link(here, signal, "/tevreden")

    assert "Ben je tevreden met het antwoord?" in look(link(here, signal)).text
    sent = {"tevreden": "opnieuw", "why": "De bank staat er nog niet."}
    done = client.post(url, sent, follow=True)
    signal.refresh_from_db()

    assert signal.state == State.REOPENED
    assert "Je melding is heropend" in seen(done).text
    assert "De bank staat er nog niet." in seen(done).text
    public = look(here.url(f"melding/{signal.reference}")).text
    assert "De bank staat er nog niet." not in public
    assert "Iemand die dit meldde, is niet tevreden met het antwoord." in public


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"tevreden": "ja", "why": "Weg."}, ("Fijn om te horen", "dat je tevreden bent")),
        ({"tevreden": "nee"}, ("We leren ervan", "dat je niet tevreden bent")),
    ],
)
def test_one_says_whether_the_answer_satisfies_and_may_change_that(
    here: Here, client: Client, signal: Signal, sent: dict[str, str], words: tuple[str, str]
) -> None:
    answered(signal)
    page = seen(client.post(link(here, signal, "/tevreden"), sent, follow=True))
    signal.refresh_from_db()

    assert page.faults() == []
    assert words[0] in page.text
    assert f"Op 3 maart 2026 zei je {words[1]}. Je kunt dat veranderen." in page.text
    assert signal.state == State.ANSWERED
    assert "Weg." not in page.text


@pytest.mark.parametrize("reply", ["ja", "opnieuw", "nee"])
def test_a_link_in_a_mail_fills_the_reply_in_and_keeps_nothing(
    here: Here, client: Client, signal: Signal, reply: str
) -> None:
    answered(signal)
    html = client.get(link(here, signal), {"tevreden": reply}).content.decode()

    assert re.search(rf'value="{reply}"[^>]* checked', html)
    assert html.count(" checked") == 1
    assert raiser_of(signal).satisfied is None


def test_a_link_that_asks_for_nonsense_fills_nothing_in(
    here: Here, client: Client, signal: Signal
) -> None:
    answered(signal)
    html = client.get(link(here, signal), {"tevreden": "misschien"}).content.decode()

    assert " checked" not in html


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Kies ja of nee."),
        ({"tevreden": "opnieuw", "why": " "}, "Schrijf op wat er nog niet goed is."),
        ({"tevreden": "opnieuw", "why": "x" * 401}, "Maak er hooguit 400 van."),
    ],
)
def test_without_a_reason_nothing_is_opened_again(
    here: Here, client: Client, signal: Signal, sent: dict[str, str], words: str
) -> None:
    answered(signal)
    answer = client.post(link(here, signal, "/tevreden"), sent)
    signal.refresh_from_db()

    assert (answer.status_code, signal.state) == (422, State.ANSWERED)
    assert words in seen(answer).text
    assert raiser_of(signal).satisfied is None


def test_before_an_answer_nobody_is_asked_whether_it_satisfies(
    here: Here, client: Client, look: Look, signal: Signal
) -> None:
    assert "Ben je tevreden" not in look(link(here, signal)).text
    answer = client.post(link(here, signal, "/tevreden"), {"tevreden": "ja"})

    assert answer.status_code == 422
    assert raiser_of(signal).satisfied is None


def test_a_wrong_link_opens_nothing_again_and_shows_no_photo(
    here: Here, client: Client, signal: Signal
) -> None:
    assert client.post(here.url("volgen/x/tevreden"), {"tevreden": "ja"}).status_code == 404
    assert client.get(here.url("volgen/x/foto/1")).status_code == 404


def test_ones_own_photo_comes_by_the_link_only(here: Here, client: Client) -> None:
    with_photo = make_signal(here.municipality, here.area, theme=here.theme, photo=photo())
    pk = with_photo.photos.get().pk
    page = client.get(link(here, with_photo)).content.decode()
    answer = client.get(link(here, with_photo, f"/foto/{pk}"))

    assert link(here, with_photo, f"/foto/{pk}") in page
    assert answer["Content-Type"] == "image/webp"
    assert answer.getvalue()[:4] == b"RIFF"
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(here.url(f"melding/{with_photo.reference}/foto/{pk}")).status_code == 404


def test_a_photo_of_another_report_does_not_come_by_ones_own_link(
    here: Here, client: Client, signal: Signal
) -> None:
    other = make_signal(here.municipality, here.area, theme=here.theme, photo=photo())
    pk = other.photos.get().pk

    assert client.get(link(here, signal, f"/foto/{pk}")).status_code == 404

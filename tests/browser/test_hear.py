"""Hear and decide, as people do it: from what was raised to an answer that somebody got.

A resident is satisfied, a letter is answered by letter, a partner says no by its link, and
the town hall says no to a wijkplatform. A concern about a household stands in
``test_concerns``: it goes its own way.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.utils import timezone

from tests.browser.opened import findings, opened, too_wide
from tests.browser.test_story import tab_to
from tests.makers.hearing import PARTNER, PLATFORM, TEAM, THEME, make_hearing
from tests.web.signals.conftest import browser_of
from wijkregie.cli.post.postman import Postman
from wijkregie.domain.signals.models import HandOver, Signal
from wijkregie.domain.signals.states import Channel, OfferState, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.makers.hearing import Hearing
    from wijkregie.domain.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.django_db(transaction=True)]

PHONE = 375
LINK = re.compile(r"http://\S+")
REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}\b")
RESIDENT, HOUSING = "bewoner@voorbeeld.nl", "wijkbeheer@voorbeeld.nl"
WORDS = "De lantaarn bij de vijver is al weken stuk en het is er erg donker."
YES = "Zonder licht durven buren hier niet meer langs. De gemeente zet de lantaarn terug."
ANSWER = "De lantaarn brandt weer. De gemeente heeft een nieuwe lamp geplaatst."
NO = "Een tweede bank past hier niet naast het fietspad. Bij de speeltuin is er wel plek voor."
TOLD_NO = "Er komt geen tweede bank. Kom je met een voorstel voor de speeltuin? Dan praten we."
NOT_OURS = "Deze lantaarn staat op grond van de gemeente. De afdeling verlichting kan dit doen."


@pytest.fixture
def place(settings: Settings, live_server: LiveServer) -> Hearing:
    settings.WIJKREGIE_LIMITS = {}
    settings.WIJKREGIE_URL = live_server.url
    return make_hearing()


@contextmanager
def at(url: str, who: Person | None = None, **more: Any) -> Iterator[Page]:
    """Open a window as somebody; nothing fails, shouts or is fetched elsewhere meanwhile."""
    cookies = [
        {"name": name, "value": cookie.value, "url": url}
        for name, cookie in browser_of(who).cookies.items()
    ]
    with opened(url, **more) as (page, seen):
        page.context.add_cookies(cookies)  # type: ignore[arg-type] # as it asks for
        yield page
        assert (seen.shouted, seen.failed) == ([], [])
        assert seen.hosts == {urlsplit(url).netloc}


def sound(page: Page) -> None:
    """Hold that everyone can use this page, also with all of it unfolded."""
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert (page.url, findings(page), too_wide(page)) == (page.url, [], 0)


def part(page: Page, name: str) -> Locator:
    """Return what can be done with a report under this name, unfolded."""
    found = page.locator(f"details#{name}")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def fill(page: Page, words: str) -> None:
    page.get_by_label("Vertel het in je eigen woorden").fill(words)
    page.get_by_label("Waar gaat het over?").select_option(label=THEME)
    page.get_by_label("Wijk of buurt").select_option(label="Molenwijk-Noord")


def sent(page: Page) -> str:
    """Send a report, and return the reference on the receipt."""
    page.get_by_role("button", name="Melding versturen").click()
    page.get_by_role("heading", name="Dank je wel").wait_for()
    found = REFERENCE.search(page.locator(".wr-receipt").inner_text())
    assert found
    return found[0].replace(" ", "")


def decline(page: Page, *, body: str) -> None:
    """Decide on the page of a report not to take it up, and answer."""
    deciding = part(page, "besluiten")
    deciding.get_by_label("Niet oppakken").check()
    deciding.get_by_label("Waarom?", exact=True).fill(NO)
    deciding.get_by_label("Wie besloot dit?").select_option(label=body)
    deciding.get_by_label("Op welk mandaat?").fill("Beleid openbare ruimte, artikel 4")
    deciding.get_by_role("button").click()
    page.get_by_text("Het besluit is vastgelegd.").wait_for()
    answer(page, TOLD_NO)


def answer(page: Page, words: str) -> None:
    answering = part(page, "antwoorden")
    answering.get_by_label("Je antwoord").fill(words)
    answering.get_by_role("button", name="Antwoord versturen").click()
    page.get_by_text("Het antwoord gaat naar iedereen die dit meldde.").wait_for()


def post(to: str) -> list[Any]:
    """Let the worker send all that waits; return what somebody got of it now."""
    before = len(mail.outbox)
    Postman(Event()).empty()
    return [one for one in mail.outbox[before:] if one.to == [to]]


def links(message: Any) -> list[str]:
    return LINK.findall(str(message.body))


def state_of(reference: str) -> str:
    return Signal.objects.get(reference=reference).state


def report(place: Hearing, url: str) -> str:
    """Report on a phone, without an account."""
    with at(url, width=PHONE) as page:
        page.goto(place.url())
        page.get_by_role("link", name="Melden").first.click()
        page.get_by_role("link", name="Een plek of een onderwerp").click()
        fill(page, WORDS)
        page.get_by_label("Per mail").check()
        page.get_by_label("Je mailadres").fill(RESIDENT)
        reference = sent(page)
        sound(page)
    return reference


def test_a_resident_is_answered_by_the_team_and_is_satisfied(
    place: Hearing, live_server: LiveServer
) -> None:
    reference = report(place, live_server.url)
    [receipt] = post(RESIDENT)
    assert WORDS not in receipt.body

    meet(place, live_server.url)
    with at(live_server.url, place.worker) as page:
        page.goto(place.url(f"melding/{reference}"))
        answer(page, ANSWER)
    assert state_of(reference) == State.ANSWERED
    [answered] = post(RESIDENT)

    assert state_of(reference) == State.CLOSED
    assert ANSWER[:20] not in answered.body
    [yes] = [link for link in links(answered) if "tevreden=ja" in link]
    say_satisfied(live_server.url, yes)
    assert Signal.objects.get(reference=reference).raisers.get().satisfied is True
    assert state_of(reference) == State.CLOSED
    with at(live_server.url, place.worker) as page:
        page.goto(place.url(f"melding/{reference}"))
        assert ", is tevreden met het antwoord" in page.locator(".wr-raiser").inner_text()


def meet(place: Hearing, url: str) -> None:
    """Plan a meeting, fill its agenda from the reports, decide with a reason, and close."""
    with at(url, place.worker) as page:
        page.goto(place.url("overleg/"))
        page.get_by_role("link", name="Overleg plannen").click()
        page.get_by_label("Dag").fill(timezone.localdate().isoformat())
        page.get_by_label("Tijd").fill("09:00")
        page.get_by_role("button", name="Overleg plannen").click()
        page.get_by_role("heading", name=TEAM).wait_for()
        page.get_by_role("link", name="Vullen uit de meldingen").click()
        sound(page)
        page.get_by_label(f"{THEME} (Molenwijk-Noord)").check()
        page.get_by_role("button", name="Op de agenda zetten").click()
        page.get_by_text("1 melding staat op de agenda.").wait_for()
        page.get_by_label("Dit pakken we op").check()
        page.get_by_label("Waarom?").fill(YES)
        page.get_by_role("button", name="Besluit vastleggen").click()
        page.get_by_text("Het besluit is vastgelegd.").wait_for()
        page.get_by_text("Het overleg is gehouden").click()
        page.get_by_role("button", name="Overleg afsluiten").click()
        page.get_by_text("Gehouden").first.wait_for()
        sound(page)


def say_satisfied(url: str, link: str) -> None:
    """Follow the link of the mail on a phone, without script, with the keyboard alone."""
    with at(url, width=PHONE, script=False) as page:
        page.goto(link)
        words = page.locator("main").inner_text()
        assert ANSWER in words
        assert YES in words
        assert f"Besloten door\n{TEAM}" in words
        tab_to(page, "tevreden", tag="input")
        tab_to(page, "Reactie versturen", tag="button")
        page.keyboard.press("Enter")
        page.get_by_text("Dank je. Fijn om te horen.").wait_for()
        assert "je tevreden bent" in page.locator("main").inner_text()
    with at(url, width=PHONE) as page:
        page.goto(link)
        sound(page)


def test_a_letter_is_declined_with_a_reason_by_letter(
    place: Hearing, live_server: LiveServer
) -> None:
    reference = record(place, live_server.url)
    assert post(RESIDENT) == []
    assert state_of(reference) == State.ANSWERED

    with at(live_server.url, place.worker) as page:
        bring(page, place)
    signal = Signal.objects.get(reference=reference)
    raiser = signal.raisers.get()
    assert signal.state == State.CLOSED
    assert raiser.channel == Channel.LETTER
    assert raiser.heard_at is not None
    with at(live_server.url, width=PHONE) as page:
        page.goto(place.url(f"melding/{reference}"))
        words = page.locator("main").inner_text()
        assert NO in words
        assert TOLD_NO in words
        assert "B. Bewoner" not in words
        sound(page)


def record(place: Hearing, url: str) -> str:
    """Write down what came by letter, and decline it with a reason."""
    with at(url, place.worker) as page:
        page.goto(place.url("melden/plek"))
        page.get_by_label("Hoe hoorde je het?").select_option(label="Iemand schreef een brief")
        fill(page, "Op het fietspad bij de vijver is ruimte voor een tweede bank.")
        page.get_by_label("Per brief").check()
        page.get_by_label("Naam", exact=True).fill("B. Bewoner")
        page.get_by_label("Straat, huisnummer").fill("Verzonnenlaan 1, 1234 AB Heuvelstad")
        reference = sent(page)
        page.goto(place.url(f"melding/{reference}"))
        decline(page, body=TEAM)
    return reference


def bring(page: Page, place: Hearing) -> None:
    """Print the answer, post it, and write that down."""
    page.goto(place.url("werklijst"))
    page.get_by_role("link", name="Brieven", exact=True).click()
    letter = page.get_by_role("article", name="Het antwoord op je melding B. Bewoner")
    assert "Verzonnenlaan 1, 1234 AB Heuvelstad" in letter.inner_text()
    assert TOLD_NO in letter.inner_text()
    sound(page)
    link = letter.get_by_role("link", name="Brief openen (PDF)").get_attribute("href")
    printed = page.request.get(link or "")
    assert printed.headers["content-type"] == "application/pdf"
    assert printed.body().startswith(b"%PDF-")
    assert b"/StructTreeRoot" in printed.body()
    letter.get_by_label("Notitie voor collega").fill("in de bus gedaan")
    letter.get_by_role("button", name="De brief is verstuurd").click()
    page.get_by_text("Genoteerd. De bewoner weet het nu.").wait_for()
    assert letter.count() == 0


def ask_partner(place: Hearing, url: str, reference: str) -> None:
    """Ask an organisation by mail whether it takes a report over."""
    with at(url, place.worker) as page:
        page.goto(place.url(f"melding/{reference}"))
        asking = part(page, "overdragen")
        asking.get_by_label("Welke organisatie?").select_option(label=PARTNER)
        asking.get_by_label("Wat vraag je").fill("Willen jullie de lantaarn herstellen?")
        asking.get_by_label("Naar welk adres").fill(HOUSING)
        asking.get_by_label("Waarom gaat de melding").fill("De lantaarn staat bij hun flat.")
        asking.get_by_label("Wie besloot dit?").select_option(label=TEAM)
        asking.get_by_label("Op welk mandaat?").fill("Convenant wijkteam, artikel 3")
        asking.get_by_role("button", name="Organisatie vragen").click()
        page.get_by_text("De organisatie is gevraagd.").wait_for()


def refuse(url: str, link: str) -> None:
    """Say no as the partner, on a phone; the link then answers nothing more."""
    with at(url, width=PHONE) as page:
        page.goto(link)
        assert "Willen jullie de lantaarn herstellen?" in page.locator("main").inner_text()
        assert WORDS not in page.content()
        assert RESIDENT not in page.content()
        sound(page)
        page.get_by_label("Waarom niet?").fill(NOT_OURS)
        page.get_by_role("button", name="Nee met reden versturen").click()
        page.get_by_text("Dank je wel. De gemeente leest jullie reden").wait_for()
        sound(page)
    with at(url, width=PHONE) as page:
        page.goto(link)
        assert page.get_by_text("De link was voor één antwoord.").is_visible()
        assert (
            page.get_by_role("button", name=re.compile("Nee met reden|overnemen")).count() == 0
        )


def test_a_partner_refuses_by_its_link_and_the_report_is_looked_at_again(
    place: Hearing, live_server: LiveServer
) -> None:
    reference = report(place, live_server.url)
    promised = Signal.objects.get(reference=reference).promised_on
    ask_partner(place, live_server.url, reference)
    assert state_of(reference) == State.HANDED_OVER
    [asked] = post(HOUSING)
    assert WORDS not in asked.body
    [link] = [one for one in links(asked) if "/partner/" in one]

    refuse(live_server.url, link)

    signal = Signal.objects.get(reference=reference)
    assert (signal.state, signal.promised_on) == (State.IN_TRIAGE, promised)
    assert HandOver.objects.get().state == OfferState.REFUSED
    told = [one for one in post("werker@voorbeeld.nl") if PARTNER in one.subject]
    assert [one.subject for one in told] == [f"{PARTNER} neemt de melding niet over"]
    assert NOT_OURS not in told[0].body
    with at(live_server.url, place.worker) as page:
        page.goto(links(told[0])[0])
        words = page.locator("main").inner_text()
        assert NOT_OURS in words
        assert f"{PARTNER} neemt de melding niet over." in words
        assert part(page, "besluiten").is_visible()
        sound(page)


def raise_as_platform(place: Hearing, url: str) -> str:
    """Raise a wish on behalf of the platform."""
    with at(url, place.chair, width=PHONE) as page:
        page.goto(place.url("melden/plek"))
        fill(page, "Wij willen een tweede bank bij de vijver.")
        page.get_by_label("Wat voor melding is het?").select_option(label="Wens")
        page.get_by_label("Namens een groep?").select_option(label=PLATFORM)
        page.get_by_label("Per mail").check()
        page.get_by_label("Je mailadres").fill("voorzitter@voorbeeld.nl")
        return sent(page)


def test_what_the_town_hall_declines_is_seen_by_both_in_the_figures(
    place: Hearing, live_server: LiveServer
) -> None:
    reference = raise_as_platform(place, live_server.url)
    with at(live_server.url, place.specialist) as page:
        page.goto(place.url("werklijst"))
        page.locator(f"a[href$='/melding/{reference}']").click()
        assert "voorzitter@voorbeeld.nl" not in page.content()
        decline(page, body="Vakspecialist")
    *_receipt, answered = post("voorzitter@voorbeeld.nl")
    assert state_of(reference) == State.CLOSED
    assert NO not in answered.body

    with at(live_server.url, place.chair, width=PHONE) as page:
        see_figures(page, place, reference)
    with at(live_server.url, place.specialist) as page:
        see_figures(page, place, reference)


def see_figures(page: Page, place: Hearing, reference: str) -> None:
    """Go from the council to who is heard, and from the figures to the reason behind them."""
    page.goto(place.url("raad"))
    page.get_by_role("link", name=re.compile("Wie wordt gehoord")).click()
    swept = page.locator("li", has_text="van tafel geveegd")
    assert "1 van 1 van wat groepen meldden, is niet opgepakt." in swept.inner_text()
    counted = re.compile(f"{PLATFORM}.* 1 .*0 van 1 .*1 van 1")
    assert swept.get_by_role("row", name=counted).is_visible()
    by_whom = page.locator("li", has_text="mogen we dingen aankaarten")
    assert by_whom.get_by_role("row", name=re.compile(r"gemeentehuis.* 1$")).is_visible()
    sound(page)
    swept.get_by_role("link", name="Lees de redenen").click()
    row = page.get_by_role("row", name=re.compile(reference))
    assert NO in row.inner_text()
    assert "De vakspecialist" in row.inner_text()
    sound(page)

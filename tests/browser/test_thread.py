"""The thread from end to end, as people do it: a broken meeting place becomes an answer.

A resident reports on a phone; the community worker puts it on the agenda; the team decides and
starts a project; the council sees the gap; the project is finished; the resident hears of it
and reads the whole story on one page. With ``WIJKREGIE_SCREENSHOTS`` naming a folder, the
pictures of the guided tour are made along the way (`python -m tools.screenshots --tour`).
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.browser.opened import findings, opened, too_wide
from tests.browser.test_story import tab_to
from wijkregie.cli.demo.load import load_demo
from wijkregie.cli.post.postman import Postman
from wijkregie.domain.signals.models import Signal
from wijkregie.domain.signals.states import State
from wijkregie.kit.models import DemoMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.story, pytest.mark.django_db(transaction=True)]

HERE = "/heerhugowaard/"
PICTURES = os.environ.get("WIJKREGIE_SCREENSHOTS", "")
PHONE: dict[str, Any] = {"width": 375, "device_scale_factor": 2 if PICTURES else 1}
TITLE = "Kapotte ontmoetingsplek op het pleintje"
PROJECT = "Een nieuwe plek op het pleintje"
REASON = "Buren zien elkaar hier elke dag. Zonder deze plek komen ze elkaar niet tegen."
RESULT = (
    "Op het pleintje staat een nieuwe bank met een grote tafel. Bewoners maakten ze zelf, "
    "met hout van Woonwaard. Elke woensdag drinken ze er samen koffie."
)
REFERENCE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}\b")
AMOUNT = re.compile(r"€\s([\d.]+)")
TEAM = "Wijkteam Molenwijk en Rivierenwijk"
#: What a resident reads, in this order: from what shows the need to the answer.
STORY = (
    "stelt een doel: “Meer sociale samenhang”",
    "noemt een knelpunt: “er is te weinig plek om elkaar te ontmoeten”",
    f"Er kwam een melding binnen uit Molenwijk: “{TITLE}”",
    f"{TEAM} besprak dit",
    f"{TEAM} besloot: oppakken",
    REASON,
    f"in het project “{PROJECT}”",
    "€ 30.000",
    "€ 20.000",
    f"Het project “{PROJECT}” is klaar",
    "Wie dit meldde, kreeg antwoord",
    RESULT,
)


@pytest.fixture
def demo(settings: Settings, live_server: LiveServer) -> str:
    settings.WIJKREGIE_DEMO = True
    settings.WIJKREGIE_LIMITS = {}
    settings.WIJKREGIE_URL = live_server.url
    settings.EMAIL_BACKEND = "wijkregie.kit.mail.DemoBackend"
    load_demo(at=datetime.now(UTC))  # noqa: TID251 - the pages tell the time of the machine
    return live_server.url


@contextmanager
def desk(url: str, name: str) -> Iterator[Page]:
    """A computer on which one looks as somebody of the demo."""
    with opened(url) as (page, seen):
        page.goto("/demo/")
        page.get_by_role("button", name=f"Kijk als {name}", exact=True).click()
        yield page
        assert seen.shouted == []
        assert seen.failed == []


def picture(page: Page, name: str, *, height: int = 1100) -> None:
    """Keep a picture of the page for the tour, when asked to."""
    if PICTURES:
        size = page.viewport_size or {"width": 1280, "height": 900}
        page.set_viewport_size({"width": size["width"], "height": height})
        page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        page.wait_for_function("document.fonts.ready")
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))
        page.set_viewport_size({"width": size["width"], "height": size["height"]})


def choose(page: Page, label: str, start: str) -> None:
    """Choose the first option that begins with these words."""
    field = page.get_by_label(label)
    options = field.locator("option").all_inner_texts()
    found = next(one for one in options if one.strip().startswith(start))
    field.select_option(label=found)


def report(url: str) -> tuple[str, str]:
    """Report on a phone, without an account; return the reference and the private link."""
    with opened(url, **PHONE) as (page, seen):
        page.goto(HERE)
        page.get_by_role("link", name="Melden").first.click()
        picture(page, "melden-telefoon", height=1000)
        page.get_by_role("link", name=re.compile("plek of een onderwerp")).click()
        page.get_by_label("Vertel het in je eigen woorden").fill(
            "De bank en de tafel op het pleintje in de Molenwijk zijn kapot. "
            "Daar zaten we altijd samen."
        )
        page.get_by_label("Waar gaat het over?").select_option("Ontmoeten en activiteiten")
        choose(page, "Wijk of buurt", "Molenwijk")
        page.get_by_label("Per mail").check()
        page.get_by_label("mailadres").fill("bewoner@demo.invalid")
        assert too_wide(page) == 0
        page.get_by_role("button", name="Melding versturen").click()
        page.get_by_role("heading", name="Dank je wel").wait_for()
        picture(page, "ontvangst-telefoon", height=1000)
        words = page.locator("main").inner_text()
        assert re.search(r"Je hoort uiterlijk \d+ \w+ \d{4}", words)
        found = REFERENCE.search(words)
        assert found
        assert findings(page) == []
        assert (seen.failed, seen.shouted) == ([], [])
        return found[0].replace(" ", ""), page.url


def plan(url: str) -> None:
    """Plan a meeting of the team for today."""
    with desk(url, "Demo opbouwwerker") as page:
        page.goto(f"{HERE}overleg/")
        page.get_by_role("link", name="Overleg plannen").click()
        page.get_by_label("Dag").fill(timezone.localdate().isoformat())
        page.get_by_label("Tijd").fill("09:00")
        page.get_by_label("Waar?").fill("Buurthuis (verzonnen)")
        page.get_by_role("button", name="Overleg plannen").click()
        page.get_by_role("heading", name=TEAM).wait_for()


def put_on_agenda(url: str, reference: str) -> None:
    """Find the report in the work list, name it, and put it on the agenda of the team."""
    with desk(url, "Demo opbouwwerker") as page:
        page.goto(f"{HERE}werklijst")
        picture(page, "werklijst")
        page.locator(f"a[href$='/melding/{reference}']").click()
        picture(page, "melding")
        opened_part(page, "Titel, thema of gebied").get_by_label("Titel").fill(TITLE)
        opened_part(page, "Titel, thema of gebied").get_by_role("button").click()
        page.get_by_role("heading", name=TITLE).wait_for()
        part = opened_part(page, "Op een agenda zetten")
        choices = part.locator("option").all_inner_texts()
        today = next(one for one in choices if one.startswith(TEAM))
        part.locator("select").select_option(label=today)
        part.get_by_role("button", name="Op de agenda zetten").click()
        page.get_by_text("De melding staat op de agenda.").wait_for()


def opened_part(page: Page, summary: str) -> Page:
    """Return a part of the page that folds open, unfolded."""
    part = page.locator("details", has=page.locator("summary", has_text=summary)).first
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part  # type: ignore[return-value] # a part is asked as a page is


def decide(url: str) -> str:
    """Decide in the meeting with a reason, and close it; return the project's address."""
    with desk(url, "Demo opbouwwerker") as page:
        page.goto(f"{HERE}overleg/")
        page.get_by_role("link", name=re.compile(f"^{TEAM}")).first.click()
        meeting = page.url
        page.get_by_role("link", name=TITLE).click()
        page.get_by_label("Notities").fill("Bewoners willen meebouwen. Woonwaard heeft hout.")
        page.get_by_text("Bewaard om").first.wait_for()
        page.get_by_label("Dit pakken we op").check()
        page.get_by_label("Waarom?").fill(REASON)
        picture(page, "overleg", height=1500)
        page.get_by_role("button", name="Besluit vastleggen").click()
        page.get_by_text("Het besluit is vastgelegd.").wait_for()
        page.get_by_role("link", name="Project starten").click()
        project = start(page)
        page.goto(meeting)
        page.get_by_text("Het overleg is gehouden").click()
        page.get_by_role("button", name="Overleg afsluiten").click()
        page.get_by_text("Gehouden").first.wait_for()
        return project


def start(page: Page) -> str:
    """Start the project and fill in its card; return its address."""
    page.get_by_label("Hoe heet het project?").fill(PROJECT)
    page.get_by_role("button", name="Project starten").click()
    page.get_by_text("Het project is gestart.").wait_for()
    card = page.url.removesuffix("/invullen/wat")
    page.get_by_label("Wat is er straks anders?").fill(
        "Bewoners zitten weer samen op het pleintje, aan meubels die zij zelf maakten."
    )
    further(page, "waar")
    page.get_by_label("Voor wie?").fill("bewoners rond het pleintje")
    further(page, "doelen")
    page.get_by_label("Meer sociale samenhang").check()
    page.get_by_label("Er is te weinig plek om elkaar te ontmoeten").check()
    further(page, "wie")
    page.get_by_label("Welke organisatie?").first.select_option("Kern8")
    page.get_by_label("Wat is deze partij in het project?").first.select_option("holder")
    further(page, "planning")
    page.get_by_label("Tot en met welk jaar?").fill(str(timezone.localdate().year))
    further(page, "geld")
    page.goto(card)
    return page.url


def further(page: Page, step: str) -> None:
    """Save a step of the card, and wait for the next one."""
    page.get_by_role("button", name="Bewaren en verder").click()
    page.wait_for_url(f"**/invullen/{step}")


def gap(page: Page) -> int:
    """Return the money without coverage, in whole euros, as the council reads it."""
    page.goto(f"{HERE}raad")
    card = page.locator("li", has=page.get_by_role("heading", name="Geld zonder dekking"))
    found = AMOUNT.search(card.inner_text())
    assert found
    return int(found[1].replace(".", ""))


def pay(url: str, project: str) -> tuple[int, int]:
    """Write down € 30.000 of costs, € 20.000 covered; return the gap before and after."""
    with desk(url, "Demo wijkregisseur") as page:
        before = gap(page)
        page.goto(project)
        page.get_by_role("link", name="Kosten toevoegen").click()
        page.get_by_label("Bedrag in euro").fill("30.000")
        page.get_by_label("Waarvoor?").fill("meubels, en hulp bij het maken")
        page.get_by_role("button", name="Kosten toevoegen").click()
        page.get_by_role("link", name="Dekking toevoegen").click()
        page.get_by_label("Wie betaalt?").fill("Leefbaarheidsfonds")
        page.get_by_label("Bedrag in euro").fill("€ 20.000,00")
        page.get_by_label("toegezegd").check()
        page.get_by_role("button", name="Dekking toevoegen").click()
        page.get_by_text("€ 10.000").first.wait_for()
        page.goto(project)
        picture(page, "projectkaart", height=1900)
        after = gap(page)
        picture(page, "raad", height=1400)
        page.goto(f"{HERE}programma/samen-wonen-samen-doen")
        picture(page, "programma", height=1500)
        return before, after


def finish(url: str, project: str) -> None:
    """Finish the project with what it brought."""
    with desk(url, "Demo wijkregisseur") as page:
        page.goto(project)
        page.get_by_role("link", name="Afronden en melders antwoorden").click()
        page.get_by_label("Wat is het resultaat?").fill(RESULT)
        page.get_by_role("button", name="Afronden en antwoord versturen").click()
        page.get_by_text("Afgerond").first.wait_for()


def read_the_story(url: str, link: str) -> str:
    """Read the mail, follow its link, and the whole story on one page; return its address."""
    with opened(url, **PHONE) as (page, seen):
        page.goto("/demo/post/")
        mail = page.locator("article", has_text="Er is een antwoord").first
        mail.get_by_role("link").first.click()
        assert page.url == link
        words = page.locator("main").inner_text()
        assert "Op het pleintje staat een nieuwe bank met een grote tafel." in words
        picture(page, "antwoord-telefoon", height=1400)
        page.get_by_role("link", name=re.compile("hele draad")).click()
        told(page)
        assert too_wide(page) == 0
        assert findings(page) == []
        assert (seen.failed, seen.shouted) == ([], [])
        picture(page, "verhaal-telefoon", height=2700)
        return page.url


def told(page: Page) -> None:
    """Hold the whole story on one page, in order, with nothing private in it."""
    whole = page.locator("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")
    at = 0
    for part in STORY:
        found = whole.find(part, at)
        assert found >= 0, f"{part!r} does not come after the one before it"
        at = found + len(part)
    assert "bewoner@demo.invalid" not in whole
    assert "Daar zaten we altijd samen" not in whole


def read_by_keyboard(url: str, link: str) -> None:
    """Read the same without script, with the keyboard alone."""
    with opened(url, width=375, script=False) as (page, _seen):
        page.goto(link)
        tab_to(page, "hele draad", tag="a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/draad/melding/*")
        told(page)


def test_a_broken_meeting_place_becomes_an_answer(demo: str) -> None:
    reference, link = report(demo)
    plan(demo)
    put_on_agenda(demo, reference)
    project = decide(demo)
    before, after = pay(demo, project)
    assert after == before + 10_000
    finish(demo, project)

    assert Signal.objects.get(reference=reference).state == State.ANSWERED
    Postman(Event()).empty()

    assert Signal.objects.get(reference=reference).state == State.CLOSED
    mine = DemoMessage.objects.filter(recipient="bewoner@demo.invalid")
    assert mine.filter(subject__contains="antwoord").count() == 1
    assert not any(RESULT[:30] in one.body for one in mine)
    story = read_the_story(demo, link)
    read_by_keyboard(demo, link)
    with opened(demo) as (page, _seen):
        page.goto(story)
        told(page)
        picture(page, "verhaal", height=2300)

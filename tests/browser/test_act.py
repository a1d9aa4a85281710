"""From a bottleneck to an approved project card by keyboard alone; half-typed text back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.opened import findings, opened, too_wide
from tests.browser.test_meetings import cookies_of
from tests.browser.test_story import tab_to
from tests.makers.programme import make_bottleneck
from tests.web.programme.conftest import YEAR, make_city
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.states import ProjectState

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.web.programme.conftest import City

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def city(settings: Settings) -> City:
    settings.WIJKREGIE_LIMITS = {}
    return make_city()


def write(page: Page, name: str, words: str) -> None:
    """Go to a field with Tab, and type."""
    tab_to(page, name)
    page.keyboard.type(words)


def pick(page: Page, offered: str, words: str) -> None:
    """Go to a list of choices with Tab, and pick one by typing how it begins."""
    tab_to(page, offered, tag="select")
    page.keyboard.type(words)


def further(page: Page, step: str) -> None:
    """Save with Enter on the button, and wait for the next step."""
    tab_to(page, "Bewaren en verder", tag="button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/invullen/{step}")
    assert too_wide(page) == 0
    assert findings(page) == []


def begin(page: Page) -> None:
    """Make a project of the bottleneck that one reads about."""
    tab_to(page, "Maak er een project van", tag="a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/project/nieuw?knelpunt=*")
    write(page, "title", "Samen eten")
    page.keyboard.press("Enter")
    page.wait_for_url("**/invullen/wat")


def fill_in(page: Page) -> None:
    """Fill in each step."""
    write(page, "intended_result", "Elke week eten dertig mensen samen.")
    write(page, "plain", "Elke woensdag eten we samen in het buurthuis.")
    further(page, "waar")
    write(page, "target_group", "wie alleen eet")
    page.keyboard.press("Enter")  # in a field it saves the step
    page.wait_for_url("**/invullen/doelen")
    further(page, "wie")
    pick(page, "Stichting Samen", "Stichting")
    pick(page, "projecthouder", "project")
    write(page, f"partijen-0-hours_{YEAR}", "40")
    further(page, "planning")
    write(page, "until_year", str(YEAR + 1))
    write(page, "activiteiten-0-title", "Keuken huren")
    write(page, "beslismomenten-0-question", "komen er minder dan tien mensen?")
    further(page, "geld")
    write(page, "kosten-0-what", "eten")
    pick(page, "Kies een jaar", str(YEAR))
    write(page, "kosten-0-amount", "1.250,50")
    further(page, "risicos")
    write(page, "risicos-0-what", "de kok wordt ziek")
    further(page, "nalezen")


def approve(page: Page) -> None:
    """Record the decision of the group."""
    tab_to(page, "Besluit vastleggen", tag="a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/goedkeuren")
    tab_to(page, "outcome")
    page.keyboard.press("Space")
    write(page, "reason", "Bewoners vragen erom en de ruimte is er.")
    write(page, "mandate", "Convenant wijkteam")
    tab_to(page, "Besluit vastleggen", tag="button")
    page.keyboard.press("Enter")
    page.get_by_text("Het project is goedgekeurd.").wait_for()


def test_from_a_bottleneck_to_an_approved_card_by_keyboard_alone(
    city: City, live_server: LiveServer
) -> None:
    bottleneck = make_bottleneck(
        city.programme, "niemand kent elkaar", areas=[city.area], goals=[city.goal]
    )
    worker = cookies_of(city.worker, live_server.url)
    with opened(live_server.url) as (page, seen):
        page.context.add_cookies(worker)
        page.goto(city.url(f"draad/knelpunt/{bottleneck.pk}"))
        begin(page)
        fill_in(page)
        steps = page.locator("main").inner_text()
        assert "half getypt" not in steps
        assert "6 van de 7" in steps  # nobody leads it yet
        approve(page)
        card = page.locator("main").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        assert seen.shouted == []
        assert seen.failed == []

    made = Project.objects.get()
    assert made.state == ProjectState.APPROVED
    assert made.decision is not None
    assert made.decision.mandate == "Convenant wijkteam"
    assert [one.bottleneck for one in made.bottleneck_links.all()] == [bottleneck]
    assert made.costs.get().cents == 125_050
    for words in (
        "Keuken huren",
        "Stichting Samen",
        "40 uur",
        "De kok wordt ziek",
        "€ 1.250,50",
    ):
        assert words in card, words


def test_half_typed_text_comes_back_after_the_page_was_closed(
    city: City, live_server: LiveServer
) -> None:
    url = city.card(city.project(), "/invullen/wat")
    worker = cookies_of(city.worker, live_server.url)
    with opened(live_server.url, width=375) as (page, seen):
        page.context.add_cookies(worker)
        page.goto(url)
        page.get_by_label("Waarom is het nodig?").press_sequentially("Half getypte red")
        page.get_by_text("Wat je typte is bewaard").wait_for()
        page.close()
        again = page.context.new_page()
        again.goto(url)
        assert again.get_by_label("Waarom is het nodig?").input_value() == "Half getypte red"
        assert again.get_by_text("Het staat nog niet op de kaart").is_visible()
        assert too_wide(again) == 0
        assert findings(again) == []
        assert seen.shouted == []

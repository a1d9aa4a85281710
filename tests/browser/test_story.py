"""What a resident does: find the wijk, read, compare, find the source, take the table along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.opened import opened
from tests.makers.small_town import make_small_town

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

    from tests.makers.small_town import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Where the focus is, and whether one sees it: an outline or a ring, on the thing or around it.
FOCUS = """() => {
  const here = document.activeElement;
  const shape = here.querySelector(':scope > path');
  const looks = [getComputedStyle(here), getComputedStyle(here, '::after'),
                 ...(shape ? [getComputedStyle(shape)] : [])];
  const ring = looks.some(look => look.boxShadow !== 'none' || parseFloat(look.strokeWidth) >= 3
    || (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2));
  const words = here.getAttribute('aria-label') || here.innerText || here.name || '';
  return {words: words.trim(), tag: here.tagName.toLowerCase(), ring};
}"""
MOST_STEPS = 80


@pytest.fixture
def small_town() -> Town:
    return make_small_town()


def tab_to(page: Page, words: str, *, tag: str = "") -> None:
    """Press Tab until something with these words has the focus; it must be seen each time."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        assert here["ring"], f"the focus cannot be seen on {here}"
        if words in here["words"] and tag in {"", here["tag"]}:
            return
    pytest.fail(f"{words!r} cannot be reached with the keyboard on {page.url}")


def test_on_a_phone_with_the_keyboard_alone(small_town: Town, live_server: LiveServer) -> None:
    with opened(live_server.url, width=375, accept_downloads=True) as (page, _seen):
        page.goto("/")
        search(page)
        read(page)
        table = take_along(page)

    assert table.splitlines()[0] == "code;gebied;jaar;waarde;eenheid;status;bron"
    assert "De Hoek/Zuid" in table


def search(page: Page) -> None:
    """Skip the menu, type a name, and go to the first that is found."""
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["words"] == "Direct naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, "q", tag="input")
    page.keyboard.type("Molenwijk")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken?q=Molenwijk")
    tab_to(page, "Molenwijk", tag="a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gebied/WK939801-molenwijk")


def read(page: Page) -> None:
    """Read who lives there and how that compares, and go to where a figure comes from."""
    words = page.inner_text("main")
    assert "Molenwijk heeft 4.410 inwoners (2018), van wie 25 % 65 jaar of ouder is." in words
    tab_to(page, "Ouderen vanaf 65 jaar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gebied/WK939801-molenwijk/cijfers/aged_65_plus")
    told = page.inner_text("main")
    assert "24,9 % van de inwoners: hoger dan in Heuvelstad en Nederland." in told
    assert page.get_by_role("heading", name="Wat betekent dit cijfer?").is_visible()
    tab_to(page, "Bekijk dit cijfer in alle gebieden")
    page.keyboard.press("Enter")
    page.wait_for_url("**/heuvelstad/cijfers/aged_65_plus**")
    assert page.get_by_role("heading", name="Waar komt dit vandaan?").is_visible()
    assert page.get_by_text("CBS, Kerncijfers wijken en buurten").first.is_visible()


def take_along(page: Page) -> str:
    """Download the table, and return what is in it."""
    tab_to(page, "Tabel (CSV)")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    return coming.value.path().read_text(encoding="utf-8-sig")


def test_without_script(small_town: Town, live_server: LiveServer) -> None:
    with opened(live_server.url, width=375, script=False, accept_downloads=True) as (
        page,
        _seen,
    ):
        page.goto(small_town.url())
        page.get_by_label("Zoek je wijk, buurt of straat").fill("rivieren")
        page.get_by_role("button", name="Zoeken").click()
        page.get_by_role("main").get_by_role(
            "link", name="Rivierenwijk", exact=True
        ).first.click()
        assert page.inner_text("h1") == "Rivierenwijk"

        page.get_by_role("link", name="Koopwoningen").first.click()
        page.get_by_role("link", name="Bekijk dit cijfer in alle gebieden").click()
        page.get_by_label("Gebieden", exact=True).select_option("neighbourhood")
        page.get_by_label("Jaar", exact=True).select_option("2017")
        page.get_by_role("button", name="Toon").click()
        assert page.get_by_role("rowheader", name="Molenwijk-Zuid").is_visible()

        with page.expect_download() as coming:
            page.get_by_role("link", name="Tabel (CSV)").click()
        assert "Molenwijk-Zuid" in coming.value.path().read_text(encoding="utf-8-sig")


def test_the_map_leads_to_an_area_with_the_keyboard(
    small_town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url) as (page, _seen):
        page.goto(small_town.url("kaart?niveau=district"))
        tab_to(page, "Rivierenwijk: 3.100 inwoners")
        page.keyboard.press("Enter")
        page.wait_for_url("**/gebied/WK939802-rivierenwijk")


def test_a_table_can_be_sorted_and_moved_with_the_keyboard(
    small_town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url, width=320) as (page, _seen):
        page.goto(small_town.url("cijfers/inhabitants?niveau=district"))
        tab_to(page, "Inwoners", tag="div")  # the table itself: it moves with the arrows
        tab_to(page, "Inwoners", tag="a")
        page.keyboard.press("Enter")
        page.wait_for_url("**volgorde=-waarde**")
        assert page.locator("tbody th").first.inner_text() == "Molenwijk"
        assert page.locator("th[aria-sort=descending]").inner_text().startswith("Inwoners")

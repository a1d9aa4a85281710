"""The settings in a real browser: by keyboard, on a phone, without script, judged by axe."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from tests.makers.people import make_group, make_seat
from tests.makers.places import make_own_area
from tests.web.control.conftest import Town, log_in, make_layout, make_town
from tests.web.control.test_doors import PAGES, address
from wijkregie.domain.people.states import Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

CHROMIUM = os.environ.get("WIJKREGIE_CHROMIUM") or shutil.which("chromium")
AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not AXE.is_file(), reason="the front-end files are not installed"),
]


@pytest.fixture
def town(settings: Settings) -> Town:
    settings.WIJKREGIE_LIMITS = {}
    make_layout("GM9398")
    made = make_town("Heuvelstad", "GM9398")
    make_seat(made.group, organisation=made.organisation, shell=Shell.SECOND)
    make_group(made.municipality, "Wijkplatform Rivieren", areas=[made.own_area])
    make_own_area(made.municipality, "Rivierenbuurt", "BU93980201", public=False)
    # A name without a space in it, as towns make them, must break on a phone.
    long = "Bomenwijk/recreatiegebied/Lommerhof/Heemradenwijk"
    wide_area = make_own_area(made.municipality, long, "BU93980201")
    make_group(made.municipality, "Wijkplatform Bomen", areas=[wide_area])
    return made


@contextmanager
def opened(
    town: Town, live_server: LiveServer, *, width: int = 1280, script: bool = True
) -> Iterator[Page]:
    """Give the page of a browser in which the administrator is logged in."""
    cookie = log_in(town.administrator).client.cookies["sessionid"].value
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS])
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="nl-NL",
        )
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        yield context.new_page()
        browser.close()


def findings(page: Page) -> list[str]:
    """Return what axe finds on a page, in one line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))  # not in the page: its policy refuses that
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def wide(page: Page) -> list[str]:
    """Tell whether one must scroll sideways."""
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return ["wider than the screen"] if width > 0 else []


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    town: Town, live_server: LiveServer, width: int
) -> None:
    asked: set[str] = set()
    seen = {}
    with opened(town, live_server, width=width) as page:
        page.on("request", lambda request: asked.add(request.url))
        for name in PAGES:
            page.goto(address(name, town))
            seen[name] = findings(page) + wide(page)

    assert {name: found for name, found in seen.items() if found} == {}
    assert all(url.startswith((live_server.url, "data:")) for url in asked)


def test_axe_finds_a_planted_fault(town: Town, live_server: LiveServer) -> None:
    with opened(town, live_server) as page:
        page.goto(address("details", town))
        page.evaluate("document.querySelector('label').remove()")
        found = findings(page)

    assert any(one.startswith("label") for one in found)


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_in_refusals_and_undo(
    town: Town, live_server: LiveServer, width: int
) -> None:
    seen = {}
    with opened(town, live_server, width=width) as page:
        page.goto(address("theme_new", town))
        page.get_by_role("button", name="Opslaan").click()
        assert page.get_by_role("alert").is_visible()
        seen["refused"] = findings(page) + wide(page)

        page.goto(address("look", town))
        page.get_by_label("Hoofdkleur (").fill("#ffcc00")
        page.get_by_role("button", name="Kleuren opslaan").click()
        page.get_by_role("alert").wait_for()
        seen["pale"] = findings(page) + wide(page)

        page.goto(address("phone", town))
        page.get_by_role("button", name="Nummer weghalen").click()
        page.get_by_role("button", name="Ongedaan maken").wait_for()
        seen["undo"] = findings(page) + wide(page)

    assert {name: found for name, found in seen.items() if found} == {}


def test_a_theme_is_added_and_taken_out_of_use_by_keyboard_alone(
    town: Town, live_server: LiveServer
) -> None:
    with opened(town, live_server, script=False) as page:
        page.goto(address("themes", town))
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Direct naar de inhoud"
        tab_to(page, "Thema toevoegen")
        page.keyboard.press("Enter")
        tab_to(page, "Naam")
        page.keyboard.type("Verkeer")
        page.keyboard.press("Tab")
        page.keyboard.type("7")
        page.keyboard.press("Enter")
        page.get_by_text("is toegevoegd.").wait_for()

        tab_to(page, "Verkeer")
        page.keyboard.press("Enter")
        tab_to(page, "Uit gebruik nemen")
        page.keyboard.press("Enter")
        page.get_by_text("is uit gebruik genomen.").wait_for()
        tab_to(page, "Ongedaan maken")
        page.keyboard.press("Enter")
        page.get_by_text("is in gebruik.").wait_for()


def tab_to(page: Page, words: str) -> None:
    """Press the tab key until what has the focus carries these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        said = (
            focus.evaluate("e => e.labels?.length ? e.labels[0].innerText : e.innerText")
            if focus.count()
            else ""
        )
        if said.strip() == words:
            return
    pytest.fail(f"the keyboard does not reach {words}")


def test_colours_are_tried_out_without_a_script(town: Town, live_server: LiveServer) -> None:
    with opened(town, live_server, script=False) as page:
        page.goto(address("look", town))
        page.get_by_label("Hoofdkleur (").fill("#7a1f1f")
        page.get_by_role("button", name="Voorbeeld bekijken").click()

        assert page.locator(".wr-preview rect[fill='#7a1f1f']").count() == 2
        assert page.get_by_label("Hoofdkleur (").input_value() == "#7a1f1f"


def test_with_a_script_the_preview_follows_what_one_fills_in(
    town: Town, live_server: LiveServer
) -> None:
    with opened(town, live_server) as page:
        page.goto(address("look", town))
        page.get_by_label("Hoofdkleur (").fill("#ffcc00")
        page.keyboard.press("Tab")
        page.locator("#look-preview").get_by_text("Niet goed te lezen.").wait_for()

        assert page.locator(".wr-preview rect[fill='#ffcc00']").count() == 2
        page.get_by_label("Hoofdkleur (").fill("geel")
        page.keyboard.press("Tab")
        page.locator(".wr-preview rect[fill='#0f4c5c']").first.wait_for()

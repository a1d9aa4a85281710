"""Reporting and handling in a real browser: on a phone, by keyboard, without script."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.opened import findings, opened, too_wide
from tests.makers.people import make_group, make_person, make_role, make_seat
from tests.makers.signals import MAIL, answered, decided, make_signal, make_theme, raiser_of
from tests.makers.small_town import make_small_town
from tests.web.signals.conftest import browser_of
from wijkregie.domain.people.states import Role
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import OwnKind
from wijkregie.domain.signals import queries
from wijkregie.domain.signals.models import Signal

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.makers.small_town import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = 375
HEADERS = 500
MUCH = 15  # metres: a finger is no needle
ACTIONS = "details.wr-action"
OPEN = "found => found.forEach((one) => { one.open = true; })"


@pytest.fixture
def town(settings: Settings) -> Town:
    settings.WIJKREGIE_LIMITS = {"search": 10**6, "report": 10**6}
    town = make_small_town()
    # Without a wijk of its own the map shows those of CBS, each of 1000 by 1000 metres.
    Area.objects.filter(pk=town.own.pk).update(kind=OwnKind.PROJECT)
    theme = make_theme(town.municipality, "Schoon en heel")
    area = town.area("WK939801")
    make_signal(town.municipality, area, theme=theme, raiser=MAIL)
    decided(make_signal(town.municipality, area, theme=theme, raiser=MAIL))
    answered(make_signal(town.municipality, area, theme=theme, raiser=MAIL))
    return town


def worker_of(town: Town) -> Any:
    """The cookies of a community worker who sits in the team."""
    worker = make_person("Wil Werker", municipality=town.municipality)
    area = town.area("WK939801")
    make_role(town.municipality, Role.COMMUNITY_WORKER, person=worker, area=area)
    make_seat(make_group(town.municipality, "Wijkteam", areas=[area]), worker)
    return browser_of(worker).cookies


def log_in(page: Page, cookies: Any, base_url: str) -> None:
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": base_url}
            for name, cookie in cookies.items()
        ]
    )


def fill_in(page: Page) -> None:
    page.get_by_label("Vertel het in je eigen woorden").fill("De bank is kapot.")
    page.get_by_label("Waar gaat het over?").select_option(label="Schoon en heel")


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_axe_finds_nothing_and_no_page_is_too_wide(
    town: Town, live_server: LiveServer, width: int
) -> None:
    signals = [*Signal.objects.order_by("pk")]
    links = [queries.link_of(raiser_of(one).pk) for one in signals]
    public = ["melden", "melden/plek", "melden/persoon", "melding/", "melding/?kenmerk=x"]
    public += ["meldingen", f"melding/{signals[0].reference}/ook-van-mij"]
    public += [f"melding/{one.reference}" for one in signals]
    public += [f"volgen/{link}" for link in links] + ["volgen/x", "melding/x"]
    found, cookies = {}, worker_of(town)
    with opened(live_server.url, width=width) as (page, _seen):
        for url in public:
            page.goto(town.url(url))
            found[url] = [*findings(page), *(["too wide"] if too_wide(page) > 0 else [])]
        page.goto(town.url("melden/plek"))
        page.get_by_role("button", name="Melding versturen").click()
        found["melden/plek, refused"] = findings(page)
        log_in(page, cookies, live_server.url)
        inside = ["werklijst", "werklijst?stand=besloten", "werklijst?laat=1", "melden/plek"]
        for url in [*inside, *(f"melding/{one.reference}" for one in signals)]:
            page.goto(town.url(url))
            page.locator(ACTIONS).evaluate_all(OPEN)
            faults = [*findings(page), *(["too wide"] if too_wide(page) > 0 else [])]
            found[f"{url}, handler"] = faults

    assert {url: faults for url, faults in found.items() if faults} == {}


def test_a_spot_is_tapped_on_a_phone_and_lies_where_it_was_tapped(
    town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url, width=PHONE, has_touch=True) as (page, seen):
        page.goto(town.url("melden/plek"))
        fill_in(page)
        page.locator('[data-code="WK939802"]').scroll_into_view_if_needed()
        box = page.locator('[data-code="WK939802"]').bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + 0.25 * box["width"], box["y"] + 0.75 * box["height"])
        assert page.get_by_role("status").inner_text().startswith("Gekozen: Rivierenwijk.")
        page.get_by_label("Niet persoonlijk").check()
        page.get_by_role("button", name="Melding versturen").tap()
        page.get_by_text("We hebben je melding").wait_for()

    signal = Signal.objects.latest("pk")
    assert abs((signal.x or 0) - 1250) < MUCH
    assert abs((signal.y or 0) - 250) < MUCH
    assert signal.area == town.area("WK939802")
    assert seen.shouted == []


def test_choosing_from_the_list_takes_the_spot_away(
    town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url) as (page, _seen):
        page.goto(town.url("melden/plek"))
        page.locator('[data-code="WK939802"]').click()
        assert page.locator("#id_x").input_value()
        page.get_by_label("Wijk of buurt").select_option(label="Nieuwland")

        assert page.locator("#id_x").input_value() == ""
        assert page.locator("[data-chosen]").get_attribute("data-code") == "WK939803"


def test_without_script_one_reports_and_reads_the_receipt(
    town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url, width=PHONE, script=False) as (page, _seen):
        page.goto(town.url("melden"))
        page.get_by_role("link", name="Een plek of een onderwerp").click()
        fill_in(page)
        page.get_by_label("Wijk of buurt").select_option(label="Molenwijk-Noord")
        page.get_by_label("Per brief").check()
        assert not page.get_by_label("Je mailadres").is_visible()
        page.get_by_label("Je naam").fill("A. Bee")
        page.get_by_label("Straat, huisnummer").fill("Laan 1, 1234 AB Heuvelstad")
        page.get_by_role("button", name="Melding versturen").click()

        assert page.get_by_role("heading", level=1).inner_text().startswith("Dank je wel")


def test_by_keyboard_alone_one_reports(town: Town, live_server: LiveServer) -> None:
    with opened(live_server.url) as (page, _seen):
        page.goto(town.url("melden/plek"))
        page.locator("#id_text").focus()
        page.keyboard.type("De bank is kapot.")
        for keys in (
            ["Tab", "Tab", "ArrowDown"],  # past the link about persons, to the theme
            ["Tab", "Tab", "Tab", "ArrowDown"],  # past sort and photo, to the area
            ["Tab", "Tab", "ArrowUp"],  # past the street, to the ways to hear
            ["Tab", "Enter"],
        ):
            for key in keys:
                page.keyboard.press(key)
        page.get_by_text("We hebben je melding").wait_for()

    assert Signal.objects.latest("pk").raisers.get().hear_back == "none"


def test_by_keyboard_an_action_opens_and_does_not_hold_one(
    town: Town, live_server: LiveServer
) -> None:
    signal, cookies = Signal.objects.order_by("pk")[0], worker_of(town)
    with opened(live_server.url) as (page, _seen):
        log_in(page, cookies, live_server.url)
        page.goto(town.url(f"melding/{signal.reference}"))
        assigning = page.locator(ACTIONS, has_text="Aan een ander toewijzen")
        assigning.locator("summary").focus()
        for key in ("Enter", "Tab", "ArrowDown", "Tab", "Tab"):
            page.keyboard.press(key)

        assert assigning.get_attribute("open") is not None
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        words = page.evaluate("document.activeElement.innerText")
        assert not words.startswith("Aan een ander toewijzen")  # one is not held in it


def test_the_page_to_report_on_weighs_little_on_a_phone(
    town: Town, live_server: LiveServer
) -> None:
    """Text is weighed as the server of an installation sends it: compressed beforehand."""
    weights: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        body = answer.body()
        packed = body if answer.url.endswith("woff2") else gzip.compress(body, 9)
        weights[answer.url] = len(packed) + HEADERS

    with opened(live_server.url, width=PHONE) as (page, _seen):
        page.on("response", weigh)
        page.goto(town.url("melden/plek"), wait_until="networkidle")

    assert any(url.endswith("utrecht.css") for url in weights)
    assert sum(weights.values()) <= 100_000, weights

"""The public pages in a real browser: nothing that axe finds, on a phone, on their own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from tests.browser.opened import findings, opened, too_wide
from tests.makers.people import make_person, make_role
from tests.makers.small_town import make_small_town
from tests.web.http.test_every_page import PAGES
from wijkregie.kit.installation import DEMO, remember
from wijkregie.kit.mail import DemoBackend

if TYPE_CHECKING:
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.makers.small_town import Town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OUTSIDE = ("/", "/nederland/", "/nederland/cijfers/inhabitants", "/inloggen/", "/api/")
MISSING = "/heuvelstad/bestaat-niet"


@pytest.fixture
def small_town(settings: Settings) -> Town:
    settings.WIJKREGIE_LIMITS = {"search": 10**6}
    return make_small_town()


def addresses(town: Town) -> list[str]:
    return [*(town.url(path) for path in PAGES), *OUTSIDE]


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_on_any_kind_of_page_and_none_is_too_wide(
    small_town: Town, live_server: LiveServer, width: int
) -> None:
    found = {}
    with opened(live_server.url, width=width) as (page, _seen):
        for url in [*addresses(small_town), MISSING]:
            page.goto(url)
            found[url] = [*findings(page), *(["too wide"] if too_wide(page) > 0 else [])]

    assert {url: faults for url, faults in found.items() if faults} == {}


def test_axe_finds_faults_that_are_planted(small_town: Town, live_server: LiveServer) -> None:
    with opened(live_server.url) as (page, _seen):
        page.goto(small_town.url())
        page.evaluate("document.querySelector('h1').outerHTML = '<img src=data:,><input>'")
        found = {fault.partition(":")[0] for fault in findings(page)}

    assert {"image-alt", "label", "page-has-heading-one"} <= found


def test_pages_ask_nothing_of_another_site_and_break_no_policy(
    small_town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url) as (page, seen):
        for url in addresses(small_town):
            page.goto(url)

    assert seen.hosts - {""} == {urlsplit(live_server.url).netloc}
    assert (seen.failed, seen.shouted) == ([], [])


def test_a_request_to_another_site_would_be_refused_and_noticed(
    small_town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url) as (page, seen):
        page.goto(small_town.url())
        page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: '//elders.invalid/'}))"
        )
        page.evaluate("fetch('https://elders.invalid/').catch(() => 0)")

    assert any("Content Security Policy" in words for words in seen.shouted)


def test_no_page_is_wider_than_the_smallest_phone(
    small_town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url, width=320) as (page, _seen):
        wide = {}
        for url in [*addresses(small_town), MISSING]:
            page.goto(url)
            wide[url] = too_wide(page)

    assert {url: more for url, more in wide.items() if more > 0} == {}


def test_letters_twice_as_large_stay_on_the_page(
    small_town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url, width=1280) as (page, _seen):
        for url in addresses(small_town):
            page.goto(url)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert too_wide(page) <= 0, url


def test_paper_shows_the_figures_and_not_the_menus(
    small_town: Town, live_server: LiveServer
) -> None:
    with opened(live_server.url, width=794) as (page, _seen):
        page.goto(small_town.url("gebied/WK939801-molenwijk"))
        page.emulate_media(media="print")

        assert not page.locator(".wr-nav").is_visible()
        assert not page.locator(".wr-account").is_visible()
        assert page.get_by_text("4.410 inwoners").first.is_visible()
        assert page.get_by_text("CBS, Kerncijfers wijken en buurten").first.is_visible()
        assert too_wide(page) <= 0


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing_where_one_logs_in_or_tries_the_demo(
    settings: Settings, small_town: Town, live_server: LiveServer, width: int
) -> None:
    settings.WIJKREGIE_DEMO = True
    remember(DEMO, "yes")
    manager = make_person(
        "Rik Demo", email="regie@demo.invalid", municipality=small_town.municipality
    )
    make_role(small_town.municipality, person=manager)
    DemoBackend().send_messages([EmailMessage("Je code", "123", to=["regie@demo.invalid"])])
    client = Client()
    client.force_login(manager)
    found = {}
    with opened(live_server.url, width=width) as (page, _seen):
        for url in ("/inloggen/", "/demo/", "/demo/post/"):
            page.goto(url)
            found[url] = [*findings(page), *(["wide"] if too_wide(page) > 0 else [])]
        page.goto("/inloggen/")
        page.get_by_label("Je mailadres").fill("regie@demo.invalid")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        found[page.url] = findings(page)

    assert {url: faults for url, faults in found.items() if faults} == {}

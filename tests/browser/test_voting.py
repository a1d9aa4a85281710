"""Voting in a real browser: on an old phone, by keyboard alone, and without script."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import TYPE_CHECKING

import brotli  # type: ignore[import-untyped] # it brings no types
import pytest
import time_machine

from tests.browser.opened import findings, opened, too_wide
from tests.browser.test_signals import log_in
from tests.makers.people import make_role
from tests.makers.places import AT
from tests.makers.small_town import make_small_town
from tests.makers.voting import make_vote
from tests.web.signals.conftest import browser_of
from wijkregie.domain.budgets import services
from wijkregie.domain.budgets.models import Voter
from wijkregie.domain.people.states import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Response
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.makers.small_town import Town
    from tests.makers.voting import Vote

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = 375
WEIGHT = 60_000
HEADERS = 300
READ, CAST = "Mijn keuze nakijken", "Ja, stem uitbrengen"
REVIEW, THANKS = "h1:has-text('Klopt dit?')", "h1:has-text('Je stem is binnen')"


@pytest.fixture
def town(settings: Settings) -> Iterator[Town]:
    settings.WIJKREGIE_LIMITS = {"search": 10**6, "code": 10**6}
    with time_machine.travel(AT + timedelta(hours=2)):
        yield make_small_town()


def at(town: Town, vote: Vote, path: str = "stemmen") -> str:
    return town.url(f"budgetronde/{vote.round.pk}/{path}")


def faults(page: Page) -> list[str]:
    return [*findings(page), *(["too wide"] if too_wide(page) > 0 else [])]


def tab_to(page: Page, field: str) -> None:
    """Press Tab until one is at a field; no key but Tab leads there."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == field:
            return
    pytest.fail(f"Tab never comes at {field}")


def press_button(page: Page, words: str, *, then: str) -> None:
    """Go on with Tab to a button, press it with Enter, and wait for what comes."""
    for _press in range(20):
        if words in page.evaluate("document.activeElement.closest('button')?.innerText ?? ''"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(then).first.wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_by_keyboard_alone_one_approves_on_a_phone(
    town: Town, live_server: LiveServer, *, script: bool
) -> None:
    vote, found = make_vote("approval", town.municipality), {}
    with opened(live_server.url, width=PHONE, script=script) as (page, seen):
        page.goto(at(town, vote))
        if script:
            found["vote"] = faults(page)
        for field in ("id_plan_0", "id_plan_2"):
            tab_to(page, field)
            page.keyboard.press("Space")
        tab_to(page, "id_code")
        page.keyboard.type(vote.codes[0].lower())
        press_button(page, READ, then=REVIEW)
        if script:
            found["review"] = faults(page)
        press_button(page, CAST, then=THANKS)
        if script:
            found["thanks"] = faults(page)

    assert {name: one for name, one in found.items() if one} == {}
    assert seen.hosts == {live_server.url.removeprefix("http://")}
    assert seen.shouted == []
    assert Voter.objects.exclude(used="").count() == 1


def test_by_keyboard_alone_one_ranks_on_a_phone(town: Town, live_server: LiveServer) -> None:
    vote = make_vote("ranking", town.municipality)
    with opened(live_server.url, width=PHONE) as (page, seen):
        page.goto(at(town, vote))
        found = {"vote": faults(page)}
        for place, keys in (("id_place1", 3), ("id_place2", 1)):
            tab_to(page, place)
            for _key in range(keys):
                page.keyboard.press("ArrowDown")
        tab_to(page, "id_code")
        page.keyboard.type("ABCD")
        press_button(page, READ, then="[role=alert]")
        assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
        found["refused"] = faults(page)
        tab_to(page, "id_code")
        page.keyboard.press("Control+A")
        page.keyboard.type(vote.codes[0])
        press_button(page, READ, then=REVIEW)
        chosen = page.locator("ol.wr-chosen > li strong").all_inner_texts()
        press_button(page, CAST, then=THANKS)

    assert chosen == ["Plan 3", "Plan 1"]
    assert found == {"vote": [], "refused": []}
    assert seen.hosts == {live_server.url.removeprefix("http://")}


def test_what_is_left_follows_what_one_types(town: Town, live_server: LiveServer) -> None:
    points = make_vote("points", town.municipality)
    money = make_vote("knapsack", town.municipality)
    with opened(live_server.url, width=PHONE) as (page, seen):
        page.goto(at(town, points))
        said = page.locator("output")
        assert said.inner_text() == "Je hebt nog 10 over van 10 punten."
        page.locator("#id_amount0").fill("4")
        assert said.inner_text() == "Je hebt nog 6 over van 10 punten."
        page.locator("#id_amount1").fill("9")
        assert said.inner_text().startswith("Je zit 3 boven 10 punten.")
        page.goto(at(town, money))
        page.locator("#id_plan_0").check()
        assert said.inner_text().replace("\u00a0", " ") == "Je hebt nog € 13 over van € 18."

    assert seen.shouted == []


def test_the_page_to_vote_on_weighs_little_on_a_phone(
    town: Town, live_server: LiveServer
) -> None:
    """All of a first visit, as the server of an installation sends it: font and all.

    Static text is compressed beforehand with Brotli, pages with gzip.
    """
    prices = tuple(range(100, 1700, 100))
    vote, weights = make_vote("points", town.municipality, prices=prices), {}

    def weigh(answer: Response) -> None:
        body = answer.body()
        if answer.url.endswith("woff2"):
            packed = body
        elif "/static/" in answer.url:
            packed = brotli.compress(body)
        else:
            packed = gzip.compress(body, 6)
        weights[answer.url] = len(packed) + HEADERS

    with opened(live_server.url, width=PHONE) as (page, seen):
        page.on("response", weigh)
        page.goto(at(town, vote), wait_until="networkidle")

    assert any(url.endswith("utrecht.css") for url in weights)
    assert any(url.endswith("woff2") for url in weights)
    assert sum(weights.values()) <= WEIGHT, weights
    assert seen.hosts == {live_server.url.removeprefix("http://")}


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_axe_finds_nothing_on_any_page_of_a_vote(
    town: Town, live_server: LiveServer, width: int
) -> None:
    vote = make_vote("approval", town.municipality)
    game = make_vote("coins", town.municipality)
    vote.cast(0, "1", remarks=(("1", "Mooi plan."),))
    batch = services.open_batch(vote.round.pk, "Huis van de Wijk", 2, by=vote.by, at=AT)
    cookies = browser_of(make_role(town.municipality, Role.DISTRICT_MANAGER).person).cookies
    desk = ["stembureau", "wie-mag-stemmen", "stemlijst", "stemlijst/kwijt", "stemplek"]
    desk += ["papier", f"papier/{batch}", f"papier/{batch}/stem/1", "woorden"]
    found = {}
    with opened(live_server.url, width=width) as (page, _seen):
        for one, path in ((vote, "stembewijs"), (game, "stemmen"), (game, "spel")):
            page.goto(at(town, one, path))
            found[path] = faults(page)
        log_in(page, cookies, live_server.url)
        for path in desk:
            page.goto(at(town, vote, path))
            found[path] = faults(page)
        page.goto(at(town, game, "beurten"))
        found["beurten"] = faults(page)

    assert {path: one for path, one in found.items() if one} == {}

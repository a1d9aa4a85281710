"""A concern about a household in a real browser: from the phone of a neighbour to wiped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings as installed
from django.test import Client

from tests.browser.opened import findings, opened, too_wide
from tests.makers.canary import places_of
from tests.makers.concerns import make_desk
from wijkregie.domain.concerns.models import Concern
from wijkregie.domain.people.models import Person
from wijkregie.domain.places.models import PhoneNumber

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from tests.makers.concerns import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRITTEN = "Mevrouw Zqkanarie komt haar huis niet meer uit."


@pytest.fixture
def desk(settings: Settings) -> Desk:
    settings.WIJKREGIE_LIMITS = {}
    made = make_desk()
    PhoneNumber.objects.create(
        municipality=made.municipality, label="Direct gevaar", number="112", urgent=True
    )
    return made


def faults(page: Page) -> list[str]:
    """What axe finds, and whether one must scroll sideways."""
    return [*findings(page), *(["wider than the window"] if too_wide(page) > 0 else [])]


@pytest.fixture
def cookie(desk: Desk) -> str:
    """The session of a member of the team, after the second step."""
    client = Client()
    person = Person.objects.get(pk=desk.member.person_id or 0)
    client.force_login(person, installed.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client.cookies["sessionid"].value


def log_in(page: Page, cookie: str, base_url: str) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": base_url}])


def write(page: Page, desk: Desk) -> str:
    """Write the concern as a neighbour does, and return the address of the private link."""
    page.goto(f"/{desk.municipality.slug}/melden")
    page.get_by_role("link", name="Een persoon of een gezin").click()
    assert page.get_by_role("link", name="112").is_visible()
    page.get_by_role("link", name="Schrijf je zorg op").click()
    assert faults(page) == []
    page.get_by_role("button", name="Versturen naar het team").click()
    page.get_by_label("Waarover maak je je zorgen?").fill(WRITTEN)
    page.get_by_label("In welke buurt is het?").select_option(label="Lindebuurt")
    page.get_by_role("button", name="Versturen naar het team").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Dank je wel")
    assert faults(page) == []
    return page.url


def write_without_script(page: Page, desk: Desk) -> str:
    page.goto(f"/{desk.municipality.slug}/zorgsignaal/")
    page.get_by_label("Waarover maak je je zorgen?").fill(WRITTEN)
    page.get_by_role("button", name="Versturen naar het team").click()
    return page.url


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_concern_goes_from_the_neighbour_to_the_team_and_is_wiped(
    script: bool,  # noqa: FBT001 - a case
    desk: Desk,
    cookie: str,
    live_server: LiveServer,
) -> None:
    with opened(live_server.url, width=375, script=script) as (page, _seen):
        link = (write if script else write_without_script)(page, desk)
    assert places_of("Zqkanarie") == []
    sealed = bytes(Concern.objects.get().sealed or b"").decode("latin-1")
    assert places_of(sealed) == ["concerns_concern.sealed"]

    with opened(live_server.url, script=script) as (page, _seen):
        log_in(page, cookie, live_server.url)
        page.goto(f"/{desk.municipality.slug}/zorgsignalen/")
        page.locator(".wr-task__title a").click()
        assert WRITTEN not in page.content()
        page.get_by_role("button", name="Zorgsignaal openen").click()
        assert page.get_by_text(WRITTEN).is_visible()
        page.get_by_label("Veilig Thuis").check()
        page.get_by_label("Ik heb overgenomen wat ik nodig heb").check()
        page.get_by_role("button", name="Ontvangst bevestigen en tekst wissen").click()
        assert page.get_by_text("De tekst is hier gewist").is_visible()
        page.goto(link)
        assert page.get_by_text("gelezen en opgepakt").is_visible()
    assert Concern.objects.get().sealed is None
    assert places_of(sealed) == []


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_of_the_team_are_whole(
    width: int, desk: Desk, cookie: str, live_server: LiveServer
) -> None:
    with opened(live_server.url, width=width) as (page, _seen):
        write(page, desk)
        log_in(page, cookie, live_server.url)
        for path in ("zorgsignalen/alarm", "zorgsignalen/"):
            page.goto(f"/{desk.municipality.slug}/{path}")
            assert faults(page) == [], path
        page.locator(".wr-task__title a").click()
        assert faults(page) == []
        page.get_by_role("button", name="Zorgsignaal openen").click()
        assert faults(page) == []

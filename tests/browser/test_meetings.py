"""A meeting in a real browser: saved while one types, by two people, and without script."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.opened import findings, opened, too_wide
from tests.makers.meetings import TONIGHT, close_meeting, decision_of, make_item, make_meeting
from tests.makers.places import AT
from tests.web.control.conftest import log_in
from tests.web.meetings.conftest import Table, lay_table
from wijkregie.domain.meetings import services
from wijkregie.domain.meetings.queries.sight import Sight
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from datetime import date

    from playwright.sync_api import Page
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

    from wijkregie.domain.people.models import Person
    from wijkregie.kit.viewer import Viewer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = 375
#: What folds open in the page itself; the menu of a phone would lie over what is below it.
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => one.open = true)"


@pytest.fixture
def table(settings: Settings) -> Table:
    settings.WIJKREGIE_LIMITS = {"search": 10**6}
    return lay_table()


def cookies_of(person: Person, base_url: str) -> list[Any]:
    """The cookies of somebody who logged in; asked for before the browser is there."""
    found = log_in(person).client.cookies.items()
    return [{"name": name, "value": cookie.value, "url": base_url} for name, cookie in found]


def test_notes_are_saved_while_one_types_and_no_text_is_lost(
    live_server: LiveServer, table: Table
) -> None:
    worker = cookies_of(table.team.worker, live_server.url)
    chair = cookies_of(table.team.chair, live_server.url)
    url = f"{table.page()}?punt={table.own.pk}"
    with opened(live_server.url) as (page, found):
        page.context.add_cookies(worker)
        page.goto(url)
        notes = page.get_by_label("Notities")
        notes.press_sequentially("Bewoners missen")
        page.get_by_text("Bewaard om").wait_for()
        notes.press_sequentially(" de bankjes.")
        page.locator("#notes-version[value='3']").wait_for(state="attached")
        assert page.evaluate("document.activeElement.name") == "notes"

        before = write_over(page, chair, f"{live_server.url}{url}", "Van de voorzitter")
        assert before == "Bewoners missen de bankjes."
        notes.press_sequentially(" Ook bij de vijver.")
        page.get_by_text("Van de voorzitter").wait_for()
        page.get_by_role("button", name="Mijn tekst bewaren").click()
        page.locator("#notes-version[value='5']").wait_for(state="attached")
        assert page.get_by_text("Van de voorzitter").count() == 0
        assert [one for one in found.shouted if "422" not in one] == []

    assert table.notes() == "Bewoners missen de bankjes. Ook bij de vijver."


def write_over(page: Page, cookies: list[Any], url: str, words: str) -> str:
    """Let somebody else write in the notes, and return what stood there before."""
    browser = page.context.browser
    assert browser is not None
    other = browser.new_context()
    other.add_cookies(cookies)
    theirs = other.new_page()
    theirs.goto(url)
    notes = theirs.get_by_label("Notities")
    before = notes.input_value()
    notes.fill(words)
    theirs.get_by_text("Bewaard om").wait_for()
    return before


@pytest.mark.parametrize("width", [1280, PHONE])
@pytest.mark.parametrize("script", [True, False])
def test_a_team_decides_and_agrees(
    live_server: LiveServer, table: Table, width: int, *, script: bool
) -> None:
    worker = cookies_of(table.team.worker, live_server.url)
    with opened(live_server.url, width=width, script=script) as (page, _found):
        page.context.add_cookies(worker)
        page.goto(table.page())
        page.get_by_label("Dit pakken we op").check()
        page.get_by_label("Waarom?").fill("Er is geen plek om te zitten.")
        page.get_by_role("button", name="Besluit vastleggen").click()
        page.get_by_text("Het besluit is vastgelegd.").wait_for()
        page.get_by_text("Afspraak maken").click()
        page.get_by_label("Wat gaat er gebeuren?").fill("Bankjes bestellen")
        page.get_by_label("Wie? (niet verplicht)").select_option(label=table.team.worker.name)
        page.get_by_label("Klaar op").fill("2099-12-31")
        page.get_by_role("button", name="Afspraak vastleggen").click()
        page.get_by_text("De afspraak is vastgelegd.").wait_for()

        assert page.get_by_text("uiterlijk 31 december 2099").is_visible()
        assert page.get_by_role("link", name="Project starten").is_visible()

    table.signal.refresh_from_db()
    assert table.signal.state == State.DECIDED


@pytest.mark.parametrize("width", [1280, PHONE])
def test_every_page_is_sound_on_a_phone_and_a_desk(
    live_server: LiveServer, table: Table, width: int
) -> None:
    chair = cookies_of(table.team.chair, live_server.url)
    over = make_meeting(table.series, starts_at=TONIGHT - timedelta(hours=1))
    item = make_item(over, "Bankjes")
    services.decide(item.pk, decision_of(table.team.group), by=table.team.as_chair(), at=AT)
    close_meeting(over)
    paths = ["overleg/", "overleg/plannen", "overleg/reeks", "acties"]
    paths += [f"overleg/{over.pk}", f"overleg/{over.pk}/afspraken"]
    with opened(live_server.url, width=width) as (page, found):
        page.context.add_cookies(chair)
        for url in [table.page(), *map(table.url, paths)]:
            page.goto(url)
            page.evaluate(OPEN_ALL)
            assert (url, findings(page), too_wide(page)) == (url, [], 0)
        assert found.shouted == []


def test_the_second_shell_reads_only_its_part_also_in_a_browser(
    live_server: LiveServer, table: Table
) -> None:
    close_meeting(table.meeting)

    with_part = read_list(live_server.url, table)

    assert "Bankjes nakijken" in with_part
    assert "Sleutel halen" not in with_part
    assert table.team.worker.name not in with_part


def test_a_list_that_shows_too_much_would_be_seen_in_a_browser(
    live_server: LiveServer, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_meeting(table.meeting)
    whole = frozenset({table.team.group.pk})

    def leaky(viewer: Viewer, *, on: date) -> Sight:
        return Sight(viewer, whole=whole, doer_for=frozenset({(0, on.year)}))

    monkeypatch.setattr("wijkregie.domain.meetings.queries.agenda.sight_of", leaky)

    assert "Sleutel halen" in read_list(live_server.url, table)


def read_list(base_url: str, table: Table) -> str:
    """What the second shell reads behind the link on the page of the meeting."""
    caretaker = cookies_of(table.team.caretaker, base_url)
    with opened(base_url) as (page, _found):
        page.context.add_cookies(caretaker)
        page.goto(table.page())
        page.get_by_role("link", name="Jouw deel van de afsprakenlijst").click()
        page.get_by_role("heading", name="Afsprakenlijst").wait_for()
        return page.locator("main").inner_text()

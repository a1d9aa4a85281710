"""Words stay whole, labels stand on one line, and nothing sticks to its neighbour."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from tests.browser.opened import opened
from tests.browser.test_meetings import cookies_of
from tests.makers.places import make_own_area
from tests.makers.planning import make_activity, make_party, make_point
from tests.makers.programme import make_bottleneck, make_goal
from tests.web.programme.conftest import City, make_city
from wijkregie.domain.programme.states import Part

if TYPE_CHECKING:
    from playwright.sync_api import Locator
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = timezone.localdate()
WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > room + 1)
    .map((one) => `${one.tagName}.${one.className}`);
}"""
LINES = "one => one.getClientRects().length"


@pytest.fixture
def city(settings: Settings) -> City:
    settings.WIJKREGIE_LIMITS = {}
    return make_city()


def top(one: Locator) -> float:
    """Return where something begins, in pixels from above."""
    box = one.bounding_box()
    assert box
    return box["y"]


def under(one: Locator) -> float:
    """Return where something ends, in pixels from above."""
    box = one.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_buttons_stand_apart_from_the_lead(city: City, live_server: LiveServer) -> None:
    with opened(live_server.url) as (page, _seen):
        page.goto(city.url("budgetten"))
        lead = page.locator(".wr-lead")
        gap = top(page.locator(".wr-lead + .utrecht-button-group")) - under(lead)

    assert gap >= 16


def test_a_table_of_the_planning_breaks_no_word(city: City, live_server: LiveServer) -> None:
    project = city.project("Onderhoud van de achterpaden en de portieken")
    make_party(project, "Wijkpanels", Part.HOLDER)
    late = "de beheerders van de buurtkamer werven, inwerken en begeleiden"
    make_activity(project, late, TODAY - timedelta(days=9))
    with opened(live_server.url) as (page, _seen):
        page.goto(f"{city.page}/vast")
        who = page.locator(".wr-plantable td span", has_text="Wijkpanels").first
        lines = who.evaluate(LINES)

    assert lines == 1


def test_on_a_phone_no_entry_ends_in_a_loose_dot(city: City, live_server: LiveServer) -> None:
    make_point(city.project(), "Gaan we door?", TODAY + timedelta(days=9))
    with opened(live_server.url, width=375) as (page, _seen):
        page.goto(f"{city.page}/beslismomenten")
        told = page.locator(".wr-next__of").first.inner_text()

    assert " besluit\n" in told
    assert "·" not in told


def test_labels_side_by_side_stand_on_one_line(city: City, live_server: LiveServer) -> None:
    manager = cookies_of(city.manager, live_server.url)
    with opened(live_server.url) as (page, _seen):
        page.context.add_cookies(manager)
        page.goto(city.url("metingen/nieuw"))
        block = page.locator("#vraag")
        for left, right in (("question", "scale"), ("answers", "n")):
            names = [f"vraagnieuw0_{one}" for one in (left, right)]
            one, other = (block.locator(f"label[for=id_{name}]") for name in names)
            assert top(one) == top(other)
            one, other = (block.locator(f"[name={name}]") for name in names)
            assert top(one) == top(other)


@pytest.mark.parametrize("path", ["", "/brug", "/wijken", "/doelen", "/knelpunten"])
def test_a_title_without_a_blank_makes_no_page_scroll_sideways(
    path: str, city: City, live_server: LiveServer
) -> None:
    long = "Onderhoudsplan" * 11
    goal = make_goal(city.programme, f"Doel{long}", parent=city.impact)
    bottleneck = make_bottleneck(city.programme, f"Knelpunt{long}", areas=[city.area])
    city.project(f"Project{long}", goal_ids=(goal.pk,), bottleneck_ids=(bottleneck.pk,))
    make_own_area(city.municipality, f"Gebied{long}"[:80], "WK939802")
    with opened(live_server.url, width=375) as (page, _seen):
        page.goto(f"{city.page}{path}")
        wide = page.evaluate(WIDE)

    assert wide == []

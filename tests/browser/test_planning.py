"""The views of the planning are sound: on a phone, on a desk, and on paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.browser.opened import findings, opened, too_wide
from tests.makers.planning import (
    make_activity,
    make_agreed,
    make_effort,
    make_party,
    make_point,
    make_report_due,
)
from tests.makers.programme import make_cost
from tests.web.programme.conftest import YEAR, City, make_city
from wijkregie.domain.programme.models import Project
from wijkregie.domain.programme.states import Part, ProjectState

if TYPE_CHECKING:
    from pytest_django import Settings
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = timezone.localdate()
UNFOLD = "all => all.forEach((one) => { one.open = true; })"
#: Longer than a phone is wide, and nowhere to break it.
LONG = "Verkeersveiligheidsmaatregelenoverzichtsbespreking"
PAGES = (
    "tijdlijn",
    "tijdlijn?rijen=elk&groep=houder&tegelijk=1",
    f"tijdlijn?jaar={YEAR}",
    "per-gebied",
    f"per-partij?partij={LONG.lower()}",
    "vast",
    "beslismomenten",
)


@pytest.fixture
def planned(settings: Settings) -> City:
    """Projects in every state, with work, milestones and decisions that are done and late."""
    settings.WIJKREGIE_LIMITS = {}
    city = make_city()
    states = (ProjectState.RUNNING, ProjectState.APPROVED, ProjectState.STOPPED)
    for at, state in enumerate(states):
        project = city.project(f"{LONG} {at}", until_year=YEAR + at if at else None)
        party = make_party(project, LONG, Part.HOLDER)
        make_effort(party, TODAY.year, 40)
        make_cost(project, 1_000_000_00, year=YEAR)
        make_activity(project, LONG, TODAY - timedelta(days=90), TODAY + timedelta(days=90))
        for days in (-40, 0, 40):
            make_activity(project, f"Mijlpaal {LONG}", TODAY + timedelta(days=days))
            make_point(project, f"{LONG}?", TODAY + timedelta(days=days), then=f"dan {LONG}")
        make_point(project, "Besloten?", YEAR, decided=(date(YEAR, 1, 5), LONG))
        Project.objects.filter(pk=project.pk).update(state=state)
    agreement = make_agreed(city.programme, city.organisation, YEAR, LONG)
    make_report_due(agreement, TODAY - timedelta(days=2))
    return city


@pytest.mark.parametrize("width", [375, 1280])
def test_the_views_of_the_planning_are_sound(
    planned: City, live_server: LiveServer, width: int
) -> None:
    found: dict[str, Any] = {}
    with opened(live_server.url, width=width) as (page, seen):
        for name in PAGES:
            page.goto(f"{planned.page}/{name}")
            page.locator("details").evaluate_all(UNFOLD)
            wide = ["too wide"] if too_wide(page) > 0 else []
            found[name] = [*findings(page), *wide]
        found["all"] = [*seen.shouted, *seen.failed]

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_month_of_a_partner_fits_on_one_sheet_and_the_timeline_lies_across_it(
    planned: City, live_server: LiveServer
) -> None:
    with opened(live_server.url) as (page, _seen):
        page.goto(f"{planned.page}/per-partij?partij={LONG.lower()}")
        sheet = page.pdf(format="A4")
        page.goto(f"{planned.page}/tijdlijn")
        across = page.pdf(prefer_css_page_size=True)

    assert sheet.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 841" in across

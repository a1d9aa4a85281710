"""A large programme: 60 goals, 120 projects, 2,000 lines of money, at a fixed price."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.large import filled
from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.web.programme.conftest import YEAR
from tests.web.seen import seen
from wijkregie.domain.programme.models import GoalIndicator

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db
#: Which municipality, with its codes; and who looks: session, person (twice), grants, seats.
WHERE, WHO = 2, 6


@pytest.fixture
def page(city: City) -> str:
    programme = filled(city.municipality.pk)
    return city.url(f"programma/{programme.key}")


def queries(browser: Browser, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_its_page_costs_twelve_queries_with_figures_and_all(
    city: City, page: str, passer_by: Browser, manager: Browser
) -> None:
    assert queries(passer_by, page) == WHERE + 9
    series = make_own_indicator(city.municipality, "contact")
    make_own_figure(series, city.area.code, 44.0, period=YEAR)
    GoalIndicator.objects.update(series=series, series_area=city.area)

    assert queries(passer_by, page) <= WHERE + 12
    assert queries(manager, page) <= WHERE + WHO + 12


def test_its_page_shows_the_upper_goals_and_leads_to_all_of_it(
    page: str, passer_by: Browser
) -> None:
    shown = seen(passer_by.get(page))

    assert "Hoofddoel 7" in shown.text
    assert "doel 49" not in shown.text
    assert "7 doelen eronder" in shown.text
    assert shown.url("Alle doelen met cijfers en middelen") == f"{page}/doelen"
    assert shown.url("Alle 120 projecten") == f"{page}/tijdlijn"
    assert "Project 23" in shown.text
    assert "Project 24" not in shown.text
    assert "Kosten en dekking per project en jaar" not in shown.text
    assert shown.faults() == []


def test_how_much_the_checks_find_comes_afterwards(
    page: str, manager: Browser, passer_by: Browser
) -> None:
    shown = manager.get(page).content.decode()

    assert f'hx-get="{page}/controle-aantal"' in shown
    assert "punten vragen aandacht" not in shown
    assert "punten vragen aandacht" in manager.get(f"{page}/controle-aantal").content.decode()
    assert "controle-aantal" not in passer_by.get(page).content.decode()
    assert passer_by.get(f"{page}/controle-aantal").status_code == 302

"""What the checks find about measuring leads to the very place where it is mended."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.makers.waves import make_linked, make_plan, set_measuring
from tests.web.programme.test_bridge import text_of
from tests.web.programme.test_measuring import AHEAD, THEN, share
from wijkregie.domain.programme.services import PartDraft

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
pytestmark = pytest.mark.django_db


def checks(browser: Browser, city: City) -> str:
    return str(browser.get(f"{city.page}/controle").content.decode())


def leads(page: str, url: str, browser: Browser) -> None:
    """The page links to ``url``, and there is a page with that place on it."""
    assert f'href="{url}"' in page
    path, _mark, place = url.partition("#")
    answer = browser.get(path)
    assert answer.status_code == 200
    if place:
        assert f'id="{place}"' in answer.content.decode()


def test_a_question_that_is_not_asked_or_too_few_answers_lead_to_the_row(
    city: City, manager: Browser, worker: Browser
) -> None:
    missing, small = share(city, "Mist"), share(city, "Klein", target=Decimal(51))
    set_measuring(missing, question="v9")
    set_measuring(small, question="v1")
    make_linked(city.programme, days=AHEAD, areas={city.area: 300})
    for browser in (manager, worker):
        for line in (missing, small):
            url = f"{city.page}/meten#indicator-{line.pk}"
            leads(checks(browser, city), url, browser)
    assert "Naar hoe het wordt gemeten" in checks(worker, city)
    # from there the one who plans comes in the form of the measurement
    assert "De vraag erin zetten" in text_of(manager, f"{city.page}/meten")
    assert "De vraag erin zetten" not in text_of(worker, f"{city.page}/meten")


def test_a_question_in_other_words_leads_to_the_measurement(
    city: City, manager: Browser, worker: Browser
) -> None:
    first = make_linked(city.programme, "Toen", days=THEN)
    other = {"v1": {"wording": "Kent u uw buren?"}}
    last = make_linked(city.programme, "Straks", days=AHEAD, questions=other)
    set_measuring(share(city), question="v1", baseline_wave_id=first.pk)
    leads(checks(manager, city), city.url(f"metingen/{last.pk}/wijzigen#vraag"), manager)
    leads(checks(worker, city), city.url(f"metingen/{last.pk}"), worker)


def test_a_percentage_without_counts_leads_to_its_parts(
    city: City, manager: Browser, worker: Browser
) -> None:
    line = share(city)
    parts = (PartDraft(city.area.pk), PartDraft(city.other_area.pk))
    set_measuring(line, parts=parts)
    form = f"{city.page}/doel/{city.goal.pk}/meting/{line.pk}/meten#delen"
    leads(checks(manager, city), form, manager)
    leads(checks(worker, city), f"{city.page}/meten#indicator-{line.pk}", worker)


def test_a_plan_that_cannot_tell_an_effect_leads_to_the_plan(
    city: City, manager: Browser, worker: Browser
) -> None:
    plan = make_plan(city.programme)
    leads(checks(manager, city), f"{city.page}/effect/{plan.pk}/wijzigen", manager)
    leads(checks(worker, city), f"{city.page}/meten#effect-{plan.pk}", worker)


def test_goals_and_plan_say_what_shows_and_lead_to_how_it_is_measured(
    city: City, passer_by: Browser
) -> None:
    line = share(city, target=Decimal(51))
    set_measuring(line, question="v1")
    assert "is niet te zien" not in text_of(passer_by, f"{city.page}/doelen")
    make_linked(city.programme, "Straks", days=AHEAD, areas={city.area: 300})
    text = text_of(passer_by, f"{city.page}/doelen")
    assert "Gemeten in “Straks”, 300 antwoorden: kleiner dan 11,4 procentpunt" in text
    assert "Te klein om te zien: minstens 51 %." in text
    plan = text_of(passer_by, f"{city.page}/plan")
    assert "Gemeten in “Straks”, 300 antwoorden: kleiner dan 11,4 procentpunt" in plan
    goals = passer_by.get(f"{city.page}/doelen").content.decode()
    leads(goals, f"{city.page}/meten#indicator-{line.pk}", passer_by)
    assert f'href="{city.page}/meten"' in passer_by.get(city.page).content.decode()

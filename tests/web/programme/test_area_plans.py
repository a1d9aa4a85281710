"""The plan of an area: everyone reads it, who runs the area writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils.timezone import localdate

from tests.makers.analyses import make_settled, make_table
from tests.makers.bridge import make_area_plan
from tests.makers.programme import make_cost, make_goal_indicator
from tests.web.programme.test_bridge import text_of
from wijkregie.domain.programme.models import AreaPlan

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
pytestmark = pytest.mark.django_db


def test_everyone_reads_vision_agenda_and_plan(city: City, passer_by: Browser) -> None:
    make_area_plan(city.programme, city.area, "Iedereen kent hier de buren.")
    make_goal_indicator(city.goal, "Kent de buren")
    project = city.project("Buurtkamer", holder_ids=(city.organisation.pk,))
    make_cost(project, 1250000, year=project.from_year or 0)
    city.project("Overal", area_ids=(), bottleneck_ids=())
    page = text_of(passer_by, f"{city.page}/wijkplan/{city.area.code}")
    assert "Iedereen kent hier de buren." in page
    assert "nog niemand heeft het vastgesteld" in page
    assert "Te weinig ontmoeting" in page
    assert "Is houder van “1. Buurtkamer”" in page
    assert "12.500" in page
    assert "Voor de hele gemeente" in page
    assert "Kent de buren: was niet bekend, is nu niet bekend, moet niet bekend worden" in page
    assert "Visie wijzigen" not in page


def test_an_idea_does_not_work_on_a_bottleneck_yet(city: City, worker: Browser) -> None:
    city.project("Idee", decision_id=None)

    page = text_of(worker, f"{city.page}/wijkplan/{city.area.code}")
    assert "Idee" in page
    assert "niemand werkt hieraan" in page


def test_an_idea_without_areas_is_not_for_everybody(city: City, manager: Browser) -> None:
    city.project("Zomaar", area_ids=(), bottleneck_ids=(), decision_id=None)

    page = text_of(manager, f"{city.page}/wijkplan/{city.area.code}")

    assert "Zomaar" not in page
    assert "Voor de hele gemeente" not in page


def test_an_empty_plan_says_what_comes_here(city: City, passer_by: Browser) -> None:
    city.bottleneck.delete()
    page = text_of(passer_by, f"{city.page}/wijkplan/{city.area.code}")
    assert "Nog niemand heeft opgeschreven waar dit gebied naartoe wil." in page
    assert "Nog geen hoofdpunten" in page
    assert "Het is nog niet bekend wat deze projecten kosten." in page
    assert "Bij deze projecten staat nog geen organisatie." in page


def test_the_three_main_points_stand_with_what_shows_them(passer_by: Browser) -> None:
    table = make_table()
    make_settled(table, "een", "twee", "drie")
    url = f"/{table.municipality.slug}/programma/{table.programme.key}"
    page = text_of(passer_by, f"{url}/wijkplan/{table.area.code}")
    assert "De agenda: drie hoofdpunten" in page
    assert all(word in page for word in ("Een", "Twee", "Drie"))


def test_who_runs_the_area_writes_the_vision_and_who_agreed(
    city: City, worker: Browser, passer_by: Browser
) -> None:
    url = f"{city.page}/wijkplan/{city.area.code}"
    assert worker.get(f"{url}/vaststellen").status_code == 404
    answer = worker.follow(f"{url}/visie", vision="Groen en rustig.")
    assert "De visie is bewaard." in answer.content.decode()
    page = worker.get(f"{url}/vaststellen").content.decode()
    assert "Groen en rustig." in page
    read_at = AreaPlan.objects.get().changed_at.isoformat()
    sent = {
        "body": f"group:{city.group.pk}",
        "taken_on": localdate().isoformat(),
        "reason": "Bewoners zijn het eens.",
        "mandate": "Convenant",
        "rung": "advise",
        "read_at": read_at,
    }
    assert worker.post(f"{url}/vaststellen", **sent | {"reason": ""}).status_code == 422
    answer = worker.follow(f"{url}/vaststellen", **sent)
    assert "Het plan is vastgesteld." in answer.content.decode()
    assert "Vastgesteld door Wijkteam Molenwijk op" in answer.content.decode()
    assert "blijft staan tot iemand" in worker.get(f"{url}/visie").content.decode()
    assert "Vaststelling vastleggen" not in worker.get(url).content.decode()

    worker.post(f"{url}/visie", vision="Anders.", read_at=read_at)
    for words in ("Groen en rustig.", "Vastgesteld door", "Anders.", "Een concept van"):
        assert words in passer_by.get(url).content.decode(), words
    assert "Anders." in worker.get(f"{url}/visie").content.decode()
    assert "Anders." in worker.get(f"{url}/vaststellen").content.decode()


def test_a_vision_that_another_changed_is_not_overwritten(city: City, worker: Browser) -> None:
    url = f"{city.page}/wijkplan/{city.area.code}"
    worker.post(f"{url}/visie", vision="Eerst.")
    for read_at in ("", "gisteren"):
        answer = worker.post(f"{url}/visie", vision="Later.", read_at=read_at)
        assert answer.status_code == 422
        assert "Iemand anders heeft dit plan gewijzigd" in answer.content.decode()
    sent = {"body": f"group:{city.group.pk}", "taken_on": "2026-03-01", "read_at": "gisteren"}
    more = {"reason": "Goed.", "mandate": "Convenant", "rung": "advise"}
    assert worker.post(f"{url}/vaststellen", **sent | more).status_code == 422
    assert AreaPlan.objects.get().vision == "Eerst."


def test_who_may_not_writes_nothing(city: City, passer_by: Browser, worker: Browser) -> None:
    url = f"{city.page}/wijkplan/{city.other_area.code}"
    for path in ("visie", "vaststellen"):
        assert worker.get(f"{url}/{path}").status_code == 403
        assert "/inloggen" in passer_by.get(f"{url}/{path}")["Location"]
    assert passer_by.get(f"{city.page}/wijkplan/WK000000").status_code == 404


def test_who_steers_writes_the_vision_of_the_programme(
    city: City, manager: Browser, worker: Browser, passer_by: Browser
) -> None:
    assert "Visie schrijven" in text_of(manager, city.page)
    assert worker.get(f"{city.page}/visie").status_code == 403
    url = f"{city.page}/visie"
    assert manager.get(url).status_code == 200
    words = "Iedereen doet mee.\r\n\r\nNiemand staat alleen."
    answer = manager.follow(url, vision=words, was="")
    assert "De visie is bewaard." in answer.content.decode()
    page = text_of(passer_by, city.page)
    assert "Niemand staat alleen." in page
    assert "Delen met anderen" in page
    assert "Visie wijzigen" not in page
    late = manager.post(url, vision="Anders", was="")
    assert late.status_code == 422
    manager.post(url, vision="Anders", was=words)
    assert "Anders" in text_of(passer_by, city.page)

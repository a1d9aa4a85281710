"""Policy on one side, residents on the other: read, written down, and where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.bridge import make_initiative, make_perspective
from tests.makers.people import make_group
from tests.makers.places import AT
from tests.makers.programme import make_raised
from tests.web.programme.test_bridge import text_of
from wijkregie.domain.people.services import end_group
from wijkregie.domain.programme.models import Initiative, Perspective
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
pytestmark = pytest.mark.django_db


def test_everyone_reads_where_policy_and_residents_meet(city: City, passer_by: Browser) -> None:
    both, alone = (city.project("Buurttuin"), city.project("Gevels"))
    make_perspective(
        city.programme, "Groene wijk", goal_id=city.goal.pk, project_ids=(both.pk, alone.pk)
    )
    make_perspective(city.programme, "Stille wijk", area_ids=(city.area.pk,))
    make_initiative(city.programme, "Moestuin", project_ids=(both.pk,))
    third = city.project("Koor")
    make_initiative(city.programme, "Zingen", brought_by="de straat", project_ids=(third.pk,))
    page = text_of(passer_by, f"{city.page}/perspectieven")
    assert "Beleid en bewoners ontmoeten elkaar in 1 van 3 projecten." in page
    assert "Alleen beleid komt hier terug." in page
    assert "Alleen bewoners komen hier terug." in page
    assert "Komt nog in geen project terug." in page
    assert "Ontmoet nog geen perspectief van beleid." in page
    assert "toevoegen" not in page


def test_without_anything_the_page_says_what_comes_here(city: City, passer_by: Browser) -> None:
    page = text_of(passer_by, f"{city.page}/perspectieven")
    assert "Nog geen perspectieven" in page
    assert "Nog geen initiatieven" in page
    assert "nog in geen enkel project" in page


def test_of_a_report_everyone_reads_the_reference_only(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    report = make_raised(city.municipality, area=city.area)
    make_initiative(city.programme, "Bankje", signal_id=report.pk)
    for browser in (passer_by, manager):
        page = text_of(browser, f"{city.page}/perspectieven")
        assert f"Melding {report.reference}" in page
        assert "ontmoetingsplek is kapot" not in page


def test_both_sides_are_narrowed_and_taken_along(city: City, passer_by: Browser) -> None:
    project = city.project("Buurttuin")
    make_perspective(
        city.programme, "Groen", area_ids=(city.area.pk,), project_ids=(project.pk,)
    )
    make_initiative(city.programme, "Elders", area_ids=(city.other_area.pk,))
    asked = f"wijk={city.area.code}"
    page = passer_by.get(f"{city.page}/perspectieven?{asked}").content.decode()
    assert "Groen" in page
    assert "initiatief-" not in page
    assert f"perspectieven.csv?{asked}" in page
    table = passer_by.get(f"{city.page}/perspectieven.csv").content.decode()
    assert "beleid;Groen;Molenwijk;;1. Buurttuin;nee" in table
    assert "bewoners;Elders;Rivierenwijk;;;nee" in table


def test_who_steers_writes_changes_and_removes_an_aim(city: City, manager: Browser) -> None:
    project = city.project("Buurttuin")
    sent = {
        "title": "Groene wijk",
        "goal": city.goal.pk,
        "areas": [city.area.pk],
        "projects": [project.pk],
    }
    assert manager.get(f"{city.page}/perspectief").status_code == 200
    assert manager.post(f"{city.page}/perspectief", **sent | {"title": ""}).status_code == 422
    answer = manager.follow(f"{city.page}/perspectief", **sent)
    assert "Het perspectief is toegevoegd." in answer.content.decode()
    row = Perspective.objects.get()
    url = f"{city.page}/perspectief/{row.pk}"
    assert "Groene wijk" in manager.get(f"{url}/wijzigen").content.decode()
    manager.post(f"{url}/wijzigen", **sent | {"title": "Groener"})
    row.refresh_from_db()
    assert row.title == "Groener"
    assert "Groener" in manager.get(f"{url}/weg").content.decode()
    answer = manager.follow(f"{url}/weg")
    assert "Het perspectief is weggehaald." in answer.content.decode()
    assert not Perspective.objects.exists()
    assert manager.get(f"{url}/wijzigen").status_code == 404


def test_a_worker_writes_changes_and_removes_an_initiative(city: City, worker: Browser) -> None:
    report = make_raised(city.municipality, area=city.area)
    sent = {
        "title": "Moestuin",
        "brought_by": "de straat",
        "group": city.group.pk,
        "signal": report.reference,
        "came_on": "2026-03-01",
        "areas": [city.area.pk],
    }
    url = f"{city.page}/initiatief"
    assert report.reference in worker.get(f"{url}?melding={report.reference}").content.decode()
    wrong = worker.post(url, **sent | {"signal": "ONBEKEND"})
    assert wrong.status_code == 422
    assert worker.post(url, **sent | {"areas": [city.other_area.pk]}).status_code == 422
    answer = worker.follow(url, **sent)
    assert "Het initiatief is toegevoegd." in answer.content.decode()
    assert "Wijkteam Molenwijk, de straat" in answer.content.decode()
    row = Initiative.objects.get()
    assert report.reference in worker.get(f"{url}/{row.pk}/wijzigen").content.decode()
    worker.post(f"{url}/{row.pk}/wijzigen", **sent | {"title": "Buurttuin"})
    row.refresh_from_db()
    assert row.title == "Buurttuin"
    assert "Buurttuin" in worker.get(f"{url}/{row.pk}/weg").content.decode()
    answer = worker.follow(f"{url}/{row.pk}/weg")
    assert "Het initiatief is weggehaald." in answer.content.decode()
    assert not Initiative.objects.exists()


def test_who_may_not_is_refused(city: City, passer_by: Browser, worker: Browser) -> None:
    aim = make_perspective(city.programme)
    wish = make_initiative(city.programme, area_ids=(city.other_area.pk,))
    for path in ("perspectief", f"perspectief/{aim.pk}/wijzigen", f"perspectief/{aim.pk}/weg"):
        assert worker.get(f"{city.page}/{path}").status_code == 403
        assert "/inloggen" in passer_by.get(f"{city.page}/{path}")["Location"]
    for path in (f"initiatief/{wish.pk}/wijzigen", f"initiatief/{wish.pk}/weg"):
        assert worker.get(f"{city.page}/{path}").status_code == 403
    assert "/inloggen" in passer_by.get(f"{city.page}/initiatief")["Location"]


def test_a_group_that_has_ended_stays_with_its_initiative(city: City, manager: Browser) -> None:
    group = make_group(city.municipality, "Oude tuinclub")
    wish = make_initiative(city.programme, "Tuin", group_id=group.pk)
    end_group(group.pk, by=installation(city.municipality.pk), at=AT)
    page = manager.get(f"{city.page}/initiatief/{wish.pk}/wijzigen").content.decode()
    assert "Oude tuinclub" in page

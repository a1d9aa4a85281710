"""The bridge as people see it: the matrix, linking in place, reports that nobody took up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT
from tests.makers.programme import (
    make_bottleneck,
    make_programme,
    make_project,
    make_raised,
)
from tests.web.control.conftest import log_in
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Bottleneck, Programme, ProjectBottleneck
from wijkregie.domain.programme.services import EvidenceDraft
from wijkregie.domain.programme.states import Track
from wijkregie.domain.signals.models import Signal
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
pytestmark = pytest.mark.django_db


def text_of(browser: Browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    words = re.sub("<[^>]+>", " ", answer.content.decode())
    return re.sub("\\s+", " ", words)


def test_a_passer_by_reads_who_works_on_what(city: City, passer_by: Browser) -> None:
    make_bottleneck(city.programme, "donkere paden", areas=[city.area])
    city.project("Samen eten")
    city.project("Los project", bottleneck_ids=())
    page = text_of(passer_by, f"{city.page}/brug")
    assert "Samen eten" in page
    assert "Donkere paden" in page
    assert "niemand werkt hieraan" in page
    assert "1 knelpunt waar niemand aan werkt" in page
    assert "1 project dat aan geen knelpunt werkt" in page
    assert "Maak hier een project van" not in page
    assert "Koppelingen wijzigen" not in page


def test_an_idea_is_no_work_and_only_who_works_along_sees_it(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    city.project("Nog een idee", decision_id=None)
    assert "Nog een idee" not in text_of(passer_by, f"{city.page}/brug")
    page = text_of(manager, f"{city.page}/brug")
    assert "Nog een idee" in page
    assert "niemand werkt hieraan" in page
    assert "0 en 1 dat (nog) niet meetelt" in page
    answer = manager.get(f"{city.page}/brug.csv").content.decode("utf-8-sig")
    assert ";0;0;nee;" in answer


@pytest.mark.parametrize(("more", "shape"), [(0, "flat"), (7, "upright"), (13, "wide")])
def test_the_matrix_takes_the_page_and_says_where_it_does_not_fit(
    more: int, shape: str, city: City, passer_by: Browser
) -> None:
    city.project()
    for number in range(more):
        city.project(f"Project {number}")
    page = passer_by.get(f"{city.page}/brug").content.decode()
    assert f"wr-bridge--{shape}" in page
    assert ("schuif in de tabel" in page) == (shape == "wide")


def test_who_steers_links_and_unlinks_a_row(city: City, manager: Browser) -> None:
    first, second = (city.project("Een"), city.project("Twee", bottleneck_ids=()))
    url = f"{city.page}/brug/{city.bottleneck.pk}"
    form = manager.get(f"{city.page}/brug?wijzigen=1").content.decode()
    assert f'action="/heuvelstad/programma/{city.programme.key}/brug/' in form
    answer = manager.follow(f"{url}?wijzigen=1", was=[first.pk], project=[second.pk])
    assert "2 koppelingen zijn gewijzigd." in answer.content.decode()
    assert answer.redirect_chain[0][0].endswith(f"?wijzigen=1#knelpunt-{city.bottleneck.pk}")
    assert ProjectBottleneck.objects.get().project_id == second.pk
    same = manager.follow(url, was=[second.pk], project=[second.pk])
    assert "Er is niets gewijzigd." in same.content.decode()
    assert manager.get(url).status_code == 302


def test_a_link_that_another_made_meanwhile_stays(city: City, manager: Browser) -> None:
    first, second = (city.project("Een", bottleneck_ids=()), city.project("Twee"))
    manager.post(f"{city.page}/brug/{city.bottleneck.pk}", project=[first.pk])
    linked = set(ProjectBottleneck.objects.values_list("project_id", flat=True))
    assert linked == {first.pk, second.pk}


def test_a_refusal_is_said_and_nothing_of_the_row_is_stored(
    city: City, manager: Browser
) -> None:
    fine, stopped = (city.project("Een", bottleneck_ids=()), city.project("Twee"))
    by = installation(city.municipality.pk)
    services.unlink_project(stopped.pk, city.bottleneck.pk, by=by, at=AT)
    services.stop(stopped.pk, "Geen geld.", by=by, at=AT)
    answer = manager.follow(
        f"{city.page}/brug/{city.bottleneck.pk}", project=[fine.pk, stopped.pk, "x"]
    )
    assert "Dit project is voorbij, dus blijft de kaart zoals die is" in answer.content.decode()
    assert not ProjectBottleneck.objects.exists()


def test_of_a_project_that_ended_nothing_is_offered_to_change(
    city: City, manager: Browser
) -> None:
    fine, stopped, free = (
        city.project(title, bottleneck_ids=links)
        for title, links in (
            ("Een", ()),
            ("Twee", (city.bottleneck.pk,)),
            ("Drie", ()),
        )
    )
    by = installation(city.municipality.pk)
    for one in (stopped, free):
        services.stop(one.pk, "Geen geld.", by=by, at=AT)

    html = manager.get(f"{city.page}/brug?wijzigen=1").content.decode()
    assert re.findall(r'name="project" value="(\d+)"', html) == [str(fine.pk)]
    assert 'name="was"' not in html
    assert "Gestopt" in text_of(manager, f"{city.page}/brug?wijzigen=1")
    assert city.card(fine, "/spoor") in html
    assert city.card(stopped, "/spoor") not in html
    manager.follow(f"{city.page}/brug/{city.bottleneck.pk}", project=[fine.pk])
    linked = ProjectBottleneck.objects.values_list("project_id", flat=True)
    assert {*linked} == {fine.pk, stopped.pk}
    led = manager.client.get(city.card(stopped, "/spoor"), follow=True)
    assert led.redirect_chain[-1][0] == city.card(stopped)


def test_who_does_not_steer_changes_nothing(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    project = city.project("Een", bottleneck_ids=())
    for url in (f"brug/{city.bottleneck.pk}", "brug/meldingen", "knelpunt/nieuw"):
        assert worker.post(f"{city.page}/{url}", project=[project.pk]).status_code == 403
        assert "/inloggen" in passer_by.get(f"{city.page}/{url}")["Location"]
    assert not ProjectBottleneck.objects.exists()


def test_a_bottleneck_of_another_programme_is_not_changed_from_here(
    city: City, manager: Browser
) -> None:
    other = make_programme(city.municipality, "Ander programma")
    theirs = make_bottleneck(other, "Te stil")
    mine = make_project(other, "Elders", bottleneck_ids=())
    link = f"{city.page}/brug/{theirs.pk}"
    assert manager.post(link, project=[mine.pk]).status_code == 404
    assert manager.get(link).status_code == 404
    taken = manager.post(f"{city.page}/brug/meldingen", signal=[1], bottleneck=[theirs.pk])
    assert taken.status_code == 404
    assert not ProjectBottleneck.objects.exists()


def test_the_matrix_is_narrowed_and_taken_along(city: City, manager: Browser) -> None:
    make_bottleneck(city.programme, "elders iets", areas=[city.other_area])
    city.project("Samen eten")
    asked = f"wijk={city.area.code}"
    page = manager.get(f"{city.page}/brug?{asked}&staat=onzin").content.decode()
    assert "Elders iets" not in page
    assert f"/brug?{asked}" in page
    table = manager.get(f"{city.page}/brug.csv?{asked}").content.decode()
    assert "Te weinig ontmoeting;Molenwijk;;0;1;ja;werkt eraan" in table
    assert "Elders" not in table
    empty = text_of(manager, f"{city.page}/brug?prioriteit=high&staat=running")
    assert "Hier staan geen knelpunten" in empty


def test_a_programme_that_is_not_there_is_not_found(city: City, manager: Browser) -> None:
    for path in ("brug", "brug.csv", "brug/1", "knelpunt/nieuw", "perspectieven"):
        assert manager.get(city.url(f"programma/niets/{path}")).status_code == 404


def test_from_an_empty_row_one_begins_a_project(city: City, manager: Browser) -> None:
    page = manager.get(f"{city.page}/brug").content.decode()
    assert f"?knelpunt={city.bottleneck.pk}" in page
    Programme.objects.update(from_year=2010, until_year=2011)
    assert "?knelpunt=" not in manager.get(f"{city.page}/brug").content.decode()


def test_reports_become_evidence_of_a_bottleneck(city: City, manager: Browser) -> None:
    first = make_raised(city.municipality, area=city.area)
    second = make_raised(city.municipality, area=city.area)
    Signal.objects.filter(pk=first.pk).update(title="Bank stuk")
    assert "Bank stuk" in text_of(manager, f"{city.page}/brug")
    url = f"{city.page}/brug/meldingen"
    chosen = {"signal": [first.pk, second.pk]}
    said = manager.follow(url, **chosen | {"bottleneck": ""}).content.decode()
    assert "Kies het knelpunt dat uit deze meldingen blijkt." in said
    said = manager.follow(url, bottleneck=city.bottleneck.pk).content.decode()
    assert "Kies minstens één melding." in said
    said = manager.follow(url, **chosen | {"bottleneck": city.bottleneck.pk}).content.decode()
    assert "Uit 2 meldingen blijkt nu dit knelpunt." in said
    assert city.bottleneck.evidence.count() == 2
    assert "blijkt uit 2 meldingen" in text_of(manager, f"{city.page}/brug")
    assert manager.get(url).status_code == 302


def test_who_passes_by_does_not_see_the_list_of_reports(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    make_raised(city.municipality, area=city.area)
    assert "Meldingen die nog niemand oppakte" not in text_of(passer_by, f"{city.page}/brug")
    page = text_of(worker, f"{city.page}/brug")
    assert "Meldingen die nog niemand oppakte" in page
    assert "Aan dit knelpunt koppelen" not in page


def test_many_reports_are_counted(city: City, manager: Browser, worker: Browser) -> None:
    for _ in range(10):
        make_raised(city.municipality)
    for browser in (manager, worker):
        page = text_of(browser, f"{city.page}/brug")
        assert "Geen gebied bekend" in page
        assert "en nog 2" in page


def test_a_bottleneck_is_made_of_reports(city: City, manager: Browser) -> None:
    report = make_raised(city.municipality, area=city.area)
    answer = manager.post(f"{city.page}/brug/meldingen", signal=report.pk, make="1")
    assert answer["Location"].endswith(f"/knelpunt/nieuw?melding={report.pk}")
    page = text_of(manager, answer["Location"])
    assert report.reference in page
    sent = {"title": "Plek is stuk", "areas": [city.area.pk], "goals": [city.goal.pk]}
    assert manager.post(answer["Location"], **sent).status_code == 302
    made = Bottleneck.objects.get(title="Plek is stuk")
    assert [one.signal_id for one in made.evidence.all()] == [report.pk]
    assert [one.goal_id for one in made.goal_links.all()] == [city.goal.pk]


def test_without_words_or_with_a_person_no_bottleneck_is_made(
    city: City, manager: Browser
) -> None:
    url = f"{city.page}/knelpunt/nieuw"
    for title in ("", "Bel 06-12345678"):
        assert manager.post(url, title=title).status_code == 422
    for word in ("x", "999999", "9" * 40):
        assert manager.get(f"{url}?melding={word}").status_code == 404
    assert Bottleneck.objects.count() == 1


def test_a_bottleneck_is_changed(city: City, manager: Browser) -> None:
    url = f"{city.page}/knelpunt/{city.bottleneck.pk}"
    assert "te weinig ontmoeting" in manager.get(url).content.decode()
    sent = {"title": "Weinig contact", "priority": "high", "areas": [city.other_area.pk]}
    answer = manager.follow(url, **sent)
    assert "Het knelpunt is gewijzigd." in answer.content.decode()
    city.bottleneck.refresh_from_db()
    assert (city.bottleneck.title, city.bottleneck.priority) == ("Weinig contact", "high")
    assert "weegt zwaar" in text_of(manager, f"{city.page}/brug")
    assert manager.get(f"{city.page}/knelpunt/999999").status_code == 404


def test_each_area_shows_both_tracks_and_what_lacks(city: City, manager: Browser) -> None:
    now, idea = (city.project("Bankje"), city.project("Idee", decision_id=None))
    by = installation(city.municipality.pk)
    services.set_track(now.pk, Track.NOW, by=by, at=AT)
    for path in ("brug", "wijken", f"wijkplan/{city.area.code}"):
        page = text_of(manager, f"{city.page}/{path}")
        assert "Nu zichtbaar" in page, path
        assert "Hier loopt nog niets voor de lange duur." in page, path
    answer = manager.follow(city.card(idea, "/spoor"), track="structural")
    assert "Het spoor is bewaard." in answer.content.decode()
    page = text_of(manager, f"{city.page}/brug")
    assert "Idee (idee)" in page
    assert "Hier loopt nog niets voor de lange duur." in page


def test_the_track_is_for_who_runs_the_project(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    mine, other = (city.project("Mijn"), city.project("Ander", area_ids=(city.other_area.pk,)))
    assert worker.get(city.card(mine, "/spoor")).status_code == 200
    assert worker.post(city.card(mine, "/spoor"), track="x").status_code == 422
    assert worker.post(city.card(other, "/spoor"), track="now").status_code == 403
    assert "/inloggen" in passer_by.get(city.card(mine, "/spoor"))["Location"]


def test_all_sorts_of_evidence_are_told(city: City, passer_by: Browser) -> None:
    by = installation(city.municipality.pk)
    draft = EvidenceDraft(document="Wijkschouw", address="https://example.org/schouw")
    services.add_evidence(city.bottleneck.pk, draft, by=by, at=AT)
    assert "blijkt uit 1 document" in text_of(passer_by, f"{city.page}/brug")
    page = passer_by.get(f"{city.page}/wijkplan/{city.area.code}").content.decode()
    assert 'href="https://example.org/schouw" rel="noreferrer"' in page


def test_a_town_without_anything_says_what_comes_here(city: City) -> None:
    city.bottleneck.delete()
    page = text_of(log_in(city.manager), f"{city.page}/brug")
    assert "Hier staan geen knelpunten" in page
    assert "Nog geen gebieden" in page

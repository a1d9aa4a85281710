"""A form that is sent twice stores once, and leads where the first time led."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.utils import timezone

from tests.makers.programme import make_cost
from tests.web.programme.conftest import YEAR
from tests.web.programme.test_filling import opened
from tests.web.seen import seen
from wijkregie.domain.programme.models import CostLine, Project, ProjectComment
from wijkregie.kit.models import SentForm

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate().isoformat()
SHEET = re.compile(r'name="blad" value="([0-9a-f]+)"')

FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "programme.Payment": (
        "project/{project}/betaling",
        {"what": "koffie", "amount": "12", "paid_on": TODAY, "document": "Bon 1"},
    ),
    "programme.CostLine": (
        "project/{project}/kosten",
        {"what": "zaal", "year": str(YEAR), "amount": "100"},
    ),
    "programme.CoverageLine": (
        "project/{project}/dekking",
        {"funder": "Wijkbudget", "year": str(YEAR), "amount": "100", "pledge": "asked"},
    ),
    "programme.Commitment": (
        "project/{project}/verplichting",
        {
            "what": "meubels",
            "supplier": "Meubelhuis",
            "year": str(YEAR),
            "amount": "60",
            "ordered_on": TODAY,
        },
    ),
    "programme.ProjectComment": ("project/{project}/reactie", {"text": "Wie belt de zaal?"}),
    "programme.ProgressNote": ("project/{project}/voortgang", {"text": "Het begint."}),
    "programme.Lesson": (
        "programma/{key}/les",
        {"text": "Vraag eerst de buren.", "learned_on": TODAY},
    ),
    "programme.PerformanceAgreement": (
        "programma/{key}/afspraak",
        {
            "partner": "{organisation}",
            "title": "Ontmoeting",
            "what": "Elke week koffie.",
            "from_on": TODAY,
            "until_on": TODAY,
        },
    ),
    "programme.Goal": (
        "programma/{key}/doel",
        {"title": "Minder eenzaam", "level": "operational"},
    ),
    "programme.Bottleneck": ("programma/{key}/knelpunt/nieuw", {"title": "weinig licht"}),
    "programme.Project": ("project/nieuw", {"title": "Buurttuin", "programme": "{programme}"}),
    "programme.RegularActivity": ("programma/{key}/lijnwerk/nieuw", {"name": "Bibliotheek"}),
    "people.Covenant": (
        "convenant/nieuw",
        {
            "group": "{group}",
            "title": "Convenant Molenwijk",
            "mandates": "het wijkbudget",
            "from_on": TODAY,
            "party1": "{organisation}",
        },
    ),
}


def sheet_of(page: Any) -> str:
    found = SHEET.search(page.content.decode())
    assert found, "the page does not tell which page it is"
    return found[1]


@pytest.fixture
def project(city: City) -> Project:
    return city.project()


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_sent_twice_stands_there_once(
    city: City, manager: Browser, project: Project, kind: str
) -> None:
    path, fields = FORMS[kind]
    known = {
        "project": project.pk,
        "key": city.programme.key,
        "programme": city.programme.pk,
        "group": city.group.pk,
        "organisation": city.organisation.pk,
    }
    url = city.url(path.format(**known))
    rows = apps.get_model(kind)._base_manager
    page = manager.get(url)
    sent = {name: value.format(**known) for name, value in fields.items()}
    sent["blad"] = sheet_of(page)
    before = rows.count()

    first = manager.post(url, **sent)
    assert rows.count() == before + 1, seen(first).text
    second = manager.post(url, **sent)

    assert rows.count() == before + 1
    assert second.url == first.url
    assert "Dit was al opgeslagen." in seen(manager.get(first.url)).text
    changed = manager.post(url, **sent | {"blad": sheet_of(manager.get(url))})
    assert changed.status_code == 422 or rows.count() == before + 2


STEPS: dict[str, tuple[str, dict[str, str]]] = {
    "geld": (
        "programme.CostLine",
        {"kosten-0-what": "zaal", "kosten-0-year": str(YEAR), "kosten-0-amount": "100"},
    ),
    "planning": (
        "programme.Activity",
        {
            "activiteiten-0-title": "Keuken huren",
            "activiteiten-0-begins_on": f"{YEAR}-03-01",
            "activiteiten-0-ends_on": f"{YEAR}-04-01",
        },
    ),
    "risicos": ("programme.Risk", {"risicos-0-what": "Niemand komt."}),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_of_the_card_that_is_sent_again_adds_no_lines(
    city: City, manager: Browser, project: Project, name: str
) -> None:
    kind, fields = STEPS[name]
    url = city.card(project, f"/invullen/{name}")
    page = manager.get(url)
    sent = opened(page) | fields | {"blad": sheet_of(page)}

    first = manager.post(url, **sent)
    second = manager.post(url, **sent)

    assert first.status_code == second.status_code == 302, seen(first).text
    assert first.url == second.url
    assert apps.get_model(kind)._base_manager.count() == 1


ALTERED: dict[str, tuple[str, dict[str, str]]] = {
    "geld": ("dekking-1-amount", STEPS["geld"][1] | {"dekking-1-funder": "Wijkbudget"}),
    "planning": ("beslismomenten-1-question", {"activiteiten-0-title": "Keuken huren"}),
    "risicos": ("risicos-0-what", {"risicos-1-what": "Niemand komt."}),
    "wie": ("partijen-1-name", {"partijen-0-name": "bewoners"}),
}


def lines_of(project: Project) -> list[str]:
    card = project.activities, project.decision_points, project.risks, project.parties
    money = project.costs.values_list("cents"), project.coverage.values_list("cents")
    return [str(one) for rows in (*card, *money) for one in rows.all()]


@pytest.mark.parametrize("name", ALTERED)
def test_a_step_that_is_sent_again_with_other_words_changes_its_lines(
    city: City, manager: Browser, project: Project, name: str
) -> None:
    field, others = ALTERED[name]
    url = city.card(project, f"/invullen/{name}")
    page = manager.get(url)
    before = len(lines_of(project))
    sent = opened(page) | others | {field: "12", "blad": sheet_of(page)}

    first = manager.post(url, **sent)
    stood = lines_of(project)
    second = manager.post(url, **sent | {field: "13"})

    assert first.status_code == second.status_code == 302, seen(second).text
    assert len(stood) == len(lines_of(project)) == before + 2
    assert lines_of(project) != stood


def test_half_typed_lines_that_are_saved_in_two_windows_stand_there_once(
    city: City, manager: Browser, project: Project
) -> None:
    url = city.card(project, "/invullen/risicos")
    typed = opened(manager.get(url)) | {"risicos-0-what": "Niemand komt."}
    manager.post(f"{url}/bewaren", **typed)
    one, other = manager.get(url), manager.get(url)

    manager.post(url, **opened(one), blad=sheet_of(one))
    manager.post(url, **opened(other) | {"risicos-0-measure": "bellen"}, blad=sheet_of(other))

    assert [(row.what, row.measure) for row in project.risks.all()] == [
        ("Niemand komt.", "bellen")
    ]


def test_a_page_that_was_refused_can_be_sent_again(
    city: City, manager: Browser, project: Project
) -> None:
    url = city.card(project, "/kosten")
    sheet = sheet_of(manager.get(url))
    wrong = {"what": "zaal", "year": "1999", "amount": "100", "blad": sheet}

    assert manager.post(url, **wrong).status_code == 422
    assert manager.post(url, **wrong).status_code == 422

    assert not SentForm.objects.exists()
    assert manager.post(url, **wrong | {"year": str(YEAR)}).status_code == 302
    assert CostLine.objects.count() == 1


def test_other_words_from_one_page_are_no_second_send(
    city: City, manager: Browser, worker: Browser, project: Project
) -> None:
    url = city.card(project, "/reactie")
    sheet = sheet_of(manager.get(url))

    manager.post(url, text="Een.", blad=sheet)
    manager.post(url, text="Twee.", blad=sheet)
    worker.post(url, text="Een.", blad=sheet)
    manager.post(url, text="Drie.")
    manager.post(url, text="Drie.")

    assert ProjectComment.objects.count() == 5


def test_a_change_that_is_sent_again_does_not_undo_a_later_one(
    city: City, manager: Browser, project: Project
) -> None:
    make_cost(project, 100_00, year=YEAR)
    line = CostLine.objects.get()
    url = city.card(project, f"/kosten/{line.pk}")
    old = {"what": "zaal", "year": str(YEAR), "amount": "200"}
    sheet = sheet_of(manager.get(url))
    manager.post(url, **old, blad=sheet)
    manager.post(url, **old | {"amount": "300"}, blad=sheet_of(manager.get(url)))

    manager.post(url, **old, blad=sheet)

    line.refresh_from_db()
    assert line.cents == 300_00

"""The project card, on the page and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.agreements import hand_over, make_activity
from tests.makers.people import make_person
from tests.makers.programme import (
    make_cost,
    make_coverage,
    make_decision,
    make_goal,
    make_raised,
)
from tests.web.control.conftest import log_in
from tests.web.programme.conftest import YEAR, make_city
from tests.web.programme.test_programmes import costs_of, look
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Party, Project, ProjectStep
from wijkregie.domain.programme.states import Part, Pledge, ProjectState
from wijkregie.kit import typeset
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


def full(city: City) -> Project:
    """A project of which everything is known."""
    project = city.project(
        "Samen eten",
        intended_result="Elke week eten dertig mensen samen.",
        reason="Mensen kennen hun buren niet.",
        target_group="wie alleen eet",
        decision_point="Na de zomer.",
        remark="De kaart zegt 2010, de planning 2011.",
        holder_ids=(city.organisation.pk,),
        lead_id=city.worker.pk,
    )
    Party.objects.create(
        municipality=city.municipality,
        project=project,
        part=Part.PARTNER,
        name="Buurthuis",
        does="leent de keuken",
    )
    Project.objects.filter(pk=project.pk).update(
        lead_roles=["trekker Molenwijk"], examples=["soepdag", "buurtborrel"]
    )
    make_cost(project, 30_000_00, year=YEAR, what="kok en boodschappen")
    make_coverage(project, 20_000_00, year=YEAR, funder="Wijkbudget")
    make_coverage(project, 5_000_00, year=YEAR + 1, funder="Fonds", pledge=Pledge.ASKED)
    return project


def test_the_card_tells_everything_that_practice_asks(city: City, passer_by: Browser) -> None:
    project = full(city)
    page = look(passer_by, city.card(project))

    text = page.text.replace("\u00a0", " ")
    assert page.faults() == []
    for words in (
        "Projectkaart 1 · Samen de wijk",
        "Molenwijk, " + f"{YEAR}\u2013{YEAR + 1}.",
        "Doel en beoogd resultaat Elke week eten dertig mensen samen.",
        "Aanleiding Mensen kennen hun buren niet.",
        "Gebieden Molenwijk",
        "Doelgroep Wie alleen eet",
        "Beslismomenten Na de zomer.",
        "Projecthouder Stichting Samen",
        "Partijen Buurthuis (leent de keuken)",
        "Voorbeelden Soepdag en buurtborrel",
        "Goed om te weten De kaart zegt 2010, de planning 2011.",
        f"Kok en boodschappen {YEAR} € 30.000",
        f"Wijkbudget {YEAR} toegezegd € 20.000",
        f"Fonds {YEAR + 1} gevraagd € 5.000",
        "€ 10.000 nog niet gedekt. € 5.000 is gevraagd en telt nog niet mee.",
        "Meer sociale samenhang Tactisch doel",
        "Knelpunten Te weinig ontmoeting",
        "Het project is opgeschreven.",
    ):
        assert words in text, words
    line = project.costs.get()
    assert page.url("Kok en boodschappen") == city.url(f"draad/euro/{line.pk}")
    paid = project.coverage.get(pledge=Pledge.PROMISED)
    assert page.url("Wijkbudget") == city.url(f"draad/dekking/{paid.pk}")


def test_the_name_of_who_leads_is_for_who_works_along(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    project = full(city)

    outside, inside = (look(one, city.card(project)) for one in (passer_by, manager))

    assert "Trekker Trekker Molenwijk" in outside.text
    assert "Wim Werker" not in outside.html
    assert "Trekker Wim Werker (trekker Molenwijk)" in inside.text


def test_the_plain_words_stay_for_who_works_along(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    project = city.project()
    Project.objects.filter(pk=project.pk).update(plain="Je eet samen met de buren.")

    for browser in (passer_by, manager):
        page = look(browser, city.card(project))
        assert page.text.count("In gewone woorden Je eet samen met de buren.") == 1


def test_of_an_idea_without_areas_nobody_filled_them_in_yet(
    city: City, manager: Browser
) -> None:
    idea = city.project("Zomaar", area_ids=(), decision_id=None)

    page = look(manager, city.card(idea))

    assert "hele gemeente" not in page.text
    assert "Gebied nog niet bekend, " in page.text
    assert "Gebieden nog niet bekend" in page.text


def test_of_a_project_without_a_card_it_is_not_known_where_it_is(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    project = city.project("Ontwerplab", area_ids=())
    Project.objects.filter(pk=project.pk).update(has_card=False)

    for url in (city.card(project), city.page, f"{city.page}/doelen", f"{city.page}/plan"):
        page = look(passer_by, url)
        assert "hele gemeente" not in page.text
        assert "Gebied nog niet bekend" in page.text
    assert "Gebieden nog niet bekend" in look(passer_by, city.card(project)).text

    url = city.card(project, "/invullen/waar")
    manager.follow(url, version=Project.objects.get(pk=project.pk).version, areas=[])
    assert "Gebieden De hele gemeente" in look(passer_by, city.card(project)).text


def test_nothing_on_the_card_is_empty(city: City, passer_by: Browser) -> None:
    bare = city.project(area_ids=(), goal_ids=(), bottleneck_ids=(), from_year=None)
    Project.objects.filter(pk=bare.pk).update(decision=None, until_year=None)

    page = look(passer_by, city.card(bare))

    assert page.faults() == []
    for name in ("Doel en beoogd resultaat", "Aanleiding", "Doelgroep", "Trekker", "Partijen"):
        assert f"{name} nog niet bekend" in page.text
    assert "Gebieden De hele gemeente" in page.text
    assert "Looptijd Looptijd nog niet bekend" in page.text
    assert "Wat dit project kost, is nog niet bekend." in page.text
    assert "Er is nog geen doel gekoppeld." in page.text
    assert "Er is geen besluit vastgelegd." in page.text


def test_the_card_leads_to_the_decision_and_the_signals(city: City, passer_by: Browser) -> None:
    signal = make_raised(city.municipality, area=city.area, body=city.group)
    decision = make_decision(city.municipality, city.group)
    project = city.project(decision_id=decision.pk, signal_ids=(signal.pk,))

    page = look(passer_by, city.card(project))

    assert page.url(f"Melding {signal.reference}") == city.url(f"melding/{signal.reference}")
    assert "Wijkteam Molenwijk besloot dit op 3 maart 2026:" in page.text
    assert "Wijkteam Molenwijk besloot dat het project doorgaat." in page.text
    assert "Een melding van bewoners hoort nu bij dit project:" in page.text
    assert page.url("Lees de hele draad") == city.url(f"draad/project/{project.pk}")


def test_the_story_is_told_newest_first(city: City, passer_by: Browser) -> None:
    project = city.project()
    by = installation(city.municipality.pk)
    services.stop(project.pk, "er kwam niemand", by=by, at=project.made_at)

    text = look(passer_by, city.card(project)).text

    dots = ["gestopt. Er kwam niemand", "is begonnen", "is opgeschreven"]
    assert sorted(dots, key=text.index) == dots
    assert "Het telt niet mee in de bedragen" not in text  # there are no costs


def test_money_of_a_stopped_project_does_not_count(city: City, passer_by: Browser) -> None:
    project = full(city)
    by = installation(city.municipality.pk)
    services.stop(project.pk, "er kwam niemand", by=by, at=project.made_at)

    text = look(passer_by, city.card(project)).text

    assert "Het telt niet mee in de bedragen van het programma." in text
    assert "nog niet gedekt. " not in text


def test_a_finished_project_shows_what_it_brought(city: City, passer_by: Browser) -> None:
    project = city.project()
    by = installation(city.municipality.pk)
    activity = make_activity(city.programme, "Keukentafel")
    services.finish(project.pk, "Dertig mensen eten samen.", by=by, at=project.made_at)
    hand_over(project, activity)

    page = look(passer_by, city.card(project))

    assert "Wat het opleverde Dertig mensen eten samen." in page.text
    assert "Het project is afgerond." in page.text
    assert "De melders hebben antwoord" not in page.text  # nobody reported it
    assert "Gaat verder als lijnactiviteit Keukentafel" in page.text
    assert "Keukentafel: 1. Samen eten" in look(passer_by, city.page).text


@pytest.mark.parametrize("path", ["", "/kaart.pdf"])
def test_an_idea_is_not_there_for_a_passer_by(
    path: str, city: City, passer_by: Browser, manager: Browser
) -> None:
    idea = city.project(decision_id=None)

    assert passer_by.get(city.card(idea, path)).status_code == 404
    assert manager.get(city.card(idea, path)).status_code == 200


@pytest.mark.parametrize("path", ["", "/kaart.pdf"])
def test_a_card_of_another_municipality_is_not_there(
    path: str, city: City, manager: Browser
) -> None:
    other = make_city("Dalstad", "GM9399")
    project = other.project()

    assert manager.get(city.card(project, path)).status_code == 404


def test_only_who_may_is_offered_to_change(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    project = full(city)
    stranger = log_in(make_person("Ver Weg"))

    for one in (passer_by, stranger):
        page = look(one, city.card(project))
        assert "Wat je nu kunt doen" not in page.text
        assert "Kosten toevoegen" not in page.text
    page = look(manager, city.card(project))
    assert page.url("Het project afronden") == city.card(project, "/afronden")
    assert page.url("Kosten toevoegen") == city.card(project, "/kosten")
    assert page.faults() == []


def test_the_sheet_is_one_tagged_page_without_the_name(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    project = full(city)

    sheets = [one.get(city.card(project, "/kaart.pdf")) for one in (passer_by, manager)]

    outside, inside = (sheet.content for sheet in sheets)
    assert all(sheet["Content-Type"] == "application/pdf" for sheet in sheets)
    assert outside.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in outside
    assert b"/Type/Pages/Count 1/" in outside
    assert outside != inside


def test_a_sheet_with_a_name_is_kept_nowhere(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    project = full(city)
    before = set(typeset.folder().glob("*.pdf"))

    manager.get(city.card(project, "/kaart.pdf"))
    assert set(typeset.folder().glob("*.pdf")) == before
    passer_by.get(city.card(project, "/kaart.pdf"))
    assert len(set(typeset.folder().glob("*.pdf")) - before) == 1


def test_a_sheet_that_cannot_be_made_says_so(
    city: City, passer_by: Browser, monkeypatch: Any
) -> None:
    project = city.project()
    monkeypatch.setattr(typeset, "SECONDS", 0)
    monkeypatch.setattr("wijkregie.web.programme.paper.TEMPLATE", "web/niets.typ")

    answer = passer_by.client.get(city.card(project, "/kaart.pdf"), follow=True)

    assert str(typeset.TypesetFault()) in answer.content.decode()


def test_a_card_costs_as_many_queries_with_much_as_with_little(
    city: City, passer_by: Browser, manager: Browser
) -> None:
    project = full(city)
    few = costs_of(passer_by, city.card(project))
    goals = [make_goal(city.programme).pk for _number in range(8)]
    much = city.project(
        "Veel", goal_ids=goals, area_ids=(city.area.pk, city.other_area.pk), lead_id=None
    )
    for at in range(8):
        make_cost(much, 100 * at, year=YEAR)
        make_coverage(much, 100 * at, year=YEAR, funder=f"Fonds {at}")

    assert costs_of(passer_by, city.card(much)) == few
    assert few <= 21
    assert costs_of(manager, city.card(much)) <= 21 + 9  # who looks costs four, talk two


def test_a_project_that_came_in_approved_says_that_nobody_knows_when(
    city: City, passer_by: Browser
) -> None:
    project = city.project("Samen eten")
    ProjectStep.objects.filter(project=project).delete()
    ProjectStep.objects.create(
        municipality=city.municipality,
        project=project,
        to_state=ProjectState.APPROVED,
        at=project.made_at,
    )

    text = look(passer_by, city.card(project)).text

    assert "Het is als goedgekeurd overgenomen. Wanneer dat besloten is, is niet" in text
    assert "Het project is goedgekeurd." not in text

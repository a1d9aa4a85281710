"""Start a project: a title is enough, and what it comes from comes along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.decisions import make_decision as decide
from tests.makers.people import make_person, make_role
from tests.makers.programme import make_bottleneck, make_decision, make_programme, make_raised
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.programme.conftest import YEAR, make_city
from tests.web.seen import seen
from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.models import Programme, Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db


def filled(city: City, **changed: Any) -> dict[str, Any]:
    return {"title": "Samen eten", "programme": str(city.programme.pk)} | changed


def test_a_title_is_enough_to_begin(city: City, worker: Browser) -> None:
    url = city.url("project/nieuw")

    first = worker.get(url)
    page = worker.follow(url, **filled(city), areas=first.context["form"].initial["areas"])

    assert seen(first).main_headings == ["Wat ga je doen?"]
    assert seen(first).faults() == []
    made = Project.objects.get()
    assert (made.title, made.state, made.from_year) == ("Samen eten", ProjectState.IDEA, YEAR)
    assert list(made.areas.all()) == [city.area]
    assert page.redirect_chain[-1][0] == city.card(made, "/invullen/wat")
    assert "Het project staat er als idee." in page.content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "Dit veld is verplicht."),
        ({"title": "x" * 201}, "niet meer dan 200 tekens"),
        ({"title": "x" * 1_000_000}, "niet meer dan 200 tekens"),
        ({"title": "Bel 06-12345678"}, "telefoonnummer"),
        ({"programme": "0"}, "geldige keuze"),
    ],
)
def test_what_cannot_be_starts_nothing(
    changed: dict[str, Any], said: str, city: City, manager: Browser
) -> None:
    page = manager.post(city.url("project/nieuw"), **filled(city, **changed))

    assert page.status_code == 422
    assert any(said in text for text in errors(page)), errors(page)
    assert not Project.objects.exists()


def test_a_project_begins_in_the_programme_one_came_from(city: City, manager: Browser) -> None:
    other = make_programme(city.municipality, "Samen verder", years=(YEAR, YEAR + 1))

    page = manager.get(city.url(f"programma/{other.key}"))
    form = manager.get(page.context["new_url"]).context["form"]

    assert form.initial["programme"] == other.pk
    assert form.fields["programme"].choices[0][0] == city.programme.pk
    for wrong in ("nergens", ""):
        form = manager.get(city.url(f"project/nieuw?programma={wrong}")).context["form"]
        assert form.initial["programme"] == city.programme.pk


def test_a_decision_starts_a_project_and_its_signal_goes_along(
    city: City, worker: Browser
) -> None:
    signal = make_raised(city.municipality, area=city.area, body=city.group)
    url = city.url(f"project/nieuw?melding={signal.reference}")

    first = worker.get(url)
    page = worker.follow(url, **filled(city))

    assert "Bewoners vragen erom en de ruimte is er." in first.content.decode()
    made = Project.objects.get()
    signal.refresh_from_db()
    assert made.state == ProjectState.RUNNING
    assert made.decision == signal.decision
    assert made.reason == "Bewoners vragen erom en de ruimte is er."
    assert list(made.areas.all()) == [city.area]
    assert signal.state == State.IN_PROJECT
    assert "Het project is gestart." in page.content.decode()


def test_the_number_of_a_decision_is_enough(city: City, worker: Browser) -> None:
    decision = make_decision(city.municipality, city.group)
    url = city.url(f"project/nieuw?besluit={decision.pk}")

    first = worker.get(url).context["form"]
    worker.post(url, **filled(city))

    assert first.initial["title"] == decision.subject
    assert Project.objects.get().decision == decision


def test_a_signal_that_nobody_decided_on_leads_to_an_idea(city: City, worker: Browser) -> None:
    signal = make_raised(city.municipality, area=city.area)

    worker.post(city.url(f"project/nieuw?melding={signal.pk}"), **filled(city))

    made = Project.objects.get()
    assert (made.state, made.decision) == (ProjectState.IDEA, None)
    assert [link.signal for link in made.signal_links.all()] == [signal]


def test_a_bottleneck_becomes_a_project_with_its_goals_and_areas(
    city: City, worker: Browser
) -> None:
    bottleneck = make_bottleneck(
        city.programme, "niemand kent elkaar", areas=[city.area], goals=[city.goal]
    )
    url = city.url(f"project/nieuw?knelpunt={bottleneck.pk}")

    page = worker.get(url)
    worker.post(url, **filled(city))

    assert "Niemand kent elkaar (Molenwijk)" in seen(page).text
    made = Project.objects.get()
    assert made.reason == "Niemand kent elkaar"
    assert [link.bottleneck for link in made.bottleneck_links.all()] == [bottleneck]
    assert [link.goal for link in made.goal_links.all()] == [city.goal]
    assert list(made.areas.all()) == [city.area]


def test_the_thread_of_a_bottleneck_leads_to_a_project_for_who_may(
    city: City, worker: Browser, passer_by: Browser
) -> None:
    url = city.url(f"draad/knelpunt/{city.bottleneck.pk}")
    goal = city.url(f"draad/doel/{city.goal.pk}")

    inside = seen(worker.get(url))

    begins = city.url(f"project/nieuw?knelpunt={city.bottleneck.pk}")
    assert inside.url("Maak er een project van") == begins
    assert inside.faults() == []
    assert "Maak er een project van" not in seen(passer_by.get(url)).text
    assert "Maak er een project van" not in seen(worker.get(goal)).text


def test_regular_work_that_no_longer_works_becomes_a_project(
    city: City, manager: Browser
) -> None:
    work = city.programme.regular_activities.get(name="Welzijnswerk")
    url = city.url(f"project/nieuw?lijnwerk={work.pk}")
    manager.post(url, **filled(city))
    assert not Project.objects.exists()  # it goes on still
    stopped = {"on": "2026-03-01", "why": "Er komt niemand meer."}
    manager.post(city.url(f"lijnwerk/{work.pk}/gestopt"), **stopped)

    page = manager.get(url)
    manager.post(url, **filled(city))

    assert page.context["form"].initial["title"] == "Welzijnswerk"
    made = Project.objects.get()
    assert made.begun_from == work
    assert (
        "Ontstaan uit een lijnactiviteit Welzijnswerk"
        in seen(manager.get(city.card(made))).text
    )


@pytest.mark.parametrize(
    "asked",
    [
        "besluit=9999",
        "besluit=x",
        "melding=9999",
        "melding=zzzzzzzz",
        "melding=é",
        "knelpunt=9999",
        "knelpunt=x",
        "lijnwerk=9999",
    ],
)
def test_what_is_not_there_starts_nothing(asked: str, city: City, worker: Browser) -> None:
    assert worker.get(city.url(f"project/nieuw?{asked}")).status_code == 404


def test_what_is_of_another_municipality_is_not_there(city: City, worker: Browser) -> None:
    other = make_city("Dalstad", "GM9399")
    decision = make_decision(other.municipality, other.group)
    work = other.programme.regular_activities.get()

    for asked in (
        f"besluit={decision.pk}",
        f"knelpunt={other.bottleneck.pk}",
        f"lijnwerk={work.pk}",
    ):
        assert worker.get(city.url(f"project/nieuw?{asked}")).status_code == 404


def test_a_decision_to_decline_starts_nothing_and_says_so(city: City, worker: Browser) -> None:
    decision = decide(city.municipality, Outcome.DECLINE, body_id=city.group.pk)

    page = worker.post(city.url(f"project/nieuw?besluit={decision.pk}"), **filled(city))

    assert page.status_code == 422
    assert errors(page)
    assert not Project.objects.exists()


def test_sent_twice_it_starts_once(city: City, manager: Browser) -> None:
    url = city.url("project/nieuw")
    manager.post(url, **filled(city))

    again = manager.post(url, **filled(city))

    assert again.status_code == 422
    assert any("Er is al een project" in text for text in errors(again)), errors(again)
    assert Project.objects.count() == 1


def test_a_worker_starts_nothing_in_another_wijk(city: City, worker: Browser) -> None:
    far = make_bottleneck(city.programme, "ver weg", areas=[city.other_area])

    page = worker.post(city.url(f"project/nieuw?knelpunt={far.pk}"), **filled(city))

    assert page.status_code == 422
    assert not Project.objects.exists()


def test_who_works_in_one_wijk_chooses_where(
    city: City, worker: Browser, manager: Browser
) -> None:
    url = city.url("project/nieuw")

    nowhere = worker.post(url, **filled(city))
    elsewhere = worker.post(url, **filled(city), areas=[str(city.other_area.pk)])

    assert nowhere.status_code == elsewhere.status_code == 422
    assert not Project.objects.exists()
    assert "areas" not in manager.get(url).context["form"].fields


def test_a_bottleneck_leads_to_its_own_programme(city: City, manager: Browser) -> None:
    make_programme(city.municipality, "Ander", years=(YEAR, YEAR))

    page = manager.get(city.url(f"project/nieuw?knelpunt={city.bottleneck.pk}"))

    choices = page.context["form"].fields["programme"].choices
    assert [pk for pk, _name in choices] == [city.programme.pk]


def test_without_a_living_programme_it_says_whom_to_ask(city: City, manager: Browser) -> None:
    Programme.objects.update(from_year=2010, until_year=2011)

    page = manager.get(city.url("project/nieuw"))

    assert "Er loopt nu geen programma." in seen(page).text
    assert seen(page).faults() == []
    assert "Project starten" not in seen(manager.get(city.page)).text


def test_who_may_not_is_led_to_log_in_or_refused(city: City, passer_by: Browser) -> None:
    url = city.url("project/nieuw")
    council = make_person(municipality=city.municipality)
    make_role(city.municipality, Role.COUNCIL_MEMBER, person=council)

    assert passer_by.get(url)["Location"].startswith("/inloggen/")
    assert log_in(council).get(url).status_code == 403
    assert "tweede" in log_in(city.manager, strong=False).get(url)["Location"]
    assert log_in(council).post(url, **filled(city)).status_code == 403
    assert not Project.objects.exists()


def test_the_button_to_start_is_for_who_may(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    for path in ("programma/", f"programma/{city.programme.key}"):
        assert "Project starten" not in seen(passer_by.get(city.url(path))).text
        assert "/project/nieuw" in seen(worker.get(city.url(path))).url("Project starten")


def test_an_idea_moves_to_another_programme(city: City, worker: Browser) -> None:
    idea = city.project(decision_id=None, goal_ids=(), bottleneck_ids=())
    url = city.card(idea, "/verplaatsen")
    assert seen(worker.get(city.card(idea))).url("Naar een ander programma") == url
    alone = seen(worker.get(url))
    assert "Er is nu geen ander programma dat loopt." in alone.text
    assert alone.faults() == []
    other = make_programme(city.municipality, "Samen verder", years=(YEAR, YEAR + 1))
    assert seen(worker.get(url)).faults() == []

    page = worker.follow(url, programme=str(other.pk))

    assert "Het idee is verplaatst." in page.content.decode()
    idea.refresh_from_db()
    assert idea.programme == other


def test_only_an_idea_moves_and_only_who_runs_it_moves_it(
    city: City, worker: Browser, passer_by: Browser
) -> None:
    runs, idea = city.project("Loopt al"), city.project(decision_id=None)
    other = make_programme(city.municipality, "Samen verder", years=(YEAR, YEAR + 1))
    url = city.card(runs, "/verplaatsen")

    assert "Naar een ander programma" not in seen(worker.get(city.card(runs))).text
    assert worker.get(url).url == city.card(runs)
    assert "blijft het in zijn programma" in errors(worker.post(url, programme=other.pk))[0]
    told = errors(worker.post(city.card(idea, "/verplaatsen"), programme=other.pk))
    assert "Haal die eerst van de kaart" in told[0]
    assert passer_by.post(url, programme=other.pk).status_code == 302

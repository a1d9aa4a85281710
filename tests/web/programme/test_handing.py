"""The pages of a hand-over and of regular work, for who offers, who receives and who reads."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.makers.agreements import make_activity
from tests.makers.people import make_person, make_seat
from tests.makers.programme import make_goal
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import HandOver, RegularActivity
from wijkregie.domain.programme.states import ProjectState
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from wijkregie.domain.programme.models import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(city: City) -> Project:
    made = city.project()
    by = installation(city.municipality.pk)
    services.finish(made.pk, "Dertig mensen eten samen.", by=by, at=made.made_at)
    return made


@pytest.fixture
def work(city: City) -> RegularActivity:
    return city.programme.regular_activities.get()


@pytest.fixture
def receiver(city: City) -> Browser:
    """Somebody who sits for the organisation, without the second factor."""
    person = make_person("Olga Ontvanger", municipality=city.municipality)
    make_seat(city.group, person, organisation=city.organisation)
    return log_in(person, strong=False)


def offer(city: City, project: Project, worker: Browser, **asked: Any) -> Any:
    work = city.programme.regular_activities.get()
    known = {"activity": work.pk, "receiver": f"organisation:{city.organisation.pk}"}
    page = worker.follow(city.card(project, "/overdragen"), **known | asked)
    assert page.status_code == 200, errors(page)
    return page


def test_who_receives_a_project_says_yes(
    city: City, project: Project, worker: Browser, receiver: Browser, passer_by: Browser
) -> None:
    page = offer(city, project, worker, budget_line="Subsidie welzijn")
    assert "Het is pas overgedragen als ze ja zeggen." in seen(page).text
    url = city.card(project, "/overdracht")
    assert passer_by.get(url).url.startswith("/inloggen")
    card = seen(worker.get(city.card(project)))
    assert "Overdragen" not in card.text
    assert card.url("Bekijk het aanbod dat openstaat") == url
    waits = seen(worker.get(url)).text
    assert "Het wacht op het antwoord van Stichting Samen." in waits
    assert worker.get(city.card(project, "/overdragen")).url == url
    asked = seen(receiver.get(url)).text
    for told in ("Nemen jullie dit project over?", "Subsidie welzijn", "Welzijnswerk"):
        assert told in asked

    said = seen(worker.follow(url, answer="yes")).text
    assert "Alleen Stichting Samen kan hier antwoord op geven" in said

    page = receiver.follow(url, answer="yes")

    late = seen(receiver.follow(url, answer="no", why_not="Geen tijd hiervoor")).text
    assert "Hier is al antwoord op gegeven" in late
    assert "Het project is nu een lijnactiviteit van jullie." in seen(page).text
    project.refresh_from_db()
    assert project.state == ProjectState.HANDED_OVER
    assert "aangenomen" in seen(worker.get(url)).text
    regular = seen(passer_by.get(f"{city.page}/lijnwerk")).text
    assert "Hieraan overgedragen: 1. Samen eten" in regular


def test_without_regular_work_it_is_made_where_one_hands_over(
    city: City, project: Project, worker: Browser, work: RegularActivity
) -> None:
    work.delete()
    url = city.card(project, "/overdragen")

    page = seen(worker.get(url))
    assert page.faults() == []
    assert "Welke lijnactiviteit neemt het over?" in page.text
    assert "of schrijf die op" in errors(worker.post(url, team="Team Groen"))[0]
    asked = {"name": "Beheer van de buurttuin", "holder": "Stichting Samen"}
    worker.follow(url, team="Team Groen", **asked)

    made = RegularActivity.objects.get()
    assert (made.name, made.holder) == ("Beheer van de buurttuin", "Stichting Samen")
    assert list(made.goals.all()) == [city.goal]
    assert HandOver.objects.get().activity == made


def test_work_is_chosen_from_the_list_or_is_new_but_not_both(
    city: City, project: Project, worker: Browser, work: RegularActivity
) -> None:
    url = city.card(project, "/overdragen")

    for asked, said in (
        ({}, "Kies de lijnactiviteit"),
        ({"activity": work.pk, "name": "Buurttuin"}, "Laat dit leeg"),
        ({"name": work.name.upper()}, "staat al in de lijst"),
        ({"activity": "999999"}, "geldige keuze"),
    ):
        told = errors(worker.post(url, team="Team Groen", **asked))
        assert len(told) == 1
        assert said in told[0]
    assert not HandOver.objects.exists()
    worker.follow(url, team="Team Groen", activity="", name="Buurttuin")
    assert HandOver.objects.get().activity.name == "Buurttuin"


def test_a_no_needs_a_reason_and_is_read_by_who_offered(
    city: City, project: Project, worker: Browser, receiver: Browser
) -> None:
    offer(city, project, worker)
    url = city.card(project, "/overdracht")
    assert receiver.post(url, answer="no").status_code == 422

    page = receiver.follow(url, answer="no", why_not="Er is geen geld voor.")

    assert "Jullie nee is verstuurd." in seen(page).text
    again = seen(worker.get(city.card(project, "/overdragen"))).text
    assert "Er is geen geld voor." in again
    offers = seen(worker.get(city.card(project)))
    assert offers.url("Overdragen") == city.card(project, "/overdragen")


def test_of_a_team_without_an_account_the_manager_writes_it_down(
    city: City, project: Project, worker: Browser, manager: Browser
) -> None:
    offer(city, project, worker, receiver="", team="Team Groen")
    url = city.card(project, "/overdracht")
    assert "Vastleggen dat ze ja zeiden" in seen(manager.get(url)).text
    assert worker.get(f"{url}/vastleggen").status_code == 403
    today = timezone.localdate().isoformat()

    page = manager.follow(f"{url}/vastleggen", who="teamleider", on=today)

    assert page.status_code == 200, errors(page)
    project.refresh_from_db()
    assert project.state == ProjectState.HANDED_OVER


def test_an_offer_is_taken_back(
    city: City, project: Project, worker: Browser, receiver: Browser
) -> None:
    offer(city, project, worker, receiver=f"group:{city.group.pk}")
    url = city.card(project, "/overdracht/terugnemen")
    assert receiver.get(url).status_code in {302, 403}
    assert "Aanbod terugnemen" in seen(worker.get(url)).text

    worker.post(url)

    assert not HandOver.objects.exists()
    assert worker.get(url).status_code == 404


def test_others_offer_nothing(city: City, project: Project, passer_by: Browser) -> None:
    assert passer_by.get(city.card(project, "/overdragen")).status_code == 302
    assert passer_by.get(city.card(project, "/overdracht/vastleggen")).status_code == 404


def test_regular_work_is_added_changed_and_stopped(
    city: City, manager: Browser, passer_by: Browser, work: RegularActivity
) -> None:
    page = manager.follow(
        f"{city.page}/lijnwerk/nieuw", name="Beheer", holder="Gemeente", goals=[city.goal.pk]
    )
    assert page.status_code == 200, errors(page)
    manager.follow(city.url(f"lijnwerk/{work.pk}/wijzigen"), name="Opbouwwerk", holder="")
    today = timezone.localdate().isoformat()
    page = manager.follow(
        city.url(f"lijnwerk/{work.pk}/gestopt"), on=today, why="Er komt niemand meer."
    )

    text = seen(page).text
    for told in ("Beheer Gemeente", "Voor: Meer sociale samenhang", "Maak er een project van"):
        assert told in text
    text = seen(passer_by.get(f"{city.page}/lijnwerk")).text
    assert "Opbouwwerk niet bekend wie het doet" in text
    assert "Er komt niemand meer." in text
    assert "Wijzigen" not in text


def rows_of(browser: Browser, url: str) -> list[list[str]]:
    text = browser.get(url).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_regular_work_is_narrowed_to_a_goal_and_taken_along(
    city: City, passer_by: Browser, work: RegularActivity
) -> None:
    other = make_goal(city.programme, "Schone straten")
    make_activity(city.programme, "Vegen", holder="Gemeente", goal_ids=(other.pk,))
    RegularActivity.objects.get(pk=work.pk).goals.set([city.goal])
    lonely = make_goal(city.programme, "Niemand")
    url = f"{city.page}/lijnwerk"

    def names(goal: str) -> list[str]:
        return [row[0] for row in rows_of(passer_by, f"{url}.csv?doel={goal}")[1:]]

    assert names("") == [work.name, "Vegen"]
    assert names(other.key) == ["Vegen"]
    assert names(city.goal.key) == names(city.impact.key) == [work.name]
    assert rows_of(passer_by, f"{url}.csv?doel={other.key}")[1][1:3] == [
        "Gemeente",
        "Schone straten",
    ]
    page = passer_by.get(f"{url}?doel={other.key}")
    assert "Vegen" in seen(page).text
    assert work.name not in seen(page).text
    assert seen(page).faults() == []
    assert f"/lijnwerk?doel={other.key}" in page.context["permalink"]
    assert page.context["files"][0]["url"].endswith(f".csv?doel={other.key}")
    table = seen(page).text.split("De lijnactiviteiten als tabel")[-1]
    assert "Vegen Gemeente Schone straten geen Gaat door" in table
    empty = seen(passer_by.get(f"{url}?doel={lonely.key}")).text
    assert "Geen lijnactiviteit werkt aan dit doel" in empty
    assert passer_by.get(f"{url}?doel=weg").status_code == 404
    assert passer_by.get(f"{url}.csv?doel=weg").status_code == 404


def test_without_regular_work_the_page_says_what_comes(city: City, passer_by: Browser) -> None:
    RegularActivity.objects.all().delete()

    assert "Nog geen lijnactiviteiten" in seen(passer_by.get(f"{city.page}/lijnwerk")).text
    assert passer_by.get(city.url("programma/weg/lijnwerk")).status_code == 404


@pytest.mark.parametrize("path", ["lijnwerk/{pk}/wijzigen", "lijnwerk/{pk}/gestopt"])
def test_others_do_not_change_it(
    city: City, worker: Browser, work: RegularActivity, path: str
) -> None:
    assert worker.get(city.url(path.format(pk=work.pk))).status_code == 403
    assert worker.get(city.url(path.format(pk=9999))).status_code == 404
    assert worker.get(f"{city.page}/lijnwerk/nieuw").status_code == 403


def test_a_name_twice_stands_at_its_field(city: City, manager: Browser) -> None:
    make_activity(city.programme, "Beheer")

    page = manager.post(f"{city.page}/lijnwerk/nieuw", name="beheer")

    assert page.status_code == 422
    assert "al in de lijst" in seen(page).text

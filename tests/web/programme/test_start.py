"""Start a project in three steps, and change its card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.decisions import make_decision as decide
from tests.makers.people import make_person, make_role
from tests.makers.programme import make_decision, make_goal, make_programme, make_raised
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
    """Everything that one sends on the last step."""
    known = {
        "stap": "2",
        "stap0": "1",
        "stap1": "1",
        "stap2": "1",
        "title": "Samen eten",
        "programme": str(city.programme.pk),
        "intended_result": "Dertig mensen eten samen.",
        "reason": "Mensen kennen hun buren niet.",
        "goals": [str(city.goal.pk)],
        "bottlenecks": [str(city.bottleneck.pk)],
        "areas": [str(city.area.pk)],
        "target_group": "wie alleen eet",
        "holders": [str(city.organisation.pk)],
        "lead": "",
        "from_year": str(YEAR),
        "until_year": str(YEAR + 1),
        "decision_point": "Na de zomer.",
    }
    return known | changed


def kept_of(page: Any) -> dict[str, list[str]]:
    """What a page sends along without showing it."""
    found: dict[str, list[str]] = {}
    for field in page.context["kept"]:
        found.setdefault(field["name"], []).append(field["value"])
    return found


def test_a_project_is_started_step_by_step(city: City, manager: Browser) -> None:
    url = city.url("project/nieuw")
    everything = filled(city)

    first = manager.get(url)
    second = manager.post(
        url,
        **kept_of(first),
        title="Samen eten",
        programme=str(city.programme.pk),
        intended_result="Dertig mensen eten samen.",
        reason="",
    )  # fmt: skip - one step
    third = manager.post(url, **kept_of(second), goals=[str(city.goal.pk)], target_group="")
    page = manager.follow(
        url, **kept_of(third), from_year=str(YEAR), until_year="", decision_point="", lead=""
    )

    for one, heading in zip(
        (first, second, third),
        ("Wat ga je doen?", "Voor welk doel, waar en voor wie?", "Wie doet het, en wanneer?"),
        strict=True,
    ):
        shown = seen(one)
        assert shown.main_headings == [heading]
        assert shown.faults() == []
    made = Project.objects.get(title=everything["title"])
    assert made.state == ProjectState.IDEA
    assert [link.goal for link in made.goal_links.all()] == [city.goal]
    assert page.redirect_chain[-1][0] == city.card(made)
    assert "Het project staat er als idee." in page.content.decode()


def test_all_that_was_filled_in_stands_on_the_card(city: City, manager: Browser) -> None:
    manager.post(city.url("project/nieuw"), **filled(city))

    made = Project.objects.get()
    assert (made.from_year, made.until_year) == (YEAR, YEAR + 1)
    assert made.reason == "Mensen kennen hun buren niet."
    assert made.decision_point == "Na de zomer."
    assert list(made.areas.all()) == [city.area]
    assert [link.bottleneck for link in made.bottleneck_links.all()] == [city.bottleneck]
    assert [party.name for party in made.parties.all()] == ["Stichting Samen"]


@pytest.mark.parametrize(
    ("changed", "said", "heading"),
    [
        ({"title": ""}, "Dit veld is verplicht.", "Wat ga je doen?"),
        ({"title": "x" * 201}, "niet meer dan 200 tekens", "Wat ga je doen?"),
        ({"reason": "x" * 2001}, "niet meer dan 2000 tekens", "Wat ga je doen?"),
        ({"programme": "0"}, "geldige keuze", "Wat ga je doen?"),
        ({"goals": ["0"]}, "geldige keuze", "Voor welk doel, waar en voor wie?"),
        ({"areas": ["zeven"]}, "geldige keuze", "Voor welk doel, waar en voor wie?"),
        ({"lead": "0"}, "geldige keuze", "Wie doet het, en wanneer?"),
        ({"from_year": "gauw"}, "Voer een geheel getal in", "Wie doet het, en wanneer?"),
        ({"until_year": "2001"}, "Het einde komt voor het begin", "Wie doet het, en wanneer?"),
    ],
)
def test_after_an_error_nothing_is_lost(
    changed: dict[str, Any], said: str, heading: str, city: City, manager: Browser
) -> None:
    asked = filled(city, **changed)

    page = manager.post(city.url("project/nieuw"), **asked)

    assert page.status_code == 422
    assert seen(page).main_headings == [heading]
    assert any(said in text for text in errors(page)), errors(page)
    form, kept = page.context["form"], kept_of(page)
    for name, value in asked.items():
        if name in form.fields:
            shown = form.data.getlist(name)
            assert shown == (value if isinstance(value, list) else [value])
        elif not name.startswith("stap"):
            assert kept[name] == (value if isinstance(value, list) else [value])
    assert not Project.objects.exists()


def test_a_step_back_shows_what_was_filled_in(city: City, manager: Browser) -> None:
    page = manager.post(city.url("project/nieuw"), **filled(city), terug="1")

    form = page.context["form"]
    assert page.status_code == 200
    assert seen(page).main_headings == ["Voor welk doel, waar en voor wie?"]
    assert form.initial["goals"] == [str(city.goal.pk)]
    assert form.initial["target_group"] == "wie alleen eet"
    assert kept_of(page)["title"] == ["Samen eten"]


def test_a_strange_step_is_the_first(city: City, manager: Browser) -> None:
    page = manager.post(city.url("project/nieuw"), stap="99", title="")

    assert seen(page).main_headings == ["Wat ga je doen?"]


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
    assert signal.state == State.IN_PROJECT
    assert "Het project is gestart." in page.content.decode()


def test_the_number_of_a_decision_is_enough(city: City, worker: Browser) -> None:
    decision = make_decision(city.municipality, city.group)
    url = city.url(f"project/nieuw?besluit={decision.pk}")

    first = worker.get(url).context["form"]
    worker.post(url, **filled(city))

    assert first.initial["title"] == decision.subject
    assert first.initial["reason"] == decision.reason
    assert Project.objects.get().decision == decision


def test_a_signal_that_nobody_decided_on_leads_to_an_idea(city: City, worker: Browser) -> None:
    signal = make_raised(city.municipality, area=city.area)
    url = city.url(f"project/nieuw?melding={signal.pk}")

    second = worker.post(url, **filled(city, stap="0"))
    worker.post(url, **filled(city))

    assert city.area.pk in [pk for pk, _name in second.context["form"].fields["areas"].choices]
    made = Project.objects.get()
    assert (made.state, made.decision) == (ProjectState.IDEA, None)
    assert [link.signal for link in made.signal_links.all()] == [signal]


@pytest.mark.parametrize(
    "asked", ["besluit=9999", "besluit=x", "melding=9999", "melding=zzzzzzzz", "melding=é"]
)
def test_what_is_not_there_starts_nothing(asked: str, city: City, worker: Browser) -> None:
    assert worker.get(city.url(f"project/nieuw?{asked}")).status_code == 404


def test_a_decision_of_another_municipality_is_not_there(city: City, worker: Browser) -> None:
    other = make_city("Dalstad", "GM9399")
    decision = make_decision(other.municipality, other.group)

    answer = worker.get(city.url(f"project/nieuw?besluit={decision.pk}"))

    assert answer.status_code == 404


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
    asked = filled(city, areas=[str(city.other_area.pk)])

    page = worker.post(city.url("project/nieuw"), **asked)

    assert page.status_code == 422
    assert not Project.objects.exists()


def test_goals_are_those_of_the_programme_that_was_chosen(city: City, manager: Browser) -> None:
    other = make_programme(city.municipality, "Ander", years=(YEAR, YEAR))
    goal = make_goal(other, "Een ander doel")

    second = manager.post(
        city.url("project/nieuw"), **filled(city, stap="0", programme=str(other.pk))
    )
    wrong = manager.post(city.url("project/nieuw"), **filled(city, programme=str(other.pk)))

    assert second.context["form"].fields["goals"].choices == [(goal.pk, "Een ander doel")]
    assert "bottlenecks" not in second.context["form"].fields
    assert any("geldige keuze" in text for text in errors(wrong))


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
        assert seen(worker.get(city.url(path))).url("Project starten").endswith("/nieuw")


def opened(browser: Browser, url: str) -> dict[str, Any]:
    """The form as somebody has it open."""
    initial = browser.get(url).context["form"].initial
    return {name: "" if value is None else value for name, value in initial.items()}


def test_the_card_is_changed(city: City, manager: Browser) -> None:
    project = city.project(holder_ids=(city.organisation.pk,))
    url = city.card(project, "/wijzigen")

    page = manager.get(url)
    asked = opened(manager, url) | {"title": "Samen koken", "remark": "De bronnen verschillen."}
    saved = manager.follow(url, **asked)

    assert seen(page).faults() == []
    project.refresh_from_db()
    assert project.title == "Samen koken"
    assert project.remark == "De bronnen verschillen."
    assert project.goal_links.count() == 1
    assert project.parties.get().organisation == city.organisation
    assert "De projectkaart is opgeslagen." in saved.content.decode()


def test_two_who_change_a_card_at_once_both_know(city: City, manager: Browser) -> None:
    url = city.card(city.project(), "/wijzigen")
    mine, theirs = opened(manager, url), opened(manager, url)
    manager.post(url, **theirs | {"title": "Van een ander"})

    page = manager.post(url, **mine | {"title": "Van mij"})

    assert page.status_code == 422
    assert Project.objects.get().title == "Van een ander"
    assert page.context["form"].data["title"] == "Van mij"


def test_a_card_is_not_changed_by_who_may_not(
    city: City, passer_by: Browser, worker: Browser
) -> None:
    project = city.project(area_ids=(city.other_area.pk,))
    url = city.card(project, "/wijzigen")

    assert passer_by.get(url).status_code == 302
    assert worker.get(url).status_code == 403

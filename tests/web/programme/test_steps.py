"""The steps of a project: decide, begin, finish, hand over, stop."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import F
from django.utils.timezone import localdate

from tests.makers.agreements import make_covenant
from tests.makers.programme import make_raised
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from tests.web.seen import seen
from wijkregie.domain.decisions.models import Decision
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import Project, RegularActivity
from wijkregie.domain.programme.states import ProjectState
from wijkregie.domain.signals.models import Answer
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City
    from wijkregie.domain.programme.models import HandOver

pytestmark = pytest.mark.django_db

BEFORE = {
    "goedkeuren": ProjectState.IDEA,
    "beginnen": ProjectState.APPROVED,
    "afronden": ProjectState.RUNNING,
    "overdragen": ProjectState.FINISHED,
    "stoppen": ProjectState.IDEA,
}
STEPS = ("goedkeuren", "beginnen", "afronden", "overdragen", "stoppen")


def decided(city: City, **changed: Any) -> dict[str, Any]:
    known = {
        "outcome": "follow_up",
        "body": f"group:{city.group.pk}",
        "taken_on": "2026-03-03",
        "reason": "Er is behoefte aan.",
        "mandate": "Convenant wijkteam",
        "rung": "consult",
        "dissent": "",
    }
    return known | changed


def test_a_project_goes_from_idea_to_regular_work(city: City, worker: Browser) -> None:
    signal = make_raised(city.municipality, area=city.area, body=city.group)
    project = city.project(decision_id=None, signal_ids=(signal.pk,))

    def step(path: str, **asked: Any) -> str:
        page = worker.follow(city.card(project, f"/{path}"), **asked)
        project.refresh_from_db()
        assert page.status_code == 200, errors(page)
        return str(page.content.decode())

    assert "Het project is goedgekeurd." in step("goedkeuren", **decided(city))
    assert project.state == ProjectState.APPROVED
    assert "Het project is begonnen." in step("beginnen")
    assert project.state == ProjectState.RUNNING
    told = seen(worker.get(city.card(project, "/afronden"))).text
    assert "Dit antwoord gaat naar de melders van deze melding." in told
    assert f"Melding {signal.reference}" in told
    step("afronden", result="Dertig mensen eten samen.")
    assert project.state == ProjectState.FINISHED
    assert Answer.objects.get(signal=signal).text == "Dertig mensen eten samen."
    told = seen(worker.get(city.card(project))).text
    assert "Het project is afgerond. De melders hebben antwoord gekregen." in told
    activity = RegularActivity.objects.get()
    offered = step("overdragen", activity=activity.pk, team="Team Beheer")
    assert "Het project is aangeboden." in offered
    assert project.state == ProjectState.FINISHED
    _accepted(project.hand_over)
    assert (
        "Er is geen volgende stap, en de kaart blijft zoals die is."
        in worker.get(city.card(project)).content.decode()
    )


def _accepted(offer: HandOver) -> None:
    by, at = installation(offer.municipality_id), offer.offered_at
    services.note_acceptance(offer.pk, "teamleider", localdate(at), by=by, at=at)


def _be(state: ProjectState) -> None:
    result = "Klaar." if state == ProjectState.FINISHED else ""
    at = F("made_at") if result else None
    Project.objects.update(state=state, result=result, finished_at=at)


def test_a_decision_says_who_took_it_and_how_residents_took_part(
    city: City, worker: Browser
) -> None:
    project = city.project(decision_id=None)

    worker.post(
        city.card(project, "/goedkeuren"), **decided(city, dissent="Een buur wil stilte.")
    )

    made = Decision.objects.get()
    assert (made.subject, made.body) == (project.title, city.group)
    assert (made.rung_planned, made.rung_realised) == ("consult", "consult")
    assert made.dissent == "Een buur wil stilte."


def test_a_decision_of_before_tells_where_it_stands(
    city: City, worker: Browser, passer_by: Browser
) -> None:
    project = city.project(decision_id=None)
    asked = decided(city, taken_on="2026-02-20")

    page = worker.post(city.card(project, "/goedkeuren"), **asked)
    assert page.status_code == 422
    assert "Vul dan ook in onder welk nummer" in errors(page)[0]
    worker.post(city.card(project, "/goedkeuren"), **asked, document="Notulen 12")

    made = Decision.objects.get()
    told = "besloten op 20 februari 2026 volgens “Notulen 12”"
    assert made.taken_on.isoformat() == "2026-02-20"
    for path in (f"project/{project.pk}", f"draad/besluit/{made.pk}"):
        assert told in passer_by.get(city.url(path)).content.decode()


def test_a_role_may_decide_too_and_say_no(city: City, manager: Browser) -> None:
    project = city.project(decision_id=None)

    page = manager.follow(
        city.card(project, "/goedkeuren"),
        **decided(city, outcome="decline", body="role:district_manager"),
    )

    project.refresh_from_db()
    assert project.state == ProjectState.STOPPED
    assert Decision.objects.get().officer == "district_manager"
    assert "Het project gaat niet door." in page.content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": ""}, "Dit veld is verplicht"),
        ({"mandate": ""}, "Dit veld is verplicht"),
        ({"outcome": ""}, "Dit veld is verplicht"),
        ({"body": "group:0"}, "geldige keuze"),
        ({"body": "role:administrator"}, "geldige keuze"),
        ({"taken_on": "gisteren"}, "geldige datum"),
        ({"taken_on": "2999-01-01"}, "Deze dag moet nog komen"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    changed: dict[str, str], said: str, city: City, worker: Browser
) -> None:
    project = city.project(decision_id=None)

    page = worker.post(city.card(project, "/goedkeuren"), **decided(city, **changed))

    assert page.status_code == 422
    assert any(said in text for text in errors(page)), errors(page)
    assert not Decision.objects.exists()


def test_who_decides_is_offered_only_what_is_theirs(
    city: City, worker: Browser, manager: Browser
) -> None:
    project = city.project(decision_id=None)
    url = city.card(project, "/goedkeuren")

    offered = [
        dict(one.get(url).context["form"].fields["body"].choices)
        for one in (
            worker,
            manager,
        )
    ]  # fmt: skip - two people

    assert offered[0] == {
        f"group:{city.group.pk}": "Wijkteam Molenwijk",
        "role:community_worker": "Opbouwwerker",
    }
    assert offered[1] == {"role:district_manager": "Wijkregisseur"}


@pytest.mark.parametrize(
    ("path", "asked"), [("afronden", {"result": ""}), ("stoppen", {"why": " "})]
)
def test_without_words_nothing_ends(
    path: str, asked: dict[str, str], city: City, worker: Browser
) -> None:
    project = city.project()

    page = worker.post(city.card(project, f"/{path}"), **asked)

    project.refresh_from_db()
    assert page.status_code == 422
    assert project.state == ProjectState.RUNNING


def test_a_project_is_finished_once(city: City, worker: Browser) -> None:
    url = city.card(city.project(), "/afronden")
    worker.post(url, result="Klaar.")

    again = worker.post(url, result="Nog eens klaar.")

    assert again.status_code == 422
    assert any("al afgerond" in text for text in errors(again)), errors(again)


def test_where_nobody_raised_a_signal_nobody_is_said_to_hear(
    city: City, worker: Browser
) -> None:
    project, stops = city.project(), city.project("Andere plek")
    pages = [city.card(project), city.card(project, "/afronden"), city.card(stops, "/stoppen")]

    told = [seen(worker.get(url)).text for url in pages]
    told.append(seen(worker.follow(pages[1], result="Klaar.")).text)
    told.append(seen(worker.follow(pages[2], why="Er kwam niemand.")).text)

    assert "Het project is afgerond." in told[3]
    assert "Het project is gestopt." in told[4]
    for text in told:
        for words in ("De melders krijgen", "melders antwoorden", "antwoord versturen"):
            assert words not in text


def test_a_stop_tells_the_raisers_why(city: City, worker: Browser) -> None:
    signal = make_raised(city.municipality, area=city.area, body=city.group)
    project = city.project(signal_ids=(signal.pk,))

    page = worker.follow(city.card(project, "/stoppen"), why="Er kwam niemand.")

    assert Answer.objects.get(signal=signal).text == "Er kwam niemand."
    assert "Het project is gestopt. De melders krijgen je reden." in page.content.decode()


@pytest.mark.parametrize("path", ["beginnen", "overdragen", "goedkeuren"])
def test_a_step_that_is_not_due_is_refused(path: str, city: City, worker: Browser) -> None:
    project = city.project()
    activity = RegularActivity.objects.get()

    page = worker.post(city.card(project, f"/{path}"), **decided(city, activity=activity.pk))

    project.refresh_from_db()
    assert page.status_code == 422
    assert errors(page)
    assert project.state == ProjectState.RUNNING


@pytest.mark.parametrize("path", STEPS)
def test_the_page_before_a_step_is_whole_and_changes_nothing(
    path: str, city: City, worker: Browser
) -> None:
    project = city.project(decision_id=None)
    before = BEFORE[path]
    _be(before)

    page = worker.get(city.card(project, f"/{path}"))

    project.refresh_from_db()
    assert seen(page).faults() == []
    assert seen(page).url("Annuleren") == city.card(project)
    assert project.state == before


@pytest.mark.parametrize("path", STEPS)
def test_who_opens_a_step_that_is_not_due_is_led_back(
    path: str, city: City, worker: Browser
) -> None:
    project = city.project(decision_id=None)
    after = {"goedkeuren": ProjectState.RUNNING, "stoppen": ProjectState.FINISHED}
    _be(after.get(path, ProjectState.IDEA))

    page = worker.client.get(city.card(project, f"/{path}"), follow=True)

    assert page.redirect_chain[-1][0] == city.card(project)
    said = {
        "goedkeuren": "resultaat",
        "stoppen": "Gaat het verder?",
    }.get(path, "Eerst besluit iemand of het project doorgaat")
    assert said in str(next(iter(page.context["messages"])))


def test_a_group_whose_covenant_lapsed_is_offered_last_and_says_so(
    city: City, worker: Browser
) -> None:
    today = localdate()
    yesterday = today - timedelta(days=1)
    make_covenant(city.group, from_on=today - timedelta(days=300), until_on=yesterday)
    url = city.card(city.project(decision_id=None), "/goedkeuren")

    offered = worker.get(url).context["form"].fields["body"].choices

    assert [value for value, _name in offered] == [
        "role:community_worker",
        f"group:{city.group.pk}",
    ]
    assert "Wijkteam Molenwijk (convenant verlopen op" in offered[1][1]


@pytest.mark.parametrize("path", STEPS)
def test_who_may_not_takes_no_step(
    path: str, city: City, passer_by: Browser, worker: Browser
) -> None:
    project = city.project(area_ids=(city.other_area.pk,))
    url = city.card(project, f"/{path}")

    assert passer_by.post(url).status_code == 302
    assert worker.post(url).status_code == 403
    assert log_in(city.manager, strong=False).post(url).status_code == 302
    project.refresh_from_db()
    assert project.state == ProjectState.RUNNING

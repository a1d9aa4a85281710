"""Fill in a card from start to finish: step by step, by two at once, and half-way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils.timezone import localdate

from tests.makers.people import make_person, make_role
from tests.makers.places import AT
from tests.web.control.conftest import log_in
from tests.web.programme.conftest import YEAR, make_city
from tests.web.seen import seen
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme import services
from wijkregie.domain.programme.models import CardDraft, CostLine, Project
from wijkregie.domain.programme.states import ProjectState
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db

STEPS = ("wat", "waar", "doelen", "wie", "planning", "geld", "risicos", "nalezen")


@pytest.fixture
def idea(city: City) -> Project:
    return city.project(decision_id=None)


def step(city: City, project: Project, name: str) -> str:
    return city.card(project, f"/invullen/{name}")


def opened(page: Any) -> dict[str, Any]:
    """What a browser would send of a page, as it stands in its fields."""
    forms = [page.context["form"]]
    for lines in page.context["lines"]:
        forms += [lines["management"], *(row["form"] for row in lines["rows"])]
    fields = {field.html_name: field.value() for form in forms for field in form}
    empty: tuple[Any, ...] = (None, False)
    return {
        name: value
        for name, value in fields.items()
        if str(value) and not any(value is one for one in empty)
    }


def told(page: Any) -> list[str]:
    """What the page says of what was filled in."""
    assert page.status_code == 422
    each = [str(error) for _field, errors in page.context["field_errors"] for error in errors]
    return [*page.context["form_errors"], *each]


def test_a_card_is_filled_in_from_start_to_finish(
    city: City, worker: Browser, idea: Project
) -> None:
    typed: dict[str, dict[str, Any]] = {
        "wat": {
            "intended_result": "Dertig mensen eten samen.",
            "reason": "Buren kennen elkaar niet.",
            "plain": "Elke woensdag eten we samen.",
        },
        "waar": {"target_group": "wie alleen eet", "track": "now"},
        "doelen": {"goals": [str(city.goal.pk)]},
        "wie": {
            "lead": str(city.worker.pk),
            "partijen-0-organisation": "Stichting Samen",
            "partijen-0-part": "holder",
            f"partijen-0-hours_{YEAR}": "40",
            "partijen-1-name": "bewoners van de Molenstraat",
            "partijen-1-does": "koken",
        },
        "planning": {
            "from_year": str(YEAR),
            "until_year": str(YEAR + 1),
            "activiteiten-0-title": "Keuken huren",
            "activiteiten-0-party": "holder:Stichting Samen",
            "activiteiten-0-begins_on": f"{YEAR}-03-01",
            "activiteiten-0-ends_on": f"{YEAR}-04-01",
            "activiteiten-1-title": "Eerste maaltijd",
            "activiteiten-1-kind": "milestone",
            "activiteiten-1-ends_on": f"{YEAR}-05-01",
            "beslismomenten-0-year": str(YEAR),
            "beslismomenten-0-question": "komen er minder dan tien mensen?",
            "beslismomenten-0-then": "dan stoppen we",
        },
        "geld": {
            "kosten-0-what": "eten",
            "kosten-0-year": str(YEAR),
            "kosten-0-amount": "1.250,50",
            "dekking-0-funder": "Wijkbudget",
            "dekking-0-year": str(YEAR),
            "dekking-0-amount": "1000",
            "dekking-0-pledge": "promised",
        },
        "risicos": {"risicos-0-what": "de kok wordt ziek", "risicos-0-chance": "3"},
    }
    for at, (name, words) in enumerate(typed.items()):
        page = worker.get(step(city, idea, name))
        assert seen(page).faults() == []
        saved = worker.follow(step(city, idea, name), **opened(page) | words)
        assert saved.redirect_chain[-1][0] == step(city, idea, STEPS[at + 1]), name

    last = seen(worker.get(step(city, idea, "nalezen")))
    assert last.faults() == []
    assert "7 van de 7 stappen zijn ingevuld." in last.text
    assert last.url("Besluit vastleggen") == city.card(idea, "/goedkeuren")
    idea.refresh_from_db()
    assert (idea.plain, idea.track) == ("Elke woensdag eten we samen.", "now")
    assert [one.title for one in idea.activities.order_by("ends_on")] == [
        "Keuken huren",
        "Eerste maaltijd",
    ]
    assert str(idea.activities.get(title="Keuken huren").party) == "Stichting Samen"
    assert idea.costs.get().cents == 125_050
    assert {one.name: one.does for one in idea.parties.all()} == {
        "Stichting Samen": "",
        "bewoners van de Molenstraat": "koken",
    }
    assert [(one.year, one.hours) for one in idea.efforts.all()] == [(YEAR, 40)]
    assert not CardDraft.objects.exists()
    card = seen(worker.get(city.card(idea))).text.replace("\u00a0", " ")
    for said in (
        f"1 maart {YEAR} \N{EN DASH} 1 april {YEAR}",
        "Mijlpaal",
        "Dan stoppen we",
        "Stichting Samen 40 uur",
        "De kok wordt ziek Kans: groot. Schade: middel.",
        "Wat er op deze kaart veranderde",
        "Doel en beoogd resultaat: Het was: niets Nu is het: Dertig mensen eten samen.",
    ):
        assert said in card, said
    assert "Dan: dan" not in card


def test_the_way_on_is_the_first_step_that_is_open(
    city: City, worker: Browser, idea: Project
) -> None:
    first = worker.get(city.card(idea, "/invullen"))
    worker.post(step(city, idea, "risicos"), stop="1", **{"risicos-0-what": "regen"})

    assert first["Location"] == step(city, idea, "wat")
    again = worker.get(city.card(idea, "/wijzigen"))
    assert again["Location"] == step(city, idea, "risicos")
    page = worker.get(step(city, idea, "wat"))
    assert "Risico's half getypt" in seen(page).text


def test_a_step_with_something_in_it_is_not_finished_rather_than_empty(
    city: City, worker: Browser
) -> None:
    idea = city.project(decision_id=None, intended_result="Iets", reason="")

    text = seen(worker.get(step(city, idea, "risicos"))).text

    assert "Wat en waarom nog niet af" in text
    assert "Risico's nog niet ingevuld" in text
    assert "1 van de 7 stappen is ingevuld." in text


def test_what_was_half_typed_comes_back(city: City, worker: Browser, idea: Project) -> None:
    url = step(city, idea, "planning")
    words = opened(worker.get(url)) | {
        "until_year": "gauw",
        "activiteiten-1-title": "Half gety",
        "activiteiten-1-begins_on": "31 foo",
    }

    gone = worker.follow(url, stop="1", **words)
    page = worker.get(url)

    assert "Wat je typte is bewaard." in seen(gone).text
    assert "Dit typte je op" in seen(page).text
    assert seen(page).faults() == []
    assert opened(page)["until_year"] == "gauw"
    assert opened(page)["activiteiten-0-title"] == "Half gety"
    assert opened(page)["activiteiten-0-begins_on"] == "31 foo"
    assert not idea.activities.exists()


def test_what_is_refused_is_kept_and_nobody_else_sees_it(
    city: City, worker: Browser, manager: Browser, idea: Project
) -> None:
    url = step(city, idea, "wat")

    page = worker.post(url, **opened(worker.get(url)) | {"title": "", "reason": "Bijna af"})

    assert told(page) == ["Dit veld is verplicht."]
    assert opened(worker.get(url))["reason"] == "Bijna af"
    assert "Bijna af" not in manager.get(url).content.decode()


def test_half_typed_text_can_be_thrown_away_and_goes_when_it_is_saved(
    city: City, worker: Browser, idea: Project
) -> None:
    url = step(city, idea, "wat")
    words = opened(worker.get(url)) | {"reason": "Half"}
    worker.post(url, stop="1", **words)
    worker.post(url, weggooien="1")

    assert not CardDraft.objects.exists()
    assert "reason" not in opened(worker.get(url))
    worker.post(url, stop="1", **words)
    worker.post(url, **opened(worker.get(url)))
    idea.refresh_from_db()
    assert idea.reason == "Half"
    assert not CardDraft.objects.exists()


def test_more_lines_keep_what_stands_there(city: City, worker: Browser, idea: Project) -> None:
    url = step(city, idea, "risicos")
    words = opened(worker.get(url)) | {"risicos-0-what": "regen", "risicos-1-what": "wind"}

    answer = worker.post(url, regel="risicos", **words)
    page = worker.get(url)

    assert answer["Location"] == f"{url}#risicos"
    assert len(page.context["lines"][0]["rows"]) == 4
    worker.post(url, **opened(page))
    assert {one.what for one in idea.risks.all()} == {"regen", "wind"}


def test_typing_is_kept_along_the_way(city: City, worker: Browser, idea: Project) -> None:
    url = step(city, idea, "wat")

    answer = worker.post(f"{url}/bewaren", reason="Bel 06-12345678", version="1")
    far_too_much = worker.post(f"{url}/bewaren", reason="x" * 300_000)

    assert "Wat je typte is bewaard" in answer.content.decode()
    assert "te veel tekst" in far_too_much.content.decode()
    assert opened(worker.get(url))["reason"] == "Bel 06-12345678"
    assert worker.get(f"{url}/bewaren").status_code == 405
    assert worker.post(f"{step(city, idea, 'iets')}/bewaren").status_code == 404
    stopped = worker.post(url, stop="1", reason="x" * 300_000)
    assert "te veel tekst" in " ".join(told(stopped))


def test_what_was_typed_just_before_it_was_saved_does_not_come_back(
    city: City, worker: Browser, idea: Project
) -> None:
    url = step(city, idea, "wat")
    page = worker.get(url)
    words = opened(page) | {"reason": "Een reden", "blad": page.context["sheet"]}
    worker.post(url, **words)

    late = worker.post(f"{url}/bewaren", **words)

    assert late.content.decode().strip() == "<p></p>"
    assert not CardDraft.objects.exists()


def test_two_editors_are_merged_and_nothing_is_lost(
    city: City, worker: Browser, manager: Browser, idea: Project
) -> None:
    url = step(city, idea, "wat")
    mine, theirs = opened(worker.get(url)), opened(manager.get(url))
    manager.post(url, **theirs | {"title": "Van een ander", "reason": "Een reden"})

    page = worker.post(url, **mine | {"title": "Van mij", "plain": "Gewoon"})

    assert page.status_code == 409
    shown = seen(page)
    assert shown.faults() == []
    assert "Mira Manager sloeg deze kaart op" in shown.text
    assert "Van de ander: Van een ander" in shown.text
    assert "Van jou: Van mij" in shown.text
    assert "Aanleiding: Het was: niets Nu is het: Een reden" in shown.text
    kept = {one["name"]: one["value"] for one in page.context["kept"]}
    assert kept["plain"] == "Gewoon"
    undecided = worker.post(url, **kept)
    assert undecided.status_code == 409
    saved = worker.post(url, **kept | {"keuze:title": "second"})
    assert saved.status_code == 302
    idea.refresh_from_db()
    assert (idea.title, idea.reason, idea.plain) == ("Van mij", "Een reden", "Gewoon")


def test_what_two_editors_changed_apart_comes_together_by_itself(
    city: City, worker: Browser, manager: Browser, idea: Project
) -> None:
    url = step(city, idea, "wat")
    mine, theirs = opened(worker.get(url)), opened(manager.get(url))
    manager.post(url, **theirs | {"reason": "Een reden"})

    worker.post(url, **mine | {"plain": "Gewoon"})

    idea.refresh_from_db()
    assert (idea.reason, idea.plain) == ("Een reden", "Gewoon")


def test_a_choice_made_on_an_older_page_is_asked_again(
    city: City, worker: Browser, manager: Browser, idea: Project
) -> None:
    url = step(city, idea, "wat")
    mine, theirs = opened(worker.get(url)), opened(manager.get(url))
    manager.post(url, **theirs | {"title": "Twee"})
    page = worker.post(url, **mine | {"title": "Van mij"})
    kept = {one["name"]: one["value"] for one in page.context["kept"]}
    manager.post(url, **opened(manager.get(url)) | {"title": "Drie"})

    again = worker.post(url, **kept | {"keuze:title": "second"})

    assert again.status_code == 409
    assert Project.objects.get(pk=idea.pk).title == "Drie"


def test_a_line_that_one_took_away_and_the_other_changed_is_asked(
    city: City, worker: Browser, manager: Browser, idea: Project
) -> None:
    by = installation(city.municipality.pk)
    edit = services.CardEdit(idea.version, {"risks": [services.RiskDraft("regen", 1, 1)]})
    services.change_card(idea.pk, edit, by=by, at=AT)
    url = step(city, idea, "risicos")
    mine, theirs = opened(worker.get(url)), opened(manager.get(url))
    manager.post(url, **theirs | {"risicos-0-DELETE": "on"})

    page = worker.post(url, **mine | {"risicos-0-measure": "een tent"})

    assert "Van de ander: niets" in seen(page).text
    assert "Van jou: Regen; hoe waarschijnlijk: klein" in seen(page).text


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        ("geld", {"kosten-0-amount": "-5", "kosten-0-year": str(YEAR)}, "bedrag"),
        ("geld", {"kosten-0-amount": "30,000", "kosten-0-year": str(YEAR)}, "bedrag"),
        ("geld", {"kosten-0-amount": "5", "kosten-0-year": "1999"}, "1999 valt daarbuiten"),
        ("wat", {"reason": "x" * 1_000_000}, "niet meer dan 2000 tekens"),
        ("wat", {"reason": "Bel mij: 06-12345678"}, "telefoonnummer"),
        ("doelen", {"goals": ["999999"]}, "geldige keuze"),
        ("planning", {"until_year": "2001"}, "Het einde komt voor het begin"),
        (
            "planning",
            {
                "activiteiten-0-title": "x",
                "activiteiten-0-begins_on": "2026-03-02",
                "activiteiten-0-ends_on": "2026-03-01",
            },
            "Het einde komt voor het begin",
        ),
        (
            "planning",
            {"activiteiten-0-title": "x", "activiteiten-0-party": "partner:Vreemd"},
            "geldige keuze",
        ),
        ("wie", {"partijen-0-does": "iets"}, "Kies een organisatie"),
        ("wie", {"partijen-0-name": "x", f"partijen-0-hours_{YEAR}": "-1"}, "minstens 0"),
        (
            "wie",
            {"partijen-0-name": "x", "partijen-1-name": "x"},
            "staat hier twee keer",
        ),
        ("risicos", {"risicos-0-what": "x", "risicos-0-chance": "9"}, "geldige keuze"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(
    name: str, changed: dict[str, Any], said: str, city: City, worker: Browser
) -> None:
    idea = city.project(decision_id=None)
    url = step(city, idea, name)
    if name == "planning":
        party = services.PartyDraft("Stichting Samen")
        edit = services.CardEdit(idea.version, {"parties": [party]})
        by = installation(city.municipality.pk)
        services.change_card(idea.pk, edit, by=by, at=AT)
    before = idea.changes.count()

    page = worker.post(url, **opened(worker.get(url)) | changed)

    assert any(said in text for text in told(page)), told(page)
    assert idea.changes.count() == before
    assert not CostLine.objects.exists()


def test_one_wrong_line_of_money_stores_none(
    city: City, worker: Browser, idea: Project
) -> None:
    url = step(city, idea, "geld")
    words = {
        "kosten-0-amount": "100",
        "kosten-0-year": str(YEAR),
        "kosten-1-amount": "100",
        "kosten-1-year": "1999",
    }

    worker.post(url, **opened(worker.get(url)) | words)

    assert not CostLine.objects.exists()


def test_the_last_step_gives_the_advice_of_the_checks(
    city: City, worker: Browser, idea: Project
) -> None:
    page = seen(worker.get(step(city, idea, "nalezen")))

    assert "Advies" in page.text
    assert "Een groep of een functionaris met het mandaat besluit." in page.text
    running = city.project("Loopt al")
    assert (
        "Over dit project is al besloten."
        in seen(worker.get(step(city, running, "nalezen"))).text
    )


@pytest.mark.parametrize("path", ["/invullen", "/invullen/wat", "/invullen/wat/bewaren"])
def test_a_card_is_filled_in_by_who_may_only(
    path: str, city: City, passer_by: Browser, worker: Browser
) -> None:
    far = city.project("Ver weg", area_ids=(city.other_area.pk,))
    idea = city.project("Idee", decision_id=None)
    other = make_city("Dalstad", "GM9399").project()
    council = make_person(municipality=city.municipality)
    make_role(city.municipality, Role.COUNCIL_MEMBER, person=council)

    assert passer_by.post(city.card(idea, path)).status_code == 404
    assert passer_by.post(city.card(far, path)).status_code == 302
    assert worker.post(city.card(far, path)).status_code == 403
    assert log_in(council).post(city.card(idea, path)).status_code == 403
    assert worker.post(city.card(other, path)).status_code == 404
    assert not CardDraft.objects.exists()


def test_the_card_of_a_project_that_ended_is_read_and_not_filled_in(
    city: City, worker: Browser, idea: Project
) -> None:
    open_page = opened(worker.get(step(city, idea, "wat")))
    services.stop(idea.pk, "Er was geen geld.", by=installation(city.municipality.pk), at=AT)

    for path in ("/invullen", "/invullen/wat", "/invullen/nalezen"):
        answer = worker.get(city.card(idea, path))
        assert (answer.status_code, answer["Location"]) == (302, city.card(idea))
    card = seen(worker.get(city.card(idea)))
    assert "Wat mensen nog moeten weten, schrijf je onder" in card.text
    assert card.url("Schrijf hoe het gaat")
    assert "Kaart invullen" not in card.text
    late = worker.post(step(city, idea, "wat"), **open_page | {"title": "Anders"})
    assert "blijft de kaart zoals die is" in told(late)[0]
    kept = worker.post(step(city, idea, "wat/bewaren"), title="Anders")
    assert "blijft de kaart zoals die is" in kept.content.decode()
    idea.refresh_from_db()
    assert (idea.title, CardDraft.objects.count()) == ("Samen eten", 0)


def test_who_leads_it_as_a_role_is_changed_and_taken_away(
    city: City, worker: Browser, passer_by: Browser, idea: Project
) -> None:
    Project.objects.filter(pk=idea.pk).update(lead_roles=["opbouwwerker", "wijkagent"])
    url = step(city, idea, "wie")
    page = opened(worker.get(url))
    assert page["lead_roles"] == "opbouwwerker\nwijkagent"

    worker.post(url, **page | {"lead": str(city.worker.pk), "lead_roles": " wijkagent \n\n"})

    idea.refresh_from_db()
    assert (idea.lead_id, idea.lead_roles) == (city.worker.pk, ["wijkagent"])
    card = seen(worker.get(city.card(idea))).text
    assert f"{city.worker.name} (wijkagent)" in card
    assert "Naam van de trekker: Het was: niets" in card
    assert "Rol van de trekker: Het was: opbouwwerker en wijkagent" in card
    worker.post(url, **opened(worker.get(url)) | {"lead": "", "lead_roles": ""})
    idea.refresh_from_db()
    assert (idea.lead_id, idea.lead_roles) == (None, [])
    leaks = opened(worker.get(url)) | {"lead_roles": "bel 06 12345678"}
    assert told(worker.post(url, **leaks))
    assert (
        worker.post(url, **opened(worker.get(url)) | {"lead_roles": "x" * 401}).status_code
        == 422
    )


def test_a_strange_step_is_not_there(city: City, worker: Browser, idea: Project) -> None:
    assert worker.get(step(city, idea, "iets")).status_code == 404


def test_an_idea_is_approved_by_a_decision_of_its_body(
    city: City, worker: Browser, idea: Project
) -> None:
    asked = {
        "outcome": "follow_up",
        "body": f"group:{city.group.pk}",
        "taken_on": str(localdate()),
        "reason": "Bewoners vragen erom.",
        "mandate": "Convenant wijkteam",
        "rung": "consult",
    }

    worker.post(city.card(idea, "/goedkeuren"), **asked)

    idea.refresh_from_db()
    assert idea.state == ProjectState.APPROVED

"""Which group gets which reports: tried first, then saved; and standard answers."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.people import make_group, make_organisation, make_role
from tests.makers.places import AT, SYSTEM, area_row, make_areas
from tests.makers.routing import make_desk, make_rule, make_standard
from tests.makers.signals import make_signal
from tests.web.control.conftest import log_in
from tests.web.control.test_contact_and_log import undone
from tests.web.control.test_details_and_look import errors
from wijkregie.domain.people import services as people
from wijkregie.domain.people.states import Role
from wijkregie.domain.places.models import Area
from wijkregie.domain.signals import services
from wijkregie.domain.signals.models import RoutingRule, StandardAnswer
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.control.conftest import Browser, Town
    from wijkregie.domain.people.models import Group
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    """On the pages it is the day of the makers, a little later."""
    with time_machine.travel(AT + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def desk(town: Town) -> Group:
    return make_desk(town.municipality, "Groenbeheer")


def ours(town: Town) -> Viewer:
    """The installation itself, at this municipality."""
    return installation(town.municipality.pk)


def asked(**fields: object) -> dict[str, str]:
    """What the form of a rule sends; nought is for all, or for none."""
    given = {"theme": 0, "area": 0, "group": 0, "organisation": 0, "place": 1, "active": "on"}
    return {name: str(value) for name, value in (given | fields).items()}


def tried_and_saved(browser: Browser, url: str, **fields: object) -> Any:
    """Try a rule and save what was tried; return the page that one then sees."""
    trial = browser.post(url, **asked(**fields), do="try")
    stamp = trial.context["form"]["tried"].value()
    return browser.follow(url, **asked(**fields), do="save", tried=stamp)


def rules(town: Town) -> list[tuple[int, str]]:
    rows = RoutingRule.objects.filter(municipality=town.municipality).order_by("order")
    return [(row.order, row.group.name if row.group else "") for row in rows]


def text_of(page: Any) -> str:
    return str(page.content.decode())


# --- the list


def test_the_rules_stand_in_order_with_how_to_move_them(
    administrator: Browser, town: Town, desk: Group
) -> None:
    housing = make_organisation(town.municipality, "Woonstichting")
    make_rule(town.municipality, desk, area_id=town.own_area.pk, organisation_id=housing.pk)
    make_rule(town.municipality, organisation_id=housing.pk, active=False)

    page = administrator.get(town.url("toewijzing/"))

    shown = [
        (row["place"], row["name"], row["text"], row["off"]) for row in page.context["rules"]
    ]
    assert shown == [
        (1, "Schoon en afval, overal", "gaat naar Wijkteam Heuvelstad", False),
        (
            2,
            "Alles in De Hoek",
            "gaat naar Groenbeheer, en Woonstichting gaat erover",
            False,
        ),
        (
            3,
            "Alles, overal",
            "blijft bij het wijkteam, en Woonstichting gaat erover",
            True,
        ),
    ]
    moves = [[move["text"] for move in row["moves"]] for row in page.context["rules"]]
    assert moves == [["Lager zetten"], ["Hoger zetten", "Lager zetten"], ["Hoger zetten"]]
    assert page.context["faults_text"] == ""


def test_an_empty_list_says_how_to_begin(administrator: Browser, town: Town) -> None:
    services.remove_rule(town.rule_pk, by=ours(town), at=AT)

    text = text_of(administrator.get(town.url("toewijzing/")))

    assert "Er zijn nog geen regels" in text
    assert "Regel toevoegen" in text


def test_a_rule_that_fails_is_shown_with_what_to_do_and_where_it_failed(
    administrator: Browser, town: Town
) -> None:
    team = make_group(town.municipality, "Wijkteam Leeg")
    people.end_group(town.group.pk, by=ours(town), at=AT)
    signal = make_signal(town.municipality, town.own_area, theme=town.theme)

    page = administrator.get(town.url("toewijzing/"))

    assert page.context["faults_text"].startswith("1 regel werkt niet")
    assert page.context["rules"][0]["fault_text"].startswith("Deze groep is gestopt")
    (failed,) = page.context["failed"]
    assert failed["url"].endswith(signal.reference)
    assert failed["name"] == "Schoon en afval, De Hoek"
    assert failed["text"].startswith("Wijkteam Heuvelstad: Deze groep is gestopt")
    assert [one["name"] for one in page.context["empty_teams"]] == ["Wijkteam Leeg"]
    assert town.url(f"groepen/{team.pk}/") in text_of(page)


def test_a_manager_is_not_led_to_settings_that_are_closed(town: Town) -> None:
    make_group(town.municipality, "Wijkteam Leeg")
    manager = log_in(make_role(town.municipality, Role.DISTRICT_MANAGER).person)

    page = manager.get(town.url("toewijzing/"))

    assert "Wijkteam Leeg heeft geen leden" in text_of(page)
    assert town.url("groepen/") not in text_of(page)
    assert [crumb["name"] for crumb in page.context["crumbs"]] == ["Toewijzing"]


# --- a rule is tried, then saved


def test_a_rule_is_tried_first_and_then_saved(
    administrator: Browser, town: Town, desk: Group
) -> None:
    for _one in range(2):
        make_signal(town.municipality, town.own_area, theme=town.theme)
    url, rows = town.url("toewijzing/nieuw/"), LogRow.objects.count()

    trial = administrator.post(url, **asked(group=desk.pk), do="try")

    assert trial.status_code == HTTPStatus.OK
    assert LogRow.objects.count() == rows
    shown = trial.context["trial"]
    assert "zouden er 2 ergens anders heen gaan" in shown["text"]
    assert [(row["name"], row["now"], row["then"]) for row in shown["rows"]] == [
        ("Groenbeheer", 0, 2),
        ("Wijkteam Heuvelstad", 2, 0),
    ]
    assert "van Wijkteam Heuvelstad naar Groenbeheer" in text_of(trial)
    assert "+2" in text_of(trial)

    page = tried_and_saved(administrator, url, group=desk.pk)

    assert "De regel is opgeslagen" in text_of(page)
    assert rules(town) == [(1, "Groenbeheer"), (2, "Wijkteam Heuvelstad")]


def test_what_was_not_tried_is_not_saved(
    administrator: Browser, town: Town, desk: Group
) -> None:
    url, before = town.url("toewijzing/nieuw/"), rules(town)
    stamp = administrator.post(url, **asked(group=desk.pk), do="try").context["form"]
    tried = stamp["tried"].value()

    never = administrator.post(url, **asked(group=desk.pk), do="save")
    other = administrator.post(url, **asked(group=desk.pk, place=2), do="save", tried=tried)
    make_rule(town.municipality, desk)
    late = administrator.post(url, **asked(group=desk.pk), do="save", tried=tried)

    for page in (never, other, late):
        assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "Dit heb je nog niet geprobeerd" in text_of(page)
        assert page.context["trial"] is not None
    assert rules(town) == [*before, (2, "Groenbeheer")]

    again = late.context["form"]["tried"].value()
    administrator.post(url, **asked(group=desk.pk), do="save", tried=again)
    assert rules(town)[0] == (1, "Groenbeheer")


def test_a_rule_is_changed_and_keeps_what_it_names(
    administrator: Browser, town: Town, desk: Group
) -> None:
    number = town.municipality.codes.get().code[2:]
    old = Area.objects.get(code=f"BU{number}0102")
    housing = make_organisation(town.municipality, "Woonstichting")
    made = make_rule(
        town.municipality,
        desk,
        area_id=old.pk,
        theme_id=town.theme.pk,
        organisation_id=housing.pk,
    )
    make_areas(
        area_row(f"WK{number}01", "Molenwijk"),
        area_row(f"BU{number}0101", "Molenwijk-Noord"),
        year=2018,
    )
    by = ours(town)
    wanted = services.ThemeDraft(town.theme.name, active=False)
    services.change_theme(town.theme.pk, wanted, by=by, at=AT)
    people.end_group(desk.pk, by=by, at=AT)
    url = town.url(f"toewijzing/{made}/")

    text = text_of(administrator.get(url))

    for name in ("Molenwijk-Zuid", "Groenbeheer (bestaat niet meer)", "Schoon en afval"):
        assert name in text
    assert "Deze groep is gestopt. Kies een andere groep." in text
    assert town.url(f"toewijzing/{made}/weghalen/") in text

    tried_and_saved(administrator, url, group=town.group.pk, place=1, active="")
    row = RoutingRule.objects.get(pk=made)
    assert (row.order, row.area, row.theme, row.group, row.active) == (
        1,
        None,
        None,
        town.group,
        False,
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Kies een groep, een organisatie, of allebei."),
        ({"group": 999_999}, "999999"),
        ({"theme": ""}, "verplicht"),
        ({"area": "x"}, "x"),
        ({"place": 3, "group": 1}, "3"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(
    fields: dict[str, object], said: str, administrator: Browser, town: Town
) -> None:
    url = town.url("toewijzing/nieuw/")
    trial = administrator.post(url, **asked(**fields), do="try")
    stamp = trial.context["form"]["tried"].value() or ""

    page = administrator.post(url, **asked(**fields), do="save", tried=stamp)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert any(said in text for text in errors(page)), errors(page)
    assert page.context["trial"] is None
    assert rules(town) == [(1, "Wijkteam Heuvelstad")]


def test_a_manager_of_one_area_hears_which_rules_are_not_theirs(
    town: Town, desk: Group
) -> None:
    person = make_role(town.municipality, Role.DISTRICT_MANAGER, area=town.own_area).person
    browser, url = log_in(person), town.url("toewijzing/nieuw/")

    page = tried_and_saved(browser, url, group=desk.pk)
    assert any("alleen voor je eigen gebied" in text for text in errors(page))

    tried_and_saved(browser, url, group=desk.pk, area=town.own_area.pk)
    assert rules(town) == [(1, "Groenbeheer"), (2, "Wijkteam Heuvelstad")]


# --- moved and removed


def test_a_rule_is_moved_after_a_look_and_back(
    administrator: Browser, town: Town, desk: Group
) -> None:
    make_signal(town.municipality, theme=town.theme)
    made = make_rule(town.municipality, desk)
    url = town.url(f"toewijzing/{made}/plek/")

    look = administrator.get(url, plek="1")
    assert "Van plek 2 naar plek 1: Alles, overal, gaat naar Groenbeheer." in text_of(look)
    assert "zou er 1 ergens anders heen gaan" in look.context["trial"]["text"]
    assert rules(town)[0] == (1, "Wijkteam Heuvelstad")

    page = administrator.follow(url, plek="1")
    assert rules(town)[0] == (1, "Groenbeheer")
    undone(administrator, page)
    assert rules(town)[0] == (1, "Wijkteam Heuvelstad")


@pytest.mark.parametrize("place", ["", "x", "-1", "²", "9" * 30])
def test_a_place_that_is_none_is_where_it_stands(
    place: str, administrator: Browser, town: Town
) -> None:
    page = administrator.get(town.url(f"toewijzing/{town.rule_pk}/plek/"), plek=place)

    assert page.context["fields"] == [{"name": "plek", "value": 1}]


def test_a_rule_is_removed_after_a_look(administrator: Browser, town: Town) -> None:
    url = town.url(f"toewijzing/{town.rule_pk}/weghalen/")

    look = administrator.get(url)
    assert "Je gaat deze regel weghalen: Schoon en afval, overal" in text_of(look)
    assert "Er valt dus niets te proberen" in look.context["trial"]["text"]

    page = administrator.follow(url)
    assert "is weg" in text_of(page)
    assert rules(town) == []
    assert administrator.get(url).status_code == HTTPStatus.NOT_FOUND


def test_a_manager_of_another_area_removes_nothing(town: Town) -> None:
    person = make_role(town.municipality, Role.DISTRICT_MANAGER, area=town.own_area).person
    browser = log_in(person)

    for path in ("weghalen/", "plek/"):
        page = browser.post(town.url(f"toewijzing/{town.rule_pk}/{path}"))
        assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert any("alleen voor je eigen gebied" in text for text in errors(page))

    assert rules(town) == [(1, "Wijkteam Heuvelstad")]


def test_a_trial_says_when_nothing_changes_and_when_a_rule_would_fail(
    administrator: Browser, town: Town
) -> None:
    empty = make_group(town.municipality, "Leeg")
    url = town.url("toewijzing/nieuw/")
    make_signal(town.municipality, theme=town.theme)

    one = administrator.post(url, **asked(group=empty.pk), do="try").context["trial"]
    make_signal(town.municipality, theme=town.theme)
    two = administrator.post(url, **asked(group=empty.pk), do="try").context["trial"]

    assert one["text"].startswith("De ene melding sinds")
    assert two["text"].startswith("Alle 2 meldingen sinds")
    assert one["failed"][0]["title"] == "Bij 1 melding lukt een regel niet: Leeg"
    assert two["failed"][0]["title"] == "Bij 2 meldingen lukt een regel niet: Leeg"
    assert "Deze groep heeft geen leden" in two["failed"][0]["text"]


def test_the_pages_cost_a_fixed_number_of_queries(
    administrator: Browser, town: Town, desk: Group
) -> None:
    counts: dict[str, list[int]] = {}
    for more in (1, 12):
        for _one in range(more):
            make_rule(town.municipality, desk)
            make_standard(town.municipality)
            make_signal(town.municipality, theme=town.theme)
        for path in ("toewijzing/", f"toewijzing/{town.rule_pk}/weghalen/", "antwoorden/"):
            administrator.get(town.url(path))
            with CaptureQueriesContext(connection) as done:
                administrator.get(town.url(path))
            counts.setdefault(path, []).append(len(done))

    for path, (few, many) in counts.items():
        assert few == many, path
        assert many <= 22, (path, many)


# --- standard answers


def test_a_standard_answer_is_added_and_changed(administrator: Browser, town: Town) -> None:
    fields = {"name": "Niet nu", "theme": str(town.theme.pk), "outcome": "decline"}

    page = administrator.follow(
        town.url("antwoorden/nieuw/"), **fields, text="Dit jaar niet.", active="on"
    )
    assert "Niet nu\N{RIGHT SINGLE QUOTATION MARK} is toegevoegd." in text_of(page)
    made = StandardAnswer.objects.get(name="Niet nu")
    assert (made.theme, made.outcome, made.active) == (town.theme, "decline", True)
    items = {one["name"]: one for one in page.context["items"]}
    assert items["Niet nu"]["text"] == "Schoon en afval · Als het niet wordt opgepakt"
    assert (
        items["Gemaakt in Heuvelstad"]["text"]
        == "Alle thema\N{RIGHT SINGLE QUOTATION MARK}s · Na elk besluit"
    )

    url = town.url(f"antwoorden/{made.pk}/")
    services.change_theme(
        town.theme.pk, services.ThemeDraft("Oud", active=False), by=SYSTEM, at=AT
    )
    assert "Oud" in text_of(administrator.get(url))
    page = administrator.follow(url, **fields | {"name": "Later"}, text="Volgend jaar.")
    assert "Later\N{RIGHT SINGLE QUOTATION MARK} is opgeslagen." in text_of(page)
    assert {one["name"]: one["side_text"] for one in page.context["items"]}[
        "Later"
    ] == "niet in gebruik"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("", "Tekst", "verplicht"),
        ("Nieuw", " ", "verplicht"),
        ("gemaakt in HEUVELSTAD", "Tekst", "Er is al een standaardantwoord met deze naam."),
        ("Nieuw", "x" * 4001, "niet meer dan 4000 tekens"),
    ],
)
def test_a_standard_answer_that_cannot_be_is_refused(
    name: str, text: str, said: str, administrator: Browser, town: Town
) -> None:
    page = administrator.post(
        town.url("antwoorden/nieuw/"), name=name, text=text, theme="0", outcome=""
    )

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert any(said in words for words in errors(page)), errors(page)
    assert StandardAnswer.objects.count() == 1

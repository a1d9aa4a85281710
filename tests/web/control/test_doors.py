"""Who gets in at the settings, page by page, and who does not."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.urls import URLPattern, URLResolver

from tests.makers.people import make_person, make_role
from tests.makers.places import make_own_area
from tests.web.control.conftest import Town, log_in
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow
from wijkregie.web.control import urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.control.conftest import Browser

pytestmark = pytest.mark.django_db

ACTIONS = {
    "code_add",
    "code_remove",
    "logo_remove",
    "phone_remove",
    "role_end",
    "role_give",
    "seat_end",
    "seat_give",
    "theme_use",
}


def _names(found: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in found:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        else:
            yield str(one.name)


NAMES = sorted(_names(list(urls.urlpatterns)))


def address(name: str, town: Town) -> str:
    """Return the address of a page, of the rows of this municipality."""
    paths = {
        "index": "",
        "details": "gegevens/",
        "look": "huisstijl/",
        "logo": "huisstijl/logo/",
        "logo_remove": "huisstijl/logo/weghalen/",
        "areas": "gebieden/",
        "code_add": "gebieden/codes/toevoegen/",
        "code_remove": "gebieden/codes/weghalen/",
        "area_new": "gebieden/nieuw/",
        "area": f"gebieden/gebied/{town.own_area.code}/",
        "area_remove": f"gebieden/gebied/{town.own_area.code}/weghalen/",
        "own_figures": "eigen-cijfers/",
        "own_figure_new": "eigen-cijfers/nieuw/",
        "own_figure": f"eigen-cijfers/{town.own_figure_pk}/",
        "groups": "groepen/",
        "group_new": "groepen/nieuw/",
        "group": f"groepen/{town.group.pk}/",
        "group_change": f"groepen/{town.group.pk}/wijzigen/",
        "group_end": f"groepen/{town.group.pk}/stoppen/",
        "seat_give": f"groepen/{town.group.pk}/plaatsen/",
        "seat_end": f"groepen/{town.group.pk}/plaatsen/{town.seat.pk}/stoppen/",
        "persons": "mensen/",
        "person_new": "mensen/nieuw/",
        "person": f"mensen/{town.worker.pk}/",
        "person_change": f"mensen/{town.worker.pk}/wijzigen/",
        "person_reset": f"mensen/{town.worker.pk}/tweede-stap/",
        "person_end": f"mensen/{town.worker.pk}/stoppen/",
        "role_give": f"mensen/{town.worker.pk}/rollen/",
        "role_end": f"mensen/{town.worker.pk}/rollen/{town.role.pk}/stoppen/",
        "organisations": "organisaties/",
        "organisation_new": "organisaties/nieuw/",
        "organisation": f"organisaties/{town.organisation.pk}/",
        "themes": "themas/",
        "theme_new": "themas/nieuw/",
        "theme": f"themas/{town.theme.pk}/",
        "theme_use": f"themas/{town.theme.pk}/gebruik/",
        "routing": "toewijzing/",
        "rule_new": "toewijzing/nieuw/",
        "rule": f"toewijzing/{town.rule_pk}/",
        "rule_move": f"toewijzing/{town.rule_pk}/plek/",
        "rule_remove": f"toewijzing/{town.rule_pk}/weghalen/",
        "answers": "antwoorden/",
        "answer_new": "antwoorden/nieuw/",
        "answer": f"antwoorden/{town.answer_pk}/",
        "phones": "telefoonnummers/",
        "phone_new": "telefoonnummers/nieuw/",
        "phone": f"telefoonnummers/{town.phone.pk}/",
        "phone_remove": f"telefoonnummers/{town.phone.pk}/weghalen/",
        "sealed": "zorgmeldpunt/",
        "sealed_alarm": "zorgmeldpunt/alarm/",
        "log": "logboek/",
    }
    return town.url(paths[name])


PAGES = [name for name in NAMES if name not in ACTIONS]
#: What is open to district managers too.
SHARED = [name for name in NAMES if name.startswith(("routing", "rule", "answer"))]
#: What is open to those who record figures: district managers of the whole municipality too.
RECORDED = [name for name in NAMES if name.startswith("own_figure")]


@pytest.mark.parametrize("name", PAGES)
def test_an_administrator_sees_the_page(name: str, administrator: Browser, town: Town) -> None:
    page = administrator.get(address(name, town))

    assert page.status_code == HTTPStatus.OK
    assert "no-store" in page["Cache-Control"]
    text = page.content.decode()
    assert text.count("<h1") == 1
    assert "Beheer" in text


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_what_only_acts_has_no_page(name: str, administrator: Browser, town: Town) -> None:
    page = administrator.get(address(name, town))

    assert page.status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("name", PAGES)
def test_an_operator_sees_the_page(name: str, operator: Browser, town: Town) -> None:
    assert operator.get(address(name, town)).status_code == HTTPStatus.OK


@pytest.mark.parametrize("name", NAMES)
def test_a_passer_by_is_asked_to_log_in_and_comes_back(name: str, town: Town) -> None:
    asked = address(name, town)

    page = log_in(None).get(asked)

    assert page.status_code == HTTPStatus.FOUND
    assert page["Location"] == f"/inloggen/?next={asked}"


@pytest.mark.parametrize("name", NAMES)
def test_what_a_passer_by_sends_is_not_done(name: str, town: Town) -> None:
    before = LogRow.objects.count()

    page = log_in(None).post(address(name, town), name="Kaping", group=town.group.pk)

    homes = dict.fromkeys(SHARED, "toewijzing/") | dict.fromkeys(RECORDED, "eigen-cijfers/")
    home = town.url(homes.get(name, ""))
    assert page["Location"] == f"/inloggen/?next={home}"
    assert LogRow.objects.count() == before


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["worker", "resident", "neighbour", "area_manager"])
def test_who_is_no_administrator_here_is_refused(
    name: str, who: str, town: Town, other_town: Town
) -> None:
    if name in {*SHARED, *RECORDED} and who == "area_manager":
        who = "specialist"
    persons = {
        "worker": town.worker,
        "resident": make_person("Bewoner", municipality=town.municipality),
        "neighbour": other_town.administrator,
        "area_manager": make_role(town.municipality, Role.DISTRICT_MANAGER).person,
        "specialist": make_role(town.municipality, Role.SPECIALIST).person,
    }
    browser, before = log_in(persons[who]), LogRow.objects.count()

    pages = [
        browser.get(address(name, town)),
        browser.post(address(name, town), name="Kaping", group=town.group.pk, do="save"),
    ]

    assert [page.status_code for page in pages] == [HTTPStatus.FORBIDDEN] * 2
    assert LogRow.objects.count() == before


@pytest.mark.parametrize("name", SHARED)
def test_a_district_manager_sees_the_pages_that_are_shared(name: str, town: Town) -> None:
    manager = make_role(town.municipality, Role.DISTRICT_MANAGER, area=town.own_area).person

    page = log_in(manager).get(address(name, town))
    weak = log_in(manager, strong=False).get(address(name, town))

    assert page.status_code == HTTPStatus.OK
    text = page.content.decode()
    assert [str(one["name"]) for one in page.context["menu"]] == [
        "Toewijzing",
        "Antwoorden",
    ]
    assert f'href="{town.url("toewijzing/")}"' in text
    assert f'href="{town.url()}"' not in text
    assert weak["Location"].startswith("/account/tweede-stap/instellen/?next=")


@pytest.mark.parametrize("name", RECORDED)
def test_who_records_figures_sees_the_pages_for_it(name: str, town: Town) -> None:
    manager = make_role(town.municipality, Role.DISTRICT_MANAGER).person
    of_one_area = make_role(town.municipality, Role.DISTRICT_MANAGER, area=town.own_area).person

    page = log_in(manager).get(address(name, town))
    refused = log_in(of_one_area).get(address(name, town))

    assert page.status_code == HTTPStatus.OK
    assert [str(one["name"]) for one in page.context["menu"]] == [
        "Eigen cijfers",
        "Toewijzing",
        "Antwoorden",
    ]
    assert refused.status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("name", PAGES)
def test_an_administrator_without_the_second_step_is_led_to_it(name: str, town: Town) -> None:
    page = log_in(town.administrator, strong=False).get(address(name, town))

    assert page.status_code == HTTPStatus.FOUND
    assert page["Location"].startswith("/account/tweede-stap/instellen/?next=")


WITH_ROW = [
    name
    for name in NAMES
    if name.startswith(("area_", "group_", "seat_", "person_", "role_"))
    and not name.endswith("_new")
]
WITH_ROW += ["area", "group", "organisation", "person", "phone", "phone_remove"]
WITH_ROW += ["theme", "theme_use", "rule", "rule_move", "rule_remove", "answer", "own_figure"]


@pytest.mark.parametrize("name", WITH_ROW)
def test_rows_of_another_municipality_are_not_there(
    name: str, administrator: Browser, town: Town, other_town: Town
) -> None:
    other_town.own_area = make_own_area(other_town.municipality, "De Bocht")
    theirs = address(name, other_town).replace(other_town.url(), town.url())
    before = LogRow.objects.count()

    sent = administrator.post(theirs, name="Kaping", active="no")
    seen = administrator.get(theirs)

    assert sent.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert name in ACTIONS or seen.status_code == HTTPStatus.NOT_FOUND
    assert LogRow.objects.count() == before
    assert other_town.municipality.name not in sent.content.decode() + seen.content.decode()


@pytest.mark.parametrize("number", ["0", "99999", "9223372036854775807", "9" * 30])
@pytest.mark.parametrize(
    "path",
    [
        "groepen/{}/",
        "mensen/{}/",
        "organisaties/{}/",
        "themas/{}/",
        "telefoonnummers/{}/",
        "toewijzing/{}/",
        "antwoorden/{}/",
    ],
)
def test_numbers_that_are_nobodys_are_not_there(
    path: str, number: str, administrator: Browser, town: Town
) -> None:
    page = administrator.get(town.url(path.format(number)))

    assert page.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("slug", ["nederland", "nergens"])
def test_there_are_no_settings_of_the_country_or_of_nowhere(
    slug: str, operator: Browser
) -> None:
    assert operator.get(f"/{slug}/beheer/").status_code == HTTPStatus.NOT_FOUND


def test_the_overview_names_what_is_missing(operator: Browser, town: Town) -> None:
    page = operator.get(town.url())

    assert [str(one["name"]) for one in page.context["missing"]] == ["Zorgen over personen"]

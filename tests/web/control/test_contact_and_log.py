"""Themes, phone numbers, the log, and what all lists have in common."""

from __future__ import annotations

import ast
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

import wijkregie
from tests.makers.people import make_group, make_organisation, make_person, make_role
from tests.makers.places import AT, SYSTEM, make_own_area
from tests.web.control.test_details_and_look import errors
from wijkregie.domain.people.states import Role
from wijkregie.domain.places import services as places
from wijkregie.domain.places.models import PhoneNumber
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.models import Theme
from wijkregie.kit import audit
from wijkregie.kit.models import LogRow
from wijkregie.web.control.log_words import WORDS, in_words

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser, Town

pytestmark = pytest.mark.django_db

PHONE = {"label": "Wijkteam", "number": "0800 - 1234", "when": "op werkdagen", "order": "2"}
LISTS = ["gebieden/", "groepen/", "mensen/", "organisaties/", "themas/", "telefoonnummers/"]
LISTS += ["logboek/"]


def undone(browser: Browser, page: Any) -> Any:
    undo = page.context["undo"]
    return browser.follow(undo["url"], **{one["name"]: one["value"] for one in undo["fields"]})


def test_a_theme_is_added_with_its_term(administrator: Browser, town: Town) -> None:
    page = administrator.follow(town.url("themas/nieuw/"), name="Verkeer", answer_days="8")

    assert "8 werkdagen" in page.content.decode()
    assert Theme.objects.get(name="Verkeer").municipality == town.municipality


def test_a_theme_is_changed_and_stays_in_use(administrator: Browser, town: Town) -> None:
    administrator.post(town.url(f"themas/{town.theme.pk}/"), name="Schoon", answer_days="1")

    town.theme.refresh_from_db()
    assert (town.theme.name, town.theme.answer_days, town.theme.active) == ("Schoon", 1, True)


def test_a_theme_goes_out_of_use_and_comes_back(administrator: Browser, town: Town) -> None:
    page = administrator.follow(town.url(f"themas/{town.theme.pk}/gebruik/"), active="no")
    town.theme.refresh_from_db()
    assert not town.theme.active
    assert "niet in gebruik" in page.content.decode()

    undone(administrator, page)

    town.theme.refresh_from_db()
    assert town.theme.active


@pytest.mark.parametrize(
    ("name", "days", "said"),
    [
        ("", "5", "Dit veld is verplicht."),
        ("schoon en AFVAL", "5", "Er is al een thema met deze naam"),
        ("Nieuw", "0", "1"),
        ("Nieuw", "61", "60"),
        ("Nieuw", "-3", "1"),
        ("Nieuw", "gauw", "geheel getal"),
        ("x" * 81, "5", "niet meer dan 80 tekens"),
    ],
)
def test_a_theme_that_cannot_be_is_refused(
    name: str, days: str, said: str, administrator: Browser, town: Town
) -> None:
    before = Theme.objects.count(), LogRow.objects.count()

    page = administrator.post(town.url("themas/nieuw/"), name=name, answer_days=days)

    assert any(said in text for text in errors(page)), errors(page)
    assert (Theme.objects.count(), LogRow.objects.count()) == before


def test_a_number_is_added_changed_removed_and_brought_back(
    administrator: Browser, town: Town
) -> None:
    administrator.post(town.url("telefoonnummers/nieuw/"), **PHONE)
    made = PhoneNumber.objects.get(label="Wijkteam")
    url = town.url(f"telefoonnummers/{made.pk}/")
    administrator.post(url, **PHONE | {"number": "0800 - 4321", "urgent": "on"})
    made.refresh_from_db()
    assert (made.number, made.urgent, made.order) == ("0800 - 4321", True, 2)

    page = administrator.follow(f"{url}weghalen/")
    assert not PhoneNumber.objects.filter(pk=made.pk).exists()
    undone(administrator, page)

    back = PhoneNumber.objects.get(label="Wijkteam")
    assert (back.number, back.when, back.urgent, back.order) == (
        "0800 - 4321",
        "op werkdagen",
        True,
        2,
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"label": ""}, "Dit veld is verplicht."),
        ({"number": "bel maar"}, "Dit is geen telefoonnummer."),
        ({"number": "1" * 21}, "niet meer dan 20 tekens"),
        ({"label": "direct GEVAAR", "number": "112"}, "Dit nummer staat al in de lijst."),
        ({"order": "1000"}, "999"),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    changed: dict[str, str], said: str, administrator: Browser, town: Town
) -> None:
    before = PhoneNumber.objects.count(), LogRow.objects.count()

    page = administrator.post(town.url("telefoonnummers/nieuw/"), **PHONE | changed)

    assert any(said in text for text in errors(page)), errors(page)
    assert (PhoneNumber.objects.count(), LogRow.objects.count()) == before


def test_sent_twice_a_number_stands_in_the_list_once(
    administrator: Browser, town: Town
) -> None:
    for _ in range(2):
        administrator.post(town.url("telefoonnummers/nieuw/"), **PHONE)

    assert PhoneNumber.objects.filter(label="Wijkteam").count() == 1


def test_a_number_removed_twice_is_told(administrator: Browser, town: Town) -> None:
    url = town.url(f"telefoonnummers/{town.phone.pk}/weghalen/")

    seen = [administrator.post(url).status_code for _ in range(2)]

    assert seen == [HTTPStatus.FOUND, HTTPStatus.NOT_FOUND]


def test_the_log_tells_who_did_what_here_and_nothing_of_elsewhere(
    administrator: Browser, town: Town, other_town: Town
) -> None:
    administrator.post(town.url("gegevens/"), name="Heuvelstad", address="formal")
    places.add_phone_number(
        other_town.municipality.pk,
        places.NewPhoneNumber(label="Elders", number="123"),
        by=SYSTEM,
        at=AT,
    )

    page = administrator.get(town.url("logboek/"))

    first = page.context["rows"][0]
    assert first["what"] == "naam of aanspreekvorm gewijzigd"
    assert first["who"] == "Beheerder van Heuvelstad"
    assert len(page.context["rows"]) == audit.rows_of(town.municipality.pk).count()
    assert (
        audit.rows_of(other_town.municipality.pk).filter(what="phone_number.add").count() == 2
    )


def test_who_left_is_no_longer_named_in_the_log(administrator: Browser, town: Town) -> None:
    second = make_role(town.municipality).person
    audit.record("theme.change", town.theme, by=None, at=AT)
    LogRow.objects.filter(what="theme.change").update(by_id=second.pk)
    administrator.post(town.url(f"mensen/{second.pk}/stoppen/"))

    rows = administrator.get(town.url("logboek/")).context["rows"]

    told = [row["who"] for row in rows if row["what"] == "thema gewijzigd"]
    assert told == ["iemand die hier niet (meer) werkt"]


def words_of_the_log() -> set[str]:
    """Return what the program writes in the log, read in its source."""
    found: set[str] = set()
    for path in Path(wijkregie.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                found |= {
                    one.value
                    for one in ast.walk(node.args[0])
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return found


def test_everything_in_the_log_has_words() -> None:
    found = words_of_the_log()

    assert len(found) > 30
    assert found == set(WORDS)
    with translation.override("nl"):
        assert in_words("theme.add") == "thema toegevoegd"
        assert in_words("iets van vroeger") == "iets van vroeger"


def fill(town: Town, count: int) -> None:
    """Make so many of everything."""
    for number in range(count):
        here = town.municipality
        make_group(here, f"Groep nr {number}", areas=[town.own_area])
        make_organisation(here)
        person = make_person(municipality=here)
        make_role(here, Role.SPECIALIST, person=person, area=town.own_area)
        make_own_area(here, f"Gebied nr {number}")
        signals.add_theme(here.pk, signals.ThemeDraft(f"Thema {number}"), by=SYSTEM, at=AT)
        wanted = places.NewPhoneNumber(label=f"Nummer {number}", number="123")
        places.add_phone_number(here.pk, wanted, by=SYSTEM, at=AT)


def queries_of(browser: Browser, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == HTTPStatus.OK
    return len(asked)


def test_a_list_costs_the_same_however_long_it_is(administrator: Browser, town: Town) -> None:
    fill(town, 1)
    pages = [*LISTS, "", "gebieden/nieuw/", "groepen/nieuw/", f"groepen/{town.group.pk}/"]
    pages += [f"mensen/{town.worker.pk}/", "zorgmeldpunt/"]
    few = {page: queries_of(administrator, town.url(page)) for page in pages}

    for number in range(20):
        here = town.municipality
        make_group(here, areas=[town.own_area])
        make_organisation(here)
        make_role(here, Role.SPECIALIST, area=town.own_area)
        make_own_area(here, f"Meer {number}")
    many = {page: queries_of(administrator, town.url(page)) for page in pages}

    assert many == few
    assert max(many.values()) <= 22


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("asked", ["1", "2", "99999", "-1", "x", "\x00", "9" * 400, ""])
def test_a_list_is_paged_and_takes_any_number_of_page(
    path: str, asked: str, administrator: Browser, town: Town
) -> None:
    page = administrator.get(town.url(path), pagina=asked)

    assert page.status_code in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}


def test_the_second_page_holds_the_rest(administrator: Browser, town: Town) -> None:
    fill(town, 26)

    for path in LISTS:
        first = administrator.get(town.url(path)).context
        second = administrator.get(town.url(path), pagina="2").context
        key = "rows" if path == "logboek/" else "items"
        assert len(first[key]) == (50 if path == "logboek/" else 25), path
        assert second[key], path
        assert first["pages"]["next_url"] == "?pagina=2"
        assert second["pages"]["previous_url"] == "?pagina=1"

"""Accounts, roles and organisations."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_group, make_person, make_role, make_seat
from tests.web.control.conftest import log_in
from tests.web.control.test_details_and_look import errors
from wijkregie.domain.people.models import Organisation, Person, RoleHeld
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser, Town

pytestmark = pytest.mark.django_db


def person_url(town: Town, path: str = "") -> str:
    return town.url(f"mensen/{town.worker.pk}/{path}")


def test_an_account_is_made_that_this_municipality_looks_after(
    administrator: Browser, town: Town
) -> None:
    page = administrator.follow(
        town.url("mensen/nieuw/"), name="Vera Voorbeeld", email="vera@voorbeeld.nl"
    )

    made = Person.objects.get(email="vera@voorbeeld.nl")
    assert made.municipality == town.municipality
    assert "Vera Voorbeeld kan nu inloggen" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        ("", "vera@voorbeeld.nl", "Dit veld is verplicht."),
        ("Vera", "geen adres", "e-mailadres"),
        ("Vera", "bezet@voorbeeld.nl", "Dit adres is al in gebruik."),
        ("Vera", "BEZET@voorbeeld.nl", "Dit adres is al in gebruik."),
        ("Vera\x00", "vera@voorbeeld.nl", "Null-tekens"),
        ("x" * 121, "vera@voorbeeld.nl", "niet meer dan 120 tekens"),
        ("Vera", "v" * 300 + "@voorbeeld.nl", "niet meer dan 200 tekens"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    name: str, email: str, said: str, administrator: Browser, town: Town
) -> None:
    make_person(email="bezet@voorbeeld.nl", municipality=town.municipality)
    before = Person.objects.count(), LogRow.objects.count()

    page = administrator.post(town.url("mensen/nieuw/"), name=name, email=email)

    assert any(said in text for text in errors(page)), errors(page)
    assert (Person.objects.count(), LogRow.objects.count()) == before


def test_a_name_with_a_script_is_shown_as_text(administrator: Browser, town: Town) -> None:
    name = "<img src=x onerror=alert(1)>"
    administrator.post(person_url(town, "wijzigen/"), name=name, email=town.worker.email)

    urls = [town.url("mensen/"), person_url(town), town.url(f"groepen/{town.group.pk}/")]

    for url in urls:
        text = administrator.get(url).content.decode()
        assert name not in text
        assert "&lt;img src=x" in text


def test_an_account_of_elsewhere_is_seen_but_not_changed(
    administrator: Browser, town: Town, other_town: Town
) -> None:
    make_role(town.municipality, Role.SPECIALIST, person=other_town.worker)
    url = town.url(f"mensen/{other_town.worker.pk}/")

    seen = administrator.get(url).content.decode()
    page = administrator.post(f"{url}wijzigen/", name="Kaping", email="kaping@voorbeeld.nl")

    assert "Een andere gemeente beheert dit account" in seen
    assert any("Een andere gemeente beheert dit account" in one for one in errors(page))
    other_town.worker.refresh_from_db()
    assert other_town.worker.name == "Werker van Dalstad"


def test_a_role_is_given_taken_away_and_brought_back(
    administrator: Browser, town: Town
) -> None:
    held = RoleHeld.objects.filter(person=town.worker, role=Role.SPECIALIST, until_on=None)
    page = administrator.follow(
        person_url(town, "rollen/"), role="specialist", area=town.own_area.pk
    )
    assert "vakspecialist in De Hoek" in page.content.decode()

    page = administrator.follow(person_url(town, f"rollen/{held.get().pk}/stoppen/"))
    assert not held.exists()
    undo = page.context["undo"]
    administrator.post(undo["url"], **{one["name"]: one["value"] for one in undo["fields"]})
    assert held.get().area == town.own_area


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("", ""), "Dit veld is verplicht."),
        (("keizer", ""), "geldige keuze"),
        (("community_worker", ""), "Deze persoon heeft deze rol al."),
        (("administrator", "own"), "Een beheerder is dat voor de hele gemeente."),
        (("specialist", "theirs"), "geldige keuze"),
        (("specialist", "9" * 40), "geldige keuze"),
        (("specialist", "\x00"), "geldige keuze"),
    ],
)
def test_a_role_that_cannot_be_is_refused(
    asked: tuple[str, str], said: str, administrator: Browser, town: Town, other_town: Town
) -> None:
    numbers = {"own": str(town.own_area.pk), "theirs": str(other_town.own_area.pk)}
    (role, area), before = asked, RoleHeld.objects.count()

    page = administrator.post(
        person_url(town, "rollen/"), role=role, area=numbers.get(area, area)
    )

    assert any(said in text for text in errors(page)), errors(page)
    assert RoleHeld.objects.count() == before


def test_the_last_administrator_stays(administrator: Browser, town: Town) -> None:
    held = RoleHeld.objects.get(person=town.administrator)

    page = administrator.post(
        town.url(f"mensen/{town.administrator.pk}/rollen/{held.pk}/stoppen/")
    )

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Dit is de laatste beheerder van de gemeente." in page.content.decode()
    held.refresh_from_db()
    assert held.until_on is None


def test_who_gives_up_the_own_role_lands_outside_the_settings(
    administrator: Browser, town: Town
) -> None:
    make_role(town.municipality)
    held = RoleHeld.objects.get(person=town.administrator)

    page = administrator.post(
        town.url(f"mensen/{town.administrator.pk}/rollen/{held.pk}/stoppen/")
    )

    assert page["Location"] == f"/{town.municipality.slug}/"
    assert administrator.get(town.url()).status_code == HTTPStatus.FORBIDDEN


def test_a_role_of_somebody_else_is_not_ended_here(administrator: Browser, town: Town) -> None:
    held = RoleHeld.objects.get(person=town.administrator)

    page = administrator.post(person_url(town, f"rollen/{held.pk}/stoppen/"))

    assert page.status_code == HTTPStatus.NOT_FOUND


def test_an_account_ends_after_one_read_what_that_means(
    administrator: Browser, town: Town
) -> None:
    browser = log_in(town.worker)
    assert "komt niet terug" in administrator.get(person_url(town, "stoppen/")).content.decode()

    administrator.post(person_url(town, "stoppen/"))

    town.worker.refresh_from_db()
    assert not town.worker.is_active
    assert administrator.get(person_url(town)).status_code == HTTPStatus.NOT_FOUND
    assert browser.get("/account/")["Location"].startswith("/inloggen/")


def test_the_second_step_of_another_is_forgotten_and_not_the_own(
    administrator: Browser, town: Town
) -> None:
    theirs = administrator.follow(person_url(town, "tweede-stap/"))
    own = administrator.post(town.url(f"mensen/{town.administrator.pk}/tweede-stap/"))

    assert "bij het volgende inloggen" in theirs.content.decode()
    assert errors(own) == ["Je eigen tweede stap vervang je op de pagina van je account."]


def test_the_page_of_a_person_names_the_seats_here_only(
    administrator: Browser, town: Town, other_town: Town
) -> None:
    make_seat(make_group(town.municipality, "Wijkpanel Zuid"), town.worker)

    text = administrator.get(person_url(town)).content.decode()

    assert "Wijkpanel Zuid" in text
    assert "Wijkteam Heuvelstad" in text
    assert "Dalstad" not in text


def test_an_organisation_is_added_changed_and_brought_back(
    administrator: Browser, town: Town
) -> None:
    administrator.post(town.url("organisaties/nieuw/"), name="Woonstad", kind="housing")
    made = Organisation.objects.get(name="Woonstad")
    url = town.url(f"organisaties/{made.pk}/")

    page = administrator.follow(url, name="Woonhuis", kind="other")
    made.refresh_from_db()
    assert (made.name, made.kind) == ("Woonhuis", "other")
    undo = page.context["undo"]
    administrator.post(undo["url"], **{one["name"]: one["value"] for one in undo["fields"]})

    made.refresh_from_db()
    assert (made.name, made.kind) == ("Woonstad", "housing")


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("", "housing", "Dit veld is verplicht."),
        ("welzijn heuvelstad", "welfare", "Er is al een organisatie met deze naam"),
        ("Nieuw", "maffia", "geldige keuze"),
    ],
)
def test_an_organisation_that_cannot_be_is_refused(
    name: str, kind: str, said: str, administrator: Browser, town: Town
) -> None:
    before = Organisation.objects.count()

    page = administrator.post(town.url("organisaties/nieuw/"), name=name, kind=kind)

    assert any(said in text for text in errors(page)), errors(page)
    assert Organisation.objects.count() == before

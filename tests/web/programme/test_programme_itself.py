"""Start a programme and change it, as who steers does it; and the ways to borrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.people import make_person, make_role
from tests.makers.places import make_municipality
from tests.web.control.conftest import log_in
from tests.web.programme.test_programmes import look
from wijkregie.domain.people.states import Role
from wijkregie.domain.programme.models import Programme

if TYPE_CHECKING:
    from tests.web.control.conftest import Browser
    from tests.web.programme.conftest import City

pytestmark = pytest.mark.django_db
ASKED = {"name": "Wijkregie", "from_year": "2026", "until_year": "2029", "vision": "Samen."}


def empty_town() -> Browser:
    """Return the browser of who steers in a town without a programme."""
    town = make_municipality("IJsselstein", code="GM0353")
    manager = make_person("Mira Manager", municipality=town)
    make_role(town, Role.DISTRICT_MANAGER, person=manager)
    return log_in(manager)


def test_who_steers_starts_the_first_programme(db: None) -> None:
    client = empty_town()
    index = look(client, "/ijsselstein/programma/")
    new = "/ijsselstein/programma/nieuw"
    assert [url for url, _text in index.links].count(new) == 2

    page = client.post(new, **ASKED)

    made = Programme.objects.get()
    assert (made.name, made.from_year, made.vision) == ("Wijkregie", 2026, "Samen.")
    assert page["Location"] == f"/ijsselstein/programma/{made.key}"


def test_what_is_missing_is_asked_again(city: City) -> None:
    client = log_in(city.manager)

    page = client.post(city.url("programma/nieuw"), **ASKED | {"until_year": "2020"})

    assert page.status_code == 422
    assert "Het laatste jaar kan niet voor het eerste jaar komen" in page.content.decode()


def test_nobody_else_sees_or_opens_it(city: City) -> None:
    client = log_in(city.worker)
    index = look(client, city.url("programma/"))

    assert city.url("programma/nieuw") not in [url for url, _text in index.links]
    for path in ("programma/nieuw", f"programma/{city.programme.key}/wijzigen"):
        assert client.get(city.url(path)).status_code == 403


def test_who_steers_changes_a_programme_from_its_page(city: City) -> None:
    client = log_in(city.manager)
    change = f"{city.page}/wijzigen"
    assert change in [url for url, _text in look(client, city.page).links]
    shown = client.get(change).context["form"]
    sent = {name: shown[name].value() or "" for name in shown.fields}

    page = client.post(change, **sent | {"summary": "Voor iedereen."})
    assert page["Location"] == city.page
    late = client.post(change, **sent | {"owner": "de raad"})

    assert Programme.objects.get().summary == "Voor iedereen."
    assert late.status_code == 422
    assert "Iemand anders heeft dit gewijzigd" in late.content.decode()


def test_ways_to_borrow_stand_where_one_looks_for_them(city: City) -> None:
    client = log_in(city.manager)
    for page in (city.url("programma/"), city.page, f"{city.page}/delen"):
        assert city.url("overnemen") in [url for url, _text in look(client, page).links]


def test_without_a_programme_the_page_to_borrow_says_what_to_do(
    db: None,
) -> None:
    page = look(empty_town(), "/ijsselstein/overnemen")

    assert "Begin eerst een programma" in page.text
    assert "/ijsselstein/programma/nieuw" in [url for url, _text in page.links]
    assert "Alleen de wijkregisseur" not in page.text

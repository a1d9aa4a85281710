"""The page that tells what an area is compared with, and lets who manages it change that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.makers.peers import HERE, TOWN, area, codes, make_country, other
from tests.makers.people import make_role
from tests.makers.places import area_row, make_areas, make_municipality, make_own_area
from tests.web.control.conftest import log_in
from tests.web.seen import seen
from wijkregie.domain.indicators import queries
from wijkregie.domain.indicators.models import Edition
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.web.conftest import Look
    from tests.web.seen import Seen
    from wijkregie.domain.places.models import Municipality

FAR = other(30)
PAGE = f"gebied/{HERE}-molenwijk/vergelijkbaar"


@pytest.fixture
def town(db: None) -> Municipality:
    """A wijk with twelve that are alike elsewhere, and one that is not."""
    town = make_municipality("Heuvelstad", code=TOWN)
    make_country(12, rows={FAR: {"homes_owned": 95.0, "urbanity": 4.0}})
    make_areas(
        area_row(TOWN, "Heuvelstad"),
        area_row(HERE, "Molenwijk"),
        area_row(FAR, "Verrewijk"),
        *(area_row(other(at), f"Buitenwijk {at}") for at in range(12)),
        *(area_row(f"GM{9100 + at}", f"Stad {at}") for at in range(12)),
    )
    return town


@pytest.fixture
def manager(town: Municipality) -> Client:
    return log_in(make_role(town, Role.DISTRICT_MANAGER, area=area()).person).client


def next_year(others: int, code: str = HERE, **figures: float) -> None:
    """The figures of a year later, of so many others, and of one area in particular."""
    make_country(others, rows={code: figures}, period=2018)
    make_areas(area_row(HERE, "Molenwijk"), year=2018)


def url(town: Municipality, path: str = "") -> str:
    return f"/{town.slug}/{PAGE}{path}"


def opened(client: Client, address: str, **asked: str) -> Seen:
    response = client.get(address, asked)
    assert response.status_code == 200, response.content[:300]
    return seen(response)


def sent(client: Client, address: str, **asked: str | int) -> Seen:
    response = client.post(address, asked, follow=True)
    assert response.status_code == 200, response.content[:300]
    return seen(response)


def compared_with(town: Municipality) -> list[str]:
    return codes(queries.peers_of(anonymous(town.pk), area()))


def test_it_tells_with_what_and_why(town: Municipality, look: Look) -> None:
    page = look(url(town))

    assert page.faults() == []
    assert page.main_headings == ["Waarmee we Molenwijk vergelijken"]
    assert "We vergelijken Molenwijk met 12 wijken die erop lijken." in page.text
    assert "Van een deel van het land zijn cijfers ingelezen." in page.text
    assert "Aantal inwoners 4.000 2.000 tot 8.000 ongeveer gelijk" in page.text
    assert "65 jaar of ouder 20,0 % 13,0 % tot 27,0 %" in page.text
    assert "matig stedelijk" in page.text
    assert "12 vergelijkbare gebieden, wat het meest lijkt eerst, cijfers van 2017" in page.text
    assert "Buitenwijk 3 (Stad 3)" in page.text
    assert page.url("Buitenwijk 3") == f"/nederland/gebied/{other(3)}-buitenwijk-3"


def test_who_passes_by_finds_nothing_to_change(town: Municipality, look: Look) -> None:
    page = look(url(town))

    assert "De vergelijking aanpassen" not in page.text
    assert "Weglaten" not in page.text


def test_an_old_name_in_the_address_leads_on(town: Municipality, client: Client) -> None:
    response = client.get(f"/{town.slug}/gebied/{HERE}-oud/vergelijkbaar")

    assert (response.status_code, response.headers["Location"]) == (302, url(town))


def test_the_country_and_what_does_not_exist_have_no_such_page(
    town: Municipality, client: Client
) -> None:
    for words in ("NL00", "WK999999", "a.b"):
        assert client.get(f"/{town.slug}/gebied/{words}/vergelijkbaar").status_code == 404


def test_a_peer_of_the_same_municipality_stays_at_home(town: Municipality, look: Look) -> None:
    next_year(12, "WK900102")
    make_areas(area_row("WK900102", "Buurwijk"), year=2018)

    assert look(url(town)).url("Buurwijk") == f"/{town.slug}/gebied/WK900102-buurwijk"


def test_without_figures_it_says_what_will_stand_here(town: Municipality, look: Look) -> None:
    own = make_own_area(town, "Leeg")

    page = look(f"/{town.slug}/gebied/{own.code}-leeg/vergelijkbaar")

    assert page.faults() == []
    assert "Er zijn nog geen vergelijkbare gebieden bekend" in page.text


def test_a_wider_search_is_told(town: Municipality, look: Look) -> None:
    next_year(4, FAR, homes_owned=75.0)
    page = look(url(town))

    assert "Er zijn weinig gebieden zoals dit." in page.text


def test_the_form_shows_how_much_alike_the_areas_are_now(
    town: Municipality, manager: Client
) -> None:
    """A search that looked further shows that in the table and in the form alike."""
    next_year(4, FAR, homes_owned=75.0)

    page = opened(manager, url(town))

    assert "1.000 tot 16.000 ruwweg gelijk" in page.text
    assert set(re.findall(r'<option value="(\w+)" selected', page.html)) == {"wide"}


def test_only_of_the_whole_country_is_that_said(town: Municipality, look: Look) -> None:
    Edition.objects.update(partial=False)

    page = look(url(town))

    assert "met 12 wijken uit het hele land die erop lijken" in page.text
    assert "Van een deel van het land" not in page.text


def test_one_peer_is_told_as_one(town: Municipality, look: Look) -> None:
    next_year(1)

    page = look(url(town))

    assert "met 1 wijk die erop lijkt" in page.text
    assert "Eén vergelijkbaar gebied, cijfers van 2018" in page.text


def test_a_manager_leaves_one_out_and_puts_it_back(town: Municipality, manager: Client) -> None:
    page = sent(manager, url(town, "/weglaten"), area=area(other(3)).pk)

    assert page.faults() == []
    assert "Het gebied is weggelaten." in page.text
    assert "Heuvelstad heeft deze keuze aangepast." in page.text
    assert other(3) not in compared_with(town)

    page = sent(manager, url(town, "/toevoegen"), area=area(other(3)).pk)

    assert "Het gebied doet nu mee in de vergelijking." in page.text
    assert other(3) in compared_with(town)


def test_a_manager_finds_one_by_name_and_adds_it(town: Municipality, manager: Client) -> None:
    page = opened(manager, url(town), q="verrewijk")
    assert page.faults() == []
    assert "Verrewijk Wijk Toevoegen" in page.text

    page = sent(manager, url(town, "/toevoegen"), area=area(FAR).pk)

    assert "Verrewijk" in page.text
    assert "(zelf toegevoegd)" in page.text
    assert compared_with(town)[-1] == FAR


def test_a_name_that_is_not_found_is_told(town: Municipality, manager: Client) -> None:
    page = opened(manager, url(town), q="zzzz")

    assert "Niets gevonden voor “zzzz” dat je kunt toevoegen." in page.text


def test_a_manager_says_how_much_alike_and_undoes_it(
    town: Municipality, manager: Client
) -> None:
    page = sent(manager, url(town, "/kenmerken"), homes_owned="off", urbanity="wide")

    assert page.faults() == []
    assert "Vanaf nu kiezen we de vergelijkbare gebieden zo." in page.text
    assert FAR in compared_with(town)
    assert "zeer" not in page.text
    assert "sterk stedelijk tot weinig stedelijk" in page.text

    page = sent(manager, url(town, "/herstellen"))

    assert "De vergelijkbare gebieden zijn weer zoals gewoonlijk." in page.text
    assert FAR not in compared_with(town)


@pytest.mark.parametrize(
    ("path", "asked", "told"),
    [
        ("/weglaten", {}, "Dat gebied zit niet in de vergelijking."),
        ("/toevoegen", {"area": "x"}, "Kies een gebied van dezelfde soort"),
        ("/kenmerken", {"urbanity": "huge"}, "Kies bij elk kenmerk"),
    ],
)
def test_what_is_refused_says_why(
    path: str, asked: dict[str, str], told: str, town: Municipality, manager: Client
) -> None:
    response = manager.post(url(town, path), asked)

    assert response.status_code == 422
    page = seen(response)
    assert page.faults() == []
    assert told in page.text


def test_who_is_not_logged_in_is_asked_to(town: Municipality, client: Client) -> None:
    response = client.post(url(town, "/herstellen"))

    assert response.status_code == 302
    assert "/inloggen/" in response.headers["Location"]


def test_who_manages_another_area_is_refused(town: Municipality) -> None:
    client = log_in(make_role(town, Role.COMMUNITY_WORKER).person).client

    response = client.post(url(town, "/weglaten"), {"area": area(other(3)).pk})

    assert response.status_code == 422
    assert "Alleen de wijkregisseur" in seen(response).text
    assert other(3) in compared_with(town)


def test_a_link_changes_nothing(town: Municipality, manager: Client) -> None:
    for path in ("/weglaten", "/toevoegen", "/kenmerken", "/herstellen"):
        assert manager.get(url(town, path)).status_code == 405


def test_the_page_costs_the_same_however_many_peers(
    town: Municipality, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(url(town))
    with django_assert_num_queries(20):
        client.get(url(town))
    next_year(30)
    with django_assert_num_queries(20):
        client.get(url(town))

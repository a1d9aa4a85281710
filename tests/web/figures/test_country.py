"""The country: many areas, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_figures, sheet
from tests.makers.places import area_row, make_areas

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look

INHABITANTS = "/nederland/cijfers/inhabitants"


@pytest.fixture
def many(small_town: Town) -> None:
    """A hundred and twenty municipalities more, in 2020."""
    people = {f"GM{1000 + at}": {"inhabitants": 500 + at} for at in range(120)}
    make_figures(sheet(people, period=2020))
    make_areas(
        *(area_row(code, f"Plaats {code[2:]}", change=None) for code in people), year=2020
    )


@pytest.mark.usefixtures("many")
def test_the_second_page_goes_on_where_the_first_stopped(look: Look) -> None:
    first, second = look(INHABITANTS), look(INHABITANTS, pagina="2")

    assert first.text.count("Plaats 1") == 100 + 2  # and in the sentence above the table
    assert "Plaats 1099 599" in first.text
    assert "Plaats 1100 600" in second.text
    assert look(INHABITANTS, status=404, pagina="3").status == 404


@pytest.mark.usefixtures("many")
def test_the_largest_come_first_over_all_pages(look: Look) -> None:
    page = look(INHABITANTS, volgorde="-waarde")

    assert page.text.index("Plaats 1119") < page.text.index("Plaats 1118 618")
    assert "Plaats 1019" not in page.text
    assert "Het hoogst in Plaats 1119 (619 inwoners), het laagst in Plaats 1000" in page.text


@pytest.mark.usefixtures("many")
def test_names_can_be_turned_round(look: Look) -> None:
    page = look(INHABITANTS, volgorde="-naam")

    assert page.text.index("Plaats 1119 619") < page.text.index("Plaats 1100 600")


@pytest.mark.usefixtures("many")
def test_the_file_holds_all_pages(client: Client) -> None:
    response = client.get(INHABITANTS + ".csv")

    assert len(response.content.decode("utf-8-sig").splitlines()) == 1 + 120


def test_one_area_alone_is_not_the_highest_and_the_lowest(small_town: Town, look: Look) -> None:
    page = look(INHABITANTS, jaar="2018")

    assert "Het hoogst in" not in page.text
    assert "Heuvelstad 10.100" in page.text


def test_the_front_page_of_the_country_needs_no_wijken(small_town: Town, look: Look) -> None:
    page = look("/nederland/")

    assert "De wijken van" not in page.text
    assert "Bekijk de kaart" not in page.text
    assert page.html.count("/nederland/kaart") == 1, "in the menu only"


def test_areas_without_a_value_come_last_and_say_why(small_town: Town, look: Look) -> None:
    page = look("/nederland/cijfers/homes_owned", niveau="district", volgorde="waarde")

    assert page.text.index("Nieuwland 60") < page.text.index("Molenwijk Niet bekend: te weinig")


def test_a_search_over_the_country_finds_no_own_areas(small_town: Town, look: Look) -> None:
    assert "Wijk in Heuvelstad" in look("/nederland/zoeken", q="molenwijk").text
    assert "Niets gevonden" in look("/nederland/zoeken", q="De Hoek Zuid xyz").text

"""The map of a municipality: one figure, and the same areas in a table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import resolve

from tests.makers.indicators import make_figures, sheet
from tests.makers.places import area_row, make_areas, make_municipality
from tests.makers.small_town import add_year, make_small_town

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look


def test_it_begins_with_inhabitants_per_own_wijk(small_town: Town, look: Look) -> None:
    page = look(small_town.url("kaart"))

    assert page.main_headings == ["Inwoners per wijk"]
    assert "De Hoek/Zuid 7.510 (schatting)" in page.text
    assert page.url("Over het cijfer “Inwoners”") == small_town.url("cijfers/inhabitants")


def test_every_area_is_a_link_with_its_name_and_value(small_town: Town, look: Look) -> None:
    page = look(small_town.url("kaart"), niveau="district", cijfer="inhabitants")

    assert 'aria-label="Molenwijk: 4.410 inwoners"' in page.html
    assert page.classes["wr-map__area"] == 3
    assert "Molenwijk 4.410" in page.text
    assert "Heuvelstad 10.100" in page.text


def test_counts_are_coloured_by_their_share(small_town: Town, look: Look) -> None:
    page = look(small_town.url("kaart"), niveau="district", cijfer="aged_65_plus")

    assert 'aria-label="Molenwijk: 1.100 inwoners, 24,9 % van de inwoners"' in page.html
    assert "minder dan 10,0 % " in page.text
    assert "24,9 % of meer" in page.text
    assert "Molenwijk 1.100 24,9 %" in page.text


def test_what_is_not_known_is_hatched_and_says_why(small_town: Town, look: Look) -> None:
    page = look(small_town.url("kaart"), niveau="district", cijfer="homes_owned")

    assert page.classes["wr-qmissing"] == 2
    assert "Molenwijk: Niet bekend: te weinig mensen om te publiceren" in page.html


def test_classes_have_their_names_in_the_legend(small_town: Town, look: Look) -> None:
    page = look(small_town.url("kaart"), niveau="district", cijfer="urbanity")

    for name in ("zeer sterk stedelijk", "sterk stedelijk", "niet stedelijk", "niet bekend"):
        assert name in page.text
    assert 'aria-label="Molenwijk: sterk stedelijk"' in page.html


def test_nine_classes_share_five_colours(small_town: Town, look: Look) -> None:
    add_year({"WK939801": {"lbm_class": 1}, "WK939802": {"lbm_class": 9}}, 2018 + 1)

    page = look(small_town.url("kaart"), niveau="district", cijfer="lbm_class", jaar="2019")

    steps = {name for name in page.classes if name.startswith("wr-q") and name[4:].isdigit()}
    assert steps == {"wr-q1", "wr-q2", "wr-q3", "wr-q4", "wr-q5"}
    assert "1-2 3 4-6 7 8-9 niet bekend" in page.text


def test_the_map_of_an_own_figure_names_its_classes(small_town: Town, look: Look) -> None:
    page = look(small_town.url("kaart"), cijfer="wijkscan")

    assert page.main_headings == ["Score per wijk"]
    assert "boven gemiddeld" in page.text


def test_a_year_that_was_asked_for_is_shown(small_town: Town, look: Look) -> None:
    page = look(small_town.url("kaart"), niveau="district", jaar="2017")

    assert "Molenwijk 4.310" in page.text
    assert '<option value="2017" selected>' in page.html


@pytest.mark.parametrize(
    "asked",
    [
        {"niveau": "straat"},
        {"niveau": "municipality"},
        {"jaar": "1999"},
        {"jaar": "²"},
        {"jaar": "-2018"},
        {"jaar": "9" * 3000},
        {"cijfer": "bestaat-niet"},
        {"volgorde": "kleur"},
    ],
)
def test_what_is_not_there_is_not_found(
    small_town: Town, client: Client, asked: dict[str, str]
) -> None:
    assert client.get(small_town.url("kaart"), asked).status_code == 404


def test_without_borders_the_table_still_stands(db: None, look: Look) -> None:
    town = make_small_town(borders=False)

    page = look(town.url("kaart"), niveau="district")

    assert page.classes["wr-map"] == 0
    assert "Nog geen grenzen" in page.text
    assert "Molenwijk 4.410" in page.text


def test_without_figures_the_areas_are_a_list(db: None, look: Look) -> None:
    municipality = make_municipality("Leegstad", code="GM9300")
    make_areas(area_row("GM9300", "Leegstad"), area_row("WK930001", "Leegwijk"))

    page = look(f"/{municipality.slug}/kaart")

    assert page.main_headings == ["Kaart van Leegstad"]
    assert page.url("Leegwijk")
    assert page.classes["utrecht-table"] == 0
    assert page.classes["wr-filter"] == 0


def test_the_country_has_a_map_of_its_own(small_town: Town, client: Client) -> None:
    response = client.get("/nederland/kaart")

    assert response.status_code == 200
    assert resolve(response.wsgi_request.path).view_name == "nation:map"


def test_figures_of_elsewhere_only_leave_a_map_without_values(db: None, look: Look) -> None:
    municipality = make_municipality("Leegstad", code="GM9300")
    make_areas(area_row("GM9300", "Leegstad"), area_row("WK930001", "Leegwijk"))
    make_figures(sheet({"GM9398": {"inhabitants": 10}, "WK939801": {"inhabitants": 10}}))

    page = look(f"/{municipality.slug}/kaart")

    assert "Niet bekend: de bron heeft geen cijfer van dit gebied" in page.text

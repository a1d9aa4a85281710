"""Two areas beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import (
    make_figures,
    make_own_figure,
    make_own_indicator,
    sheet,
)
from tests.makers.places import area_row, make_areas, make_municipality, make_own_area
from tests.makers.small_town import add_year

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look

PAIR = {"a": "WK939801", "b": "WK939802"}


def test_without_areas_one_chooses_them_by_level(small_town: Town, look: Look) -> None:
    page = look(small_town.url("vergelijk"))

    assert page.faults() == []
    assert "Kies twee gebieden." in page.text
    assert page.html.count('<option value="WK939801"') == 2
    assert page.html.count('<option value="BU93980102"') == 2
    assert '<optgroup label="Onze eigen gebieden">' in page.html


def test_each_figure_stands_beside_the_other_with_the_difference(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url("vergelijk"), **PAIR)

    assert page.main_headings == ["Molenwijk naast Rivierenwijk"]
    assert "24,9 % (1.100) Rivierenwijk9,7 % (300)" in page.text
    assert "15,3 procentpunt hoger in Molenwijk" in page.text
    assert "€ 22.800 Rivierenwijk€ 25.700 Verschilhoger in Rivierenwijk" in page.text
    assert "geen duidelijk verschil" in page.text
    assert "niet te vergelijken" in page.text
    assert "een andere klasse" in page.text


def test_one_figure_of_both_is_drawn_with_the_same_as_a_table(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url("vergelijk"), **PAIR, cijfer="aged_65_plus")

    assert page.classes["wr-chart"] == 1
    assert page.classes["wr-line--other"] == 1
    assert "2018 24,9 % (1.100) 9,7 % (300)" in page.text


@pytest.mark.django_db
def test_without_a_line_none_is_promised(look: Look) -> None:
    """Of one year only: the page opens with the figures themselves."""
    town = make_municipality(code="GM9001")
    pair = {"a": "WK900101", "b": "WK900102"}
    make_figures(sheet({code: {"area_land": 40.0, "women": 9.0} for code in pair.values()}))

    page = look(f"/{town.slug}/vergelijk", **pair)

    assert "Oppervlakte land" in page.text
    assert "te weinig jaren" not in page.text
    assert page.classes["wr-chart"] == 0


def test_figures_are_of_one_year_also_if_one_area_has_a_later_one(
    small_town: Town, look: Look
) -> None:
    add_year({"WK939801": {"income_per_inhabitant": 99.0}}, 2019)

    page = look(small_town.url("vergelijk"), **PAIR)

    assert "Inkomen per inwoner 2018" in page.text
    assert (
        "2019 € 99.000 \N{EN DASH}"
        in look(small_town.url("vergelijk"), **PAIR, cijfer="income_per_inhabitant").text
    )


def test_samples_differ_only_beyond_both_margins(small_town: Town, look: Look) -> None:
    made = make_own_indicator(small_town.municipality, "tevreden")
    other = make_own_indicator(small_town.municipality, "veilig")
    for code, one, two in (("WK939801", 61.0, 61.0), ("WK939802", 63.0, 70.0)):
        make_own_figure(made, code, one, n=120)
        make_own_figure(other, code, two, n=120)

    page = look(small_town.url("vergelijk"), **PAIR)

    assert "Rivierenwijk63 Verschilgeen duidelijk verschil" in page.text
    assert "Rivierenwijk70 Verschilhoger in Rivierenwijk" in page.text


def test_an_earlier_year_can_be_chosen(small_town: Town, look: Look, client: Client) -> None:
    page = look(small_town.url("vergelijk"), **PAIR, jaar="2017")

    assert "25,5 % (1.100)" in page.text
    wrong = {**PAIR, "jaar": "1999"}
    assert client.get(small_town.url("vergelijk"), wrong).status_code == 404


def test_the_same_area_twice_is_told(small_town: Town, look: Look) -> None:
    page = look(small_town.url("vergelijk"), a="WK939801", b="wk939801")

    assert "Je hebt twee keer hetzelfde gebied gekozen." in page.text


def test_areas_without_a_year_in_common_say_so(small_town: Town, look: Look) -> None:
    make_areas(area_row("WK939809", "Leegland"))

    page = look(small_town.url("vergelijk"), a="WK939801", b="WK939809")

    assert page.faults() == []
    assert "Geen cijfers van hetzelfde jaar" in page.text
    assert page.html.count('<option value="WK939809" selected>') == 1


def test_in_the_country_two_areas_of_anywhere_can_be_compared(
    small_town: Town, look: Look
) -> None:
    page = look("/nederland/vergelijk", a="WK939801", b="GM9398")

    assert page.faults() == []
    assert page.main_headings == ["Molenwijk naast Heuvelstad"]
    assert "Choose" not in page.html


@pytest.mark.parametrize(
    "asked",
    [
        {"a": "WK999999"},
        {"a": "x'y", "b": "WK939801"},
        {"a": "WK939801", "b": "WK939802", "cijfer": "bestaat-niet"},
        {"jaar": "abc"},
    ],
)
def test_what_is_not_there_is_not_found(
    small_town: Town, client: Client, asked: dict[str, str]
) -> None:
    assert client.get(small_town.url("vergelijk"), asked).status_code == 404


def test_an_own_area_of_elsewhere_or_not_public_yet_is_not_found(
    small_town: Town, client: Client
) -> None:
    other = make_municipality("Elders", code="GM9077")
    make_areas(area_row("GM9077", "Elders"), area_row("WK907701", "Daar"))
    elsewhere = make_own_area(other, "Geheim", "WK907701")
    hidden = make_own_area(small_town.municipality, "Nog niet", "WK939801", public=False)

    asked = {"a": hidden.code, "b": "WK939801"}
    assert client.get(small_town.url("vergelijk"), asked).status_code == 404
    # The codes of own areas are the same everywhere: this one is another area here.
    beside = client.get(small_town.url("vergelijk"), {**asked, "a": elsewhere.code})
    for page in (client.get(small_town.url("vergelijk")), beside):
        assert "Nog niet" not in page.content.decode()
        assert "Geheim" not in page.content.decode()

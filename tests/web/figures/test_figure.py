"""The page of a figure: what it means, every area beside the other, and where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_figures, make_own_figure, make_own_indicator, sheet
from tests.makers.places import area_row, make_areas
from tests.makers.small_town import NAMES, add_year

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look

OLDER = "cijfers/aged_65_plus"


def test_it_tells_what_is_counted_and_where_it_comes_from(small_town: Town, look: Look) -> None:
    page = look(small_town.url(OLDER))

    assert page.main_headings == ["Ouderen vanaf 65 jaar"]
    assert "Het aantal inwoners dat op 1 januari 65 jaar of ouder was." in page.text
    assert "Bron CBS, Kerncijfers wijken en buurten" in page.text
    assert page.url("CC BY 4.0").startswith("https://creativecommons.org/licenses/by/4.0")
    assert "aantallen van kleine gebieden zijn afgerond op 5" in page.text
    assert page.description == "Het aantal inwoners dat op 1 januari 65 jaar of ouder was."


def test_all_areas_stand_beside_each_other_with_their_share(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url(OLDER), niveau="district")

    assert "Molenwijk 1.100 24,9 %" in page.text
    assert "Heuvelstad 2.000 19,8 %" in page.text
    assert "Nederland 3.060.000 18,0 %" in page.text
    assert "Het hoogst in Molenwijk (24,9 % van de inwoners), het laagst in" in page.text


def test_the_municipality_is_drawn_through_the_years(small_town: Town, look: Look) -> None:
    page = look(small_town.url("cijfers/inhabitants"))

    assert page.classes["wr-chart"] == 1
    assert "Van 10.000 inwoners in 2017 naar 10.100 inwoners in 2018." in page.html


def test_one_year_is_no_trend(small_town: Town, look: Look) -> None:
    add_year({"GM9398": {"births": 30}, "WK939801": {"births": 9}}, 2019)

    page = look(small_town.url("cijfers/births"))

    assert page.classes["wr-chart"] == 0
    assert "Van Heuvelstad is maar één jaar bekend." in page.text


def test_a_figure_of_wijken_only_says_that_the_whole_is_not_known(
    small_town: Town, look: Look
) -> None:
    add_year({"WK939801": {"lbm_class": 6}}, 2019)

    page = look(small_town.url("cijfers/lbm_class"))

    assert "Van Heuvelstad als geheel is dit cijfer niet bekend." in page.text
    assert "Het hoogst in" not in page.text
    assert "op een schaal van 1 tot 9" in page.text


def test_it_sorts_by_value_both_ways_and_what_is_unknown_comes_last(
    small_town: Town, look: Look
) -> None:
    down = look(small_town.url("cijfers/homes_owned"), niveau="district", volgorde="-waarde")
    up = look(small_town.url("cijfers/homes_owned"), niveau="district", volgorde="waarde")

    assert down.text.index("Nieuwland") < down.text.index("Molenwijk Niet bekend")
    assert up.text.index("Nieuwland") < up.text.index("Molenwijk Niet bekend")
    assert 'aria-sort="descending"' in down.html
    assert 'aria-sort="ascending"' in up.html


def test_a_break_in_the_definition_is_told(small_town: Town, look: Look) -> None:
    add_year({"WK939801": {"origin_morocco": 12}}, 2022)

    page = look(small_town.url("cijfers/origin_morocco"))

    assert "Breuk CBS deelt inwoners sinds 2023 anders in naar herkomst" in page.text


def test_an_own_figure_has_a_page_with_its_classes(small_town: Town, look: Look) -> None:
    page = look(small_town.url("cijfers/wijkscan"))

    assert "Bron Wijkschouw" in page.text
    assert "De Hoek/Zuid boven gemiddeld" in page.text
    assert "Licentie" not in page.text
    assert "Door de jaren heen" not in page.text


def test_a_sample_shows_its_answers(small_town: Town, look: Look) -> None:
    made = make_own_indicator(small_town.municipality, "tevreden")
    make_own_figure(made, "WK939801", 61.0, n=120)

    page = look(small_town.url("cijfers/tevreden"), niveau="district")

    assert "Steekproef" in page.text
    assert "Molenwijk 61 120 antwoorden, marge ± 2,5" in page.text


def test_values_that_are_all_alike_have_no_highest(small_town: Town, look: Look) -> None:
    page = look(small_town.url("cijfers/household_size"), niveau="district")

    assert "Het hoogst in" not in page.text


@pytest.mark.parametrize(
    "asked",
    [
        {"niveau": "straat"},
        {"jaar": "1900"},
        {"volgorde": "x"},
        {"pagina": "0"},
        {"pagina": "2"},
        {"pagina": "één"},
        {"pagina": "²"},
        {"pagina": "-1"},
        {"pagina": "0000000000000001"},
        {"pagina": "000000001999"},
    ],
)
def test_what_is_not_there_is_not_found(
    small_town: Town, client: Client, asked: dict[str, str]
) -> None:
    assert client.get(small_town.url(OLDER), asked).status_code == 404


@pytest.mark.parametrize("key", ["bestaat-niet", "lbm_class", "inhabitants.csv.csv"])
def test_a_figure_without_numbers_is_not_found(
    small_town: Town, client: Client, key: str
) -> None:
    for end in ("", ".csv"):
        assert client.get(small_town.url(f"cijfers/{key}{end}")).status_code == 404


def test_the_table_can_be_taken_along_whole(small_town: Town, client: Client) -> None:
    response = client.get(small_town.url(OLDER + ".csv"), {"niveau": "neighbourhood"})

    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "code;gebied;jaar;waarde;eenheid;status;bron"
    assert len(lines) == 1 + 4
    assert (
        "BU93980101;Molenwijk-Noord;2018;600;inwoners;;CBS, Kerncijfers wijken en buurten"
        in lines
    )
    assert response["Content-Disposition"] == (
        'attachment; filename="heuvelstad-aged_65_plus-neighbourhood-2018.csv"'
    )


def test_the_table_is_a_workbook_too(small_town: Town, client: Client) -> None:
    response = client.get(small_town.url(OLDER + ".xlsx"), {"niveau": "neighbourhood"})

    assert response.content.startswith(b"PK")
    assert 'aged_65_plus-neighbourhood-2018.xlsx"' in response["Content-Disposition"]


def test_after_a_merger_the_last_year_of_these_areas_is_shown(
    small_town: Town, look: Look
) -> None:
    make_figures(sheet({"NL00": {"inhabitants": 5}, "GM7777": {"inhabitants": 5}}, period=2024))

    page = look(small_town.url("cijfers/inhabitants"), niveau="district")

    assert '<option value="2018" selected>' in page.html
    assert "Molenwijk 4.410" in page.text


def test_a_long_list_is_paged_and_the_file_is_not(
    small_town: Town, client: Client, look: Look
) -> None:
    rows = {f"BU939804{number:02}": {"inhabitants": number + 1} for number in range(100)}
    add_rows(rows)

    first = look(small_town.url("cijfers/inhabitants"), niveau="neighbourhood", jaar="2020")
    second = look(small_town.url("cijfers/inhabitants") + first.url("Volgende"))
    file = client.get(
        small_town.url("cijfers/inhabitants.csv"), {"niveau": "neighbourhood", "jaar": "2020"}
    )

    assert "Buurt 99" in first.text
    assert "Naam BU93980201" not in first.text
    assert "Naam BU93980201" in second.text
    assert len(file.content.decode("utf-8-sig").splitlines()) == 1 + 104


def add_rows(rows: dict[str, dict[str, int]]) -> None:
    """Import a hundred buurten more, in a year of their own, beside those that there were."""
    old = {code: {"inhabitants": 5} for code in NAMES if code.startswith("BU")}
    make_figures(sheet({**old, **rows}, period=2020))
    make_areas(
        *(area_row(code, f"Buurt {number}") for number, code in enumerate(rows)), year=2020
    )


def test_the_list_of_figures_is_by_theme_our_own_first(small_town: Town, look: Look) -> None:
    page = look(small_town.url("cijfers"))

    themes = [text for level, text in page.headings if level == 2]
    assert themes[:2] == ["Zelf gemeten", "Wie wonen hier"]
    assert page.url("Ouderen vanaf 65 jaar") == small_town.url(OLDER)
    assert "Stedelijkheid 2018" in page.text

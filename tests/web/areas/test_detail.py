"""The page of an area: who lives there, beside what, since when, and from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.places import area_row, make_areas, make_own_area
from tests.makers.small_town import add_year, make_small_town
from wijkregie.web.http.addresses import area_words

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look

MOLENWIJK = "gebied/WK939801-molenwijk"


def test_it_tells_in_one_sentence_who_lives_there(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK))

    assert page.main_headings == ["Molenwijk"]
    assert (
        "Molenwijk heeft 4.410 inwoners (2018), van wie 25 % 65 jaar of ouder is." in page.text
    )
    assert "Wijk in Heuvelstad" in page.text
    assert page.description.startswith("Molenwijk heeft 4.410 inwoners")


def test_a_count_is_compared_as_a_share(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK))

    assert "1.100 24,9 %" in page.text
    one = look(small_town.url(MOLENWIJK + "/cijfers/aged_65_plus"))
    assert "24,9 % van de inwoners: hoger dan in Heuvelstad en Nederland." in one.text


def test_money_stands_in_euros_and_is_compared(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK))

    assert "€ 22.800" in page.text
    one = look(small_town.url(MOLENWIJK + "/cijfers/income_per_inhabitant"))
    assert "Lager dan in Heuvelstad en Nederland." in one.text


def test_a_class_is_named_and_never_called_higher(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK + "/cijfers/urbanity"))

    assert "sterk stedelijk" in page.text
    assert "In Heuvelstad: matig stedelijk. In Nederland: matig stedelijk." in page.text


def test_what_is_alike_is_called_so(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK + "/cijfers/household_size"))

    assert "Ongeveer gelijk aan Heuvelstad en Nederland." in page.text


def test_what_is_not_known_says_why(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK + "/cijfers"))

    assert "Niet bekend: te weinig mensen om te publiceren" in page.text


def test_each_theme_shows_a_few_figures_and_leads_to_the_others(
    small_town: Town, look: Look
) -> None:
    keys = ("aged_0_14", "aged_15_24", "men", "women", "births", "deaths")
    add_year({"WK939801": dict.fromkeys(keys, 10)}, 2019)

    page = look(small_town.url(MOLENWIJK))

    assert "Nog 4 cijfers over “Wie wonen hier”" in page.text
    assert page.url("Nog 4 cijfers").endswith("/cijfers#population")
    everything = look(page.url("Nog 4 cijfers").partition("#")[0])
    assert "Geboorten" in everything.text
    assert everything.ids["population"] == 1


def test_a_year_can_be_chosen_and_the_whole_page_is_of_that_year(
    small_town: Town, look: Look, client: Client
) -> None:
    page = look(small_town.url(MOLENWIJK), jaar="2017")

    assert "Molenwijk heeft 4.310 inwoners (2017)" in page.text
    assert '<option value="2017" selected>' in page.html
    assert page.url("Inwoners").endswith("/cijfers/inhabitants?jaar=2017")
    for wrong in ("1999", "abcd", "20170", "²017"):
        assert client.get(small_town.url(MOLENWIJK), {"jaar": wrong}).status_code == 404


def test_another_level_can_be_chosen_without_script(small_town: Town, client: Client) -> None:
    asked = {"code": "BU93980101", "jaar": "2017"}
    found = client.get(small_town.url("gebied"), asked)
    last = client.get(small_town.url("gebied"), {"code": "gm9398", "jaar": ""})

    where = small_town.url("gebied/BU93980101-molenwijk-noord")
    assert (found.status_code, found["Location"]) == (302, f"{where}?jaar=2017")
    assert last["Location"] == small_town.url("gebied/GM9398-heuvelstad")
    for wrong in ({}, {"code": "WK999999"}, {"code": "BU93980101", "jaar": "x"}):
        assert client.get(small_town.url("gebied"), wrong).status_code == 404


def test_a_line_is_drawn_where_the_area_stayed_the_same(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK + "/cijfers"))

    assert page.classes["wr-spark"] > 0
    assert "Geen lijn" not in page.text


def test_no_line_is_drawn_over_a_border_that_changed(small_town: Town, look: Look) -> None:
    page = look(small_town.url("gebied/WK939803-nieuwland"))

    assert page.classes["wr-spark"] == 0
    one = look(small_town.url("gebied/WK939803-nieuwland/cijfers/inhabitants"))
    assert one.classes["wr-line"] == 0
    assert one.classes["wr-chart__break"] == 1
    assert "De grens veranderde in 2018. Cijfers van daarvoor gaan over een ander" in page.text
    assert "Geen lijn tussen 2017 en 2018: de grens van het gebied veranderde" in page.text


def test_a_definition_that_changed_breaks_the_line_and_says_so(
    small_town: Town, look: Look
) -> None:
    for year in (2022, 2023):
        add_year({"WK939801": {"origin_morocco": 12}}, year)

    page = look(small_town.url(MOLENWIJK + "/cijfers"))

    assert "Geen lijn tussen 2022 en 2023: CBS deelt inwoners sinds 2023 anders in" in page.text


def test_a_year_that_is_missing_breaks_the_line(small_town: Town, look: Look) -> None:
    add_year({"WK939801": {"household_size": 2.0}}, 2021)

    page = look(small_town.url(MOLENWIJK + "/cijfers"))

    assert "Geen lijn tussen 2018 en 2021: we weten niet of de grens van 2018" in page.text


def test_its_parts_stand_in_a_table_with_their_inhabitants(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url(MOLENWIJK))

    assert "De delen van Molenwijk" in page.text
    assert "Molenwijk-Noord 2.100" in page.text
    assert page.url("Molenwijk-Zuid").endswith("BU93980102-molenwijk-zuid")


def test_an_own_area_adds_its_parts_up_as_an_estimate(small_town: Town, look: Look) -> None:
    page = look(small_town.url(f"gebied/{area_words(small_town.own)}"))

    assert page.main_headings == ["De Hoek/Zuid"]
    assert "De Hoek/Zuid heeft 7.510 inwoners (2018)" in page.text
    assert "schatting" in page.text
    assert "boven gemiddeld" in page.text
    one = look(small_town.url(f"gebied/{area_words(small_town.own)}/cijfers/wijkscan"))
    assert "Mogelijk is: onder gemiddeld, gemiddeld of boven gemiddeld." in one.text


def test_a_part_tells_which_own_area_it_belongs_to(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK))

    assert "Molenwijk hoort bij" in page.text
    assert page.url("De Hoek/Zuid").endswith(area_words(small_town.own))


def test_an_area_that_is_its_own_part_is_looked_into(small_town: Town, look: Look) -> None:
    own = make_own_area(small_town.municipality, "Molenwijk", "WK939801")

    page = look(small_town.url(f"gebied/{area_words(own)}"))

    assert "Molenwijk-Noord 2.100" in page.text


def test_a_name_may_break_after_a_slash_and_nowhere_else(small_town: Town, look: Look) -> None:
    page = look(small_town.url(f"gebied/{area_words(small_town.own)}"))

    assert "De Hoek/<wbr>Zuid</h1>" in page.html
    assert page.title.startswith("De Hoek/Zuid ")


def test_a_remark_is_a_plain_note(small_town: Town, look: Look) -> None:
    small_town.own.remark = "Groot onderhoud in 2030."
    small_town.own.save()

    page = look(small_town.url(f"gebied/{area_words(small_town.own)}"))

    assert "Groot onderhoud in 2030." in page.text
    assert page.classes["wr-alert"] == 0


def test_sources_come_with_years_and_licence(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK))

    assert "CBS, Kerncijfers wijken en buurten 2017, 2018. Licentie CC BY 4.0" in page.text
    assert page.url("Wat betekent elk cijfer?") == small_town.url("cijfers")


def test_a_sample_tells_its_answers_and_margin(small_town: Town, look: Look) -> None:
    made = make_own_indicator(small_town.municipality, "tevreden")
    make_own_figure(made, "WK939801", 61.0, n=120)
    make_own_figure(made, "WK939802", 61.0, n=12)

    assert "120 antwoorden, marge ± 2,5" in look(small_town.url(MOLENWIJK)).text
    few = look(small_town.url("gebied/WK939802-rivierenwijk/cijfers"))
    assert "Niet bekend: te weinig antwoorden" in few.text


def test_without_borders_there_is_no_map_and_nothing_breaks(db: None, look: Look) -> None:
    town = make_small_town(borders=False)

    page = look(town.url(MOLENWIJK))

    assert page.classes["wr-map"] == 0
    assert "Molenwijk heeft" in page.text


def test_with_borders_it_lies_among_its_neighbours(small_town: Town, look: Look) -> None:
    page = look(small_town.url(MOLENWIJK))

    assert 'aria-label="Waar Molenwijk ligt"' in page.html
    assert page.classes["wr-map__here"] == 1
    assert "Grenzen: CBS en Kadaster, 2018." in page.text


def test_an_area_without_figures_lists_its_parts(small_town: Town, look: Look) -> None:
    make_areas(area_row("WK939809", "Leegland"), area_row("BU93980901", "Leegbuurt"))

    page = look(small_town.url("gebied/WK939809-leegland"))

    assert "Nog geen cijfers" in page.text
    assert page.url("Leegbuurt")
    assert page.classes["utrecht-table"] == 0
    assert page.description == "Leegland, Wijk in Heuvelstad"


def test_an_own_area_without_figures_tells_the_true_reason(
    small_town: Town, look: Look
) -> None:
    """Open data are there: of what is made of nothing, or of nothing known, none is summed."""
    make_areas(area_row("WK939809", "Leegland"), year=2018)
    loose = make_own_area(small_town.municipality, "Centrumwaard")
    empty = make_own_area(small_town.municipality, "Leegte", "WK939809")

    page = look(small_town.url(f"gebied/{loose.code}-centrumwaard"))
    other = look(small_town.url(f"gebied/{empty.code}-leegte"))

    assert "Dit gebied is niet gemaakt van wijken of buurten van CBS" in page.text
    assert "is niets ingelezen dat op te tellen is" in other.text
    assert "Zodra de gemeente" not in page.text + other.text


def test_the_pages_of_municipality_and_country_are_there(small_town: Town, look: Look) -> None:
    page = look(small_town.url("gebied/GM9398-heuvelstad"))
    country = look("/nederland/gebied/NL00-nederland")

    assert "Heuvelstad heeft 10.100 inwoners" in page.text
    assert "Nederland heeft 17.000.100 inwoners" in country.text


@pytest.mark.parametrize("end", ["", "/cijfers"])
def test_another_name_in_the_address_leads_to_the_right_one(
    small_town: Town, client: Client, end: str
) -> None:
    for words in ("WK939801", "WK939801-oude-naam", "wk939801-molenwijk"):
        response = client.get(small_town.url(f"gebied/{words}{end}"))
        assert response.status_code == 302
        assert response["Location"] == small_town.url(MOLENWIJK + end)


@pytest.mark.parametrize(
    "words", ["WK999999", "x", "WK939801%00", "%C3%A9%C3%A9n", "-", "WK939801'--", "9" * 300]
)
def test_an_area_that_is_not_there_is_not_found(
    small_town: Town, client: Client, words: str
) -> None:
    for end in ("", "/cijfers", "/cijfers.csv"):
        assert client.get(small_town.url(f"gebied/{words}{end}")).status_code in {400, 404}


def test_a_name_with_markup_is_shown_as_words(small_town: Town, look: Look) -> None:
    own = make_own_area(small_town.municipality, '<script>a("x")</script>/&co', "WK939801")

    page = look(small_town.url(f"gebied/{area_words(own)}"))

    assert page.main_headings == ['<script>a("x")</script>/&co']
    assert "<script>a" not in page.html
    assert page.inline == []


def test_the_code_of_another_municipality_shows_no_own_area(
    small_town: Town, client: Client
) -> None:
    words = area_words(small_town.own)

    assert client.get(f"/nederland/gebied/{words}").status_code == 404

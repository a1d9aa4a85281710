"""One figure of an area: its line with the same as a table, its versions and its files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from PIL import Image

from tests.makers.indicators import make_own_figure, make_own_indicator
from tests.makers.small_town import add_year, cells

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look

HERE = "gebied/WK939801-molenwijk/cijfers"
OLDER = f"{HERE}/aged_65_plus"


def test_the_table_beside_the_chart_says_the_same(small_town: Town, look: Look) -> None:
    page = look(small_town.url(OLDER))

    assert page.classes["wr-chart"] == 1
    assert "Jaar Molenwijk Aandeel Heuvelstad Nederland" in page.text
    assert "2018 1.100 24,9 % 19,8 % 18,0 %" in page.text
    assert "2018: 24,9 % van de inwoners" in page.html
    assert page.classes["wr-line--whole"] == 1
    assert page.classes["wr-chart__direct--other"] == 1


def test_a_count_that_is_a_share_of_nothing_is_drawn_alone(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url(f"{HERE}/inhabitants"))

    assert page.classes["wr-chart"] == 1
    assert page.classes["wr-chart__direct--other"] == 0
    assert "2018 4.410 10.100 17.000.100" in page.text


def test_one_year_makes_no_line_and_the_table_still_stands(
    small_town: Town, look: Look
) -> None:
    add_year({"WK939801": {"births": 30}}, 2019)

    page = look(small_town.url(f"{HERE}/births"))

    assert page.classes["wr-chart"] == 0
    assert "Er zijn nog te weinig jaren voor een lijn." in page.text
    assert "2019 30" in page.text
    assert "Grafiek" not in page.text


def test_a_sample_shows_its_margin_as_a_band_and_in_words(small_town: Town, look: Look) -> None:
    made = make_own_indicator(small_town.municipality, "tevreden")
    for period in (2017, 2019):
        make_own_figure(made, "WK939801", 61.0, period=period, n=120)

    page = look(small_town.url(f"{HERE}/tevreden"))

    assert page.classes["wr-chart__margin"] == 1
    assert "120 antwoorden, marge ± 2,5" in page.text
    assert "Versies van dit jaar" not in page.text


def test_what_is_not_known_stands_in_the_table_with_its_reason(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url(f"{HERE}/homes_owned"))

    assert "Opmerking" in page.text
    assert (
        "2018 \N{EN DASH} 60 % 60 % Niet bekend: te weinig mensen om te publiceren" in page.text
    )


def test_every_version_of_a_year_tells_what_it_said(small_town: Town, look: Look) -> None:
    later = {code: {**row, "inhabitants": 4444} for code, row in cells(year=2018).items()}
    add_year(later, 2018)

    page = look(small_town.url(f"{HERE}/inhabitants"))
    everywhere = look(small_town.url("cijfers/inhabitants"))

    for seen in (page, everywhere):
        assert seen.text.index("4.444 inwoners geldt nu") < seen.text.index("is vervangen")
    assert "4.410 inwoners is vervangen" in page.text
    assert look(page.url("1").partition("#")[0]).status == 200


def test_the_permanent_link_names_the_year(small_town: Town, look: Look) -> None:
    page = look(small_town.url(OLDER), jaar="2017")

    link = f"http://testserver{small_town.url(OLDER)}?jaar=2017"
    assert page.url("http://testserver") == link
    assert "CBS, Kerncijfers wijken en buurten, 2017. Ouderen vanaf 65 jaar, Molenwijk." in (
        page.text
    )


def test_the_country_stands_beside_nothing(small_town: Town, look: Look) -> None:
    page = look("/nederland/gebied/NL00-nederland/cijfers/inhabitants")

    assert page.faults() == []
    assert "17.000.100 inwoners" in page.text


def test_the_chart_is_a_drawing_that_stands_on_its_own(
    small_town: Town, client: Client
) -> None:
    response = client.get(small_town.url(f"{OLDER}.svg"))

    assert response["Content-Type"] == "image/svg+xml"
    assert 'filename="WK939801-molenwijk-aged_65_plus.svg"' in response["Content-Disposition"]
    drawn = response.content.decode()
    ET.fromstring(drawn)  # noqa: S314 - our own drawing
    for words in ("Ouderen vanaf 65 jaar, Molenwijk", "CBS, Kerncijfers", "http://testserver/"):
        assert words in drawn
    assert "<script" not in drawn
    assert "href" not in drawn


def test_a_municipality_draws_in_its_own_colour(small_town: Town, client: Client) -> None:
    small_town.municipality.tokens = {"primary": "#7a1f5c"}
    small_town.municipality.save()

    drawn = client.get(small_town.url(f"{OLDER}.svg")).content.decode()

    assert 'stroke="#7a1f5c"' in drawn
    assert "#0f4c5c" not in drawn


def test_a_name_with_markup_is_words_in_a_drawing(small_town: Town, client: Client) -> None:
    small_town.area("WK939801").__class__.objects.filter(code="WK939801").update(name="<b>&")

    drawn = client.get(small_town.url("gebied/WK939801-b/cijfers/aged_65_plus.svg")).content

    assert ET.fromstring(drawn) is not None  # noqa: S314 - our own drawing
    assert b"&lt;b&gt;&amp;" in drawn


def test_the_chart_is_a_picture_too(small_town: Town, client: Client) -> None:
    response = client.get(small_town.url(f"{OLDER}.png"))

    picture = Image.open(io.BytesIO(response.content))
    assert response["Content-Type"] == "image/png"
    assert picture.width == 1440


def test_a_picture_that_cannot_be_made_leads_back_with_a_word(
    small_town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wijkregie.kit.typeset.SECONDS", 0.001)

    response = client.get(small_town.url(f"{OLDER}.png"), follow=True)
    of_map = client.get(small_town.url("kaart.png"), follow=True)

    for one in (response, of_map):
        assert "niet gemaakt worden" in one.content.decode()


def test_the_table_is_a_workbook_with_numbers_and_its_source(
    small_town: Town, client: Client
) -> None:
    book = ZipFile(io.BytesIO(client.get(small_town.url(f"{OLDER}.xlsx")).content))

    texts = book.read("xl/sharedStrings.xml").decode()
    assert "<v>1100</v>" in book.read("xl/worksheets/sheet1.xml").decode()
    for words in ("Heuvelstad", "Het aantal inwoners dat", "CC BY 4.0", "http://testserver/"):
        assert words in texts


def test_the_table_is_a_file_too(small_town: Town, client: Client) -> None:
    text = client.get(small_town.url(f"{OLDER}.csv")).content.decode("utf-8-sig")

    head, last, *_older = text.splitlines()
    assert head == (
        "Jaar;Molenwijk;Aandeel;Heuvelstad;Nederland;Opmerking;code;cijfer;eenheid;bron"
    )
    assert last.startswith("2018;1100;24,9;19,8;18;")
    assert ";WK939801;Ouderen vanaf 65 jaar;inwoners;CBS, Kerncijfers" in last


def test_all_figures_are_a_workbook(small_town: Town, client: Client) -> None:
    book = ZipFile(io.BytesIO(client.get(small_town.url(f"{HERE}.xlsx")).content))

    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>4410</v>" in sheet
    assert "<f>" not in sheet


@pytest.mark.parametrize("end", ["", ".csv", ".xlsx", ".svg", ".png"])
def test_a_figure_that_is_not_known_here_is_not_found(
    small_town: Town, client: Client, end: str
) -> None:
    for key in ("births", "bestaat-niet", "wijkscan"):
        assert client.get(small_town.url(f"{HERE}/{key}{end}")).status_code == 404


def test_another_name_in_the_address_leads_to_the_right_one(
    small_town: Town, client: Client
) -> None:
    response = client.get(
        small_town.url("gebied/WK939801-oud/cijfers/inhabitants"), {"jaar": "2017"}
    )

    assert response["Location"] == small_town.url(f"{HERE}/inhabitants?jaar=2017")


def test_a_chart_without_a_line_is_no_file(small_town: Town, client: Client) -> None:
    add_year({"WK939801": {"births": 30}}, 2019)

    assert client.get(small_town.url(f"{HERE}/births.svg")).status_code == 404

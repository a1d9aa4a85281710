"""The front page, and what an installation without anything in it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.indicators import make_figures, sheet
from tests.makers.places import AT, make_municipality
from tests.makers.small_town import make_small_town
from wijkregie.domain.places import services as places
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look


def test_it_asks_for_your_wijk_and_lists_them_with_inhabitants(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url())

    assert page.main_headings == ["Hoe gaat het in jouw wijk?"]
    assert "Zoek je wijk, buurt of straat" in page.text
    assert "De wijken van Heuvelstad De Hoek/Zuid 7.510 inwoners" in page.text
    assert "Inwoners, CBS, Kerncijfers wijken en buurten, 2018" in page.text


def test_it_leads_to_the_whole_municipality(small_town: Town, look: Look) -> None:
    page = look(look(small_town.url()).url("Heel Heuvelstad in cijfers"))

    assert page.status == 200
    assert page.main_headings == ["Heuvelstad"]


def test_it_has_three_doors_that_lead_somewhere(small_town: Town, look: Look) -> None:
    page = look(small_town.url())

    for words in ("Melden", "Meedoen", "Zien wat er gebeurt"):
        assert look(page.url(words)).status == 200


def test_the_country_has_doors_to_figures_only(small_town: Town, look: Look) -> None:
    page = look("/nederland/")

    assert page.classes["wr-door"] == 2
    assert look(page.url("Vergelijk cijfers")).status == 200


def test_what_is_new_is_dated_and_named(small_town: Town, look: Look) -> None:
    page = look(small_town.url())

    assert "3 maart 2026" in page.text
    assert "Kerncijfers wijken en buurten (CBS)" in page.text


def test_a_file_of_many_years_tells_the_first_and_the_last(
    small_town: Town, look: Look
) -> None:
    years = (2002, 2008, 2012)
    cells = {"WK939801": {"lbm_class": 5}}
    make_figures(
        *(sheet(cells, period=year, division=2016, source="leefbaarometer") for year in years)
    )

    page = look(small_town.url())

    assert "De cijfers van 2002 tot en met 2012 staan erin:" in page.text


def test_a_map_that_is_drawn_by_ourselves_says_so(db: None, look: Look) -> None:
    town = make_small_town(borders=False)
    square = ((0, 0), (500, 0), (500, 500), (0, 500))
    places.draw_schematic(town.own.pk, square, by=installation(town.municipality.pk), at=AT)

    assert "Schematische kaart" in look(town.url()).text


def test_the_map_shows_the_wijken_as_links(small_town: Town, look: Look) -> None:
    page = look(small_town.url())

    assert 'aria-label="De wijken van Heuvelstad"' in page.html
    assert page.classes["wr-map__area"] == 1


def test_the_only_municipality_is_where_one_begins(small_town: Town, client: Client) -> None:
    assert client.get("/")["Location"] == small_town.url()


def test_with_more_municipalities_one_chooses(small_town: Town, look: Look) -> None:
    make_municipality("Dalstad", code="GM9399")

    page = look("/")

    assert page.main_headings == ["Kies je gemeente"]
    assert page.url("Dalstad") == "/dalstad/"


def test_an_installation_with_nothing_in_it_reads_well(
    db: None, client: Client, look: Look
) -> None:
    assert client.get("/")["Location"] == "/nederland/"

    for path in (
        "",
        "zoeken",
        "zoeken?q=molen",
        "cijfers",
        "over",
        "privacy",
        "toegankelijkheid",
    ):
        page = look(f"/nederland/{path}")
        assert len(page.main_headings) == 1
        assert "None" not in page.text


def test_a_municipality_with_nothing_in_it_says_what_will_come(db: None, look: Look) -> None:
    slug = make_municipality("Leegstad", code="GM9300").slug

    front = look(f"/{slug}/")
    assert "Nog niets nieuws" in front.text
    assert "Nog geen wijken" in front.text
    assert "Nog geen cijfers" in look(f"/{slug}/cijfers").text
    assert "Nog geen grenzen" in look(f"/{slug}/kaart").text
    assert "Er zijn nog geen cijfers ingelezen." in look(f"/{slug}/over").text


def test_a_municipality_that_is_not_here_is_not_found(small_town: Town, look: Look) -> None:
    page = look("/elders/", status=404)

    assert page.main_headings == ["We kunnen deze pagina niet vinden"]
    assert page.url("Naar de beginpagina") == small_town.url()


def test_the_colours_of_a_municipality_are_a_stylesheet(
    small_town: Town, client: Client, look: Look
) -> None:
    small_town.municipality.tokens = {"primary": "#123456"}
    small_town.municipality.save()

    sheet = client.get(small_town.url("huisstijl.css"))

    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "--wr-primary: #123456;" in sheet.content.decode()
    assert f'href="{small_town.url("huisstijl.css")}"' in look(small_town.url()).html

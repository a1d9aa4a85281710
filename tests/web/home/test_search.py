"""Search: by the words people use, and a helpful answer when there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import AT
from wijkregie.domain.places import services as places
from wijkregie.kit.viewer import installation
from wijkregie.sources.records import StreetRow

if TYPE_CHECKING:
    from django.test import Client

    from tests.makers.small_town import Town
    from tests.web.conftest import Look
    from wijkregie.domain.places.models import Area


def add_place(town: Town, area: Area, name: str) -> None:
    by = installation(town.municipality.pk)
    places.add_place(area.pk, name, point=None, by=by, at=AT)


def test_a_wijk_is_found_by_its_name(small_town: Town, look: Look) -> None:
    page = look(small_town.url("zoeken"), q="Molenwijk")

    assert (small_town.url("gebied/WK939801-molenwijk"), "Molenwijk") in page.links
    assert "3 plekken gevonden voor “Molenwijk”" in page.text
    assert page.title.startswith("Zoeken naar “Molenwijk”")


def test_a_typing_mistake_is_forgiven(small_town: Town, look: Look) -> None:
    assert look(small_town.url("zoeken"), q="molenwyk").url("Molenwijk")


def test_a_place_leads_to_the_area_it_lies_in(small_town: Town, look: Look) -> None:
    add_place(small_town, small_town.area("WK939802"), "Zwembad De Bron")

    page = look(small_town.url("zoeken"), q="zwembad")

    assert (small_town.url("gebied/WK939802-rivierenwijk"), "Rivierenwijk") in page.links
    assert "Zwembad De Bron" in page.text


def test_a_street_leads_to_its_buurt_and_names_its_town(small_town: Town, look: Look) -> None:
    row = StreetRow("Molenstraat", "Heuvelstad", "9398AB", "BU93980201")
    places.store_streets([row])

    page = look(small_town.url("zoeken"), q="Molenstraat")
    by_postcode = look(small_town.url("zoeken"), q="9398 ab")

    assert "Rivierenwijk-Oost" in page.text
    assert "Molenstraat, Heuvelstad" in page.text
    assert by_postcode.url("Rivierenwijk-Oost")


def test_areas_of_cbs_say_so_beside_our_own(small_town: Town, look: Look) -> None:
    add_place(small_town, small_town.own, "Molenwijkpark")

    page = look(small_town.url("zoeken"), q="Molenwijk")

    assert page.text.count("zoals CBS die indeelt") == 3
    assert "De Hoek/Zuid Wijk in Heuvelstad Molenwijkpark" in page.text


def test_nothing_found_says_what_to_do_and_shows_all_wijken(
    small_town: Town, look: Look
) -> None:
    page = look(small_town.url("zoeken"), q="qqqq")

    assert "Niets gevonden voor “qqqq”" in page.text
    assert "probeer een deel van de naam" in page.text
    assert page.url("De Hoek/Zuid")


def test_without_a_question_all_wijken_stand_there(small_town: Town, look: Look) -> None:
    page = look(small_town.url("zoeken"))

    assert "Alle wijken De Hoek/Zuid" in page.text


@pytest.mark.parametrize("asked", ["%", "'", "\\", "🦆", "é" * 90, " ", "a", "1701", "1701 AB"])
def test_any_text_gets_an_answer(small_town: Town, look: Look, asked: str) -> None:
    assert look(small_town.url("zoeken"), q=asked).main_headings == ["Zoeken"]


def test_a_question_with_markup_is_words(small_town: Town, look: Look) -> None:
    page = look(small_town.url("zoeken"), q='"><script>alert(1)</script>')

    assert "<script>alert" not in page.html
    assert 'Niets gevonden voor “"><script>alert(1)</script>”' in page.text


@pytest.mark.parametrize("asked", ["x" * 5000, "molen\x00wijk"])
def test_what_no_person_types_is_refused_in_words(
    small_town: Town, client: Client, asked: str
) -> None:
    response = client.get(small_town.url("zoeken"), {"q": asked})

    assert response.status_code == 400
    assert "We begrijpen deze aanvraag niet" in response.content.decode()

"""The map of the country: what is drawn, what is hatched, and the same without script."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from django.test import Client

from tests.makers.indicators import make_figures, sheet
from tests.makers.places import area_row, border_row, make_areas, make_borders, square_row
from wijkregie.core import columns, topology
from wijkregie.domain.places.states import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_django import DjangoAssertNumQueries

    from tests.web.conftest import Look

pytestmark = pytest.mark.django_db

PAGE = "/nederland/kaart"
BUURTEN = [f"BU9001{at:04d}" for at in range(1, 9)]


def figures(year: int = 2017, scale: float = 1) -> None:
    cells: dict[str, Mapping[str, float | None]] = {
        code: {"inhabitants": scale * 100.0 * at, "aged_65_plus": scale * 10.0}
        for at, code in enumerate(BUURTEN, start=1)
    }
    cells[BUURTEN[-1]] = {"inhabitants": None, "aged_65_plus": None}
    make_figures(sheet(cells, period=year))


def bordered(year: int = 2017) -> None:
    squares = [
        square_row(code, 1000 * at, 5000, 1000, name=f"Buurt {at}")
        for at, code in enumerate(BUURTEN, start=1)
    ]
    make_borders(*squares, year=year)


def drawn_of(page: str) -> dict[str, str]:
    return {
        name: value.replace("&amp;", "&").replace("&quot;", '"').replace("&#x27;", "'")
        for name, value in re.findall(r'data-([a-z]+)="([^"]*)"', page)
    }


def file_of(address: str) -> bytes:
    answer = Client().get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]
    return gzip.decompress(answer.content)


# --- the files


def test_borders_names_and_values_stand_in_one_order(look: Look) -> None:
    figures()
    bordered()

    told = drawn_of(look(PAGE).html)
    names = json.loads(file_of(told["names"]))
    areas = topology.unpack(file_of(told["borders"]))
    values = columns.unpack(file_of(told["values"]))

    assert names["codes"] == BUURTEN
    assert names["names"][0] == "Buurt 1"
    assert min(x for x, _y in areas[2][0]) == 300  # 3000 m in cells of ten
    assert values.tolist() == pytest.approx([*range(100, 800, 100), np.nan], nan_ok=True)


def test_a_count_is_coloured_by_its_share(look: Look) -> None:
    figures()
    bordered()

    page = look(PAGE, cijfer="aged_65_plus")
    told = drawn_of(page.html)
    values = columns.unpack(file_of(told["values"]))

    assert (told["unit"], told["decimals"]) == ("%", "1")
    assert values[:2].tolist() == [10.0, 5.0]
    assert "De kleur toont het aandeel" in page.text
    assert "10,0 %" in page.text  # in the table too


def test_a_colour_means_the_same_in_every_year(look: Look) -> None:
    figures(2017)
    figures(2018, scale=3)
    bordered()

    classes = [drawn_of(look(PAGE, jaar=year).html)["classes"] for year in ("2017", "2018")]

    assert classes[0] == classes[1]
    assert len(json.loads(classes[0])) == 4


def test_no_figure_is_drawn_in_a_border_of_other_ground(look: Look) -> None:
    """Borders of 2017, figures of 2018; CBS redrew the first buurt in between."""
    figures(2018)
    bordered(2017)
    make_areas(area_row(BUURTEN[0], "Buurt 1", change=Change.CHANGED), year=2018)

    page = look(PAGE)
    values = columns.unpack(file_of(drawn_of(page.html)["values"]))

    assert np.isnan(values[0])
    assert values[1] == 200
    assert "De cijfers gaan over de gebieden van 2018" in page.text
    assert "niet bekend (2)" in page.text


def test_a_buurt_of_which_nothing_is_told_is_hatched_and_counted(look: Look) -> None:
    """Borders of 2015, figures of 2017, and of the year between nobody tells anything."""
    figures(2017)
    bordered(2015)

    page = look(PAGE)
    values = columns.unpack(file_of(drawn_of(page.html)["values"]))

    assert np.isnan(values).all()
    assert "8 gebieden zijn gearceerd: ze zijn veranderd, of het is niet bekend" in page.text
    assert "niet bekend (8)" in page.text


def test_code_name_and_size_together_are_drawn_and_said_to_be_all_that_is_known(
    look: Look,
) -> None:
    """Another name, a tenth of the land, land unknown: three of eight are not drawn."""
    bordered(2015)
    sizes = dict.fromkeys(BUURTEN, 90.0) | {BUURTEN[1]: 12.0}
    cells: dict[str, Mapping[str, float | None]] = {
        code: {"inhabitants": 100.0, "area_land": sizes[code] if at != 2 else None}
        for at, code in enumerate(BUURTEN)
    }
    make_figures(sheet(cells, period=2017))
    names = {code: f"Buurt {at}" for at, code in enumerate(BUURTEN, start=1)}
    names[BUURTEN[0]] = "Elders"
    make_areas(*(area_row(code, name) for code, name in names.items()), year=2017)

    page = look(PAGE)
    values = columns.unpack(file_of(drawn_of(page.html)["values"]))

    assert np.isnan(values[:3]).all()
    assert values[3:].tolist() == [100.0] * 5
    assert "3 gebieden zijn gearceerd" in page.text
    assert "Van 5 gebieden weten we alleen dit: code en naam bleven gelijk" in page.text


def test_figures_that_may_be_drawn_since_stand_at_another_address(look: Look) -> None:
    """What a browser keeps for good must not outlive what became known of the borders."""
    figures(2018)
    bordered(2017)
    before = drawn_of(look(PAGE).html)["values"]
    make_areas(area_row(BUURTEN[0], "Buurt 1", change=Change.CHANGED), year=2018)

    assert drawn_of(look(PAGE).html)["values"] != before


def test_who_takes_no_gzip_gets_plain_bytes(look: Look) -> None:
    figures()
    bordered()
    told = drawn_of(look(PAGE).html)

    answer = Client().get(told["names"])

    assert "Content-Encoding" not in answer
    assert json.loads(answer.content)["codes"] == BUURTEN


@pytest.mark.parametrize(
    "address",
    [
        "/grenzen",
        "/grenzen?tekening=x&versie=1",
        "/grenzen?tekening=999999&versie=1",
        "/namen?tekening=99999999999999999999&versie=1",
        "/waarden",
        "/waarden?tekening=999999&tabel=999999&cijfer=inhabitants",
        "?cijfer=bestaat-niet",
        "?niveau=own",
        "?jaar=1066",
        "?pagina=2",
        "?volgorde=willekeurig",
    ],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    figures()
    bordered()

    assert Client().get(PAGE + address).status_code == 404


def test_a_figure_that_a_table_does_not_have_is_not_found(look: Look) -> None:
    figures()
    bordered()
    values = drawn_of(look(PAGE).html)["values"]

    assert Client().get(values.replace("inhabitants", "households")).status_code == 404


# --- the page


def test_the_same_stands_in_a_table(look: Look) -> None:
    figures()
    bordered()

    page = look(PAGE)

    assert page.main_headings == ["Inwoners per buurt"]
    assert "Buurt 7 700" in page.text
    assert "Het hoogst in Buurt 7 (700 inwoners)" in page.text
    assert "In de tabel staat hetzelfde" in page.text
    assert page.text.count("niet bekend (1)") == 1


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [("-waarde", "7", "8"), ("waarde", "1", "8"), ("-naam", "8", "1"), ("naam", "1", "8")],
)
def test_the_table_is_sorted_and_what_is_unknown_comes_last(
    look: Look, order: str, first: str, last: str
) -> None:
    figures()

    told = re.findall(r"Naam BU9001000(\d) (?:\d|Niet)", look(PAGE, volgorde=order).text)

    assert (told[0], told[-1]) == (first, last)


def test_without_borders_the_table_stands_alone(look: Look) -> None:
    figures()

    page = look(PAGE)

    assert "Nog geen grenzen" in page.text
    assert "data-nation" not in page.html


def test_areas_without_a_shape_are_told(look: Look) -> None:
    figures()
    bare = square_row(BUURTEN[0], 0, 0, 1000)
    make_borders(bare, border_row(BUURTEN[1]))

    assert "Van 1 gebieden staat de vorm niet in het bestand" in look(PAGE).text


@pytest.mark.usefixtures("db")
def test_an_empty_installation_says_what_will_come(look: Look) -> None:
    assert "Nog geen cijfers" in look(PAGE).text


def test_the_page_costs_the_same_however_many_areas(
    django_assert_max_num_queries: DjangoAssertNumQueries, client: Client
) -> None:
    figures()
    bordered()

    with django_assert_max_num_queries(22):
        client.get(PAGE)

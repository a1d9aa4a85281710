"""The drawing of the country: made with the borders, found by year, without what moved."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.makers.places import area_row, border_row, make_areas, make_borders, square_row
from wijkregie.core import topology
from wijkregie.domain.places import queries
from wijkregie.domain.places.models import Area, Drawing
from wijkregie.domain.places.states import Level

pytestmark = pytest.mark.django_db

NORTH, SOUTH, LAKE = "BU90010101", "BU90010102", "BU90010103"
BUURT = Level.NEIGHBOURHOOD


def make(year: int) -> None:
    make_borders(
        square_row(SOUTH, 0, 0, 1000, name="Zuid"),
        square_row(NORTH, 0, 1000, 1000),
        border_row(LAKE, (5000, 0), (6000, 0), (6000, 1000), water=True),
        year=year,
    )


def test_land_is_drawn_by_code_and_water_is_not() -> None:
    make(2017)

    found = queries.drawing_of(BUURT, year=2017)

    assert found is not None
    assert found.area_ids.tolist() == [
        Area.objects.get(code=code).pk for code in (NORTH, SOUTH)
    ]
    parts = queries.drawing_parts(found.pk, found.digest)
    assert parts is not None
    assert len(topology.unpack(gzip.decompress(parts[0]))) == 2
    assert json.loads(gzip.decompress(parts[1])) == {
        "codes": [NORTH, SOUTH],
        "names": [NORTH, "Zuid"],
    }
    again = queries.drawing(found.pk)
    assert again is not None
    assert (again.pk, again.level, again.year) == (found.pk, BUURT, 2017)


def test_the_nearest_year_is_drawn_and_of_two_the_later() -> None:
    for year in (2015, 2017):
        make(year)

    years = [
        found.year
        for year in (2000, 2016, 2024, None)
        if (found := queries.drawing_of(BUURT, year=year))
    ]

    assert years == [2015, 2017, 2017, 2017]


def test_what_is_not_there_is_not_found() -> None:
    make_borders(border_row(NORTH), year=2017)

    assert not Drawing.objects.exists()
    assert queries.drawing_of(BUURT, year=None) is None
    assert queries.drawing(1) is None
    assert queries.drawing_parts(1, "x") is None


def test_other_borders_of_the_same_year_replace_the_drawing() -> None:
    make(2017)
    make_borders(square_row(NORTH, 0, 0, 500), year=2017)

    (found,) = Drawing.objects.all()

    assert len(found.area_ids) == 8


def test_all_areas_that_ever_were_at_a_level_are_known() -> None:
    make_areas(area_row(NORTH), year=2017)
    make_areas(area_row(SOUTH), year=2018)

    assert queries.ids_at(BUURT).tolist() == sorted(
        Area.objects.filter(level=BUURT).values_list("pk", flat=True)
    )

"""The size of areas helps to tell whether a border of another year is theirs."""

from __future__ import annotations

import pytest

from tests.makers.indicators import Cell, current, make_figures, sheet
from tests.makers.places import area_row, make_areas, make_borders, square_row
from wijkregie.domain.indicators import queries
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import Area

pytestmark = pytest.mark.django_db

NORTH, SOUTH = "BU90010101", "BU90010102"


@pytest.fixture(autouse=True)
def _two_buurten() -> None:
    """Borders of 2015 of a square kilometre each, figures of 2024: one is that large still."""
    squares = [square_row(NORTH, 0, 0, 1000), square_row(SOUTH, 2000, 0, 1000)]
    make_borders(*squares, year=2015)
    cells: dict[str, dict[str, Cell]] = {
        NORTH: {"area_land": 95.0},
        SOUTH: {"area_land": 12.0},
        "GM9001": {"area_land": None},
    }
    make_figures(sheet(cells, period=2024, change=None))
    named = [area_row(code, "Zo heet het", change=None) for code in (NORTH, SOUTH)]
    make_areas(*named, year=2015)
    make_areas(*named, year=2024)


def pk(code: str) -> int:
    return Area.objects.get(code=code).pk


def test_the_land_of_a_layout_is_known_where_a_table_has_it() -> None:
    assert queries.land(2024) == {pk(NORTH): 95.0, pk(SOUTH): 12.0}
    assert queries.land(2015) == {}


def test_an_area_is_drawn_only_in_a_border_of_its_size() -> None:
    areas = list(Area.objects.filter(code__in=(NORTH, SOUTH)).order_by("code"))

    drawn = queries.draw(areas, year=2024)

    assert drawn is not None
    assert [shape.strange for shape in drawn.shapes] == [False, True]
    assert drawn.alike
    plain = queries.draw(areas, year=None)
    assert plain is not None
    assert not any(shape.strange for shape in plain.shapes)


def test_the_drawing_of_the_country_carries_only_areas_of_its_size() -> None:
    drawing = places.drawing_of("neighbourhood", year=2024)
    assert drawing is not None

    found = queries.ground_of(drawing, current(2024))

    assert dict(found.same) == {pk(NORTH): pk(NORTH)}
    assert found.alike == {pk(NORTH)}

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core.geojson import multipolygon

if TYPE_CHECKING:
    from wijkregie.core.geometry import Ring


def ring(x: int, y: int, size: int, *, clockwise: bool = False) -> Ring:
    corners = [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]
    return np.array(corners[::-1] if clockwise else corners, np.int32)


def surface(points: list[tuple[int, int]]) -> float:
    return sum(a * d - b * c for (a, b), (c, d) in pairwise(points)) / 2


@pytest.mark.parametrize("outer_clockwise", [False, True])
@pytest.mark.parametrize("hole_clockwise", [False, True])
def test_outer_rings_run_against_the_clock_and_holes_with_it(
    *, outer_clockwise: bool, hole_clockwise: bool
) -> None:
    rings = [
        ring(0, 0, 100, clockwise=outer_clockwise),
        ring(10, 10, 20, clockwise=hole_clockwise),
    ]

    [[outer, hole]] = multipolygon(rings)

    assert surface(outer) == 10_000
    assert surface(hole) == -400


def test_two_islands_are_two_polygons() -> None:
    polygons = multipolygon([ring(0, 0, 10), ring(10, 0, 10), ring(50, 0, 10)])

    assert [len(polygon) for polygon in polygons] == [1, 1, 1]


def test_an_island_in_a_lake_is_a_polygon_of_its_own() -> None:
    polygons = multipolygon([ring(0, 0, 100), ring(10, 10, 50), ring(20, 20, 10)])

    assert [len(polygon) for polygon in polygons] == [2, 1]


def test_a_hole_that_touches_the_border_stays_a_hole() -> None:
    hole = np.array([[0, 0], [30, 10], [10, 30], [0, 0]], np.int32)

    polygons = multipolygon([ring(0, 0, 100), hole])

    assert [len(polygon) for polygon in polygons] == [2]


def test_a_ring_that_encloses_nothing_is_left_out() -> None:
    line = np.array([[0, 0], [5, 5], [0, 0]], np.int32)

    assert multipolygon([line]) == []


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=5),
    st.integers(-1000, 1000),
)
def test_no_surface_is_lost(holes: list[int], x: int) -> None:
    rings = [ring(x, 0, 1000)]
    rings += [ring(x + 10 + 100 * place, 20, size) for place, size in enumerate(holes)]

    polygons = multipolygon(rings)

    total = sum(surface(points) for polygon in polygons for points in polygon)
    assert total == 1_000_000 - sum(size * size for size in holes)

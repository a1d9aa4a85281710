"""From degrees to metres of the Dutch grid, against the transformation of PROJ."""

from __future__ import annotations

from math import hypot, inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from wijkregie.core.dutch_grid import to_metres

#: The simplest of the transformations of PROJ: without a grid, as good as a metre.
PROJ = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


@pytest.mark.parametrize(
    ("place", "metres"),
    [
        ((52.15517440, 5.38720621), (155_000, 463_000)),
        ((53.21938317, 6.56820053), (233_883, 582_065)),  # Groningen, Martinitoren
        ((52.37453253, 4.88352559), (120_701, 487_526)),  # Amsterdam, Westertoren
    ],
)
def test_known_places_come_within_two_metres(
    place: tuple[float, float], metres: tuple[int, int]
) -> None:
    found = to_metres(*place)

    assert found is not None
    x, y = PROJ.transform(place[1], place[0])
    assert hypot(found[0] - x, found[1] - y) < 2
    assert hypot(found[0] - metres[0], found[1] - metres[1]) < 2


@given(st.floats(50.75, 53.55), st.floats(3.4, 7.2))
def test_everywhere_in_the_netherlands_it_is_off_by_less_than_two_metres(
    latitude: float, longitude: float
) -> None:
    found = to_metres(latitude, longitude)

    assert found is not None
    x, y = PROJ.transform(longitude, latitude)
    assert hypot(found[0] - x, found[1] - y) < 2


@pytest.mark.parametrize(
    "place", [(48.85, 2.35), (0.0, 0.0), (nan, 5.0), (52.0, inf), (5.38, 52.15)]
)
def test_elsewhere_and_nowhere_are_no_place(place: tuple[float, float]) -> None:
    assert to_metres(*place) is None

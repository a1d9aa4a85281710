"""Very many points to the area that holds each."""

from __future__ import annotations

import numpy as np

from tests.sources.test_compare import block
from wijkregie.sources.borders.points import NOWHERE, locate


def found(*points: tuple[float, float]) -> list[str]:
    layout = {"BU2": block(100, 0, 100, 100), "BU1": block(0, 0, 100, 100), "BU3": ()}
    x, y = np.array(points, float).T
    codes, at = locate(layout, x, y)
    return ["" if one == NOWHERE else codes[one] for one in at]


def test_each_point_is_in_the_area_that_holds_it() -> None:
    assert found((50, 50), (150, 50), (250, 50)) == ["BU1", "BU2", ""]


def test_a_point_on_a_border_is_in_one_area_and_none_is_lost() -> None:
    assert found((100, 50), (0, 0), (200, 100)) == ["BU1", "BU1", "BU2"]

"""Very many points at once: in which area each of them lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import shapely

from wijkregie.sources.borders.polygons import polygons_of

if TYPE_CHECKING:
    from wijkregie.sources.links import Shapes

Places = npt.NDArray[np.float64]
Found = npt.NDArray[np.int64]

NOWHERE: Final = -1


def locate(layout: Shapes, x: Places, y: Places) -> tuple[tuple[str, ...], Found]:
    """Return the codes of a layout, and per point which of them holds it.

    Points are in the unit of the rings. A point in no area is at ``NOWHERE``; one on a
    border is in one of the areas beside it, the first by code.
    """
    made = polygons_of(layout, mended=False)
    codes = tuple(sorted(made))
    found = np.full(len(x), NOWHERE, np.int64)
    shapes = np.array([made[code] for code in codes], dtype=np.object_)
    tree = shapely.STRtree(shapely.points(x, y))
    # A query by polygon prepares each once; a tree of the polygons takes seven times as long.
    area, point = tree.query(shapes, predicate="covers")
    found[point[::-1]] = area[::-1]
    return codes, found

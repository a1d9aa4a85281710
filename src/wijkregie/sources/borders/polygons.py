"""Rings of whole numbers back to polygons, to measure with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.sources.links import Shapes
    from wijkregie.sources.records import Ring

Geometries = npt.NDArray[np.object_]


def polygons_of(layout: Shapes, *, mended: bool = True) -> dict[str, shapely.Geometry]:
    """Return a polygon per code; areas that enclose nothing are left out.

    Those of one ring are valid only if ``mended``, which takes as long as all the rest.
    """
    codes = [code for code, rings in layout.items() if len(rings)]
    single = [code for code in codes if len(layout[code]) == 1]
    made = dict(
        zip(single, _simple([layout[code][0] for code in single], mended=mended), strict=True)
    )
    found = {code: made[code] if code in made else _by_even_odd(layout[code]) for code in codes}
    return {code: one for code, one in found.items() if shapely.area(one) > 0}


def _simple(rings: Sequence[Ring], *, mended: bool) -> Geometries:
    if not rings:
        return np.empty(0, dtype=np.object_)
    owners = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    lines = shapely.linearrings(np.concatenate(rings).astype(np.float64), indices=owners)
    made: Geometries = shapely.polygons(lines)
    return _valid(made) if mended else made


def _by_even_odd(rings: Sequence[Ring]) -> shapely.Geometry:
    lines = shapely.GeometryCollection([shapely.LinearRing(ring) for ring in rings])
    made: shapely.Geometry = _valid(np.array([shapely.build_area(lines)], object))[0]
    return made


def _valid(polygons: Geometries) -> Geometries:
    broken = ~shapely.is_valid(polygons)
    polygons[broken] = shapely.make_valid(
        polygons[broken], method="structure", keep_collapsed=False
    )
    return polygons

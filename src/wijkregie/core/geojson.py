"""Rings of borders as the coordinates of a GeoJSON MultiPolygon (RFC 7946)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wijkregie.core.geometry import Ring

Points = list[tuple[int, int]]
Polygons = list[list[Points]]


def multipolygon(rings: Iterable[Ring]) -> Polygons:
    """Return closed rings as polygons, each an outer ring followed by its holes.

    The rings come as they are stored: those of a polygon together, its outer ring first. A
    ring that encloses nothing is left out. Outer rings run against the clock, holes with it.

    >>> square = np.array([[0, 0], [0, 9], [9, 9], [9, 0], [0, 0]])
    >>> hole = np.array([[3, 3], [6, 3], [6, 6], [3, 3]])
    >>> multipolygon([square, hole])
    [[[(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)], [(3, 3), (6, 6), (6, 3), (3, 3)]]]
    """
    polygons: list[list[Ring]] = []
    for ring in rings:
        if _twice_the_surface(ring) == 0:
            continue
        if polygons and _holds(polygons[-1], *_point_in(ring)):
            polygons[-1].append(ring)
        else:
            polygons.append([ring])
    return [
        [_turned(ring, left=not place) for place, ring in enumerate(polygon)]
        for polygon in polygons
    ]


def _twice_the_surface(ring: Ring) -> int:
    """Return twice the surface, above zero if the ring runs against the clock."""
    x, y = ring[:, 0].astype(np.int64), ring[:, 1].astype(np.int64)
    return int(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1]))


def _point_in(ring: Ring) -> tuple[float, float]:
    """Return a point within a ring: halfway between where a line enters and leaves it."""
    y = float(ring[:, 1].min()) + 0.5
    first, second = sorted(_crossings(ring, y))[:2]
    return (first + second) / 2, y


def _crossings(ring: Ring, y: float) -> list[float]:
    """Return where a ring crosses a height that is no whole number, so never at a corner."""
    here, there = ring[:-1].astype(float), ring[1:].astype(float)
    crosses = (here[:, 1] > y) != (there[:, 1] > y)
    a, b = here[crosses], there[crosses]
    found = a[:, 0] + (b[:, 0] - a[:, 0]) * (y - a[:, 1]) / (b[:, 1] - a[:, 1])
    return [float(x) for x in found]


def _holds(polygon: Sequence[Ring], x: float, y: float) -> bool:
    left = sum(crossing < x for ring in polygon for crossing in _crossings(ring, y))
    return left % 2 == 1


def _turned(ring: Ring, *, left: bool) -> Points:
    straight = (_twice_the_surface(ring) > 0) == left
    points = ring if straight else ring[::-1]
    return [(x, y) for x, y in points.tolist()]

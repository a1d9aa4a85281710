"""Geometries to RD New, mended, simplified together, and cut into rings of whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

from wijkregie.sources.records import Problem

if TYPE_CHECKING:
    from wijkregie.sources.borders.features import Geometries
    from wijkregie.sources.records import Ring

Bounds = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

_DEGREES: Final = (2.5, 50.0, 8.0, 54.5)
_RD: Final = (-10_000.0, 280_000.0, 310_000.0, 650_000.0)
_FEWEST: Final = 4
_DECIMETRES: Final = 10
_CELL: Final = 10.0
_SKETCHED: Final = 75.0
POLYGONS: Final = (3, 6)
_TRIED: Final = 400
_MOST_OVER: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The rings of one area: exact (dm), coarse (m), a sketch (10 m), and what follows."""

    rings: tuple[Ring, ...]
    outline: tuple[Ring, ...]
    sketch: tuple[Ring, ...]
    box: tuple[int, int, int, int]
    label: tuple[int, int]
    surface: float


def misplaced(geometries: Geometries) -> tuple[Problem, int] | None:
    """Return what is wrong with the coordinates and at which geometry, None if nothing.

    Every geometry must lie in the Netherlands, all in degrees or all in metres of RD New.
    """
    bounds = shapely.bounds(geometries)
    filled = ~np.isnan(bounds[:, 0])
    turned = bounds[:, [1, 0, 3, 2]]
    for box in (_DEGREES, _RD):
        swapped = _within(turned, box) & filled
        if swapped.any():
            return Problem.SWAPPED_COORDINATES, int(swapped.argmax())
    first = _DEGREES if in_degrees(geometries) else _RD
    outside = filled & ~_within(bounds, first)
    return (Problem.UNKNOWN_COORDINATES, int(outside.argmax())) if outside.any() else None


def in_degrees(geometries: Geometries) -> bool:
    """Tell whether the first geometry lies in the Netherlands when read as degrees."""
    bounds = shapely.bounds(geometries)
    filled = bounds[~np.isnan(bounds[:, 0])]
    return bool(filled.size and _within(filled[:1], _DEGREES)[0])


def _within(bounds: Bounds, box: tuple[float, float, float, float]) -> Mask:
    above = bounds[:, :2] >= np.array(box[:2])
    below = bounds[:, 2:] <= np.array(box[2:])
    inside: Mask = np.asarray(np.hstack([above, below]).all(axis=1))
    return inside


def crowded(geometries: Geometries) -> int | None:
    """Return a geometry on which more than five others lie, None where there is none found.

    Tried at some hundreds of places. Borders of one level hardly overlap; where they do all
    over, to simplify them together would take hours.
    """
    tried = np.unique(np.linspace(0, len(geometries) - 1, _TRIED).astype(int))
    places = shapely.point_on_surface(geometries[tried])
    tree = shapely.STRtree(geometries)
    found, _there = tree.query(places, predicate="intersects")
    over = np.flatnonzero(np.bincount(found, minlength=len(tried)) > _MOST_OVER)
    return int(tried[over[0]]) if over.size else None


def to_rd(geometries: Geometries) -> Geometries:
    """Return geometries in RD New; degrees are accurate to about a metre."""
    if not in_degrees(geometries):
        return geometries
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    moved: Geometries = shapely.transform(
        geometries,
        lambda points: np.column_stack(to_metres.transform(points[:, 0], points[:, 1])),
    )
    return moved


def mend(geometries: Geometries) -> tuple[Geometries, Mask]:
    """Return valid polygons, or None for what encloses nothing, and which were mended."""
    broken = ~shapely.is_valid(geometries) & ~shapely.is_missing(geometries)
    whole = geometries.copy()
    whole[broken] = shapely.make_valid(
        geometries[broken], method="structure", keep_collapsed=False
    )
    flat = np.isin(shapely.get_type_id(whole), POLYGONS) & ~shapely.is_empty(whole)
    whole[~flat] = None
    return whole, broken & flat


def shapes(geometries: Geometries, tolerance: float) -> list[Shape]:
    """Cut valid polygons in RD New into rings, with outlines of about ``tolerance`` metres."""
    if not len(geometries):
        return []
    coarse, coarser = simplified(geometries, tolerance)
    exact = _rings(geometries, _DECIMETRES)
    drawn = _rings(coarse, 1)
    sketched = _rings(coarser, 1 / _CELL)
    boxes = _boxes(geometries)
    labels = _labels(geometries)
    surfaces = shapely.area(geometries).tolist()
    return [
        Shape(
            tuple(rings) or (_corners(box) * _DECIMETRES,),
            tuple(outline) or (_corners(box),),
            tuple(sketch) or (_cell(label),),
            box,
            label,
            surface,
        )
        for rings, outline, sketch, box, label, surface in zip(
            exact, drawn, sketched, boxes, labels, surfaces, strict=True
        )
    ]


def simplified(geometries: Geometries, tolerance: float) -> tuple[Geometries, Geometries]:
    """Return areas simplified together, by about ``tolerance`` metres and for the country.

    Neither overlaps, not even where the source does: such ground stays with one of its
    areas. An area that lies wholly in another one then has no shape of its own left.
    """
    coarse: Geometries = shapely.coverage_simplify(geometries, tolerance)
    if not shapely.coverage_is_valid(coarse):
        coarse = shapely.coverage_clean(coarse)
    return coarse, shapely.coverage_simplify(coarse, max(_SKETCHED, tolerance))


def _rings(geometries: Geometries, scale: float) -> list[list[Ring]]:
    """Return the closed rings per geometry in whole units, leaving out those that collapse."""
    polygons, owners = shapely.get_parts(geometries, return_index=True)
    lines, polygon_of_line = shapely.get_rings(polygons, return_index=True)
    points, line_of_point = shapely.get_coordinates(lines, return_index=True)
    whole = np.rint(points * scale).astype(np.int32)
    fresh = np.ones(len(whole), dtype=np.bool_)
    fresh[1:] = (np.diff(whole, axis=0) != 0).any(axis=1) | (np.diff(line_of_point) != 0)
    whole, line_of_point = whole[fresh], line_of_point[fresh]
    starts = np.searchsorted(line_of_point, np.arange(len(lines) + 1))
    found: list[list[Ring]] = [[] for _ in geometries]
    for line, owner in enumerate(owners[polygon_of_line]):
        ring = whole[starts[line] : starts[line + 1]]
        if len(ring) >= _FEWEST:
            found[owner].append(ring)
    return found


def _boxes(geometries: Geometries) -> list[tuple[int, int, int, int]]:
    bounds = shapely.bounds(geometries)
    low, high = np.floor(bounds[:, :2]), np.ceil(bounds[:, 2:])
    return [
        (int(x), int(y), int(right), int(top))
        for x, y, right, top in np.hstack([low, high]).tolist()
    ]


def _corners(box: tuple[int, int, int, int]) -> Ring:
    x, y, right, top = box
    return np.array([(x, y), (right, y), (right, top), (x, top), (x, y)], dtype=np.int32)


def _cell(label: tuple[int, int]) -> Ring:
    """Return the cell of ten metres that holds a point, for what is smaller than that."""
    x, y = (int(part // _CELL) for part in label)
    return _corners((x, y, x + 1, y + 1))


def _labels(geometries: Geometries) -> list[tuple[int, int]]:
    points = shapely.get_coordinates(shapely.point_on_surface(geometries))
    whole = np.rint(points)
    outside = ~shapely.contains_xy(geometries, whole[:, 0], whole[:, 1])
    circles = shapely.maximum_inscribed_circle(geometries[outside])
    whole[outside] = np.rint(shapely.get_coordinates(shapely.get_point(circles, 0)))
    return [(int(x), int(y)) for x, y in whole.tolist()]

"""TopoJSON to geometries, keeping features without a shape, which GDAL leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

Arc = npt.NDArray[np.float64]
_FEWEST: Final = 4


def objects(
    topology: dict[str, Any],
) -> Iterator[tuple[dict[str, Any], npt.NDArray[np.object_]]]:
    """Yield every collection of a topology with its geometries, None where one has no area.

    Raises ``KeyError``, ``IndexError``, ``TypeError`` or ``ValueError`` if the topology
    does not follow the format.
    """
    arcs = _arcs(topology)
    for part in topology["objects"].values():
        yield part, _geometries([_polygons(member) for member in part["geometries"]], arcs)


def _arcs(topology: dict[str, Any]) -> list[Arc]:
    arcs = [np.array(arc, dtype=np.float64).reshape(-1, 2) for arc in topology["arcs"]]
    transform = topology.get("transform")
    if transform is None:
        return arcs
    scale, move = np.array(transform["scale"]), np.array(transform["translate"])
    return [arc.cumsum(axis=0) * scale + move for arc in arcs]


def _polygons(member: dict[str, Any]) -> list[list[list[int]]]:
    kind = member.get("type")
    if kind == "Polygon":
        return [member["arcs"]]
    if kind == "MultiPolygon":
        return list(member["arcs"])
    if kind is None:
        return []
    raise ValueError(f"a border cannot be a {kind}")


def _geometries(
    members: list[list[list[list[int]]]], arcs: list[Arc]
) -> npt.NDArray[np.object_]:
    rings: list[Arc] = []
    polygon_of_ring: list[int] = []
    member_of_polygon: list[int] = []
    for number, polygons in enumerate(members):
        for polygon in polygons:
            whole = [
                ring for ring in (_ring(ends, arcs) for ends in polygon) if ring is not None
            ]
            if not whole:
                continue
            polygon_of_ring += [len(member_of_polygon)] * len(whole)
            member_of_polygon.append(number)
            rings += whole
    geometries = np.full(len(members), None, dtype=np.object_)
    if rings:
        lengths = [len(ring) for ring in rings]
        lines = shapely.linearrings(
            np.concatenate(rings), indices=np.repeat(np.arange(len(rings)), lengths)
        )
        polygons_made = shapely.polygons(lines, indices=polygon_of_ring)
        shapely.multipolygons(polygons_made, indices=member_of_polygon, out=geometries)
    return geometries


def _ring(ends: list[int], arcs: list[Arc]) -> Arc | None:
    pieces = [arcs[end] if end >= 0 else arcs[~end][::-1] for end in ends]
    if not pieces:
        return None
    ring = np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
    return ring if len(ring) >= _FEWEST else None

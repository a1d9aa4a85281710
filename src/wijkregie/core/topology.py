"""Many areas as one small file to draw: every shared border stands in it once.

All numbers follow each other as one row of whole numbers, each as a *varint* (seven bits to a
byte, the lowest first; a set eighth bit says that more follow) of its zigzag (0, -1, 1, -2, …
as 0, 1, 2, 3, …)::

    number of arcs; per arc its number of points
    per arc its points, as steps from the point before (of the file, not of the arc): x, y
    number of areas; per area its number of rings; per ring its number of arcs
    per ring its arcs, as steps from the arc before; arc -1 - n is arc n backwards
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wijkregie.core.geometry import Ring

Whole = npt.NDArray[np.int64]
_FEWEST: Final = 4
_SHIFT: Final = 1 << 32


class TopologyError(ValueError):
    """Bytes that are no packed areas."""


def pack(areas: Sequence[Sequence[Ring]]) -> bytes:
    """Return the closed rings of areas as bytes; neighbours must have points in common.

    Points are whole numbers from 0 up. Rings of fewer than three corners are left out.
    """
    rings = [ring for area in areas for ring in area if len(ring) >= _FEWEST]
    counts = [sum(len(ring) >= _FEWEST for ring in area) for area in areas]
    nodes = _nodes(rings)
    arcs: dict[bytes, int] = {}
    points: list[Whole] = []
    uses = [[_number(arc, arcs, points) for arc in _cut(_keys(ring), nodes)] for ring in rings]
    return _varints(_row(points, counts, uses))


def _row(points: list[Whole], counts: list[int], uses: list[list[int]]) -> Whole:
    keys = np.concatenate([*points, np.empty(0, np.int64)])
    places = np.stack([keys // _SHIFT, keys % _SHIFT], axis=1)
    steps = np.diff(places, axis=0, prepend=0).ravel()
    arcs = np.array([arc for used in uses for arc in used], np.int64)
    parts = (
        [len(points)],
        [len(arc) for arc in points],
        steps,
        [len(counts)],
        counts,
        [len(used) for used in uses],
        np.diff(arcs, prepend=0),
    )
    return np.concatenate([np.asarray(part, np.int64) for part in parts])


def _keys(ring: Ring) -> Whole:
    """Return the corners of a ring as one number each, without the last that is the first."""
    at = ring[:-1].astype(np.int64)
    keys: Whole = at[:, 0] * _SHIFT + at[:, 1]
    return keys


def _nodes(rings: Sequence[Ring]) -> frozenset[int]:
    """Return the points at which other than two borders meet."""
    if not rings:
        return frozenset()
    here = np.concatenate([_keys(ring) for ring in rings])
    there = np.concatenate([np.roll(_keys(ring), -1) for ring in rings])
    ends = np.unique(np.stack([np.minimum(here, there), np.maximum(here, there)]), axis=1)
    found, borders = np.unique(ends, return_counts=True)
    return frozenset(found[borders != 2].tolist())  # noqa: PLR2004 - one in, one out


def _cut(keys: Whole, nodes: frozenset[int]) -> Iterator[Whole]:
    """Yield the arcs of a ring, from node to node; of a ring without nodes itself."""
    at = [place for place, key in enumerate(keys.tolist()) if key in nodes]
    first = at[0] if at else int(keys.argmin())
    turned = np.roll(keys, -first)
    closed = np.append(turned, turned[0])
    stops = [*(place - first for place in at), len(keys)] if at else [0, len(keys)]
    for start, end in pairwise(stops):
        yield closed[start : end + 1]


def _number(arc: Whole, arcs: dict[bytes, int], points: list[Whole]) -> int:
    """Return the number of an arc, below nought for one that is there the other way round."""
    back = arcs.get(arc[::-1].tobytes())
    if back is not None:
        return -1 - back
    number = arcs.setdefault(arc.tobytes(), len(points))
    if number == len(points):
        points.append(arc)
    return number


def _varints(row: Whole) -> bytes:
    zigzag = ((row << 1) ^ (row >> 63)).astype(np.uint64)
    groups = np.stack([(zigzag >> np.uint64(7 * place)) & np.uint64(127) for place in range(5)])
    if (zigzag >> np.uint64(35)).any():
        raise TopologyError("a number is too large")
    longer = np.stack([(zigzag >> np.uint64(7 * place)) > 0 for place in range(1, 6)])
    bytes_of = (groups | (longer.astype(np.uint64) << np.uint64(7))).astype(np.uint8)
    kept = np.ones_like(longer)
    kept[1:] = longer[:-1]
    return bytes(bytes_of.T[kept.T].tobytes())


def unpack(packed: bytes) -> list[list[list[tuple[int, int]]]]:
    """Return per area its closed rings as points; for tests and for who has no script.

    Raises
    ------
    TopologyError
        If the bytes stop before their end.

    >>> square = np.array([[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], np.int32)
    >>> unpack(pack([[square]]))
    [[[(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]]]
    """
    row = _numbers(packed)
    try:
        arcs = _arcs(row)
        counts = [next(row) for _area in range(next(row))]
        lengths = [next(row) for _ring in range(sum(counts))]
        rings = iter([*_rings(row, lengths, arcs)])
        return [[next(rings) for _ring in range(count)] for count in counts]
    except (StopIteration, RuntimeError, IndexError) as fault:
        raise TopologyError("the packed areas are damaged") from fault


def _numbers(packed: bytes) -> Iterator[int]:
    value = place = 0
    for byte in packed:
        value |= (byte & 127) << place
        place += 7
        if not byte & 128:
            yield (value >> 1) ^ -(value & 1)
            value = place = 0


def _arcs(row: Iterator[int]) -> list[list[tuple[int, int]]]:
    x = y = 0
    found = []
    for length in [next(row) for _arc in range(next(row))]:
        arc = []
        for _point in range(length):
            x, y = x + next(row), y + next(row)
            arc.append((x, y))
        found.append(arc)
    return found


def _rings(
    row: Iterator[int], lengths: Iterable[int], arcs: list[list[tuple[int, int]]]
) -> Iterator[list[tuple[int, int]]]:
    number = 0
    for length in lengths:
        ring: list[tuple[int, int]] = []
        for _arc in range(length):
            number += next(row)
            arc = arcs[number] if number >= 0 else arcs[-1 - number][::-1]
            ring += arc[1:] if ring else arc
        yield ring

"""Rings of borders: pack them, find a point in them, draw them. Units of the Dutch grid."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Ring = npt.NDArray[np.int32]

_COUNT: Final = struct.Struct("<I")


class GeometryError(ValueError):
    """Bytes that are no packed rings."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in metres."""

    min_x: int
    min_y: int
    max_x: int
    max_y: int

    @property
    def width(self) -> int:
        """Metres from west to east, at least 1."""
        return max(self.max_x - self.min_x, 1)

    @property
    def height(self) -> int:
        """Metres from south to north, at least 1."""
        return max(self.max_y - self.min_y, 1)


def pack_rings(rings: Sequence[Ring]) -> bytes:
    """Return rings, each of shape (n, 2), as bytes; steps instead of places keep them small."""
    counts = np.array([len(ring) for ring in rings], "<u4")
    origin = np.zeros((1, 2), "<i4")
    steps = [np.diff(ring.astype("<i4"), axis=0, prepend=origin) for ring in rings]
    body = b"".join(step.astype("<i4").tobytes() for step in steps)
    return zlib.compress(_COUNT.pack(len(rings)) + counts.tobytes() + body, 6)


def unpack_rings(packed: bytes | memoryview) -> tuple[Ring, ...]:
    """Return the rings that were packed.

    Raises ``GeometryError`` if the bytes are damaged.

    >>> [ring.tolist() for ring in unpack_rings(pack_rings([np.array([[1, 2], [3, 4]])]))]
    [[[1, 2], [3, 4]]]
    """
    try:
        raw = zlib.decompress(memoryview(packed))
        (number,) = _COUNT.unpack_from(raw)
        counts = np.frombuffer(raw, "<u4", number, _COUNT.size)
        steps = np.frombuffer(raw, "<i4", 2 * int(counts.sum()), _COUNT.size + 4 * number)
    except (struct.error, zlib.error, ValueError) as fault:
        raise GeometryError("the packed rings are damaged") from fault
    parts = np.split(steps.reshape(-1, 2), np.cumsum(counts)[:-1]) if number else []
    return tuple(np.cumsum(part, axis=0, dtype=np.int32) for part in parts)


def contains(rings: Iterable[Ring], x: int, y: int) -> bool:
    """Tell whether a point lies in rings by the even-odd rule; on the border it may be either.

    Point and rings are whole numbers in one unit; the answer is exact, so that of areas
    that share a border without gap or overlap exactly one holds a point beside that border.

    >>> square = np.array([[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]])
    >>> contains([square], 5, 5), contains([square], 15, 5)
    (True, False)
    """
    inside = False
    for ring in rings:
        at = ring.astype(np.int64)
        here, there = at[:-1], at[1:]
        crosses = (here[:, 1] > y) != (there[:, 1] > y)
        a, b = here[crosses], there[crosses]
        side = (b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (x - a[:, 0]) * (b[:, 1] - a[:, 1])
        left = np.where(b[:, 1] > a[:, 1], side > 0, side < 0)
        inside ^= bool(np.count_nonzero(left) % 2)
    return inside


def around(boxes: Iterable[Box], *, margin: float = 0.03) -> Box | None:
    """Return the box around all boxes with a margin, or ``None`` without boxes."""
    found = list(boxes)
    if not found:
        return None
    min_x, max_x = min(b.min_x for b in found), max(b.max_x for b in found)
    min_y, max_y = min(b.min_y for b in found), max(b.max_y for b in found)
    edge = round(margin * max(max_x - min_x, max_y - min_y, 1))
    return Box(min_x - edge, min_y - edge, max_x + edge, max_y + edge)


def svg_path(rings: Iterable[Ring], box: Box, *, width: int) -> str:
    """Return rings (metres) as the ``d`` of an SVG path in a drawing ``width`` units wide.

    The north is up; points that fall together after rounding are drawn once, and a ring that
    encloses nothing after rounding is drawn as a dot, so that no area is lost.
    """
    scale = width / box.width
    parts = []
    for ring in filter(len, rings):
        at = np.empty(ring.shape, np.int64)
        at[:, 0] = np.rint((ring[:, 0] - box.min_x) * scale)
        at[:, 1] = np.rint((box.max_y - ring[:, 1]) * scale)
        keep = np.ones(len(at), bool)
        keep[1:] = np.any(at[1:] != at[:-1], axis=1)
        parts.append(_steps(at[keep]))
    return "".join(parts)


def _steps(at: npt.NDArray[np.int64]) -> str:
    (x, y), steps = at[0].tolist(), np.diff(at, axis=0).tolist()
    drawn = "".join(f"l{dx} {dy}" for dx, dy in steps) if _encloses(at) else "h1v1h-1"
    return f"M{x} {y}{drawn}z"


def _encloses(at: npt.NDArray[np.int64]) -> bool:
    ahead = np.roll(at, -1, axis=0)
    return bool(np.any(np.sum(at[:, 0] * ahead[:, 1] - ahead[:, 0] * at[:, 1])))

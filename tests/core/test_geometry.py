"""Rings: packed without loss, points found exactly, no area lost in a drawing."""

from __future__ import annotations

import re
import struct
import zlib
from math import cos, pi, sin

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as st

from wijkregie.core.geometry import (
    Box,
    GeometryError,
    Ring,
    around,
    contains,
    pack_rings,
    svg_path,
    unpack_rings,
)

WHOLE = st.integers(-(2**31), 2**31 - 1)
RING = st.lists(st.tuples(WHOLE, WHOLE), max_size=12)
Point = tuple[int, int]


def ring(points: list[Point]) -> Ring:
    return np.array(points, np.int32).reshape(-1, 2)


def closed(points: list[Point]) -> Ring:
    return ring([*points, points[0]])


@given(st.lists(RING, max_size=6))
def test_rings_come_back(rings: list[list[Point]]) -> None:
    found = unpack_rings(memoryview(pack_rings([ring(one) for one in rings])))

    assert [[tuple(point) for point in one.tolist()] for one in found] == rings
    assert all(one.dtype == np.int32 for one in found)


@given(st.data())
def test_damaged_rings_are_refused(drawn: st.DataObject) -> None:
    whole = pack_rings([ring([(1, 2), (3, 4), (5, 6)])])

    with pytest.raises(GeometryError, match="damaged"):
        unpack_rings(whole[: drawn.draw(st.integers(0, len(whole) - 1))])


@pytest.mark.parametrize("raw", [b"", b"\x01", struct.pack("<II", 1, 9), struct.pack("<I", 5)])
def test_bytes_that_hold_fewer_points_than_they_say_are_refused(raw: bytes) -> None:
    with pytest.raises(GeometryError, match="damaged"):
        unpack_rings(zlib.compress(raw))


# --- a point in rings


@st.composite
def stars(draw: st.DrawFn) -> tuple[Ring, ...]:
    """Star-shaped polygons around (0, 0), some with a hole around the same middle."""
    number = draw(st.integers(3, 24))
    reach = [draw(st.integers(40, 1000)) for _ in range(number)]
    turns = [2 * pi * at / number for at in range(number)]
    outer = [
        (round(r * cos(turn)), round(r * sin(turn)))
        for r, turn in zip(reach, turns, strict=True)
    ]
    holes = draw(st.sampled_from([(), (0.4,)]))
    inner = [[(round(x * part), round(y * part)) for x, y in outer] for part in holes]
    return tuple(closed(one) for one in (outer, *inner))


@given(stars(), st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_a_point_is_found_where_another_library_finds_it(
    rings: tuple[Ring, ...], x: int, y: int
) -> None:
    outer, *holes = (one.tolist() for one in rings)
    shape = shapely.Polygon(outer, holes)
    assume(shape.is_valid)
    point = shapely.Point(x, y)
    assume(shape.boundary.distance(point) > 1e-6)

    assert contains(rings, x, y) == shape.contains(point)


@given(st.data())
@example(None)
def test_of_areas_that_share_their_borders_exactly_one_holds_a_point(
    drawn: st.DataObject | None,
) -> None:
    """A square cut into triangles over moved corners: points on borders and corners too."""
    size = 4

    def moved(at: int) -> int:
        inner = 0 < at < size
        return drawn.draw(st.integers(-2, 2)) if drawn is not None and inner else 0

    corners = {
        (i, j): (10 * i + moved(i), 10 * j + moved(j))
        for i in range(size + 1)
        for j in range(size + 1)
    }
    triangles = []
    for i in range(size):
        for j in range(size):
            a, b = corners[i, j], corners[i + 1, j]
            c, d = corners[i + 1, j + 1], corners[i, j + 1]
            triangles += [closed([a, b, c]), closed([c, d, a])]
    probes = [(x, y) for x, y in corners.values() if 0 < x < 10 * size and 0 < y < 10 * size]
    if drawn is not None:
        inside = st.integers(1, 10 * size - 1)
        probes += drawn.draw(st.lists(st.tuples(inside, inside), max_size=10))
    assert all(_turns_left(one) for one in triangles)

    for x, y in probes:
        assert sum(contains([one], x, y) for one in triangles) == 1, (x, y)


def _turns_left(one: Ring) -> bool:
    (ax, ay), (bx, by), (cx, cy) = one[:3].tolist()
    return bool((bx - ax) * (cy - ay) > (by - ay) * (cx - ax))


def test_the_answer_is_exact_far_from_nought() -> None:
    """A slope of one step in 6,000,000: a float would not see on which side the point is."""
    wedge = [closed([(0, 0), (6_000_000, 1), (6_000_000, 9), (0, 9)])]

    assert contains(wedge, 5_999_999, 1)
    assert not contains(wedge, 5_999_999, 0)


# --- boxes


def test_a_box_is_never_without_size() -> None:
    assert (Box(5, 5, 5, 5).width, Box(5, 5, 5, 5).height) == (1, 1)
    assert (Box(0, 0, 30, 20).width, Box(0, 0, 30, 20).height) == (30, 20)


def test_around_takes_all_boxes_and_a_margin() -> None:
    assert around([]) is None
    assert around([Box(0, 0, 100, 10), Box(-100, 5, 0, 50)]) == Box(-106, -6, 106, 56)
    assert around([Box(7, 7, 7, 7)]) == Box(7, 7, 7, 7)


# --- drawings

STEP = re.compile(r"M(-?\d+) (-?\d+)((?:l-?\d+ -?\d+)+|h1v1h-1)z")


def drawn_rings(path: str) -> list[list[Point] | None]:
    """Read a path back: the points of each ring, or None for a dot."""
    assert STEP.sub("", path) == ""
    found: list[list[Point] | None] = []
    for x, y, rest in STEP.findall(path):
        points = [(int(x), int(y))]
        for dx, dy in re.findall(r"l(-?\d+) (-?\d+)", rest):
            points.append((points[-1][0] + int(dx), points[-1][1] + int(dy)))
        found.append(None if rest == "h1v1h-1" else points)
    return found


def test_a_path_is_drawn_north_up() -> None:
    path = svg_path(
        [closed([(100, 200), (200, 200), (200, 300)])], Box(0, 0, 1000, 500), width=100
    )

    assert path == "M10 30l10 0l0 -10l-10 10z"


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), min_size=1, max_size=9),
        max_size=5,
    ),
    st.integers(1, 2000),
)
def test_no_ring_is_lost_and_none_strays(rings: list[list[Point]], width: int) -> None:
    box = Box(0, 0, 5000, 5000)
    whole = [closed(points) for points in rings]

    found = drawn_rings(svg_path(whole, box, width=width))

    assert len(found) == len(rings)
    for points, shown in zip(rings, found, strict=True):
        scale = width / 5000
        wanted = [
            (round(x * scale), round((5000 - y) * scale)) for x, y in (*points, points[0])
        ]
        kept = [one for at, one in enumerate(wanted) if at == 0 or one != wanted[at - 1]]
        assert shown == (kept if _surface(kept) else None)


def _surface(points: list[Point]) -> int:
    turned = [*points[1:], points[0]]
    return sum(a * d - c * b for (a, b), (c, d) in zip(points, turned, strict=True))


@pytest.mark.parametrize(
    "points",
    [
        [(1, 1)],
        [(1, 1), (2, 1), (1, 2)],  # all fall together in a small drawing
        [(0, 0), (4000, 4000)],  # there and back again
        [(0, 0), (2000, 0), (4000, 0)],  # on one line
    ],
)
def test_a_ring_that_encloses_nothing_is_a_dot(points: list[Point]) -> None:
    assert svg_path([closed(points)], Box(0, 0, 5000, 5000), width=100).endswith("h1v1h-1z")


def test_a_ring_without_points_is_nothing() -> None:
    assert svg_path([ring([])], Box(0, 0, 1, 1), width=10) == ""

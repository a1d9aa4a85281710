"""Many areas in one small file: each shared border once, and every area comes back."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.core import topology
from wijkregie.core.topology import TopologyError


def ring(*corners: tuple[int, int]) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    return np.array([*corners, corners[0]], np.int32)


def block(x: int, y: int, side: int = 10) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    return ring((x, y), (x + side, y), (x + side, y + side), (x, y + side))


def edges(rings: list[list[tuple[int, int]]]) -> set[frozenset[tuple[int, int]]]:
    return {frozenset(pair) for one in rings for pair in pairwise(one)}


def test_neighbours_come_back_with_the_same_borders() -> None:
    areas = [[block(0, 0)], [block(10, 0)], [block(0, 10), block(50, 50)], []]

    found = topology.unpack(topology.pack(areas))

    assert [len(rings) for rings in found] == [1, 1, 2, 0]
    for area, rings in zip(areas, found, strict=True):
        given_rings = [[(int(x), int(y)) for x, y in one] for one in area]
        assert edges(rings) == edges(given_rings)
        assert all(one[0] == one[-1] for one in rings)


def test_a_border_of_two_stands_in_it_once() -> None:
    """A long common border: two areas cost little more than one."""
    wave = [(x, x % 7) for x in range(200)]
    above = ring(*wave, (199, 50), (0, 50))
    below = ring(*wave[::-1], (0, -0), (199, 0))

    alone = len(topology.pack([[above]]))

    assert len(topology.pack([[above], [below]])) < alone + 40


def test_an_island_and_the_hole_it_lies_in_share_their_ring() -> None:
    found = topology.unpack(topology.pack([[block(0, 0, 100), block(40, 40)], [block(40, 40)]]))

    assert edges(found[0][1:]) == edges(found[1])


def test_what_encloses_nothing_is_left_out() -> None:
    assert topology.unpack(topology.pack([[np.array([[0, 0], [1, 1], [0, 0]], np.int32)]])) == [
        []
    ]
    assert topology.unpack(topology.pack([])) == []


def test_damaged_bytes_are_refused() -> None:
    packed = topology.pack([[block(0, 0)]])

    for damaged in (b"", packed[:3], packed[:-1]):
        with pytest.raises(TopologyError):
            topology.unpack(damaged)


def test_a_number_that_is_too_large_is_refused() -> None:
    with pytest.raises(TopologyError):
        topology._varints(np.array([1 << 40]))


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_any_tiling_comes_back_whole(cells: set[tuple[int, int]]) -> None:
    areas = [[block(10 * x, 10 * y)] for x, y in sorted(cells)]

    found = topology.unpack(topology.pack(areas))

    assert [edges(rings) for rings in found] == [
        edges([[(int(x), int(y)) for x, y in area[0]]]) for area in areas
    ]

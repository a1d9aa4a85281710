"""Two layouts beside each other: which codes kept their border, and what became of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.sources.makers import real
from wijkregie.sources import borders
from wijkregie.sources.borders.compare import compare
from wijkregie.sources.links import Comparison, Link, LinkKind

if TYPE_CHECKING:
    from wijkregie.sources.records import Ring

A, B, C, D = "BU90010101", "BU90010102", "BU90020101", "BU90020102"
SAME, MERGED, SPLIT, PARTLY = LinkKind.SAME, LinkKind.MERGED, LinkKind.SPLIT, LinkKind.PARTLY


def block(x: int, y: int, width: int, height: int) -> tuple[Ring, ...]:
    corners = [(0, 0), (width, 0), (width, height), (0, height), (0, 0)]
    return (np.array(corners, np.int32) + np.array([x, y], np.int32),)


def test_equal_and_nearly_equal_borders_are_alike() -> None:
    before = {A: block(0, 0, 1000, 1000), B: block(1000, 0, 1000, 1000)}
    after = {A: block(0, 0, 1000, 1000), B: block(1000, 0, 995, 1000)}

    assert compare(before, after) == Comparison((A, B), ())


def test_a_border_that_moved_by_more_than_a_hundredth_is_not_alike() -> None:
    before = {A: block(0, 0, 1000, 1000)}

    assert compare(before, {A: block(0, 0, 1011, 1000)}) == Comparison((), ())


def test_a_new_code_for_the_same_ground_is_found() -> None:
    found = compare({A: block(0, 0, 1000, 1000)}, {C: block(0, 0, 996, 1000)})

    assert found.links == (Link(A, C, SAME, 0.996),)


def test_a_code_that_was_given_to_other_ground_is_no_longer_the_same() -> None:
    """Two buurten changed codes with each other."""
    west, east = block(0, 0, 1000, 1000), block(1000, 0, 1000, 1000)

    found = compare({A: west, B: east}, {A: east, B: west})

    assert found.alike == ()
    assert found.links == (Link(A, B, SAME, 1.0), Link(B, A, SAME, 1.0))


def test_areas_that_became_one_are_its_parts() -> None:
    found = compare(
        {A: block(0, 0, 1000, 1000), B: block(1000, 0, 1000, 1000)},
        {C: block(0, 0, 2000, 1000)},
    )

    assert found.links == (Link(A, C, MERGED, 1.0), Link(B, C, MERGED, 1.0))


def test_an_area_that_took_another_in_is_both() -> None:
    found = compare(
        {A: block(0, 0, 1000, 1000), B: block(1000, 0, 1000, 1000)},
        {A: block(0, 0, 2000, 1000)},
    )

    assert found.links == (Link(A, A, MERGED, 1.0), Link(B, A, MERGED, 1.0))


def test_parts_that_do_not_fill_the_whole_fit_badly() -> None:
    found = compare(
        {A: block(0, 0, 1000, 1000), B: block(1000, 0, 1000, 1000)},
        {C: block(0, 0, 2100, 1000)},
    )

    assert {link.overlap for link in found.links} == {0.9524}


def test_an_area_that_was_divided_is_split() -> None:
    found = compare(
        {A: block(0, 0, 2000, 1000)},
        {C: block(0, 0, 1000, 1000), D: block(1000, 0, 1000, 1000)},
    )

    assert found.links == (Link(A, C, SPLIT, 1.0), Link(A, D, SPLIT, 1.0))


def test_an_area_over_which_others_were_drawn_lies_partly_in_each() -> None:
    """Old: two blocks above each other; new: three beside each other, none within."""
    found = compare(
        {A: block(0, 0, 900, 450), B: block(0, 450, 900, 450)},
        {C: block(0, 0, 300, 900), D: block(300, 0, 300, 900)},
    )

    assert {link.kind for link in found.links} == {PARTLY}
    assert {link.overlap for link in found.links} == {0.3333}


def test_ground_that_moved_between_codes_that_stayed_is_no_link() -> None:
    found = compare(
        {A: block(0, 0, 1000, 1000), B: block(1000, 0, 1000, 1000)},
        {A: block(0, 0, 1200, 1000), B: block(1200, 0, 800, 1000)},
    )

    assert found == Comparison((), ())


def test_an_area_with_a_hole_and_one_in_two_pieces_are_compared_whole() -> None:
    ring = (*block(0, 0, 1000, 1000), *block(200, 200, 500, 500))
    pieces = (*block(2000, 0, 100, 100), *block(3000, 0, 100, 100))
    before = {A: ring, B: pieces, C: block(200, 200, 500, 500)}

    assert compare(before, {**before, D: block(5000, 0, 10, 10)}).alike == (A, B, C)
    assert compare(before, {D: ring}).links == (Link(A, D, SAME, 1.0),)


def test_areas_without_ground_are_left_out() -> None:
    line = (np.array([(0, 0), (10, 0), (20, 0), (0, 0)], np.int32),)

    assert compare({A: (), B: line}, {A: (), C: line}) == Comparison((), ())
    assert compare({A: block(0, 0, 9, 9)}, {B: ()}) == Comparison((), ())


def test_a_border_that_crosses_itself_is_mended() -> None:
    bow = (np.array([(0, 0), (100, 100), (100, 0), (0, 100), (0, 0)], np.int32),)

    assert compare({A: bow}, {A: bow, C: block(0, 0, 100, 100)}).alike == (A,)
    assert compare({A: bow}, {C: bow}).links == (Link(A, C, SAME, 1.0),)


def shapes_of(name: str) -> dict[str, tuple[Ring, ...]]:
    return {row.code: row.rings for row in borders.read(real(name), file=name).rows}


@pytest.mark.parametrize(
    ("older", "newer", "after", "parts"),
    [
        # Haren and Ten Boer went to Groningen, Haarlemmerliede to Haarlemmermeer.
        ("2018_rd", "2019_rd", "GM0014", {"GM0009", "GM0014", "GM0017"}),
        ("2018_rd", "2019_rd", "GM0394", {"GM0393", "GM0394"}),
        ("2018_rd", "2019_rd", "GM1959", {"GM0738", "GM0870", "GM0874"}),
        ("2019_rd", "2022_wgs84_pdok_gegeneraliseerd", "GM1980", {"GM0398", "GM0416"}),
    ],
)
def test_the_mergers_of_municipalities_are_found(
    older: str, newer: str, after: str, parts: set[str]
) -> None:
    found = compare(
        shapes_of(f"gemeente_{older}.geojson.gz"), shapes_of(f"gemeente_{newer}.geojson.gz")
    )

    links = [link for link in found.links if link.after == after]
    assert {link.before for link in links} == parts
    assert {link.kind for link in links} == {MERGED}


def test_haaren_went_to_four_municipalities_and_is_a_part_of_none() -> None:
    found = compare(
        shapes_of("gemeente_2019_rd.geojson.gz"),
        shapes_of("gemeente_2022_wgs84_pdok_gegeneraliseerd.geojson.gz"),
    )

    links = [link for link in found.links if link.before == "GM0788"]
    assert {link.after for link in links} == {"GM0757", "GM0824", "GM0855", "GM0865"}
    assert {link.kind for link in links} == {PARTLY}
    assert sum(link.overlap for link in links) == pytest.approx(1, abs=0.02)

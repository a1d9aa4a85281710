"""Borders from small files written here."""

from __future__ import annotations

import gzip

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.border_readings import TWO, X, Y, fault_of, read
from tests.sources.makers import geojson, square, topology
from wijkregie.sources.borders import shapes
from wijkregie.sources.records import (
    BorderRow,
    Level,
    Problem,
    Reason,
)
from wijkregie.sources.years import Sign, WrongYear

DEGREES = square(4.83, 52.66, 0.01)


def test_a_square_in_rd_comes_back_exact_and_drawn() -> None:
    sheet = read(geojson(TWO, statnaam="Wijk 01 Centrum"))

    assert (sheet.level, sheet.year) == (Level.NEIGHBOURHOOD, 2024)
    first = sheet.rows[0]
    assert (first.code, first.name, first.water) == ("BU03980101", "Centrum", False)
    assert sorted(map(tuple, first.rings[0].tolist())) == sorted(
        (10 * x, 10 * y) for x, y in map(tuple, square(X, Y, 500))
    )
    assert first.rings[0].dtype == first.outline[0].dtype == np.int32
    assert first.box == (X, Y, X + 500, Y + 500)
    assert first.surface == 250_000
    assert first.label is not None
    assert shapely.Polygon(TWO["BU03980101"]).contains(shapely.Point(first.label))


def test_degrees_become_rd() -> None:
    (row,) = read(gzip.compress(geojson({"BU03980101": DEGREES}))).rows

    assert row.box is not None
    assert 117_000 < row.box[0] < 118_000
    assert 518_000 < row.box[1] < 521_000
    assert row.surface == pytest.approx(752_600, rel=0.01)


def test_amersfoort_lies_where_it_lies() -> None:
    point = np.array([shapely.Point(5.3872035, 52.1551723)], dtype=object)

    (moved,) = shapes.to_rd(point)

    assert (moved.x, moved.y) == pytest.approx((155_000, 463_000), abs=1)


@pytest.mark.parametrize(
    "corners",
    [
        [[y, x] for x, y in DEGREES],
        [[y, x] for x, y in TWO["BU03980101"]],
    ],
)
def test_swapped_coordinates_are_refused(corners: list[list[float]]) -> None:
    fault = fault_of(geojson({"BU03980102": TWO["BU03980102"], "BU03980101": corners}))

    assert (fault.problem, fault.row) == (Problem.SWAPPED_COORDINATES, 2)


@pytest.mark.parametrize("corners", [DEGREES, square(0, 0, 1), square(530_000, 6_900_000, 9)])
def test_coordinates_that_do_not_belong_together_are_refused(
    corners: list[list[float]],
) -> None:
    fault = fault_of(geojson({**TWO, "BU03980103": corners}))

    assert (fault.problem, fault.row) == (Problem.UNKNOWN_COORDINATES, 3)


def test_a_border_that_crosses_itself_is_mended_and_named() -> None:
    bow = [[X, Y], [X + 100, Y + 100], [X + 100, Y], [X, Y + 100], [X, Y]]

    sheet = read(geojson({"BU03980101": bow}))

    assert sheet.rows[0].surface == 5000
    assert len(sheet.rows[0].rings) == 2
    (note,) = sheet.notes
    assert (note.remark, dict(note.details)) == (
        "shapes_repaired",
        {"count": 1, "codes": "BU03980101"},
    )


def test_a_border_that_encloses_nothing_is_named_and_its_area_stays() -> None:
    line = [[X, Y], [X + 100, Y], [X, Y], [X, Y]]

    sheet = read(geojson({**TWO, "BU03980103": line, "BU03980104": None}))

    assert [bool(row.rings) for row in sheet.rows] == [True, True, False, False]
    assert (sheet.rows[2].box, sheet.rows[2].label, sheet.rows[2].surface) == (None, None, 0)
    (named,) = sheet.rejections
    assert (named.row, named.value, named.reason) == (3, "BU03980103", Reason.BAD_SHAPE)
    assert sheet.notes[0].details == {"count": 2, "total": 4}


def test_an_area_smaller_than_a_step_still_has_a_ring_and_an_outline() -> None:
    (row,) = read(geojson({"BU03980101": square(X + 0.4, Y + 0.4, 0.01)})).rows

    assert row.rings[0].tolist() == [[10 * x, 10 * y] for x, y in square(X, Y, 1)]
    assert row.outline[0].tolist() == square(X, Y, 1)


def test_a_file_without_any_shape_keeps_its_areas() -> None:
    sheet = read(topology([], {"BU03980101": None, "BU03980102": []}))

    assert [row.code for row in sheet.rows] == ["BU03980101", "BU03980102"]
    assert sheet.notes[0].details == {"count": 2, "total": 2}


def test_the_year_comes_from_the_file_and_may_not_contradict_the_caller() -> None:
    raw = geojson(TWO, jrstatcode="2015BU03980101")

    assert read(raw).year == 2015
    assert read(raw, year=2015).year == 2015
    assert fault_of(raw, year=2016).problem is Problem.WRONG_YEAR
    assert read(geojson(TWO, jaar=2023)).year == 2023
    assert read(geojson(TWO, jrstatcode="onbekend"), "buurt.json", year=2016).year == 2016


def test_the_name_of_a_file_tells_its_year_where_the_file_does_not() -> None:
    fault = fault_of(geojson(TWO), year=2015)

    assert isinstance(fault, WrongYear)
    assert (fault.sign, fault.told, fault.asked) == (Sign.NAME, 2024, 2015)
    assert read(geojson(TWO, jaar=2015), year=2015).year == 2015


def test_a_border_with_a_coordinate_that_is_no_number_is_refused_by_its_code() -> None:
    gone = geojson({**TWO, "BU03980103": square(X, Y + 900, 9)}).replace(
        f"{Y + 909}".encode(), b"NaN"
    )

    fault = fault_of(gone)

    assert fault.problem is Problem.BAD_COORDINATES
    assert (fault.row, fault.value) == (3, "BU03980103")


def test_a_topology_with_a_coordinate_that_is_no_number_is_refused() -> None:
    raw = topology([square(X, Y, 500)], {"BU03980101": [0]})

    fault = fault_of(raw.replace(f"{X + 500}".encode(), b"NaN"))

    assert fault.problem is Problem.DAMAGED


def test_many_areas_on_one_spot_are_refused_at_once() -> None:
    stacked = {f"BU0398{number:04d}": square(X, Y, 500) for number in range(2000)}

    fault = fault_of(geojson(stacked))

    assert (fault.problem, fault.value) == (Problem.OVERLAPPING, "BU03980000")


def test_some_areas_may_overlap() -> None:
    stacked = {f"BU0398{number:04d}": square(X, Y, 500 + number) for number in range(5)}

    assert len(read(geojson(stacked)).rows) == 5


def test_foreign_soil_is_left_out_and_named() -> None:
    sheet = read(geojson({"GM0398": square(X, Y, 9), "GM0998": square(X + 9, Y, 9)}))

    assert [row.code for row in sheet.rows] == ["GM0398"]
    assert sheet.notes[0].remark == "abroad_left_out"


def test_water_is_known_by_its_mark_and_by_its_number() -> None:
    assert read(geojson(TWO, water="JA")).rows[0].water
    assert not read(geojson(TWO, water="NEE")).rows[0].water
    assert read(geojson({"BU03989998": square(X, Y, 9)})).rows[0].water


def area_of(row: BorderRow) -> float:
    parts = [shapely.Polygon(ring) for ring in row.outline]
    return float(sum(part.area for part in parts))


@given(st.lists(st.integers(0, 40), min_size=3, max_size=8, unique=True), st.integers(1, 60))
def test_drawn_neighbours_leave_no_gap_and_no_overlap(
    heights: list[int], tolerance: int
) -> None:
    crooked = [[X + 50 * at, Y + 500 + height] for at, height in enumerate(heights)]
    low = [[X, Y], *[[x, y] for x, y in reversed(crooked)], [X, Y]]
    low.insert(1, [crooked[-1][0], Y])
    top = [*crooked, [crooked[-1][0], Y + 900], [X, Y + 900], crooked[0]]

    below, above = read(
        geojson({"BU03980101": low, "BU03980102": top}), tolerance=float(tolerance)
    ).rows

    one, other = (shapely.Polygon(row.outline[0]) for row in (below, above))
    assert one.intersection(other).area == pytest.approx(0, abs=1e-6)
    whole = (crooked[-1][0] - X) * 900
    assert area_of(below) + area_of(above) == pytest.approx(whole)

"""Borders from small files written here."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.makers import geojson, square, topology
from wijkregie.sources import borders
from wijkregie.sources.borders import shapes
from wijkregie.sources.records import (
    BorderRow,
    BorderSheet,
    Level,
    Problem,
    Reason,
    SourceFault,
)

if TYPE_CHECKING:
    from pathlib import Path

X, Y = 113_000, 519_000
DEGREES = square(4.83, 52.66, 0.01)
TWO = {"BU03980101": square(X, Y, 500), "BU03980102": square(X + 500, Y, 500)}
TRANSFORM = {"scale": [100, 100], "translate": [X, Y]}


def read(raw: bytes, **more: Any) -> BorderSheet:
    return borders.read(raw, file="buurt_2024.json", **more)


def fault_of(raw: bytes, **more: Any) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        read(raw, **more)
    return caught.value


def geopackage(
    folder: Path, layers: dict[str, list[str]], crs: str = "EPSG:28992", heading: str = "code"
) -> bytes:
    """Return a GeoPackage: per layer the codes of squares beside each other."""
    path = folder / "borders.gpkg"
    for name, codes in layers.items():
        cells = [shapely.Polygon(square(X + 500 * at, Y, 500)) for at in range(len(codes))]
        pyogrio.raw.write(
            path,
            geometry=shapely.to_wkb(np.array(cells, dtype=object)),
            field_data=[np.array(codes, dtype=object)],
            fields=[heading],
            geometry_type="Polygon",
            crs=crs,
            layer=name,
            append=path.exists(),
        )
    return path.read_bytes()


def test_a_geopackage_is_read_from_its_bytes(tmp_path: Path) -> None:
    raw = geopackage(tmp_path, {"wijken": ["WK039801", "WK039802"]})

    sheet = read(raw, year=2022)

    assert (sheet.level, sheet.year, sheet.notes) == (Level.DISTRICT, 2022, ())
    assert [row.surface for row in sheet.rows] == [250_000, 250_000]


def test_of_several_layers_the_smallest_areas_are_read_and_the_others_named(
    tmp_path: Path,
) -> None:
    raw = geopackage(tmp_path, {"b": ["BU03980101"], "g": ["GM0398"]}, heading="BU_CODE")

    sheet = read(raw)

    assert sheet.level is Level.NEIGHBOURHOOD
    assert sheet.notes[-1].details == {"names": "municipality"}
    every = borders.read_layers(raw, file="2024.gpkg")
    assert [each.level for each in every] == [Level.NEIGHBOURHOOD, Level.MUNICIPALITY]


def test_a_geopackage_that_stops_early_or_is_damaged_is_refused(tmp_path: Path) -> None:
    raw = geopackage(tmp_path, {"wijken": ["WK039801"]})

    assert fault_of(raw[:-5000]).problem is Problem.TRUNCATED
    assert fault_of(raw[:100] + bytes(len(raw) - 100)).problem is Problem.DAMAGED


def test_a_layer_without_areas_is_refused_and_a_plain_table_is_passed_over(
    tmp_path: Path,
) -> None:
    codes = np.array(["WK039801"], dtype=object)
    empty = geopackage(tmp_path, {"wijken": []})
    pyogrio.raw.write(
        tmp_path / "borders.gpkg",
        geometry=None,
        field_data=[codes],
        fields=["code"],
        layer="notes",
        append=True,
    )

    assert fault_of(empty).problem is Problem.EMPTY
    assert fault_of((tmp_path / "borders.gpkg").read_bytes()).problem is Problem.EMPTY


def test_a_geopackage_without_area_codes_is_refused(tmp_path: Path) -> None:
    raw = geopackage(tmp_path, {"wijken": ["WK039801"]}, heading="postcode")

    assert fault_of(raw).problem is Problem.NO_KNOWN_COLUMN


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


ARCS = [
    [[5, 0], [0, 5]],
    [[5, 5], [-5, 0], [0, -5], [5, 0]],
    [[5, 0], [5, 0], [0, 5], [-5, 0]],
    [[1, 1], [1, 0], [0, 1], [-1, 0], [0, -1]],
]


def test_neighbours_in_a_topology_share_their_border_in_both_directions() -> None:
    sheet = read(
        topology(ARCS, {"BU03980101": [[0, 1], [3]], "BU03980102": [[~0, 2]]}, TRANSFORM)
    )

    left, right = sheet.rows
    assert (left.surface, right.surface) == (240_000, 250_000)
    assert len(left.rings) == 2
    shared = {tuple(point) for point in left.rings[0].tolist()} & {
        tuple(point) for point in right.rings[0].tolist()
    }
    assert shared == {(10 * (X + 500), 10 * Y), (10 * (X + 500), 10 * (Y + 500))}


def test_a_topology_may_hold_plain_coordinates_and_parts() -> None:
    arcs = [square(X, Y, 100), square(X + 200, Y, 100)]
    content = json.loads(topology(arcs, {"BU03980101": [[0]]}))
    content["objects"]["areas"]["geometries"][0] |= {
        "type": "MultiPolygon",
        "arcs": [[[0]], [[1]]],
    }

    (row,) = read(json.dumps(content).encode()).rows

    assert row.surface == 20_000
    assert len(row.rings) == 2


def test_a_ring_of_two_points_in_a_topology_is_no_shape() -> None:
    arcs = [[[0, 0], [5, 0]], [[5, 0], [-5, 0]]]

    sheet = read(topology(arcs, {"BU03980101": [[0, 1]]}, TRANSFORM))

    assert sheet.rows[0].rings == ()


@pytest.mark.parametrize(
    ("ends", "kind"),
    [([[7]], "Polygon"), ([["a"]], "Polygon"), (5, "Polygon"), ([[0, 1]], "LineString")],
)
def test_a_topology_that_breaks_its_own_rules_is_refused(ends: Any, kind: str) -> None:
    content = json.loads(topology(ARCS, {"BU03980101": []}, TRANSFORM))
    content["objects"]["areas"]["geometries"][0] |= {"type": kind, "arcs": ends}

    assert fault_of(json.dumps(content).encode()).problem is Problem.DAMAGED


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (topology(ARCS, {"BU03980101": [[0, 1]]}, TRANSFORM)[:-9], Problem.TRUNCATED),
        (topology(ARCS, {"BU03980101": [[0, 1]]}, TRANSFORM)[:-1] + b"]}", Problem.DAMAGED),
        (geojson(TWO)[:-9], Problem.TRUNCATED),
        (geojson(TWO)[:-9] + b"}", Problem.DAMAGED),
        (b"", Problem.EMPTY),
        (b"statcode;naam\n", Problem.WRONG_KIND),
        (b'{"type": "FeatureCollection", "features": []}', Problem.NO_KNOWN_COLUMN),
        (geojson(TWO, heading="postcode"), Problem.NO_KNOWN_COLUMN),
        (topology([], {}), Problem.NO_KNOWN_COLUMN),
        (geojson({"BU0398": None}), Problem.BAD_CODE),
        (geojson({"BU03980101": None, "WK039801": None}), Problem.MIXED_LEVELS),
        (geojson({"BU03980101": None, "BU03980101 ": None}), Problem.DOUBLED_AREA),
    ],
)
def test_a_file_that_is_not_whole_is_refused(raw: bytes, problem: Problem) -> None:
    assert fault_of(raw).problem is problem


def test_the_year_comes_from_the_file_and_may_not_contradict_the_caller() -> None:
    raw = geojson(TWO, jrstatcode="2015BU03980101")

    assert read(raw).year == 2015
    assert read(raw, year=2015).year == 2015
    assert fault_of(raw, year=2016).problem is Problem.WRONG_YEAR
    assert read(geojson(TWO, jaar=2023)).year == 2023
    assert read(geojson(TWO, jrstatcode="onbekend"), year=2016).year == 2016


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

"""The kinds of files that borders come in, whole and broken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pytest
import shapely

from tests.sources.border_readings import TWO, X, Y, fault_of, read
from tests.sources.makers import geojson, square, topology
from wijkregie.sources import borders
from wijkregie.sources.records import Level, Problem
from wijkregie.sources.years import Sign, WrongYear

if TYPE_CHECKING:
    from pathlib import Path

TRANSFORM = {"scale": [100, 100], "translate": [X, Y]}


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

    sheet = read(raw, "wijken.gpkg", year=2022)

    assert (sheet.level, sheet.year, sheet.notes) == (Level.DISTRICT, 2022, ())
    assert [row.surface for row in sheet.rows] == [250_000, 250_000]


def test_the_name_of_a_layer_tells_the_year(tmp_path: Path) -> None:
    raw = geopackage(tmp_path, {"wijken_2022": ["WK039801", "WK039802"]})

    assert read(raw, "wijken.gpkg").year == 2022
    assert read(raw, "wijken_2015.gpkg", year=2022).year == 2022
    fault = fault_of(raw, "wijken.gpkg", year=2015)
    assert isinstance(fault, WrongYear)
    assert (fault.sign, fault.told, fault.asked) == (Sign.CONTENT, 2022, 2015)


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

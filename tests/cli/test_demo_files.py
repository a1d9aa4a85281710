"""The files of the demo: small, honest about their sources, and true to them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from shapely import Point, Polygon

from tests.sources.makers import real
from wijkregie.cli.demo import figures, files, schematic
from wijkregie.sources import health, kwb, leefbaarometer

if TYPE_CHECKING:
    from pathlib import Path

    from wijkregie.sources.records import FigureSheet


def own_shapes() -> dict[str, Polygon]:
    found = schematic.shapes(files.schematic())
    return {key: Polygon(corners) for key, corners in found.items()}


def test_the_schematic_cells_touch_but_do_not_overlap() -> None:
    shapes = own_shapes()
    assert all(shape.is_valid for shape in shapes.values())
    project = shapes.pop("P01")

    for one, other in combinations(shapes.values(), 2):
        assert one.intersection(other).area == 0
    assert shapes["W10"].touches(shapes["W09"])
    assert shapes["W08"].contains(project)


def test_the_point_of_a_place_lies_in_its_schematic_cell() -> None:
    shapes = own_shapes()
    checked = 0
    for line in files.table("places.csv"):
        if line["area"] in shapes and line["x"]:
            point = Point(int(line["x"]), int(line["y"]))
            assert shapes[line["area"]].contains(point), line["name"]
            checked += 1
    assert checked >= 10


def test_the_files_are_small_and_say_where_their_facts_come_from() -> None:
    sizes = [path.stat().st_size for path in files.FOLDER.rglob("*") if path.is_file()]
    assert sum(sizes) < 140_000
    for name in ("areas.csv", "figures_2017.csv", "health.csv", "leefbaarometer.csv"):
        head = (files.FOLDER / name).read_text(encoding="utf-8").splitlines()[:3]
        assert any("Licence: CC" in line for line in head), name
        assert any("ource:" in line or "Figures:" in line for line in head), name


def test_the_digest_knows_every_file(tmp_path: Path) -> None:
    folder = shutil.copytree(files.FOLDER, tmp_path / "data")
    seen = {files.digest(folder)}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            path.write_bytes(path.read_bytes() + b"\n")
            seen.add(files.digest(folder))
    others = (files.TOWN, files.SCHEMATIC, files.YEAR, files.ROUNDS, files.SHORT)
    of_others = 4 * (len(files.TOWNS) - 1)
    one_each = (*files.TABLES, *others, files.SPENDING, *files.PLANS)
    assert len(seen) == 1 + len(one_each) + of_others


# Whether the facts are those of the source, wherever the source is at hand.


def assert_same(ours: FigureSheet, theirs: FigureSheet) -> None:
    rows_at = {area.code: at for at, area in enumerate(theirs.areas)}
    columns = [theirs.columns.index(key) for key in ours.columns]
    picked = theirs.values[np.ix_([rows_at[area.code] for area in ours.areas], columns)]
    np.testing.assert_array_equal(ours.values, picked)
    changes = [theirs.areas[rows_at[area.code]].change for area in ours.areas]
    assert [area.change for area in ours.areas] == changes


def test_the_comparison_notices_one_other_figure() -> None:
    [ours] = figures.readings()[0].sheets
    values = ours.values.copy()
    values[3, 2] += 1

    with pytest.raises(AssertionError):
        assert_same(replace(ours, values=values), ours)


def test_the_figures_of_2017_are_those_of_the_table() -> None:
    file = "kwb_2017_nl_odata3.csv.gz"
    [theirs] = kwb.read(real(file), file=file, year=2017).sheets

    [ours] = figures.readings()[0].sheets

    assert_same(ours, theirs)
    whole = [area.code for area in theirs.areas if area.code[2:6] in {"0398", "0353"}]
    assert {area.code for area in ours.areas} == {"NL00", *whole}


def test_the_classes_of_liveability_are_those_of_the_source() -> None:
    file = "leefbaarometer2_wijk_2002_2016.json.gz"
    theirs = leefbaarometer.read(real(file), file=file).sheets

    for ours in figures.readings()[1].sheets:
        assert_same(ours, next(one for one in theirs if one.period == ours.period))


@pytest.mark.parametrize("year", [2012, 2020])
def test_the_health_figures_are_those_of_the_table(year: int) -> None:
    file = f"gezondheid_{year}_18plus_50090NED.xlsx"
    [theirs] = health.read(real(file), file=file).sheets

    for ours in figures.readings()[2].sheets:
        if ours.period == year:
            assert_same(ours, theirs)

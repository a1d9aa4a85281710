"""Borders as published."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import shapely

from tests.sources.makers import real
from wijkregie.sources import borders
from wijkregie.sources.records import BorderRow, BorderSheet, Level

BUURTEN = "buurt_2015_wgs84.topojson.gz"
WIJKEN = "wijk_2022_rd.gpkg"


@cache
def sheet_of(name: str) -> BorderSheet:
    return borders.read(real(name), file=name)


@pytest.mark.parametrize(
    ("name", "level", "year", "areas"),
    [
        (BUURTEN, Level.NEIGHBOURHOOD, 2015, 12_237),
        ("buurt_2014_rd.topojson.gz", Level.NEIGHBOURHOOD, 2014, 12_106),
        (WIJKEN, Level.DISTRICT, 2022, 3340),
        ("wijk_2016_wgs84.topojson.gz", Level.DISTRICT, 2016, 2981),
        ("gemeente_2017_rd.geojson.gz", Level.MUNICIPALITY, 2017, 388),
        ("gemeente_2018_wgs84_kwb.geojson.gz", Level.MUNICIPALITY, 2018, 380),
        ("gemeente_2022_wgs84_pdok_gegeneraliseerd.geojson.gz", Level.MUNICIPALITY, 2022, 345),
        ("gemeente_2023_wgs84_pdok_wfs.geojson.gz", Level.MUNICIPALITY, 2023, 342),
        ("baarn_buurten_2024_pdok.geojson", Level.NEIGHBOURHOOD, 2024, 21),
        ("amsterdam_buurten_2026_wgs84.geojson", Level.NEIGHBOURHOOD, 2026, 518),
    ],
)
def test_no_area_is_lost(name: str, level: Level, year: int, areas: int) -> None:
    sheet = sheet_of(name)

    assert (sheet.level, sheet.year, len(sheet.rows)) == (level, year, areas)
    assert len({row.code for row in sheet.rows}) == areas
    assert all(bool(row.rings) == bool(row.outline) for row in sheet.rows)
    assert sheet.rejections == ()


def test_the_areas_without_a_shape_are_counted() -> None:
    (note,) = sheet_of(BUURTEN).notes

    # 665 have no geometry at all, 554 more an empty one.
    assert (note.remark, dict(note.details)) == (
        "shapes_missing",
        {"count": 1219, "total": 12_237},
    )


def polygons(row: BorderRow, *, drawn: bool) -> shapely.Geometry:
    """Return the area within the rings by the even-odd rule."""
    inside = shapely.Polygon()
    for ring in row.outline if drawn else row.rings:
        inside = inside.symmetric_difference(shapely.Polygon(ring if drawn else ring / 10))
    return inside


def test_rings_enclose_the_surface_and_the_label() -> None:
    for row in sheet_of(WIJKEN).rows[::20]:
        area = polygons(row, drawn=False)
        assert area.area == pytest.approx(row.surface, rel=1e-3)
        assert area.contains(shapely.Point(row.label))
        assert row.box is not None
        assert area.bounds == pytest.approx(row.box, abs=1)


def test_drawn_wijken_neither_overlap_nor_leave_gaps() -> None:
    rows = [row for row in sheet_of(WIJKEN).rows if row.code.startswith("WK0363")]
    drawn = np.array([polygons(row, drawn=True) for row in rows], dtype=object)
    exact = sum(row.surface for row in rows)

    together = shapely.union_all(drawn).area

    assert shapely.area(drawn).sum() == pytest.approx(together, rel=1e-9)
    assert together == pytest.approx(exact, rel=1e-3)


def test_degrees_and_rd_of_the_same_map_agree_to_their_own_step() -> None:
    degrees = {row.code: row for row in sheet_of("buurt_2014_wgs84.topojson.gz").rows}
    both = [
        (row.box, other.box)
        for row in sheet_of("buurt_2014_rd.topojson.gz").rows
        if row.box and (other := degrees[row.code]).box
    ]

    # The two files were thinned out apart, in steps of about a dozen metres.
    apart = np.abs(np.diff(np.array(both), axis=1))
    assert len(both) > 10_000
    assert np.median(apart) < 15


def test_names_lose_their_padding_and_heerhugowaard_is_there() -> None:
    rows = {row.code: row for row in sheet_of(BUURTEN).rows}
    found = [row.name for row in rows.values() if row.code.startswith("BU0398")]

    assert len(found) > 20
    assert all(found)
    assert all(name == name.strip() for name in found if name)

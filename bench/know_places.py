"""What places cost: points to their buurt, borders simplified, compared and drawn at once.

The borders are those of all buurten of a year, made as dense as the exact ones are (some 2.5
million points) by bending each line a little, the same for both areas beside it.
"""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from bench import generate
from bench.imports import CBS
from bench.table import Row
from wijkregie.core import columns, topology
from wijkregie.sources import borders
from wijkregie.sources.borders import features, shapes
from wijkregie.sources.borders.compare import compare
from wijkregie.sources.borders.points import NOWHERE, locate
from wijkregie.sources.unpack import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijkregie.sources.borders.features import Geometries
    from wijkregie.sources.borders.shapes import Shape

FILE: Final = "buurt_2014_rd.topojson.gz"
POINTS: Final = 1_000_000
_METRES: Final = 32.0
_SEED: Final = 5


def measure() -> Iterator[Row]:
    """Measure points, simplification, the drawing of the country and a figure in it."""
    whole = dense(_apart(_borders()), _METRES)
    vertices = int(shapely.get_num_coordinates(whole).sum())
    about = f"{len(whole):,} buurten, {vertices:,} points"
    began = time.process_time()
    coarse, _coarser = shapes.simplified(whole, borders.TOLERANCE)
    yield Row(
        "simplify all buurten, for a town and the country", _since(began), "s CPU", 10, about
    )
    common = shapely.area(coarse).sum() - shapely.union_all(coarse).area
    yield Row("overlap after simplification", abs(round(common, 1)), "m2", 0)
    cut = shapes.shapes(whole, borders.TOLERANCE)
    lost = sum(not (shape.outline and shape.rings and shape.sketch) for shape in cut)
    yield Row("areas lost by simplification", lost, "areas", 0)
    yield from _located(cut)
    yield from _compared(cut)
    yield from _drawn(cut)


def _borders() -> Geometries:
    path = CBS / FILE
    if not path.is_file():
        made = generate.borders(generate.country(342, 9, 5, seed=24))
        return _geometries(made, "buurt_2015.json")
    return _geometries(path.read_bytes(), FILE)


def _apart(whole: Geometries) -> Geometries:
    """Return the areas without the ground that this public file, unlike CBS, has twice."""
    cleaned: Geometries = shapely.coverage_clean(whole)
    kept: Geometries = cleaned[~shapely.is_empty(cleaned)]
    return kept


def _geometries(raw: bytes, name: str) -> Geometries:
    layer = features.layers(plain(raw, file=name), file=name)[0]
    whole, _mended = shapes.mend(shapes.to_rd(layer.geometries))
    found: Geometries = whole[~shapely.is_missing(whole)]
    return found


def dense(whole: Geometries, metres: float) -> Geometries:
    """Return areas with a corner every so many metres, bent the same for both sides."""
    finer = shapely.segmentize(whole, metres)

    def bent(points: shapes.Bounds) -> shapes.Bounds:
        waves = np.sin(points * 0.31) + np.sin(points[:, ::-1] * 0.17)
        moved: shapes.Bounds = np.round(points + waves, 1)
        return moved

    made, _mended = shapes.mend(shapely.transform(finer, bent))
    return made


def _located(cut: list[Shape]) -> Iterator[Row]:
    layout = {f"BU{at:08d}": shape.rings for at, shape in enumerate(cut)}
    chance = np.random.default_rng(_SEED)
    x = chance.uniform(200_000, 2_700_000, POINTS)
    y = chance.uniform(3_100_000, 6_100_000, POINTS)
    began = time.process_time()
    _codes, found = locate(layout, x, y)
    share = f"{np.count_nonzero(found != NOWHERE):,} of them in a buurt"
    yield Row("a million points to their buurt", _since(began), "s CPU", 3, share)


def _compared(cut: list[Shape]) -> Iterator[Row]:
    layout = {f"BU{at:08d}": shape.rings for at, shape in enumerate(cut)}
    moved = {code: tuple(ring + 3 for ring in rings) for code, rings in layout.items()}
    began = time.process_time()
    found = compare(layout, moved)
    yield Row(
        "compare two layouts of all buurten",
        _since(began),
        "s CPU",
        remark=f"{len(found.alike):,} alike after a shift of 30 cm",
    )


def _drawn(cut: list[Shape]) -> Iterator[Row]:
    began = time.process_time()
    packed = topology.pack([shape.sketch for shape in cut])
    cost = f"{_since(began):.1f} s CPU to make"
    drawn = topology.unpack(packed)
    size = len(gzip.compress(packed, 9)) / 1000
    yield Row("drawing of all buurten, once", size, "kB", 1000, cost)
    lost = sum(not rings for rings in drawn)
    yield Row("areas lost in the drawing", lost, "areas", 0)
    chance = np.random.default_rng(_SEED)
    values = chance.integers(0, 20_000, 14_574).astype(np.float64)
    worst = len(gzip.compress(columns.pack(5 * values, decimals=0), 9)) / 1000
    yield Row("one figure of 14,574 buurten, chosen at random", worst, "kB", remark="the worst")
    people = np.round(chance.lognormal(6.5, 1.0, 14_574) / 5) * 5
    size = len(gzip.compress(columns.pack(people, decimals=0), 9)) / 1000
    yield Row("one figure of 14,574 buurten, as inhabitants are", size, "kB", 25)


def _since(began: float) -> float:
    return time.process_time() - began

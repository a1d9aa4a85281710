"""Files of borders to features: some text per feature, and a geometry or None."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pyogrio
import shapely

from wijkregie.sources.borders import topojson
from wijkregie.sources.records import Problem, SourceFault

if TYPE_CHECKING:
    from collections.abc import Iterable

Geometries = npt.NDArray[np.object_]

NAMED: Final = (
    ("statcode", "statnaam"),
    ("buurtcode", "buurtnaam"),
    ("bu_code", "bu_naam"),
    ("cbscode", "naam"),
    ("wijkcode", "wijknaam"),
    ("wk_code", "wk_naam"),
    ("gemeentecode", "gemeentenaam"),
    ("gm_code", "gm_naam"),
    ("code", "name"),
)
"""Headings of a code and its name, from the surest; case does not count."""

WATER: Final = "water"
YEARS: Final = ("jrstatcode", "jaar")
_WANTED: Final = {*(word for pair in NAMED for word in pair), WATER, *YEARS}
_TOPOLOGY: Final = re.compile(rb'"type"\s*:\s*"Topology"')
_SQLITE: Final = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """The features of one layer, their texts under headings in lower case.

    ``name`` is that of the layer, ``unreadable`` the features whose border cannot be read.
    """

    texts: dict[str, list[str | None]]
    geometries: Geometries
    name: str = ""
    unreadable: tuple[int, ...] = ()

    def naming(self) -> tuple[str, str] | None:
        """Return the headings of code and name, None if no known code is there."""
        return next((pair for pair in NAMED if pair[0] in self.texts), None)


def layers(content: bytes, *, file: str) -> list[Features]:
    """Return every layer of a TopoJSON, GeoJSON or GeoPackage file that has area codes."""
    if content.startswith(_SQLITE):
        _check_pages(content, file)
        found = list(_by_gdal(content, file))
    elif content.lstrip()[:1] != b"{":
        raise SourceFault(Problem.WRONG_KIND, file=file)
    elif _TOPOLOGY.search(content):
        found = _topology(content, file)
    else:
        _check_end(content, file)
        found = list(_by_gdal(content, file))
    coded = [features for features in found if features.naming()]
    if not coded:
        raise SourceFault(Problem.NO_KNOWN_COLUMN, file=file)
    return coded


def _check_pages(content: bytes, file: str) -> None:
    size = int.from_bytes(content[16:18], "big")
    pages = int.from_bytes(content[28:32], "big")
    if len(content) < (65536 if size == 1 else size) * pages:
        raise SourceFault(Problem.TRUNCATED, file=file)


def _check_end(content: bytes, file: str) -> None:
    if not content.rstrip().endswith(b"}"):
        raise SourceFault(Problem.TRUNCATED, file=file)


def _by_gdal(content: bytes, file: str) -> Iterable[Features]:
    try:
        with warnings.catch_warnings():
            # The bytes have no file name, so GDAL misses the extension it expects.
            warnings.filterwarnings(
                "ignore", message=".*non conformant", category=RuntimeWarning
            )
            for number, (name, kind) in enumerate(pyogrio.list_layers(content)):
                if kind is not None:
                    # A file without layers is called after the place where GDAL holds it.
                    own = str(name) if content.startswith(_SQLITE) else ""
                    yield _layer(content, number, own)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise SourceFault(Problem.DAMAGED, file=file) from error


def _layer(content: bytes, number: int, name: str) -> Features:
    fields = pyogrio.read_info(content, layer=number)["fields"]
    wanted = [field for field in fields if field.lower() in _WANTED]
    meta, _ids, geometries, columns = pyogrio.raw.read(
        content, layer=number, columns=wanted, force_2d=True
    )
    texts = {
        field.lower(): [None if text is None else str(text) for text in column]
        for field, column in zip(meta["fields"], columns, strict=True)
    }
    shapes, unreadable = _shapes(geometries)
    return Features(texts, shapes, name, unreadable)


def _shapes(packed: Geometries) -> tuple[Geometries, tuple[int, ...]]:
    """Return shapes, and which of them cannot be read or hold what is no number."""
    with np.errstate(invalid="ignore"):
        shapes = np.asarray(shapely.from_wkb(packed, on_invalid="ignore"), dtype=np.object_)
    given = np.array([one is not None for one in packed], dtype=np.bool_)
    bad = given & shapely.is_missing(shapes)
    points, owners = shapely.get_coordinates(shapes, return_index=True)
    bad[owners[~np.isfinite(points).all(axis=1)]] = True
    return shapes, tuple(int(index) for index in np.flatnonzero(bad))


def _topology(content: bytes, file: str) -> list[Features]:
    try:
        topology = json.loads(content)
    except (ValueError, RecursionError) as error:
        cut = not content.rstrip().endswith(b"}")
        raise SourceFault(Problem.TRUNCATED if cut else Problem.DAMAGED, file=file) from error
    try:
        return [
            Features(_texts(part["geometries"]), geometries)
            for part, geometries in topojson.objects(topology)
        ]
    except (
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        AttributeError,
        shapely.errors.GEOSException,
    ) as error:
        raise SourceFault(Problem.DAMAGED, file=file) from error


def _texts(members: list[dict[str, Any]]) -> dict[str, list[str | None]]:
    rows = [
        {name.lower(): text for name, text in (member.get("properties") or {}).items()}
        for member in members
    ]
    present = {name for row in rows for name in row} & _WANTED
    return {
        name: [None if row.get(name) is None else str(row[name]) for row in rows]
        for name in sorted(present)
    }

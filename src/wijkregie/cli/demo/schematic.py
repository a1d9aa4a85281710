"""The schematic map: tiles on a grid, joined to one shape for each own area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from shapely import Polygon, box, union_all

from wijkregie.cli.demo.files import SCHEMATIC, DemoFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    Shape = list[tuple[int, int]]

_NOTHING: Final = "..."


def shapes(drawn: Mapping[str, Any]) -> dict[str, Shape]:
    """Return the corners of each own area, in metres of the Dutch grid, in order around it.

    A row of the drawing names the area of each tile, from west to east; ``drawn`` in it holds
    what does not follow the tiles. Raises ``DemoFault`` for an area that is not one whole.
    """
    west, north, size = drawn["west"], drawn["north"], drawn["tile"]
    tiles: dict[str, list[Polygon]] = {}
    for down, row in enumerate(drawn["rows"]):
        for right, key in enumerate(row.split()):
            left, top = west + right * size, north - down * size
            tiles.setdefault(key, []).append(box(left, top - size, left + size, top))
    tiles.pop(_NOTHING, None)
    own = {key: [(x, y) for x, y in corners] for key, corners in drawn["drawn"].items()}
    return {key: _outline(key, found) for key, found in tiles.items()} | own


def _outline(key: str, tiles: list[Polygon]) -> Shape:
    """Return the outline of tiles that touch; corners on a straight side are left out."""
    whole = union_all(tiles).simplify(0)
    if not isinstance(whole, Polygon) or whole.interiors:
        raise DemoFault(f"{SCHEMATIC}: the tiles of {key} are not one whole")
    return [(round(x), round(y)) for x, y in whole.exterior.coords[:-1]]

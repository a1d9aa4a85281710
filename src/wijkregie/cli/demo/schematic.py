"""The schematic map: tiles on a grid, joined to one shape for each own area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapely import Polygon, box, union_all

from wijkregie.cli.demo.files import SCHEMATIC, DemoFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Corner = tuple[int, int]


def shapes(drawn: Mapping[str, Any], parts: Mapping[str, Iterable[str]]) -> dict[str, Shape]:
    """Return the corners of each area, in metres of the Dutch grid, in order around it.

    ``parts`` are the CBS codes that an area is made of. An area without parts has a shape of
    its own in the drawing. Raises ``DemoFault`` for an area that is not one whole.
    """
    tiles = list(_tiles(drawn))
    made = {}
    for key, codes in parts.items():
        wanted = set(codes)
        found = [tile for tile, belongs in tiles if wanted & belongs]
        if wanted:
            made[key] = _outline(key, found)
        else:
            made[key] = [(int(x), int(y)) for x, y in drawn["drawn"][key]]
    return made


def _tiles(drawn: Mapping[str, Any]) -> Iterator[tuple[Polygon, set[str]]]:
    west, north, size = drawn["west"], drawn["north"], drawn["tile"]
    for down, row in enumerate(drawn["rows"]):
        top = north - down * size
        for right, sign in enumerate(row.split()):
            if sign != "..":
                left = west + right * size
                yield box(left, top - size, left + size, top), set(drawn["tiles"][sign])


def _outline(key: str, tiles: list[Polygon]) -> Shape:
    """Return the outline of tiles that touch; corners on a straight side are left out."""
    whole = union_all(tiles).simplify(0)
    if not isinstance(whole, Polygon) or whole.is_empty or whole.interiors:
        raise DemoFault(f"{SCHEMATIC}: the tiles of {key} are not one whole")
    return [(round(x), round(y)) for x, y in whole.exterior.coords[:-1]]


Shape = list[Corner]

"""From where a phone says it is to metres of the Dutch grid (RD New)."""

from __future__ import annotations

from math import isfinite
from typing import Final

#: The corner stone: the tower of Our Lady in Amersfoort, in degrees and in metres.
_NORTH: Final = 52.15517440
_EAST: Final = 5.38720621
_X: Final = 155_000.0
_Y: Final = 463_000.0
#: Powers of the steps north and east from there, and how many metres each gives.
_TO_X: Final = (
    (0, 1, 190094.945),
    (1, 1, -11832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
_TO_Y: Final = (
    (1, 0, 309056.544),
    (0, 2, 3638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)
#: Around the Netherlands; further away the series says nothing.
_LATITUDES: Final = (50.5, 53.8)
_LONGITUDES: Final = (3.0, 7.5)


def to_metres(latitude: float, longitude: float) -> tuple[int, int] | None:
    """Return a place on earth (WGS 84, degrees) in whole metres of the Dutch grid, (x, y).

    Off by less than a metre in the Netherlands, which a phone is too. ``None`` for a place
    that is not in or right beside the Netherlands, and for what is no number.

    Notes
    -----
    A polynomial around Amersfoort. Source: F. H. Schreutelkamp and G. L. Strang van Hees
    (2001), *Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoordinaten*,
    NGT Geodesia 43.

    >>> to_metres(52.15517440, 5.38720621)
    (155000, 463000)
    >>> to_metres(48.85, 2.35) is None
    True

    """
    if not (isfinite(latitude) and isfinite(longitude)):
        return None
    if not (_within(latitude, _LATITUDES) and _within(longitude, _LONGITUDES)):
        return None
    north, east = 0.36 * (latitude - _NORTH), 0.36 * (longitude - _EAST)
    x = _X + sum(metres * north**p * east**q for p, q, metres in _TO_X)
    y = _Y + sum(metres * north**p * east**q for p, q, metres in _TO_Y)
    return round(x), round(y)


def _within(value: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= value <= ends[1]

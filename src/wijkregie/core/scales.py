"""Scales of charts and maps: where a value comes to stand, and in which class it falls."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


class ScaleError(ValueError):
    """Values of which no scale can be made."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from values to places in a drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value, to a tenth.

        >>> Scale(0, 10, 0, 100)(2.5)
        25.0
        """
        part = (value - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), 1)


def ticks(low: float, high: float, *, most: int = 5) -> list[float]:
    """Return round values from at or below ``low`` to at or above ``high``, evenly apart.

    >>> ticks(3, 47)
    [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]
    """
    if not (isfinite(low) and isfinite(high)) or high < low:
        raise ScaleError("a scale runs from a low value to a high one")
    reach = (high - low) or abs(high) or 1.0
    rough = reach / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * nice for nice in _NICE if power * nice >= rough * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return [round(number * step, 10) for number in range(first, last + 1)]


def ticks_from_nought(low: float, high: float, *, most: int = 5) -> list[float]:
    """Return round values as ``ticks`` does, nought always among them.

    On an axis that begins higher a small difference looks like a large one.

    >>> ticks_from_nought(75.4, 76.1)
    [0.0, 20.0, 40.0, 60.0, 80.0]
    """
    return ticks(min(low, 0.0), max(high, 0.0), most=most)


def classes(values: Sequence[float], *, most: int = 5) -> list[float]:
    """Return the borders between classes that hold about as many values each, increasing.

    Values that are alike never come into two classes, so there may be fewer than ``most``.
    A value that equals a border belongs to the class above it.

    >>> classes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    [3, 5, 7, 9]
    """
    known = sorted(value for value in values if isfinite(value))
    if not known:
        return []
    borders = [known[len(known) * part // most] for part in range(1, most)]
    return [border for border in sorted(set(borders)) if border > known[0]]


def class_of(value: float, borders: Sequence[float]) -> int:
    """Return the number of the class of a value, from 0.

    >>> class_of(4, [3, 5]), class_of(5, [3, 5])
    (1, 2)
    """
    return bisect_right(borders, value)


def runs(joined: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where lines run: (first, last) of each run of points that are joined.

    ``joined`` tells of each point whether a line leads to it from the one before. A point
    on its own is a run of one.

    >>> runs([False, True, True, False, False, True])
    [(0, 2), (3, 3), (4, 5)]
    """
    starts = [at for at, one in enumerate(joined) if not one or at == 0]
    return [(first, after - 1) for first, after in pairwise([*starts, len(joined)])]

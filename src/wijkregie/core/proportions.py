"""Shares of counted things: how sure they are, and whether two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor, sqrt
from typing import Final

#: The normal deviate of a two-sided interval of 95 %.
Z95: Final = 1.959963984540054
_NOT_ALL: Final = 99


class ProportionError(ValueError):
    """Counts that are no share of anything."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which bounds something lies, with the stated confidence."""

    low: float
    high: float

    @property
    def tells(self) -> bool:
        """Tell whether nought lies outside: the data carry that there is a difference."""
        return self.low > 0 or self.high < 0


def whole_percent(share: Fraction) -> int:
    """Return a share in whole percents, halves up: the one rule for percentages of counts.

    What is not complete is never told as 100.

    >>> [whole_percent(Fraction(*one)) for one in ((10, 13), (25, 34), (1, 8), (299, 300))]
    [77, 74, 13, 99]
    """
    told = floor(share * 100 + Fraction(1, 2))
    return min(told, _NOT_ALL) if share < 1 else told


def wilson(part: int, of: int, *, z: float = Z95) -> Interval:
    """Return the score interval of the share ``part`` out of ``of``.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    JASA 22 (1927). Raises ``ProportionError`` for a share of nothing or of too few.

    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    """
    if not 0 <= part <= of or of == 0:
        raise ProportionError(f"{part} of {of} is no share")
    return wilson_share(part / of, of, z=z)


def wilson_share(share: float, n: float, *, z: float = Z95) -> Interval:
    """Return the score interval of a share of ``n`` answers; ``n`` may be an effective number.

    >>> wilson_share(0.5, 100) == wilson(50, 100)
    True
    """
    square = z * z / n
    middle = share + square / 2
    half = z * sqrt(share * (1 - share) / n + square / (4 * n))
    low = 0.0 if share == 0 else (middle - half) / (1 + square)
    high = 1.0 if share == 1 else (middle + half) / (1 + square)
    return Interval(low, high)


def difference(first: tuple[int, int], second: tuple[int, int], *, z: float = Z95) -> Interval:
    """Return the interval of the first share minus the second, each (part, of).

    R. G. Newcombe, "Interval estimation for the difference between independent proportions",
    Statistics in Medicine 17 (1998), method 10. Raises ``ProportionError`` as ``wilson``.

    >>> found = difference((56, 70), (48, 80))
    >>> round(found.low, 4), round(found.high, 4)
    (0.0524, 0.3339)
    """
    one, two = wilson(*first, z=z), wilson(*second, z=z)
    at_one, at_two = first[0] / first[1], second[0] / second[1]
    apart = at_one - at_two
    below = sqrt((at_one - one.low) ** 2 + (two.high - at_two) ** 2)
    above = sqrt((one.high - at_one) ** 2 + (at_two - two.low) ** 2)
    return Interval(apart - below, apart + above)

"""Whether two groups, or two waves, differ: of shares, of means, and of estimates."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln, ndtr, ndtri

from wijkregie.core.proportions import Interval
from wijkregie.core.statistics.intervals import wilson
from wijkregie.core.statistics.samples import SampleError, deviate, two_sided

if TYPE_CHECKING:
    from wijkregie.core.statistics.samples import Floats

_LEAST = 2


@dataclass(frozen=True, slots=True)
class Mean:
    """An estimate, its standard error, and the degrees of freedom of that error."""

    value: float
    error: float
    df: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The first less the second, its bounds, and how likely chance alone makes it as large.

    Attributes
    ----------
    value, error, df : the difference, its standard error and degrees of freedom
    interval : its bounds with the stated confidence
    chance : two-sided; the test of the difference itself, not of margins that overlap
    """

    value: float
    error: float
    df: float
    interval: Interval
    chance: float


@dataclass(frozen=True, slots=True)
class Counted:
    """A share: so many of so many (effective) answers."""

    part: float
    of: float

    @property
    def share(self) -> float:
        """The part of all."""
        return self.part / self.of


def mean_of(answers: Floats) -> Mean:
    """Return the mean of answers (n,) drawn at random. Raises ``SampleError`` below two."""
    n = len(answers)
    if n < _LEAST:
        raise SampleError("one answer tells nothing of how answers differ")
    error = float(np.std(answers, ddof=1)) / sqrt(n)
    return Mean(float(np.mean(answers)), error, n - 1)


def between(first: Mean, second: Mean, confidence: float = 0.95) -> Difference:
    """Return the difference of two independent estimates, as of two waves.

    The variances are summed; their degrees of freedom are Satterthwaite's, as in B. L. Welch,
    Biometrika 34 (1947). Raises ``SampleError`` where nothing was seen to vary.

    >>> found = between(Mean(7.0, 0.1, 99), Mean(6.8, 0.1, 99))
    >>> round(found.df), round(found.chance, 3)
    (198, 0.159)
    """
    one, two = first.error**2, second.error**2
    if one + two == 0:
        raise SampleError("what does not vary tells nothing of chance")
    df = (one + two) ** 2 / (one**2 / first.df + two**2 / second.df)
    value, error = first.value - second.value, sqrt(one + two)
    half = deviate(confidence, df) * error
    apart = Interval(value - half, value + half)
    return Difference(value, error, df, apart, two_sided(value / error, df))


def shares_wald(first: Counted, second: Counted, confidence: float = 0.95) -> Interval:
    """Return the difference of two shares plus and minus its errors: for comparison only."""
    both = (
        first.share * (1 - first.share) / first.of,
        second.share * (1 - second.share) / second.of,
    )
    half = _normal(confidence) * sqrt(sum(both))
    value = first.share - second.share
    return Interval(value - half, value + half)


def shares_newcombe(first: Counted, second: Counted, confidence: float = 0.95) -> Interval:
    """Return the interval of the first share less the second, each of (effective) answers.

    R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.

    >>> found = shares_newcombe(Counted(56, 70), Counted(48, 80))
    >>> round(found.low, 4), round(found.high, 4)
    (0.0524, 0.3339)
    """
    one, two = (wilson(each.share, each.of, confidence) for each in (first, second))
    value = first.share - second.share
    below = sqrt((first.share - one.low) ** 2 + (two.high - second.share) ** 2)
    above = sqrt((one.high - first.share) ** 2 + (second.share - two.low) ** 2)
    return Interval(value - below, value + above)


def shares_chance(first: Counted, second: Counted) -> float:
    """Return how likely chance alone puts two shares as far apart: the pooled test of scores.

    Raises ``SampleError`` where all said the same.
    """
    pooled = (first.part + second.part) / (first.of + second.of)
    variance = pooled * (1 - pooled) * (1 / first.of + 1 / second.of)
    if variance == 0:
        raise SampleError("what does not vary tells nothing of chance")
    return 2 * float(ndtr(-abs(first.share - second.share) / sqrt(variance)))


def shares_exact(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the chance of a table as likely as this one, or less: each is (part, of).

    R. A. Fisher, "Statistical Methods for Research Workers", 5th edition (1934).

    >>> round(shares_exact((9, 10), (3, 10)), 4)
    0.0198
    """
    part, of = first[0] + second[0], first[1] + second[1]
    least, most = max(0, part - second[1]), min(part, first[1])
    at = np.arange(least, most + 1, dtype=np.float64)
    logs = _choose(first[1], at) + _choose(second[1], part - at) - _choose(of, np.array([part]))
    chances = np.exp(logs)
    own = chances[first[0] - least]
    return min(1.0, float(chances[chances <= own * (1 + 1e-7)].sum()))


def _choose(n: int, k: Floats) -> Floats:
    found: Floats = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return found


def _normal(confidence: float) -> float:
    return float(ndtri((1 + confidence) / 2))

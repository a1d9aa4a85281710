"""What a programme did to the areas in which it ran, beside areas in which it did not.

The unit is the area: its score moves by itself between two waves, so more respondents do not
help (G. MacKinnon and M. Webb on few treated clusters, 2017-2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import brentq
from scipy.special import stdtrit

from wijkregie.core.proportions import Interval
from wijkregie.core.statistics.samples import SampleError, deviate, two_sided

if TYPE_CHECKING:
    from wijkregie.core.statistics.samples import Floats

#: Fewer arrangements than this cannot reach a chance of 5 %.
LEAST_ARRANGEMENTS: Final = 20
#: Up to so many areas every arrangement is counted; beyond it they are drawn.
MOST_COUNTED: Final = 40
DRAWS: Final = 99_999
_SEED: Final = 20_260_101
_POWER: Final = 0.8
_LEAST_AREAS: Final = 3
_CLOSE: Final = 1e-12
#: Sums of floats that are equal on paper differ by less than this part of their spread.
_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """How much more treated areas changed than others between two waves.

    Attributes
    ----------
    value, error, df : in the unit of the score, by the model of ``change_beside``
    interval : its bounds of 95 %
    chance : two-sided
    tau2 : how much areas move by themselves (variance)
    least : the smallest difference that this measurement shows four times out of five
    """

    value: float
    error: float
    df: int
    interval: Interval
    chance: float
    tau2: float
    least: float


@dataclass(frozen=True, slots=True)
class Arranged:
    """The chance of a difference as large had the areas been labelled otherwise."""

    chance: float
    arrangements: int
    drawn: bool


def change_beside(changes: Floats, variances: Floats, treated: Floats) -> Step:
    """Return how much more the treated areas changed than the others.

    Parameters
    ----------
    changes, variances : (g,) of each area its change and the variance of that by its answers
    treated : (g,) 1 where the programme ran, 0 elsewhere

    Raises
    ------
    SampleError
        With fewer than three areas, without treated areas or without others.

    Notes
    -----
    change = a + b treated + u + e, with u ~ N(0, tau2) by restricted maximum likelihood and e
    by the answers; the error times the root of max(1, q), Student's t with g - 2 (J. Hartung,
    1999; G. Knapp and J. Hartung, 2003, as modified by C. Röver and others, 2015).
    """
    g = len(changes)
    if g < _LEAST_AREAS or not 0 < treated.sum() < g:
        raise SampleError("an effect takes treated areas, others, and three in all")
    if not (variances > 0).all():
        raise SampleError("an area whose answers do not vary has no margin")
    columns = np.column_stack((np.ones(g), treated))
    tau2 = _reml(changes, variances, columns)
    weights = 1 / (variances + tau2)
    bread = np.linalg.inv(columns.T @ (columns * weights[:, None]))
    fitted = bread @ (columns.T @ (weights * changes))
    rest = changes - columns @ fitted
    df = g - 2
    scale = max(1.0, float(weights @ rest**2) / df)
    value, error = float(fitted[1]), float(np.sqrt(bread[1, 1] * scale))
    half = deviate(0.95, df) * error
    least = (deviate(0.95, df) + float(stdtrit(df, _POWER))) * error
    apart = Interval(value - half, value + half)
    return Step(value, error, df, apart, two_sided(value / error, df), tau2, least)


def _reml(changes: Floats, variances: Floats, columns: Floats) -> float:
    """Return the variance between areas that makes what is left of the data most likely.

    It is where the slope of the restricted likelihood is nought, or nought itself where the
    slope goes down from there.
    """

    def slope(tau2: float) -> float:
        weights = 1 / (variances + tau2)
        bread = np.linalg.inv(columns.T @ (columns * weights[:, None]))
        hat = columns @ bread @ (columns.T * weights)
        kept = weights[:, None] * (np.eye(len(changes)) - hat)
        square = kept @ changes
        return float(square @ square) - float(np.trace(kept))

    if slope(0.0) <= 0:
        return 0.0
    # Beyond the spread of all changes it goes down: what is left is less than that.
    most = float(((changes - changes.mean()) ** 2).sum()) + float(variances.max())
    return float(brentq(slope, 0.0, most, xtol=_CLOSE, rtol=_CLOSE))


def arranged(changes: Floats, treated: Floats) -> Arranged:
    """Return how many ways to choose as many areas give as large a difference of means.

    Every way is counted with up to forty areas, exactly (in two halves that meet); with more
    they are drawn, the same ones each time. Two-sided; the way it was is one of them.
    R. A. Fisher, "The Design of Experiments" (1935). Raises ``SampleError`` without treated
    areas or without others.
    """
    g, many = len(changes), int(treated.sum())
    if not 0 < many < g:
        raise SampleError("an arrangement takes treated areas and others")
    centred = changes - changes.mean()
    spread = float(np.abs(centred).sum())
    least = abs(float(centred @ treated)) - _SLACK * max(spread, 1e-300)
    ways = comb(g, many)
    if g > MOST_COUNTED and ways > DRAWS:
        chance = np.random.default_rng(_SEED)
        hits = 1
        for _draw in range(DRAWS):
            hits += abs(float(chance.permutation(centred)[:many].sum())) >= least
        return Arranged(hits / (DRAWS + 1), ways, drawn=True)
    if ways <= DRAWS:
        sums = np.array([sum(one) for one in combinations(centred.tolist(), many)])
        return Arranged(float((np.abs(sums) >= least).mean()), ways, drawn=False)
    return Arranged(_met(centred, many, least) / ways, ways, drawn=False)


def _met(centred: Floats, many: int, least: float) -> int:
    """Count the ways by all sums of either half of the areas, by how many each takes."""
    half = len(centred) // 2
    first, second = _sums(centred[:half]), _sums(centred[half:])
    hits = 0
    for took, sums in enumerate(first):
        if not 0 <= many - took < len(second):
            continue
        others = second[many - took]
        above = len(others) - np.searchsorted(others, least - sums, side="left")
        below = np.searchsorted(others, -least - sums, side="right")
        both = np.minimum(above + below, len(others))
        hits += int(both.sum())
    return hits


def _sums(values: Floats) -> list[Floats]:
    """Return the sorted sums of every choice of these, by how many are chosen."""
    sums: list[Floats] = [np.zeros(1)]
    for value in values:
        longer = [*sums, np.empty(0)]
        for took, before in enumerate(sums):
            longer[took + 1] = np.concatenate((longer[took + 1], before + value))
        sums = longer
    return [np.sort(one) for one in sums]

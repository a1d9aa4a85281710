"""Estimates from a sample of people, with the covariance that the way of drawing gives them.

Every estimator here is a total of scores after linearisation, so there is one variance: between
the first units drawn within each stratum (C.-E. Särndal, B. Swensson and J. Wretman, "Model
Assisted Survey Sampling", 1992, chapter 5; T. Lumley, "Complex Surveys", 2010, chapter 2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from wijkregie.core.proportions import Interval

if TYPE_CHECKING:
    from collections.abc import Sequence

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]


class SampleError(ValueError):
    """Answers that were not drawn as told, or too few to tell how sure anything is."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """How ``n`` answers were drawn.

    Attributes
    ----------
    weights : (n,) how many people each answer stands for; above nought
    strata : (n,) the number of the stratum of each answer
    units : (n,) the number of the unit that was drawn (a house, a block), the same number only
        within one stratum; left out: each answer was drawn by itself
    populations : (n,) how many units the stratum of each answer has; left out: so many that
        it makes no difference, or a statement about what could have been
    """

    weights: Floats
    strata: Ints
    units: Ints | None = None
    populations: Floats | None = None
    _of: Ints = field(init=False, repr=False)
    _sizes: Floats = field(init=False, repr=False)
    _homes: Ints = field(init=False, repr=False)
    _kept: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        n = len(self.weights)
        for name, one in (("units", self.units), ("populations", self.populations)):
            if one is not None and len(one) != n:
                raise SampleError(f"{name} are {len(one)} of {n} answers")
        if n == 0 or len(self.strata) != n:
            raise SampleError(f"strata are {len(self.strata)} of {n} answers")
        if not (np.isfinite(self.weights).all() and (self.weights > 0).all()):
            raise SampleError("a weight is a number above nought")
        strata = np.unique(self.strata, return_inverse=True)[1].reshape(-1)
        drawn = np.arange(n) if self.units is None else self.units
        pairs = np.column_stack((strata, np.unique(drawn, return_inverse=True)[1].reshape(-1)))
        units, of = np.unique(pairs, axis=0, return_inverse=True)
        sizes = np.bincount(units[:, 0]).astype(np.float64)
        if (sizes < 2).any():  # noqa: PLR2004 - spread takes two
            raise SampleError("one unit in a stratum tells nothing of how units differ")
        object.__setattr__(self, "_of", of.reshape(-1))
        object.__setattr__(self, "_sizes", sizes)
        object.__setattr__(self, "_homes", units[:, 0])
        object.__setattr__(self, "_kept", self._corrections(strata, sizes))

    def _corrections(self, strata: Ints, sizes: Floats) -> Floats:
        """Return the part of each stratum that was not drawn (finite population correction)."""
        if self.populations is None:
            return np.ones(len(sizes))
        whole = np.zeros(len(sizes))
        whole[strata] = self.populations
        if not np.array_equal(whole[strata], self.populations):
            raise SampleError("one stratum is said to have two sizes")
        if (whole < sizes).any():
            raise SampleError("more units were drawn than a stratum has")
        kept: Floats = 1 - sizes / whole
        return kept

    @property
    def df(self) -> int:
        """Degrees of freedom: units less strata."""
        return len(self._homes) - len(self._sizes)

    @property
    def kish(self) -> float:
        """How many answers of equal weight would tell as much (Kish, 1965)."""
        return float(self.weights.sum() ** 2 / (self.weights**2).sum())

    def covariance(self, scores: Floats) -> Floats:
        """Return the covariance (k, k) of the weighted totals of ``scores`` (n, k).

        A score is what a linearised estimator makes of one answer; after a calibration it is
        its residual.
        """
        weighted = scores * self.weights[:, None]
        totals = np.zeros((len(self._homes), scores.shape[1]))
        np.add.at(totals, self._of, weighted)
        means = np.zeros((len(self._sizes), scores.shape[1]))
        np.add.at(means, self._homes, totals)
        apart = totals - (means / self._sizes[:, None])[self._homes]
        share = (self._kept * self._sizes / (self._sizes - 1))[self._homes]
        found: Floats = apart.T @ (apart * share[:, None])
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Some estimates (k,), their covariance (k, k), and its degrees of freedom."""

    values: Floats
    covariance: Floats
    df: float

    @property
    def errors(self) -> Floats:
        """The standard error of each, (k,)."""
        found: Floats = np.sqrt(np.diag(self.covariance))
        return found

    def interval(self, at: int = 0, confidence: float = 0.95) -> Interval:
        """Return between which bounds one of these lies, by Student's t."""
        half = deviate(confidence, self.df) * float(self.errors[at])
        value = float(self.values[at])
        return Interval(value - half, value + half)

    def contrast(self, factors: Sequence[float] | Floats) -> Estimates:
        """Return the sum of these times ``factors`` (k,): such as an area less the whole."""
        by = np.asarray(factors, dtype=np.float64)
        value = np.array([by @ self.values])
        return Estimates(value, np.array([[by @ self.covariance @ by]]), self.df)

    def chance(self, at: int = 0) -> float:
        """Return how likely chance alone makes one of these as far from nought, or farther.

        Raises ``SampleError`` where nothing was seen to vary: then nothing can be said.
        """
        error = float(self.errors[at])
        if error == 0:
            raise SampleError("what does not vary tells nothing of chance")
        return two_sided(float(self.values[at]) / error, self.df)


def deviate(confidence: float, df: float) -> float:
    """Return how many errors an interval reaches to both sides.

    >>> round(deviate(0.95, 199), 4)
    1.972
    """
    return float(stdtrit(df, (1 + confidence) / 2))


def two_sided(t: float, df: float) -> float:
    """Return the chance of Student's t as far from nought as this, or farther.

    >>> round(two_sided(1.972, 199), 3)
    0.05
    """
    return 2 * float(stdtr(df, -abs(t)))


def totals(sample: Sample, answers: Floats) -> Estimates:
    """Return the total of each column of ``answers`` (n, k); an open answer adds nought."""
    known = np.nan_to_num(_columns(answers))
    return Estimates(sample.weights @ known, sample.covariance(known), sample.df)


def means(sample: Sample, answers: Floats) -> Estimates:
    """Return the mean of each column of ``answers`` (n, k), over who answered it (not ``nan``).

    Raises ``SampleError`` for a question that nobody answered.
    """
    columns = _columns(answers)
    given = ~np.isnan(columns)
    return _ratios(sample, np.nan_to_num(columns), given.astype(np.float64))


def ratio(sample: Sample, above: Floats, below: Floats) -> Estimates:
    """Return the total of ``above`` (n,) over that of ``below`` (n,), both known.

    Raises ``SampleError`` where the lower total is nought.
    """
    return _ratios(sample, _columns(above), _columns(below))


def group_means(sample: Sample, answers: Floats, groups: Ints, number: int) -> Estimates:
    """Return the mean of ``answers`` (n,) within each of the groups 0 to ``number`` - 1.

    Who is in none has a number below nought. The covariance holds what groups share.
    Raises ``SampleError`` for a group in which nobody answered.
    """
    inside = (groups[:, None] == np.arange(number)) & ~np.isnan(answers)[:, None]
    above = np.where(inside, np.nan_to_num(answers)[:, None], 0.0)
    return _ratios(sample, above, inside.astype(np.float64))


def design_effects(sample: Sample, answers: Floats) -> Floats:
    """Return how much larger the variance of each mean is than of as many drawn at random.

    That is drawn without putting back, from as many people as the weights stand for.
    ``answers`` (n, k) are all known. Raises ``SampleError`` where nothing varies.
    """
    found = means(sample, answers)
    people, n = float(sample.weights.sum()), len(sample.weights)
    squares = sample.weights @ (_columns(answers) - found.values) ** 2 / people
    if (squares == 0).any():
        raise SampleError("what does not vary has no design effect")
    simple = squares * n / (n - 1) * (1 - n / people) / n
    effects: Floats = np.diag(found.covariance) / simple
    return effects


def quantiles(
    sample: Sample, answers: Floats, at: Sequence[float]
) -> list[tuple[float, Interval]]:
    """Return the least answer that these parts of the people do not exceed, each with bounds.

    The bounds are the answers at the bounds of the share (R. S. Woodruff, "Confidence intervals
    for medians and other position measures", JASA 47, 1952). ``answers`` (n,) are all known.
    """
    order = np.argsort(answers, kind="stable")
    ordered, share = answers[order], np.cumsum(sample.weights[order])
    share /= share[-1]
    found = []
    for part in at:
        value = _at(ordered, share, part)
        below = means(sample, (answers <= value).astype(np.float64))
        bounds = below.interval()
        ends = (_at(ordered, share, one) for one in (bounds.low, bounds.high))
        found.append((value, Interval(*ends)))
    return found


def _at(ordered: Floats, share: Floats, part: float) -> float:
    place = int(np.searchsorted(share, part - 1e-12))
    return float(ordered[min(max(place, 0), len(ordered) - 1)])


def _ratios(sample: Sample, above: Floats, below: Floats) -> Estimates:
    over = sample.weights @ below
    if (over == 0).any():
        raise SampleError("nobody answered this")
    values = sample.weights @ above / over
    scores = (above - below * values) / over
    return Estimates(values, sample.covariance(scores), sample.df)


def _columns(answers: Floats) -> Floats:
    found: Floats = np.asarray(answers, dtype=np.float64).reshape(len(answers), -1)
    return found

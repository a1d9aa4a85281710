"""Which of many differences are likely to be more than chance."""

from __future__ import annotations

from math import erfc, pi, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.core.standing import Floats

#: Of all differences that are called real, at most this part is expected to be chance.
RATE: Final = 0.05


#: How much less sure a median is than a mean of as many normal figures.
_OF_MEDIAN: Final = sqrt(pi / 2)


class DiscoveryError(ValueError):
    """What is no chance, no rate, or no sample."""


def two_sided(z: float) -> float:
    """Return the chance that a normal deviate is as far from nought as ``z``, or farther.

    >>> round(two_sided(1.959963984540054), 4)
    0.05

    """
    return erfc(abs(z) / sqrt(2))


def share_errors(percents: Floats, answers: Floats | float) -> Floats:
    """Return the standard error of shares in percent, each of so many answers.

    A share of 0 or 100 is taken as half an answer off it, or it would be beyond all doubt.
    Raises ``DiscoveryError`` for a share of no answers.

    >>> share_errors(np.array([50.0]), 400).round(2).tolist()
    [2.5]

    """
    if not np.all(np.asarray(answers) > 0):
        raise DiscoveryError("a share needs answers")
    least = 50 / np.asarray(answers)
    inside = np.clip(percents, least, 100 - least)
    found: Floats = np.sqrt(inside * (100 - inside) / answers)
    return found


def median_chances(own: Floats, errors: Floats, middle: Floats, others: Floats) -> list[float]:
    """Return how likely chance alone makes each gap with a median as large, or larger.

    Parameters
    ----------
    own, errors
        Figures of one area and their standard errors, shape (m,).
    middle, others
        The medians of others, shape (m,), and the standard errors of those others, (k, m);
        ``nan`` where there is no figure.

    Returns
    -------
    list[float]
        Two-sided p-values; ``nan`` where a figure or its error is not known.

    Notes
    -----
    z = gap / sqrt(e^2 + (pi / 2) mean(e_i^2) / k): the error of a median of k figures is
    sqrt(pi / 2) times that of their mean (large samples of normal figures).
    """
    known = np.count_nonzero(~np.isnan(others), axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nansum(others**2, axis=0) / known
        z = (own - middle) / np.sqrt(errors**2 + _OF_MEDIAN**2 * mean / known)
    return [two_sided(one) for one in z.tolist()]


def discoveries(chances: Sequence[float], *, rate: float = RATE) -> tuple[bool, ...]:
    """Tell of each difference whether it stands when all are looked at together.

    Parameters
    ----------
    chances
        The p-value of each of m differences, shape (m,).
    rate
        The false discovery rate that is allowed, between 0 and 1.

    Raises
    ------
    DiscoveryError
        If a chance does not lie from 0 to 1, or the rate not between them.

    Notes
    -----
    The largest k of which p(k) <= k * rate / m; the k smallest stand. Source: Y. Benjamini and
    Y. Hochberg (1995), "Controlling the false discovery rate", JRSS B 57, 289-300.

    >>> discoveries([0.01, 0.9, 0.02])
    (True, False, True)

    """
    if not 0 < rate < 1 or not all(0 <= chance <= 1 for chance in chances):
        raise DiscoveryError("chances lie from 0 to 1, the rate between them")
    of = len(chances)
    passing = [
        chance
        for place, chance in enumerate(sorted(chances), start=1)
        if chance <= place * rate / of
    ]
    limit = max(passing, default=-1.0)
    return tuple(chance <= limit for chance in chances)

"""Chances of many tests that are read together, adjusted for how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from wijkregie.core.statistics.samples import SampleError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from wijkregie.core.statistics.samples import Floats


def bonferroni(chances: Sequence[float] | Floats) -> Floats:
    """Return each chance times their number, at most 1."""
    found: Floats = np.minimum(_checked(chances) * len(chances), 1)
    return found


def holm(chances: Sequence[float] | Floats) -> Floats:
    """Return the chances adjusted from the least up (S. Holm, 1979)."""
    given = _checked(chances)
    order, n = np.argsort(given, kind="stable"), len(given)
    steps = np.maximum.accumulate(given[order] * (n - np.arange(n)))
    return _back(order, steps)


def hochberg(chances: Sequence[float] | Floats) -> Floats:
    """Return the chances adjusted from the largest down (Y. Hochberg, 1988)."""
    given = _checked(chances)
    order, n = np.argsort(given, kind="stable"), len(given)
    return _back(order, _down(given[order] * (n - np.arange(n))))


def benjamini_hochberg(chances: Sequence[float] | Floats) -> Floats:
    """Return the chances adjusted so that of what is called real a small part is chance.

    Y. Benjamini and Y. Hochberg, JRSS B 57 (1995): the default for the colours of a report.

    >>> benjamini_hochberg([0.01, 0.02, 0.5]).tolist()
    [0.03, 0.03, 0.5]
    """
    given = _checked(chances)
    order, n = np.argsort(given, kind="stable"), len(given)
    return _back(order, _down(given[order] * n / np.arange(1, n + 1)))


def benjamini_yekutieli(chances: Sequence[float] | Floats) -> Floats:
    """Return the same where tests may depend on each other in any way (Annals 29, 2001)."""
    given = _checked(chances)
    order, n = np.argsort(given, kind="stable"), len(given)
    ranks = np.arange(1, n + 1)
    return _back(order, _down(given[order] * n * (1 / ranks).sum() / ranks))


def _down(steps: Floats) -> Floats:
    found: Floats = np.minimum.accumulate(steps[::-1])[::-1]
    return found


def _back(order: NDArray[np.intp], steps: Floats) -> Floats:
    found = np.empty(len(steps))
    found[order] = np.minimum(steps, 1)
    return found


def _checked(chances: Sequence[float] | Floats) -> Floats:
    given = np.asarray(chances, dtype=np.float64)
    if not ((given >= 0) & (given <= 1)).all():
        raise SampleError("a chance lies between 0 and 1")
    return given

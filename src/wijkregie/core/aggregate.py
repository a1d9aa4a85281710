"""Take areas together: counts are summed, shares weighted, medians refused."""

from __future__ import annotations

from math import fsum, isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class AggregationError(ValueError):
    """Figures that cannot be taken together as asked."""


def total(counts: Sequence[float]) -> float | None:
    """Return the sum of counts, or ``None`` if one of them is not known.

    >>> total([1200.0, 800.0]), total([1200.0, float("nan")])
    (2000.0, None)
    """
    if not counts or not all(map(isfinite, counts)):
        return None
    return fsum(counts)


def weighted(values: Sequence[float], weights: Sequence[float]) -> float | None:
    """Return the mean of values, each weighted by its own denominator.

    An area whose weight is nought does not count, so its value may be unknown; any other
    unknown value or weight makes the whole unknown, and so does nothing to weigh.

    Parameters
    ----------
    values, weights
        A share or mean and what it is a share or mean of, in each of k areas, shape (k,).

    Raises
    ------
    AggregationError
        If the shapes differ or a weight is below nought.

    >>> weighted([10.0, 40.0], [3000.0, 1000.0])
    17.5

    """
    if len(values) != len(weights):
        raise AggregationError("values and weights need one shared length")
    if any(weight < 0 for weight in weights):
        raise AggregationError("a weight cannot be below nought")
    pairs = [(v, w) for v, w in zip(values, weights, strict=True) if w != 0]
    if not pairs or not all(isfinite(v) and isfinite(w) for v, w in pairs):
        return None
    return fsum(v * w for v, w in pairs) / fsum(w for _, w in pairs)

"""Whether two questions hang together, in a sample with weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import fdtrc

from wijkregie.core.statistics.samples import SampleError, means

if TYPE_CHECKING:
    from wijkregie.core.statistics.samples import Floats, Ints, Sample


@dataclass(frozen=True, slots=True)
class Association:
    """An F, its two degrees of freedom, and how likely chance alone makes it as large."""

    f: float
    df_above: float
    df_below: float
    chance: float


def rao_scott(sample: Sample, rows: Ints, columns: Ints) -> Association:
    """Return whether the answers ``rows`` (n,) and ``columns`` (n,) are independent.

    The chi-square of Pearson, scaled by the mean of the design effects and with Satterthwaite's
    degrees of freedom. J. N. K. Rao and A. J. Scott, "On chi-squared tests for multiway
    contingency tables with cell proportions estimated from survey data", Annals of Statistics
    12 (1984). Raises ``SampleError`` where a question has one answer only, or where the cells
    do not vary.
    """
    first, rows = np.unique(rows, return_inverse=True)
    second, columns = np.unique(columns, return_inverse=True)
    many, wide = len(first), len(second)
    if min(many, wide) < 2:  # noqa: PLR2004 - answers that can differ
        raise SampleError("a question with one answer hangs together with nothing")
    cells = np.arange(many * wide)
    of = (rows * wide + columns).reshape(-1)
    found = means(sample, (of[:, None] == cells).astype(np.float64))
    shares = found.values
    inverse = np.where(shares > 0, 1 / np.where(shares > 0, shares, 1), 0.0)
    apart = _interaction(many, wide) * inverse[:, None]
    simple = apart.T @ (apart * shares[:, None])
    n = len(sample.weights)
    delta = np.linalg.solve(simple, n * (apart.T @ found.covariance @ apart))
    trace, square = float(np.trace(delta)), float(np.trace(delta @ delta))
    if trace <= 0:
        raise SampleError("answers that do not vary tell nothing of how they hang together")
    above = trace**2 / square
    below = above * sample.df
    f = n * _pearson(shares.reshape(many, wide)) / trace
    return Association(f, above, below, float(fdtrc(above, below, f)))


def _pearson(shares: Floats) -> float:
    expected = shares.sum(1, keepdims=True) * shares.sum(0, keepdims=True)
    return float(((shares - expected) ** 2 / expected).sum())


def _interaction(many: int, wide: int) -> Floats:
    """Return the contrasts (cells, k) of a table that rows and columns by themselves lack."""
    rows, columns = np.divmod(np.arange(many * wide), wide)
    above = (rows[:, None] == np.arange(1, many)).astype(np.float64)
    beside = (columns[:, None] == np.arange(1, wide)).astype(np.float64)
    main = np.column_stack((np.ones(many * wide), above, beside))
    both = (above[:, :, None] * beside[:, None, :]).reshape(many * wide, -1)
    fitted = np.linalg.lstsq(main, both, rcond=None)[0]
    found: Floats = both - main @ fitted
    return found

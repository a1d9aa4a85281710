"""A straight line through data by least squares, with errors that hold where spread differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.core.statistics.samples import SampleError

if TYPE_CHECKING:
    from wijkregie.core.statistics.samples import Floats, Ints

_NOUGHT: Final = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Coefficients (k,), three kinds of standard error (k,), and how much is explained.

    Attributes
    ----------
    errors : where the spread is the same everywhere
    errors_hc1, errors_hc2 : where it may differ (J. G. MacKinnon and H. White, 1985)
    df : answers less coefficients
    r2 : the part of the variance that is explained
    """

    coefficients: Floats
    errors: Floats
    errors_hc1: Floats
    errors_hc2: Floats
    df: int
    r2: float


def least_squares(columns: Floats, answers: Floats) -> Line:
    """Fit ``answers`` (n,) by ``columns`` (n, k), the column of ones included.

    Raises ``SampleError`` where columns say the same, or where there are too few answers.
    """
    n, k = columns.shape
    if n <= k or np.linalg.matrix_rank(columns) < k:
        raise SampleError("too few answers, or two columns that say the same")
    inverse = np.linalg.inv(columns.T @ columns)
    found = inverse @ (columns.T @ answers)
    rest = answers - columns @ found
    square = float(rest @ rest)
    leverage = np.einsum("ij,jk,ik->i", columns, inverse, columns)

    def sandwich(by: Floats) -> Floats:
        inside = columns.T @ (columns * by[:, None])
        errors: Floats = np.sqrt(np.diag(inverse @ inside @ inverse))
        return errors

    apart = answers - answers.mean()
    return Line(
        coefficients=found,
        errors=np.sqrt(np.diag(inverse) * square / (n - k)),
        errors_hc1=sandwich(rest**2 * n / (n - k)),
        errors_hc2=sandwich(rest**2 / (1 - leverage)),
        df=n - k,
        r2=1 - square / float(apart @ apart),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Clustered:
    """Standard errors (k,) where answers hang together, and degrees of freedom (k,) of each."""

    errors: Floats
    df: Floats


def clustered(columns: Floats, answers: Floats, clusters: Ints) -> Clustered:
    """Return errors that hold where answers of one cluster (a person, a house) are alike.

    ``clusters`` (n,) are numbers. The correction is CR2 with Satterthwaite's degrees of
    freedom: R. M. Bell and D. F. McCaffrey, Survey Methodology 28 (2002); J. E. Pustejovsky and
    E. Tipton, JBES 36 (2018). Raises ``SampleError`` for a single cluster, and as
    ``least_squares``.
    """
    line = least_squares(columns, answers)
    groups = [np.flatnonzero(clusters == one) for one in np.unique(clusters)]
    if len(groups) == 1:
        raise SampleError("one cluster tells nothing of how clusters differ")
    inverse = np.linalg.inv(columns.T @ columns)
    rest = answers - columns @ line.coefficients
    projected = columns @ inverse
    scores = np.empty((len(groups), columns.shape[1]))
    reach = np.zeros((columns.shape[1], len(groups), len(answers)))
    for place, rows in enumerate(groups):
        own = projected[rows]
        root = _root(np.eye(len(rows)) - own @ columns[rows].T)
        pulled = root @ own  # (rows, k)
        scores[place] = rest[rows] @ pulled
        reach[:, place, rows] = pulled.T
        reach[:, place] -= (projected @ (columns[rows].T @ pulled)).T
    products = np.einsum("kgn,khn->kgh", reach, reach)
    traces = np.trace(products, axis1=1, axis2=2)
    df: Floats = traces**2 / (products**2).sum((1, 2))
    return Clustered(np.sqrt((scores**2).sum(0)), df)


def _root(matrix: Floats) -> Floats:
    """Return the inverse of the root of a symmetric matrix; what is nought stays nought."""
    values, vectors = np.linalg.eigh(matrix)
    kept = values > _NOUGHT
    roots = np.where(kept, 1 / np.sqrt(np.where(kept, values, 1)), 0.0)
    found: Floats = (vectors * roots) @ vectors.T
    return found

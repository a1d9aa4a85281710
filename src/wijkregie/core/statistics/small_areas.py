"""Small areas that borrow strength: the model of Fay and Herriot for means of areas.

The direct estimate of an area with few answers is drawn towards what the areas have in common,
the more so the less sure it is. Both stand side by side, never mixed in one list; an area that
comes out lowest here is not by that the lowest in truth.

Formulas and names of the methods as in ``eblupFH`` and ``mseFH`` of the R package sae 1.3:
R. E. Fay and R. A. Herriot, "Estimates of income for small places", JASA 74 (1979); the mean
squared error after G. S. Datta and P. Lahiri, Statistica Sinica 10 (2000), and for the moment
method G. S. Datta, J. N. K. Rao and D. D. Smith, Biometrika 92 (2005).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.linalg import inv
from scipy.optimize import brentq

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

#: Where the spread between areas is sought: this many steps over this many powers of ten.
_STEPS: Final = 200
_POWERS: Final = 8
_SMALLEST: Final = 1e-14


class SmallAreaError(ValueError):
    """Estimates of which no model of areas can be made."""


class Method(StrEnum):
    """How the spread between areas is estimated."""

    REML = "reml"
    ML = "ml"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class SmallAreas:
    """What the model says of every area, in the unit of the direct estimates.

    ``spread`` is the variance between areas that the covariates do not explain (0 or more),
    ``beta`` and ``beta_error`` the coefficients of the covariates with their standard errors,
    ``estimates`` the shrunken estimate of each area (EBLUP) and ``squared_errors`` its
    estimated mean squared error, in the squared unit.
    """

    method: Method
    spread: float
    beta: Floats
    beta_error: Floats
    estimates: Floats
    squared_errors: Floats
    log_likelihood: float


@dataclass(frozen=True, slots=True)
class _Areas:
    """Direct estimates y, their sampling variances d, and covariates x, one row an area."""

    y: Floats
    d: Floats
    x: Floats

    def fitted(self, spread: float) -> tuple[Floats, Floats, Floats]:
        """Return the coefficients, their covariance, and what they leave of each area."""
        weighted = self.x / (spread + self.d)[:, None]
        covariance: Floats = inv(self.x.T @ weighted)
        beta = covariance @ (weighted.T @ self.y)
        return beta, covariance, self.y - self.x @ beta

    def likelihood(self, spread: float) -> float:
        """Return the full log-likelihood, at the coefficients that suit the spread best."""
        total = spread + self.d
        left = self.fitted(spread)[2]
        return float(-0.5 * (np.log(2 * np.pi * total) + left**2 / total).sum())

    def restricted(self, spread: float) -> float:
        """Return the restricted log-likelihood, but for a constant."""
        covariance = self.fitted(spread)[1]
        return self.likelihood(spread) + 0.5 * float(np.linalg.slogdet(covariance)[1])

    def slope(self, spread: float) -> float:
        """Return twice the derivative of the full log-likelihood to the spread."""
        total = spread + self.d
        left = self.fitted(spread)[2]
        return float((left**2 / total**2).sum() - (1 / total).sum())

    def restricted_slope(self, spread: float) -> float:
        """Return twice the derivative of the restricted log-likelihood to the spread."""
        total = spread + self.d
        covariance = self.fitted(spread)[1]
        explained = np.einsum("ij,jk,ik->i", self.x, covariance, self.x)
        return self.slope(spread) + float((explained / total**2).sum())

    def moment(self, spread: float) -> float:
        """Return how far the squares that are left exceed what they should come to."""
        left = self.fitted(spread)[2]
        areas, covariates = self.x.shape
        return float((left**2 / (spread + self.d)).sum() - (areas - covariates))


def fay_herriot(
    direct: npt.ArrayLike,
    variances: npt.ArrayLike,
    covariates: npt.ArrayLike | None = None,
    *,
    method: Method = Method.REML,
) -> SmallAreas:
    """Return the shrunken estimate of every area, and how sure it is.

    Parameters
    ----------
    direct
        The direct estimate of each area, shape (areas,).
    variances
        Its sampling variance, taken as known, above nought, shape (areas,).
    covariates
        What is known of each area besides, shape (areas, covariates), with a column of ones
        where there is to be an intercept. Without them all areas have one mean in common.
    method
        How the spread between areas is estimated.

    Raises ``SmallAreaError`` for shapes that do not belong together, numbers that are not
    finite, a variance of nought, covariates that repeat each other, and no more areas than
    covariates.

    >>> found = fay_herriot([6.0, 7.0, 8.0, 6.5], [0.04, 0.04, 0.04, 0.36])
    >>> [float(round(one, 2)) for one in found.estimates]
    [6.05, 7.0, 7.94, 6.63]
    """
    areas = _checked(direct, variances, covariates)
    spread = _spread(areas, method)
    beta, covariance, left = areas.fitted(spread)
    shrunk = areas.d / (spread + areas.d)
    return SmallAreas(
        method=method,
        spread=spread,
        beta=beta,
        beta_error=np.sqrt(np.diag(covariance)),
        estimates=areas.y - shrunk * left,
        squared_errors=_squared_errors(areas, spread, method),
        log_likelihood=areas.likelihood(spread),
    )


def _checked(
    direct: npt.ArrayLike, variances: npt.ArrayLike, covariates: npt.ArrayLike | None
) -> _Areas:
    y, d = np.asarray(direct, dtype=float), np.asarray(variances, dtype=float)
    x = np.ones((y.size, 1)) if covariates is None else np.asarray(covariates, dtype=float)
    if y.ndim != 1 or d.shape != y.shape or x.ndim != 2 or len(x) != len(y):  # noqa: PLR2004
        raise SmallAreaError("every area has one estimate, one variance and one row")
    if not all(np.isfinite(one).all() for one in (y, d, x)):
        raise SmallAreaError("an area without an estimate is left out before")
    if (d <= 0).any():
        raise SmallAreaError("a sampling variance is more than nought")
    if len(y) <= x.shape[1]:
        raise SmallAreaError("there are more areas than covariates")
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise SmallAreaError("one covariate says what others say already")
    return _Areas(y, d, x)


def _spread(areas: _Areas, method: Method) -> float:
    if method is Method.MOMENT:
        # It only falls, so that there is one place where it is nought, or none.
        ends = _ends(areas, areas.moment)
        return _root(areas.moment, 0.0, ends[-1]) if areas.moment(0.0) > 0 else 0.0
    restricted = method is Method.REML
    slope = areas.restricted_slope if restricted else areas.slope
    likelihood = areas.restricted if restricted else areas.likelihood
    ends = _ends(areas, slope)
    slopes = [slope(one) for one in ends]
    tops = [
        _root(slope, ends[at], ends[at + 1])
        for at in range(len(ends) - 1)
        if slopes[at] > 0 >= slopes[at + 1]
    ]
    # There may be more than one top, and nought is one where the likelihood falls from there.
    return max([0.0, *tops], key=likelihood)


def _ends(areas: _Areas, falls: Callable[[float], float]) -> list[float]:
    """Return nought and ever larger spreads, up to one that is surely too large."""
    largest = float(areas.d.max() + np.ptp(areas.y) ** 2)
    while falls(largest) > 0:
        largest *= 2
    return [0.0, *(largest * np.logspace(-_POWERS, 0, _STEPS)).tolist()]


def _root(slope: Callable[[float], float], low: float, high: float) -> float:
    return float(brentq(slope, low, high, xtol=_SMALLEST * high, rtol=_SMALLEST))


def _squared_errors(areas: _Areas, spread: float, method: Method) -> Floats:
    """Return g1 + g2 + 2 g3, less what the method of the spread is off by itself."""
    total = spread + areas.d
    shrunk = areas.d / total
    covariance = areas.fitted(spread)[1]
    explained = np.einsum("ij,jk,ik->i", areas.x, covariance, areas.x)
    first, second = (1 / total).sum(), (1 / total**2).sum()
    unsure, bias = 2 / second, 0.0
    if method is Method.ML:
        squared = areas.x / total[:, None]
        bias = -float(np.trace(covariance @ (squared.T @ squared))) / second
    if method is Method.MOMENT:
        unsure = 2 * len(total) / first**2
        bias = 2 * (len(total) * second - first**2) / first**3
    found: Floats = (
        spread * shrunk + shrunk**2 * (explained + 2 * unsure / total) - bias * shrunk**2
    )
    return found

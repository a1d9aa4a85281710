"""Where a figure stands among those of other areas, and how sure rounding leaves that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


class StandingError(ValueError):
    """Figures that do not stand beside each other."""


@dataclass(frozen=True, slots=True)
class Among:
    """How many of the others are known, lie below and lie above, each of shape (m,)."""

    known: Counts
    below: Counts
    above: Counts


def share_bands(parts: Floats, wholes: Floats, slack: tuple[float, float]) -> Floats:
    """Return how far each share, in percent, can be off because its counts were rounded.

    Parameters
    ----------
    parts, wholes
        Counts and what they are a part of, of one shape; ``nan`` where not known.
    slack
        How far a part and a whole can be off: 2.5 each for counts rounded to fives.

    Returns
    -------
    Floats
        The larger of the distances to the lowest and the highest share that would be rounded
        to the same counts; ``inf`` where the whole can be nought.

    Raises
    ------
    StandingError
        If the shapes differ or a count can be off by less than nought.

    >>> share_bands(np.array([10.0, 100.0]), np.array([50.0, 500.0]), (2.5, 2.5)).round(1)
    array([6.3, 0.6])

    """
    if parts.shape != wholes.shape or min(slack) < 0:
        raise StandingError("parts and wholes need one shape, slack may not be below nought")
    with np.errstate(divide="ignore", invalid="ignore"):
        share = parts / wholes
        least = np.maximum(parts - slack[0], 0) / (wholes + slack[1])
        sure = wholes > slack[1]
        most = np.where(sure, (parts + slack[0]) / (wholes - slack[1]), np.inf)
        found: Floats = 100 * np.maximum(share - least, most - share)
    return np.where(np.isnan(parts) | np.isnan(wholes), np.nan, found)


def medians(others: Floats) -> Floats:
    """Return the median of each column of what is known, ``nan`` where nothing is.

    >>> medians(np.array([[1.0, np.nan], [4.0, np.nan], [2.0, np.nan]])).tolist()
    [2.0, nan]

    """
    if others.ndim != 2 or not others.size:  # noqa: PLR2004 - rows and columns
        return np.full(others.shape[-1:], np.nan)
    ordered = np.sort(others, axis=0)  # what is not known comes last
    known = np.count_nonzero(~np.isnan(ordered), axis=0)
    columns = np.arange(others.shape[1])
    lower = ordered[np.maximum((known - 1) // 2, 0), columns]
    upper = ordered[known // 2, columns]
    found: Floats = (lower + upper) / 2
    return found


def median_bands(others: Floats, bands: Floats) -> Floats:
    """Return how far each median can be off when each figure can be off by its own band.

    The median never falls when a figure rises, so it lies between the median of all figures
    at their lowest and that of all at their highest. Both of shape (k, m).

    >>> median_bands(np.array([[1.0], [2.0], [9.0]]), np.array([[0.1], [0.2], [5.0]])).round(1)
    array([0.2])

    """
    if others.shape != bands.shape:
        raise StandingError("each figure needs its own band")
    middle = medians(others)
    lowest, highest = medians(others - bands), medians(others + bands)
    return np.maximum(middle - lowest, highest - middle)


def among(own: Floats, others: Floats) -> Among:
    """Count the others, of shape (k, m), that lie below and above the own figures, shape (m,).

    >>> found = among(np.array([5.0]), np.array([[3.0], [5.0], [8.0], [np.nan]]))
    >>> found.known.tolist(), found.below.tolist(), found.above.tolist()
    ([3], [1], [1])

    """
    if others.shape[1:] != own.shape:
        raise StandingError("the others need a column for each own figure")
    return Among(
        known=np.count_nonzero(~np.isnan(others), axis=0),
        below=np.count_nonzero(others < own, axis=0),
        above=np.count_nonzero(others > own, axis=0),
    )

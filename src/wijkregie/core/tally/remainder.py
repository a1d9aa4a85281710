"""An amount divided by weights into whole parts that together are the amount."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from wijkregie.core.tally.records import TallyError

if TYPE_CHECKING:
    from collections.abc import Sequence


def apportioned(total: int, weights: Sequence[int | Fraction]) -> tuple[int, ...]:
    """Return the part of ``total`` for each weight, by the largest remainder.

    Every part is cut down to a whole number; what is then left goes, one each, to those that
    lost most, and of two that lost the same to the first in the order of ``weights``. Raises
    ``TallyError`` for an amount or weight below nought, or if all weights are nought.

    >>> apportioned(100, [1, 1, 1])
    (34, 33, 33)
    >>> apportioned(90_000, [7, 3, 2])
    (52500, 22500, 15000)
    """
    if total < 0 or min(weights, default=0) < 0:
        raise TallyError("an amount and its weights cannot be below nought")
    whole = sum(weights, start=Fraction(0))
    if not whole:
        raise TallyError("somebody must have a weight above nought")
    exact = [total * Fraction(weight) / whole for weight in weights]
    parts = [int(one) for one in exact]
    lost = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in lost[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)

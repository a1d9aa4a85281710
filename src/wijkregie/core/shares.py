"""Divide an amount by shares, to the cent: percentages, fixed sums, and what is left.

Percentages are cut down to whole cents; the cents that are then left go to the shares that
lost most (the largest remainder), the first of two that lost the same. So the parts of shares
that make up a whole are together the amount itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of an amount: a percentage, a fixed sum of cents, or (neither) what is left."""

    percent: Decimal | None = None
    cents: int | None = None

    @property
    def is_rest(self) -> bool:
        """Tell whether it is what the others leave."""
        return self.percent is None and self.cents is None


def divided(total: int | None, shares: Sequence[Share]) -> list[int | None]:
    """Return the part of each share of ``total`` cents; of an unknown total only fixed sums.

    What is left is never below nought. Raises ``ValueError`` for an amount below nought.

    >>> third = Share(percent=Decimal("33.3333"))
    >>> divided(100, [third, third, Share()])
    [34, 33, 33]
    >>> divided(None, [third, Share(cents=500)])
    [None, 500]
    """
    if total is None:
        return [share.cents for share in shares]
    if total < 0:
        raise ValueError(total)
    exact = [_exact(total, share) for share in shares]
    parts = [int(one) for one in exact]
    missing = round(sum(exact)) - sum(parts)
    lost = sorted(range(len(shares)), key=lambda at: (parts[at] - exact[at], at))
    for at in lost[:missing]:
        parts[at] += 1
    left = max(0, total - sum(parts))
    return [left if share.is_rest else part for share, part in zip(shares, parts, strict=True)]


def together(shares: Sequence[Share]) -> Decimal:
    """Return what the percentages come to together."""
    return sum((one.percent for one in shares if one.percent is not None), start=Decimal(0))


def _exact(total: int, share: Share) -> Fraction:
    if share.percent is None:
        return Fraction(share.cents or 0)
    return total * Fraction(share.percent) / 100

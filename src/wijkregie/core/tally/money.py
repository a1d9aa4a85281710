"""The money of voters as whole numbers over one denominator that all of them share.

What a voter holds is the endowment less the prices of what was bought with it, or nought.
So every sum over voters is ``count * endowment - sum(weight_j * price_j)`` with whole weights:
a handful of exact numbers in all, never one per voter.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Price(NamedTuple):
    """``over / (money.denominator * mass)`` per unit of weight, at the round it was found."""

    over: int
    mass: int


class Money:
    """The endowment of one voter and the prices paid so far."""

    def __init__(self, endowment: Fraction) -> None:
        self.endowment, self.denominator = endowment.as_integer_ratio()
        self.prices: list[int] = []

    def held(self, voters: int, owed: Sequence[int]) -> int:
        """Return what voters hold who paid ``owed[j]`` times the j-th price, over the whole."""
        paid = sum(weight * price for weight, price in zip(owed, self.prices, strict=True))
        return voters * self.endowment - paid

    def price(self, cost: int, held: int, mass: int) -> Price:
        """Return what ``mass`` pays of ``cost`` once others gave all of what they held."""
        return Price(cost * self.denominator - held, mass)

    def near(self, price: Price) -> float:
        """Return a price as the nearest float."""
        return price.over / (self.denominator * price.mass)

    def exact(self, price: Price) -> Fraction:
        """Return a price as a fraction."""
        return Fraction(price.over, self.denominator * price.mass)

    def pay(self, price: Price) -> None:
        """Add a price to those that were paid."""
        mass = price.mass
        self.denominator *= mass
        self.endowment *= mass
        self.prices = [one * mass for one in self.prices]
        self.prices.append(price.over)

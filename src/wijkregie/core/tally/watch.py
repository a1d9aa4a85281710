"""How far shares can be raised before anything at all can change in a run.

While the same projects are bought in the same order by the same voters, every price and what
every voter holds is a straight line in the endowment: prices fall, what is held rises. A bound
below a price is a straight line too, whoever is counted as poor for it. So it can be told
until where the lines do not cross; what floats may be off is taken off that.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.core.tally.marks import dot
from wijkregie.core.tally.moment import ABOVE
from wijkregie.core.tally.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.core.tally.marks import Real, Support, Supports
    from wijkregie.core.tally.moment import Look, Moment, Settled

#: How far a slope may be off, as a share of it, with much to spare.
OFF: Final = 1e-9


class Watch:
    """The slopes of one run, and how much the endowment may grow (``lasts``)."""

    def __init__(self, supports: Supports) -> None:
        self.lasts = inf
        self._money = Money(Fraction(1))
        self._slopes: Real = np.ones(len(supports.counts))
        self._bounds: dict[int, float] = {}
        self._supports = supports

    def bound(self, at: int, look: Look, scale: int) -> None:
        """Note how steeply the bound falls that a look has just found."""
        poor = (look.reach < look.split).astype(np.float64)
        rates = look.support.counts * self._slopes[look.support.ballots]
        self._bounds[at] = dot(rates, poor) / look.mass / scale

    def short(self, support: Support, gap: float) -> None:
        """Note that supporters of a project lack at least ``gap``."""
        rate = dot(support.counts, self._slopes[support.ballots]) * (1 + OFF)
        self._until(gap, rate)

    def settled(self, settled: Iterable[Settled], tied: Iterable[Settled]) -> None:
        """Note what had to be placed in whole numbers, and ties that may not last.

        Those last for sure only while everybody pays in full.
        """
        if any(len(each.doubtful) for each in settled) or any(each.emptied for each in tied):
            self.lasts = 0.0

    def buy(self, at: int, moment: Moment, look: Look, settled: Settled) -> float:
        """Note a purchase; return how steeply its price falls per unit of weight."""
        support = look.support
        poor = (look.levels > 0) & (look.reach < look.rho)
        owed = self._supports.owed(support, poor)[moment.bought]
        voters = int(dot(support.counts, poor.astype(np.float64)))
        held = self._money.held(voters, [int(one) for one in owed])
        price = self._money.price(0, held, settled.price.mass)
        falls = -self._money.near(price)
        slopes = self._slopes[support.ballots]
        weights = 1.0 if support.weights is None else support.weights
        if voters:
            gaps = (moment.money.near(settled.price) - look.reach - 4 * moment.off)[poor]
            rates = ((slopes / weights)[poor] + falls) * (1 + OFF)
            self._until(float((gaps / rates).min()), 1.0)
        rich = look.reach >= look.rho
        self._slopes[support.ballots] = np.where(rich, slopes + falls * weights, 0.0)
        self._money.pay(price)
        self._bounds.pop(at, None)
        return falls

    def losers(self, heap: Iterable[tuple[float, int]], value: float, falls: float) -> None:
        """Note that every bound on the heap stays above the value of what was bought."""
        for bound, at in heap:
            rate = self._bounds.get(at, 0.0) * (1 + OFF) - falls * (1 - OFF)
            self._until(bound - value * ABOVE, rate)

    def _until(self, gap: float, rate: float) -> None:
        if gap <= 0:
            self.lasts = 0.0
        elif rate > 0:
            self.lasts = min(self.lasts, gap / rate * (1 - OFF))

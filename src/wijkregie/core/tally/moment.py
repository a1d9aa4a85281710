"""What voters hold at one moment of a run, and what each project would cost them then.

Floats only filter. A float is used with a bound on its own error, and every voter whose money
lies within that bound of a price is placed in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from wijkregie.core.tally.marks import dot
from wijkregie.core.tally.money import Money

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from wijkregie.core.tally.marks import Places, Real, Support, Supports
    from wijkregie.core.tally.money import Price

#: The rounding of one operation on floats.
UNIT: Final = 2.0**-53
#: What makes a float a bound after a few operations.
BELOW: Final = 1 - 4 * UNIT
ABOVE: Final = 1 + 4 * UNIT


@dataclass(slots=True)
class Look:
    """A project as one moment sees it: what its supporters hold, and the bound found so far.

    ``reach`` is what an entry can pay per unit of weight. ``below`` tells whether ``rho`` is
    a bound yet or still a guess, ``done`` that it will not come closer; ``split`` is the
    price that told poor from rich for the last bound.
    """

    cost: int
    support: Support
    levels: Real
    reach: Real
    held: Real
    together: float
    error: float
    rho: float
    split: float = 0.0
    mass: float = 0.0
    below: bool = False
    done: bool = False

    def closer(self) -> float:
        """Return a bound below the price: whoever holds less than the last one pays it all.

        True of whatever split into poor and rich; the split of the bound itself is the best.
        """
        before = self.mass
        rich = (self.reach >= self.rho).astype(np.float64)
        self.mass = dot(self.support.mass, rich)
        if self.below and self.mass in (before, 0.0):
            self.done, self.mass = True, before
            self.support.rho = self.rho
            return 0.0
        if not self.mass:
            self.rho, self.below = 0.0, True
            return 0.0
        self.split = self.rho
        poor = self.together - dot(self.held, rich)
        rho = (self.cost - poor) / self.mass
        self.rho = max(self.rho, rho) if self.below else rho
        self.below = True
        return (rho - self.error / self.mass) * BELOW


class Doubt(NamedTuple):
    """Voters who hold the same and give a project the same weight.

    ``reach`` is what they hold per unit of weight, over the denominator of the money.
    """

    reach: Fraction
    weight: int
    voters: int
    ballots: Places


class Settled(NamedTuple):
    """A price that is exact, who pays it, and whom only whole numbers could place.

    ``doubtful`` are ballots, and what is left to each of them: nought where it is emptied.
    """

    price: Price
    payers: int
    emptied: int
    doubtful: tuple[tuple[Places, float], ...] = ()


class Moment:
    """The voters after some purchases (``bought``, in their order) and what each holds."""

    def __init__(self, supports: Supports, endowment: Fraction) -> None:
        self.money = Money(endowment)
        self.bought: list[int] = []
        self._supports = supports
        self._levels: Real = np.full(len(supports.counts), float(endowment))
        self._most = float(endowment)
        #: How far a level may be off: a few roundings per purchase.
        self.off = 8 * UNIT * self._most

    def error(self, support: Support, cost: int) -> float:
        """Return how far a sum of what supporters hold may be off."""
        rounding = self.off + 2 * UNIT * self._most * (len(support.ballots) + 3)
        return support.voters * rounding + UNIT * cost

    def lack(self, support: Support, cost: int) -> float:
        """Return what supporters lack at least, nought where floats cannot tell."""
        held = dot(support.counts, self._levels[support.ballots])
        return max(cost - held - self.error(support, cost), 0.0)

    def look(self, support: Support, cost: int) -> Look | None:
        """Look at what supporters hold; nothing where they cannot pay, now or later."""
        levels = self._levels.take(support.ballots)
        held = support.counts * levels
        error = self.error(support, cost)
        together = float(held.sum())
        if cost - together > error:
            return None
        if cost - together > -error:
            holding = levels > 0
            voters = int(dot(support.counts, holding.astype(np.float64)))
            exact = self._held(support, holding, voters)
            if exact < cost * self.money.denominator:
                return None
        reach = levels if support.weights is None else levels / support.weights
        return Look(cost, support, levels, reach, held, together, error, support.rho)

    def settle(self, look: Look) -> Settled:
        """Return the exact price of a look that is done."""
        width = 2 * (2 * self.off + look.error / max(look.mass, 1.0))
        apart = np.abs(look.reach - look.rho)
        while True:
            near = (apart <= width).nonzero()[0]
            settled = self._placed(look, near[look.levels[near] > 0])
            if abs(self.money.near(settled.price) - look.rho) + 2 * self.off <= width:
                return settled
            width *= 16

    def buy(self, project: int, support: Support, settled: Settled) -> None:
        """Let the supporters of a project pay for it."""
        rho = self.money.near(settled.price)
        paid = rho if support.weights is None else rho * support.weights
        left = np.maximum(self._levels[support.ballots] - paid, 0.0)
        self._levels[support.ballots] = left
        for ballots, rest in settled.doubtful:
            self._levels[ballots] = rest
        self.bought.append(project)
        self.off += 4 * UNIT * self._most
        self.money.pay(settled.price)

    def _held(self, support: Support, entries: NDArray[np.bool_], voters: int) -> int:
        """Return exactly what entries hold that were never emptied, over the denominator."""
        owed = self._supports.owed(support, entries)[self.bought]
        return self.money.held(voters, owed.astype(np.int64).tolist())

    def _placed(self, look: Look, near: Places) -> Settled:
        """Return the price if only the entries ``near`` it are in doubt.

        Somebody is always rich or near: all together can pay, so who has most pays in full.
        """
        support = look.support
        rich = look.reach >= look.rho
        rich[near] = True
        paying = rich.astype(np.float64)
        payers, mass = int(dot(support.counts, paying)), int(dot(support.mass, paying))
        poor = (look.levels > 0) & ~rich
        emptied = int(dot(support.counts, poor.astype(np.float64)))
        held = self._held(support, poor, emptied) if emptied else 0
        price = self.money.price(look.cost, held, mass)
        doubts = self._doubts(support, near) if len(near) else []
        for each in doubts:
            if each.reach * price.mass >= price.over or price.mass == each.voters * each.weight:
                break
            held += int(each.reach * each.weight) * each.voters
            payers, emptied = payers - each.voters, emptied + each.voters
            price = self.money.price(look.cost, held, price.mass - each.voters * each.weight)
        left = tuple((each.ballots, self._left(each, price)) for each in doubts)
        return Settled(price, payers, emptied, left)

    def _doubts(self, support: Support, entries: Places) -> list[Doubt]:
        """Return entries that hold the same together, exactly, who holds least first."""
        ballots = support.ballots[entries]
        weights = np.ones(len(entries)) if support.weights is None else support.weights[entries]
        paid = self._supports.table[ballots][:, self.bought]
        kinds, group = np.unique(np.column_stack([paid, weights]), axis=0, return_inverse=True)
        voters = np.bincount(group.ravel(), support.counts[entries])
        doubts = []
        for at, kind in enumerate(kinds):
            *owed, weight = (int(one) for one in kind)
            reach = Fraction(self.money.held(1, owed), weight)
            doubts.append(Doubt(reach, weight, int(voters[at]), ballots[group.ravel() == at]))
        return sorted(doubts, key=lambda doubt: doubt.reach)

    def _left(self, doubt: Doubt, price: Price) -> float:
        """Return what is left to a voter in doubt once the price is paid."""
        over = max(doubt.reach * price.mass - price.over, Fraction(0)) * doubt.weight
        return float(over / (self.money.denominator * price.mass))

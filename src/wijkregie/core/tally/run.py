"""One run of the method of equal shares, exactly.

Bounds stay true while a run goes on, for voters only lose money: a project is looked at again
only when its bound is the lowest of all.

Sources: Peters and Skowron (2020), *Proportionality and the limits of welfarism*; Peters,
Pierczynski and Skowron (2021), *Proportional participatory budgeting with additive utilities*.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from wijkregie.core.tally.moment import ABOVE, BELOW, Look, Moment, Settled
from wijkregie.core.tally.records import Tie

if TYPE_CHECKING:
    from wijkregie.core.tally.field import Purse
    from wijkregie.core.tally.money import Price
    from wijkregie.core.tally.sharing import Sharing


class Bought(NamedTuple):
    """What was bought, what each paid per unit of weight, and how many voters paid."""

    project: int
    price: Price
    denominator: int
    payers: int
    emptied: int


class Run:
    """Buying with one endowment until nobody can pay for more, or the purse is overdrawn."""

    def __init__(
        self, sharing: Sharing, endowment: Fraction, purse: Purse, number: int
    ) -> None:
        self._sharing, self.purse, self.number = sharing, purse, number
        self._moment = Moment(sharing.supports, endowment)
        self._heap = list(sharing.bounds)
        self.bought: list[Bought] = []
        self.ties: list[Tie] = []

    def finish(self) -> None:
        """Buy until nothing can be bought; stop early once more is spent than there is."""
        while self.purse.left >= 0:
            settled = self._round()
            if not settled:
                return
            at = self._cheapest(settled)
            for other, its in settled.items():
                if other != at:
                    heappush(self._heap, (self._value(other, its.price) * BELOW, other))
            self._buy(at, settled[at])

    def _round(self) -> dict[int, Settled]:
        """Return the exact prices of all projects that may be the cheapest."""
        looks: dict[int, Look] = {}
        settled: dict[int, Settled] = {}
        most, heap = inf, self._heap
        while heap and heap[0][0] <= most:
            bound, at = heappop(heap)
            look = looks.get(at) or self._look(at)
            if look is None:
                continue
            looks[at] = look
            if look.done:
                settled[at] = self._moment.settle(look)
                most = min(most, self._value(at, settled[at].price) * ABOVE)
            else:
                closer = look.closer() / self._sharing.scale[at] * BELOW
                heappush(heap, (max(bound, closer), at))
        return settled

    def _look(self, at: int) -> Look | None:
        project = self._sharing.projects[at]
        if self.purse.bars(project):
            return None
        return self._moment.look(self._sharing.supports.of[at], project.cost)

    def _cheapest(self, settled: dict[int, Settled]) -> int:
        if len(settled) == 1:
            return next(iter(settled))
        scale = self._sharing.scale
        values = {
            at: Fraction(its.price.over, its.price.mass * scale[at])
            for at, its in settled.items()
        }
        least = min(values.values())
        tied = [self._sharing.projects[at] for at in values if values[at] == least]
        chosen, by = self._sharing.order.first(tied)
        if len(tied) > 1:
            ids = tuple(sorted(one.id for one in tied))
            self.ties.append(Tie(len(self.bought), ids, chosen.id, by, self.number))
        return next(at for at in values if self._sharing.projects[at] is chosen)

    def _value(self, at: int, price: Price) -> float:
        return self._moment.money.near(price) / self._sharing.scale[at]

    def _buy(self, at: int, settled: Settled) -> None:
        price = settled.price
        shared = self._moment.money.denominator
        self.bought.append(Bought(at, price, shared, settled.payers, settled.emptied))
        self._moment.buy(at, self._sharing.supports.of[at], settled)
        self.purse.take(self._sharing.projects[at])

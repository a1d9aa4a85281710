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
    from wijkregie.core.tally.watch import Watch


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
        self,
        sharing: Sharing,
        endowment: Fraction,
        purse: Purse,
        number: int,
        watch: Watch | None,
    ) -> None:
        self._sharing, self.purse, self.number = sharing, purse, number
        self._moment = Moment(sharing.supports, endowment)
        self._heap = list(sharing.bounds)
        self._looks: dict[int, Look] = {}
        self._watch = watch
        self.bought: list[Bought] = []
        self.ties: list[Tie] = []

    @property
    def lasts(self) -> float:
        """Return how much more each voter may hold without a change in what is bought."""
        return 0.0 if self._watch is None else self._watch.lasts

    def finish(self) -> None:
        """Buy until nothing can be bought; stop early once more is spent than there is."""
        while self.purse.left >= 0:
            settled = self._round()
            if not settled:
                return
            tied = self._cheapest(settled)
            at = tied[0] if len(tied) == 1 else self._first(tied)
            losers = [
                (self._value(other, its.price) * BELOW, other)
                for other, its in settled.items()
                if other not in tied
            ]
            if self._watch is not None:
                self._watch.settled(settled.values(), [settled[one] for one in tied[1:]])
                self._watched(self._watch, at, settled[at], [*self._heap, *losers])
            level = [
                (self._value(other, settled[other].price) * BELOW, other) for other in tied
            ]
            for entry in losers + [entry for entry in level if entry[1] != at]:
                heappush(self._heap, entry)
            self._buy(at, settled[at])

    def _round(self) -> dict[int, Settled]:
        """Return the exact prices of all projects that may be the cheapest."""
        self._looks = {}
        settled: dict[int, Settled] = {}
        most, heap = inf, self._heap
        while heap and heap[0][0] <= most:
            bound, at = heappop(heap)
            look = self._looks.get(at) or self._look(at)
            if look is None:
                continue
            if look.done:
                settled[at] = self._settled(at, look)
                most = min(most, self._value(at, settled[at].price) * ABOVE)
            else:
                heappush(heap, (self._closer(at, look, bound), at))
        return settled

    def _look(self, at: int) -> Look | None:
        project, support = self._sharing.projects[at], self._sharing.supports.of[at]
        if self.purse.bars(project):
            return None
        look = self._moment.look(support, project.cost)
        if look is not None:
            self._looks[at] = look
        elif self._watch is not None:
            self._watch.short(support, self._moment.lack(support, project.cost))
        return look

    def _closer(self, at: int, look: Look, bound: float) -> float:
        closer = look.closer() / self._sharing.scale[at] * BELOW
        if closer <= bound:
            return bound
        if self._watch is not None:
            self._watch.bound(at, look, self._sharing.scale[at])
        return closer

    def _settled(self, at: int, look: Look) -> Settled:
        if self._watch is not None:
            self._watch.bound(at, look, self._sharing.scale[at])
        return self._moment.settle(look)

    def _cheapest(self, settled: dict[int, Settled]) -> list[int]:
        if len(settled) == 1:
            return list(settled)
        scale = self._sharing.scale
        values = {
            at: Fraction(its.price.over, its.price.mass * scale[at])
            for at, its in settled.items()
        }
        least = min(values.values())
        return [at for at, value in values.items() if value == least]

    def _first(self, tied: list[int]) -> int:
        projects = [self._sharing.projects[at] for at in tied]
        chosen, by = self._sharing.order.first(projects)
        ids = tuple(sorted(one.id for one in projects))
        self.ties.append(Tie(len(self.bought), ids, chosen.id, by, self.number))
        return tied[projects.index(chosen)]

    def _watched(
        self, watch: Watch, at: int, settled: Settled, others: list[tuple[float, int]]
    ) -> None:
        value = self._value(at, settled.price)
        falls = watch.buy(at, self._moment, self._looks[at], settled)
        watch.losers(others, value, falls / self._sharing.scale[at])

    def _value(self, at: int, price: Price) -> float:
        return self._moment.money.near(price) / self._sharing.scale[at]

    def _buy(self, at: int, settled: Settled) -> None:
        price = settled.price
        shared = self._moment.money.denominator
        self.bought.append(Bought(at, price, shared, settled.payers, settled.emptied))
        self._moment.buy(at, self._sharing.supports.of[at], settled)
        self.purse.take(self._sharing.projects[at])

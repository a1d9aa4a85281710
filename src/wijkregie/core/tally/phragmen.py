"""Sequential Phragmén: money flows to all voters evenly, and who can pay together buys.

The load of a voter is the moment at which their money was last spent, so every load is one of
the prices so far, and a sum of loads is a sum of whole numbers of voters times those.

Source: Los, Christoff and Grossi (2022), *Proportional budget allocations: towards a
systematization*.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from wijkregie.core.tally.declared import Misfit
from wijkregie.core.tally.field import Purse
from wijkregie.core.tally.marks import PLAIN, Supports
from wijkregie.core.tally.moment import ABOVE, BELOW
from wijkregie.core.tally.money import Money
from wijkregie.core.tally.records import Kind, Outcome, Phase, Round, Stop, TallyError, Tie

if TYPE_CHECKING:
    from wijkregie.core.tally.field import Field
    from wijkregie.core.tally.money import Price
    from wijkregie.core.tally.records import Project


def phragmen(field: Field) -> Outcome:
    """Count by the sequential rule of Phragmén, for approvals.

    A project without votes, or one that costs more than the whole budget, takes no part.
    What happens where the next one does not fit is declared (``Rule.misfit``).
    """
    if field.rule.utility not in PLAIN or field.election.ballots.kind is not Kind.APPROVAL:
        raise TallyError("Phragmén is for approvals, whose marks all weigh the same")
    count = _Count(field)
    stopped = Stop.DONE
    while tied := count.cheapest():
        if field.rule.misfit is Misfit.STOP_IF_ANY and not all(map(count.purse.holds, tied)):
            stopped = Stop.MISFIT
            break
        chosen = count.first(tied)
        if not count.purse.holds(chosen):
            stopped = Stop.MISFIT
            break
        count.buy(chosen)
    return Outcome(tuple(count.rounds), stopped, tuple(count.ties))


class _Count:
    """A count under way: what each project would cost its supporters, and who paid when."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self.purse = Purse(field.election, field.rule.limits)
        self._projects = field.election.projects
        self._at = {one.id: at for at, one in enumerate(self._projects)}
        self._supports = Supports(field.marks, len(self._projects))
        self._money = Money(Fraction(0))
        #: The round in which the voters of a ballot last paid, from 1; 0 is not yet.
        self._last = np.zeros(len(field.marks.counts), dtype=np.intp)
        self._heap = [
            (one.cost / field.votes[one.id] * BELOW, self._at[one.id])
            for one in field.eligible
            if field.votes[one.id] and self.purse.holds(one)
        ]
        heapify(self._heap)
        self._settled: dict[str, Price] = {}
        self.rounds: list[Round] = []
        self.ties: list[Tie] = []

    def cheapest(self) -> list[Project]:
        """Return the projects that can be paid first, exactly at the same moment."""
        found: dict[int, Price] = {}
        most, heap = inf, self._heap
        while heap and heap[0][0] <= most:
            _, at = heappop(heap)
            if self._goes_on(self._projects[at]):
                found[at] = self._price(at)
                most = min(most, self._money.near(found[at]) * ABOVE)
        if not found:
            return []
        values = {at: Fraction(price.over, price.mass) for at, price in found.items()}
        least = min(values.values())
        for at, price in found.items():
            heappush(heap, (self._money.near(price) * BELOW, at))
        self._settled = {self._projects[at].id: price for at, price in found.items()}
        return [self._projects[at] for at, value in values.items() if value == least]

    def first(self, tied: list[Project]) -> Project:
        """Return which comes first, and note the tie where there are several."""
        if len(tied) == 1:
            return tied[0]
        chosen, by = self._field.order.first(tied)
        ids = tuple(sorted(one.id for one in tied))
        self.ties.append(Tie(len(self.rounds), ids, chosen.id, by))
        return chosen

    def buy(self, project: Project) -> None:
        """Let the supporters of a project pay for it."""
        at, price = self._at[project.id], self._settled[project.id]
        self._heap = [entry for entry in self._heap if entry[1] != at]
        heapify(self._heap)
        exact = self._money.exact(price)
        self._money.pay(price)
        self._last[self._supports.of[at].ballots] = len(self._money.prices)
        self.purse.take(project)
        votes = self._field.votes[project.id]
        self.rounds.append(
            Round(project.id, Phase.PHRAGMEN, exact, votes, 0, project.cost, self.purse.left)
        )

    def _goes_on(self, project: Project) -> bool:
        skips = self._field.rule.misfit is Misfit.SKIP
        return not self.purse.bars(project) and (self.purse.holds(project) or not skips)

    def _price(self, at: int) -> Price:
        support, rounds = self._supports.of[at], len(self._money.prices)
        voters = np.bincount(self._last[support.ballots], support.counts, rounds + 1)
        loads = self._money.held(0, [int(one) for one in voters[1:]])
        return self._money.price(self._projects[at].cost, loads, int(support.voters))

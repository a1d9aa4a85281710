"""What the supporters of a project still hold when equal shares stop, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from wijkregie.core.tally.declared import Utility
from wijkregie.core.tally.records import Phase

if TYPE_CHECKING:
    from wijkregie.core.tally.declared import Rule
    from wijkregie.core.tally.records import Ballots, Outcome


class Holdings:
    """The money of voters after an outcome; voters who paid for the same hold the same."""

    def __init__(self, ballots: Ballots, rule: Rule, outcome: Outcome) -> None:
        shared = [one for one in outcome.rounds if one.phase is Phase.EQUAL_SHARES]
        self._prices = {one.project: one.price for one in shared}
        self._order = {one.project: at for at, one in enumerate(shared)}
        self._endowment = outcome.endowment or Fraction(0)
        self._ballots, self._rule = ballots, rule
        self._known: dict[tuple[tuple[str, int], ...], Fraction] = {}

    def of(self, project: str) -> Fraction:
        """Return what all voters who marked a project hold together."""
        ballots = self._ballots
        return sum(
            (
                ballots.counts[at] * self._left(at)
                for at, marks in enumerate(ballots.marks)
                if project in marks
            ),
            start=Fraction(0),
        )

    def _left(self, ballot: int) -> Fraction:
        marks = self._ballots.marks[ballot]
        bought = [at for at, mark in enumerate(marks) if mark in self._order]
        paid = sorted(
            ((marks[at], self._weight(ballot, at)) for at in bought),
            key=lambda one: self._order[one[0]],
        )
        key = tuple(paid)
        if key not in self._known:
            money = self._endowment
            for mark, weight in key:
                money -= min(money, self._prices[mark] * weight)
            self._known[key] = money
        return self._known[key]

    def _weight(self, ballot: int, at: int) -> int:
        if self._rule.utility is Utility.POINTS:
            return self._ballots.points[ballot][at]
        if self._rule.utility is Utility.RANK:
            return self._rule.rank_points[at] if at < len(self._rule.rank_points) else 0
        if self._rule.utility is Utility.BORDA:
            return len(self._ballots.marks[ballot]) - 1 - at
        return 1

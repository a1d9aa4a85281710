"""Most votes first, in every way that cities declare it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from wijkregie.core.tally.declared import Leftover, Misfit, Utility
from wijkregie.core.tally.field import Purse
from wijkregie.core.tally.records import Outcome, Phase, Round, Stop, TallyError, Tie
from wijkregie.core.tally.ties import LotNeeded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from wijkregie.core.tally.field import Field
    from wijkregie.core.tally.records import Project

    Score = Callable[[Project], Fraction | None]


class Greedy:
    """A count by score: the best of what is left each time, until nothing fits.

    ``score`` tells what a project scores; ``None`` comes before every number.
    """

    def __init__(self, field: Field, purse: Purse, phase: Phase, score: Score) -> None:
        self._field, self.purse, self._phase = field, purse, phase
        self.score = score
        self.rounds: list[Round] = []
        self.ties: list[Tie] = []

    def run(self, projects: Collection[Project], *, before: int = 0) -> Project | None:
        """Fund what fits of ``projects``; return the one at which the rule stopped, if any.

        ``before`` rounds were held already, of which these are the sequel.
        """
        stops = self._field.rule.misfit is not Misfit.SKIP and self._phase is Phase.GREEDY
        left = list(projects)
        while True:
            left = [one for one in left if not self.purse.bars(one)]
            if not stops:
                left = [one for one in left if self.purse.holds(one)]
            if not left:
                return None
            chosen = self.best(left, before)
            if not self.purse.holds(chosen):
                return chosen
            left.remove(chosen)
            self.fund(chosen, self._phase, chosen.cost)

    def best(self, left: Collection[Project], before: int = 0) -> Project:
        """Return the best of ``left``, and note the tie where several are."""
        scores = [self.score(one) for one in left]
        best = None if None in scores else max(one for one in scores if one is not None)
        tied = [one for one, score in zip(left, scores, strict=True) if score == best]
        if len(tied) == 1:
            return tied[0]
        try:
            chosen, by = self._field.order.first(tied)
        except LotNeeded:
            if not self._one_fate(tied):
                raise
            chosen, by = min(tied, key=lambda one: one.id), "one fate"
        ids = tuple(sorted(one.id for one in tied))
        self.ties.append(Tie(before + len(self.rounds), ids, chosen.id, by))
        return chosen

    def _one_fate(self, tied: list[Project]) -> bool:
        """Tell whether all of ``tied`` are funded, or none of them, in whatever order."""
        if self._field.rule.limits or any(one.excludes for one in tied):
            return False
        none = not any(self.purse.holds(one) for one in tied)
        plain = self._field.rule.reserve is None and (
            self._field.rule.leftover is not Leftover.PART
        )
        return (none and plain) or sum(one.cost for one in tied) <= self.purse.left

    def fund(self, project: Project, phase: Phase, paid: int) -> None:
        """Fund a project for ``paid``."""
        rest = project.cost - paid
        self.purse.take(project)
        self.purse.left += rest
        votes = self._field.votes[project.id]
        price = self.score(project) or Fraction(0)
        self.rounds.append(Round(project.id, phase, price, votes, 0, paid, self.purse.left))


def greedy(field: Field) -> Outcome:
    """Count by score, or by score per unit of money, with what is declared for leftovers.

    Raises ``LotNeeded`` where only a lot can tell which of level projects is funded.
    """
    rule, election = field.rule, field.election
    if rule.reserve is not None and rule.misfit is Misfit.SKIP:
        raise TallyError("a reserve is for a count that stops at the first misfit")
    count = Greedy(
        field, Purse(election, rule.limits), Phase.GREEDY, lambda one: _score(field, one)
    )
    misfit = count.run(field.eligible)
    if misfit is not None and rule.reserve is not None:
        if count.purse.left >= rule.reserve * misfit.cost:
            count.fund(misfit, Phase.RESERVE, misfit.cost)
    elif rule.leftover is not Leftover.NONE:
        count = _leftover(field, count)
    stopped = Stop.DONE if misfit is None else Stop.MISFIT
    return Outcome(tuple(count.rounds), stopped, tuple(count.ties))


def completed(field: Field, rounds: tuple[Round, ...]) -> tuple[list[Round], list[Tie]]:
    """Return what fits after ``rounds``, by votes, and the ties on the way."""
    taken = {each.project for each in rounds}
    purse = Purse(field.election, field.rule.limits)
    for project in field.election.projects:
        if project.id in taken:
            purse.take(project)
    count = Greedy(field, purse, Phase.COMPLETION, lambda one: Fraction(field.votes[one.id]))
    count.run([one for one in field.eligible if one.id not in taken], before=len(rounds))
    return count.rounds, count.ties


def _leftover(field: Field, first: Greedy) -> Greedy:
    taken = {each.project for each in first.rounds}
    rest = [one for one in field.eligible if one.id not in taken]
    first.purse.without_limits()
    again = Greedy(field, first.purse, Phase.LEFTOVER, first.score)
    again.rounds, again.ties = first.rounds, first.ties
    if field.rule.leftover is Leftover.FIT:
        again.run(rest)
        return again
    rest = [one for one in rest if not first.purse.bars(one)]
    if rest and first.purse.left:
        chosen = again.best(rest)
        again.fund(chosen, Phase.PART, min(chosen.cost, first.purse.left))
    return again


def _score(field: Field, project: Project) -> Fraction | None:
    rule = field.rule
    score = field.scores[project.id]
    if rule.utility is Utility.COST:
        score *= project.cost
    if not rule.per_cost:
        return Fraction(score)
    if project.cost:
        return Fraction(score, project.cost)
    return None if score else Fraction(0)

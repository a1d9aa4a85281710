"""The method of equal shares with its completions: every step counted, none of them guessed.

Raising the shares is a linear scan. Whether an outcome is exhaustive or costs too much goes to
and fro as shares rise, so no step is ever left out by halving.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from wijkregie.core.tally.declared import Raise, Start
from wijkregie.core.tally.field import Purse
from wijkregie.core.tally.greedy import completed
from wijkregie.core.tally.records import Outcome, Phase, Round, Stop, TallyError
from wijkregie.core.tally.run import Run
from wijkregie.core.tally.sharing import Sharing
from wijkregie.core.tally.watch import Watch

if TYPE_CHECKING:
    from wijkregie.core.tally.field import Field

#: The most steps that are passed over at once, and the most runs that go unwatched.
MANY: Final = 10**6
LONGEST: Final = 31


def equal_shares(field: Field) -> Outcome:
    """Count by equal shares, raise them as declared, and complete by votes if declared.

    Raises ``LotNeeded`` where a lot has to tell which of level projects comes first, also in
    a step that only serves to find the last one.
    """
    outcome = _raised(field)
    if not field.rule.completion.greedy:
        return outcome
    rounds, ties = completed(field, outcome.rounds)
    return replace(outcome, rounds=(*outcome.rounds, *rounds), ties=(*outcome.ties, *ties))


def _raised(field: Field) -> Outcome:
    completion, voters = field.rule.completion, field.election.ballots.voters
    if completion.step <= 0 or completion.unit < 1:
        raise TallyError("shares are raised by a step above nought")
    if not voters:
        return Outcome((), Stop.UNAFFORDABLE)
    share = Fraction(field.election.budget, voters)
    if completion.start is Start.FLOOR:
        share = Fraction(share // completion.unit * completion.unit)
    steps = Steps(field, share)
    run = steps.run(0)
    if completion.until is Raise.NEVER:
        return steps.told(run, Stop.UNAFFORDABLE)
    while True:
        if stop := steps.stops(run):
            return steps.told(run, stop)
        last = run.number + steps.same(run)
        before, run = run, steps.run(last + 1)
        if run.purse.left < 0:
            outcome = steps.told(
                before if last == before.number else steps.run(last), Stop.OVERSPENT
            )
            return replace(outcome, ties=(*outcome.ties, *run.ties))


class Steps:
    """The runs with one share after another.

    To watch how long a run stays the same costs time, and pays where steps are small. After a
    run that could not tell, more and more of the next ones go unwatched.
    """

    def __init__(self, field: Field, share: Fraction) -> None:
        self._field, self._share = field, share
        self._sharing = Sharing(field)
        self._pause = self._paused = 0

    def run(self, number: int) -> Run:
        """Return the run of a step."""
        purse = Purse(self._field.election, self._field.rule.limits)
        for _, at in self._sharing.free:
            project = self._sharing.projects[at]
            if not purse.bars(project):
                purse.take(project)
        watch = Watch(self._sharing.supports) if self._watches() else None
        run = Run(self._sharing, self._endowment(number), purse, number, watch)
        run.finish()
        return run

    def _watches(self) -> bool:
        if self._field.rule.completion.until is Raise.NEVER:
            return False
        self._paused -= 1
        return self._paused < 0

    def same(self, run: Run) -> int:
        """Return for how many steps after a run the same is bought in the same order."""
        step = float(self._field.rule.completion.step)
        steps = int(min(run.lasts / step, MANY))
        if steps:
            self._pause = 0
        elif self._paused < 0:
            self._pause = min(2 * self._pause + 1, LONGEST)
            self._paused = self._pause
        return steps

    def stops(self, run: Run) -> Stop | None:
        """Tell why no step follows on a run that did not cost too much."""
        taken = {each.project for each in run.bought}
        rest = [self._sharing.projects[at] for _, at in self._sharing.bounds if at not in taken]
        rest = [one for one in rest if not run.purse.bars(one)]
        if not rest:
            return Stop.COMPLETE
        exhaustive = self._field.rule.completion.until is Raise.UNTIL_EXHAUSTIVE
        if exhaustive and not any(run.purse.holds(one) for one in rest):
            return Stop.EXHAUSTIVE
        return None

    def told(self, run: Run, stop: Stop) -> Outcome:
        """Return a run as an outcome."""
        left = self._field.election.budget
        rounds = []
        for _, at in self._sharing.free:
            project = self._sharing.projects[at]
            if project.id in run.purse.taken:
                votes = self._field.votes[project.id]
                rounds.append(
                    Round(project.id, Phase.EQUAL_SHARES, Fraction(0), votes, 0, 0, left)
                )
        for each in run.bought:
            project = self._sharing.projects[each.project]
            left -= project.cost
            price = Fraction(each.price.over, each.denominator * each.price.mass)
            rounds.append(
                Round(
                    project.id,
                    Phase.EQUAL_SHARES,
                    price,
                    each.payers,
                    each.emptied,
                    project.cost,
                    left,
                )
            )
        return Outcome(
            tuple(rounds), stop, tuple(run.ties), self._endowment(run.number), run.number
        )

    def _endowment(self, number: int) -> Fraction:
        return self._share + number * self._field.rule.completion.step

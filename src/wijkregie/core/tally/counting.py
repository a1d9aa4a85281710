"""Counting an election by a declared rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.core.tally.declared import Completion, Family, Misfit, Rule, Utility
from wijkregie.core.tally.equal_shares import equal_shares
from wijkregie.core.tally.field import Field
from wijkregie.core.tally.greedy import greedy
from wijkregie.core.tally.marks import EXACT, Marks
from wijkregie.core.tally.phragmen import phragmen
from wijkregie.core.tally.records import TallyError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wijkregie.core.tally.records import Election, Outcome

_FAMILIES: Final[Mapping[Family, Callable[[Field], Outcome]]] = {
    Family.GREEDY: greedy,
    Family.EQUAL_SHARES: equal_shares,
    Family.PHRAGMEN: phragmen,
}


def count(election: Election, rule: Rule) -> Outcome:
    """Return the outcome of an election by a rule; the same on every machine.

    The order of the ballots never matters, and that of the projects only where ties are
    declared to go by it. Raises ``TallyError`` for what cannot be counted, and ``LotNeeded``
    where a lot is needed that was not drawn.

    >>> from wijkregie.core.tally.records import Election, Kind, Project, collected
    >>> projects = (Project("bench", 400), Project("trees", 900), Project("party", 500))
    >>> cast = [(("bench", "trees"), ()), (("trees",), ()), (("party",), ())]
    >>> election = Election(projects, 1000, collected(Kind.APPROVAL, cast))
    >>> count(election, Rule(Family.GREEDY, Utility.CARDINALITY)).selected
    ('trees',)
    """
    outcome = _FAMILIES[rule.family](Field(election, rule))
    if rule.compare is None:
        return outcome
    if rule.family is not Family.EQUAL_SHARES:
        raise TallyError("only equal shares are compared with the most votes")
    plain = replace(
        rule,
        family=Family.GREEDY,
        utility=Utility.CARDINALITY,
        completion=Completion(),
        misfit=Misfit.SKIP,
        compare=None,
    )
    other = greedy(Field(election, plain))
    mine, theirs = preferred(election, replace(rule, utility=rule.compare), outcome, other)
    if theirs > mine:
        return replace(other, preferred=(theirs, mine))
    return replace(outcome, preferred=(mine, theirs))


def preferred(
    election: Election, rule: Rule, outcome: Outcome, other: Outcome
) -> tuple[int, int]:
    """Return how many voters prefer one outcome and how many the other.

    A voter prefers what is worth more by the utility of ``rule``; to whom both are worth the
    same, neither is preferred.
    """
    marks = Marks(election.ballots, [one.id for one in election.projects], rule)
    worth = np.array(
        [
            (one.cost if rule.utility is Utility.COST else 1)
            * ((one.id in outcome.selected) - (one.id in other.selected))
            for one in election.projects
        ],
        dtype=np.float64,
    )
    weight = 1.0 if marks.weight is None else marks.weight
    if float(np.abs(worth).sum()) * float(np.max(weight, initial=0)) >= EXACT:
        raise TallyError("costs are too large to be compared exactly")
    gain = np.bincount(marks.ballot, worth[marks.project] * weight, len(marks.counts))
    return int(marks.counts[gain > 0].sum()), int(marks.counts[gain < 0].sum())

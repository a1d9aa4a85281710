"""The same elections counted by pabutools, where it is installed: a second opinion.

``python -m bench.beside 300`` prints elections with its answers, for the tests to keep.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from typing import TYPE_CHECKING, Any

from tests.makers.elections import (
    ADD1,
    FILLED,
    GREEDY,
    PHRAGMEN,
    level_elections,
    usual_runs,
)
from wijkregie.core.tally.records import Kind

if TYPE_CHECKING:
    from wijkregie.core.tally.records import Election


def is_here() -> bool:
    """Tell whether pabutools is installed."""
    return importlib.util.find_spec("pabutools") is not None


class Beside:
    """An election as pabutools knows it."""

    def __init__(self, election: Election) -> None:
        self._rules = importlib.import_module("pabutools.rules")
        self._election = importlib.import_module("pabutools.election")
        self._ties = importlib.import_module("pabutools.tiebreaking")
        made = self._election
        self._projects = {one.id: made.Project(one.id, one.cost) for one in election.projects}
        self.instance = made.Instance(self._projects.values(), budget_limit=election.budget)
        self.profile = self._profile(election)

    def _profile(self, election: Election) -> Any:
        made, ballots = self._election, election.ballots
        cast = []
        for at, (marks, count) in enumerate(zip(ballots.marks, ballots.counts, strict=True)):
            named = [self._projects[mark] for mark in marks]
            for _ in range(count):
                if ballots.kind is Kind.APPROVAL:
                    cast.append(made.ApprovalBallot(named))
                elif ballots.kind is Kind.RANKING:
                    cast.append(made.OrdinalBallot(named))
                else:
                    points = zip(named, ballots.points[at], strict=True)
                    cast.append(made.CardinalBallot(dict(points)))
        kind = {
            Kind.APPROVAL: made.ApprovalProfile,
            Kind.RANKING: made.OrdinalProfile,
            Kind.POINTS: made.CardinalProfile,
        }[ballots.kind]
        return kind(cast, instance=self.instance)

    def _order(self, name: str) -> Any:
        votes = {
            one: sum(one in ballot for ballot in self.profile)
            for one in self._projects.values()
        }
        if name == "lexico":
            return self._ties.lexico_tie_breaking
        return self._ties.TieBreakingRule(lambda _i, _p, one: (one.cost, -votes[one], one.name))

    def answer(self, run: dict[str, str]) -> list[str]:
        """Return what pabutools funds, sorted."""
        made, rules = self._election, self._rules
        asked = {"tie_breaking": self._order(run["tie_breaking"])}
        if run["rule"] == PHRAGMEN:
            found = rules.sequential_phragmen(self.instance, self.profile, **asked)
            return sorted(one.name for one in found)
        asked["sat_class"] = {
            "cost": made.Cost_Sat,
            "card": made.Cardinality_Sat,
            "points": made.Additive_Cardinal_Sat,
            "borda": made.Additive_Borda_Sat,
        }[run["utility"]]
        if run["rule"] == GREEDY:
            asked["is_sat_additive"] = True
            found = rules.greedy_utilitarian_welfare(self.instance, self.profile, **asked)
            return sorted(one.name for one in found)
        increment = 1 if run["rule"] == ADD1 else None
        found = rules.method_of_equal_shares(
            self.instance, self.profile, voter_budget_increment=increment, **asked
        )
        if run["rule"] == FILLED:
            asked["sat_class"] = made.Cost_Sat
            found = rules.greedy_utilitarian_welfare(
                self.instance, self.profile, initial_budget_allocation=found, **asked
            )
        return sorted(one.name for one in found)


def stored(election: Election) -> dict[str, Any]:
    """Return an election with its answers as plain values."""
    beside, ballots = Beside(election), election.ballots
    return {
        "costs": {one.id: one.cost for one in election.projects},
        "budget": election.budget,
        "kind": ballots.kind.value,
        "marks": ballots.marks,
        "points": ballots.points,
        "counts": ballots.counts,
        "answers": [" ".join(beside.answer(run)) for run in usual_runs(election)],
    }


if __name__ == "__main__":
    made = [stored(election) for election in level_elections(range(int(sys.argv[1])))]
    print("[" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in made) + "]")

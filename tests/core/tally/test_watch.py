"""Steps that are passed over: outcomes are those of every single step, rounds and ties too."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from tests.makers.elections import LEXICO
from wijkregie.core.tally import equal_shares
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import Completion, Family, Raise, Rule, Utility
from wijkregie.core.tally.records import Election, Kind, Project, collected

if TYPE_CHECKING:
    import pytest


def many_steps(chance: Random) -> tuple[Election, Rule]:
    """Return an election of up to forty voters, and shares that are raised in small steps."""
    kind = chance.choice([Kind.APPROVAL, Kind.POINTS])
    ids = [f"p{at}" for at in range(chance.randint(3, 12))]
    projects = tuple(Project(id_, chance.randint(1, 20)) for id_ in ids)
    cast = []
    for _ in range(chance.randint(3, 40)):
        marks = tuple(chance.sample(ids, chance.randint(1, 3)))
        points = tuple(chance.randint(1, 5) for _ in marks)
        cast.append((marks, points if kind is Kind.POINTS else ()))
    budget = sum(one.cost for one in projects) // chance.randint(2, 4) + 1
    plain = chance.choice([Utility.COST, Utility.CARDINALITY])
    until = chance.choice([Raise.UNTIL_OVERSPENT, Raise.UNTIL_EXHAUSTIVE])
    rule = Rule(
        Family.EQUAL_SHARES,
        Utility.POINTS if kind is Kind.POINTS else plain,
        LEXICO,
        Completion(until, step=Fraction(1, chance.choice([7, 20, 50]))),
    )
    return Election(projects, budget, collected(kind, cast)), rule


def test_passing_over_steps_changes_nothing_and_saves_most_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs = 0
    run = equal_shares.Steps.run

    def counted(self: equal_shares.Steps, number: int) -> object:
        nonlocal runs
        runs += 1
        return run(self, number)

    monkeypatch.setattr(equal_shares.Steps, "run", counted)
    drawn = [many_steps(Random(seed)) for seed in range(40)]  # noqa: S311  # always the same

    passing = [count(election, rule) for election, rule in drawn]
    passed, runs = runs, 0
    monkeypatch.setattr(equal_shares.Steps, "same", lambda *_: 0)
    single = [count(election, rule) for election, rule in drawn]

    assert passing == single
    assert passed * 2 < runs

"""Counting by a declared rule: what is refused, what never matters, and the comparison."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.makers.elections import LEXICO, approvals, random_election, random_rule
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import Family, Rule, TieKey, Utility
from wijkregie.core.tally.marks import PART, dot
from wijkregie.core.tally.records import (
    Ballots,
    Election,
    Kind,
    Phase,
    Project,
    TallyError,
    collected,
)
from wijkregie.core.tally.ties import LotNeeded

VOTES = Rule(Family.GREEDY, Utility.CARDINALITY, LEXICO)
SHARES = Rule(Family.EQUAL_SHARES, Utility.COST, LEXICO)


@pytest.mark.parametrize(
    ("election", "rule", "wrong"),
    [
        (approvals({"a": 1}, 1, "b"), VOTES, "unknown project: 'b'"),
        (approvals({"a": -1}, 1, "a"), VOTES, "below nought"),
        (approvals({"a": 1}, -1, "a"), VOTES, "below nought"),
        (
            Election((Project("a", 1),) * 2, 1, Ballots(Kind.APPROVAL)),
            VOTES,
            "two projects",
        ),
        (
            Election((), 1, Ballots(Kind.APPROVAL, ((),), (0,))),
            VOTES,
            "once or more",
        ),
        (
            Election((Project("a", 1),), 1, Ballots(Kind.APPROVAL, (("a",),), (1, 1))),
            VOTES,
            "once or more",
        ),
        (
            Election((Project("a", 1),), 1, Ballots(Kind.APPROVAL, (("a", "a"),), (1,))),
            VOTES,
            "twice",
        ),
        (
            Election((Project("a", 1),), 1, Ballots(Kind.POINTS, (("a",),), (1,), ((1, 2),))),
            VOTES,
            "other points than projects",
        ),
        (
            approvals({"a": 1}, 1, "a"),
            replace(VOTES, utility=Utility.POINTS),
            "points cannot be read from approval",
        ),
        (
            Election((Project("a", 1),), 1, collected(Kind.POINTS, [(("a",), (2**53,))])),
            replace(VOTES, utility=Utility.POINTS),
            "too large to be added",
        ),
        (approvals({"a": 1}, 1, "a"), replace(VOTES, compare=Utility.COST), "only equal"),
        (
            approvals({"a": 2**53, "b": 1}, 2**53, "a", "a", "a", "b", "b"),
            replace(SHARES, compare=Utility.COST),
            "too large to be compared",
        ),
    ],
)
def test_what_cannot_be_counted_is_refused_with_its_reason(
    election: Election, rule: Rule, wrong: str
) -> None:
    with pytest.raises(TallyError, match=wrong):
        count(election, rule)


def test_a_ballot_names_a_project_once_and_has_points_for_each() -> None:
    with pytest.raises(TallyError, match="twice"):
        collected(Kind.APPROVAL, [(("a", "a"), ())])
    with pytest.raises(TallyError, match="1 points for 2 projects"):
        collected(Kind.POINTS, [(("a", "b"), (1,))])


def test_ballots_in_their_canonical_form_are_equal_ones_once() -> None:
    cast = [(("b", "a"), (2, 0)), (("b",), (2,)), ((), ())]

    assert collected(Kind.POINTS, cast) == Ballots(
        Kind.POINTS, ((), ("b",)), (1, 2), ((), (2,))
    )
    ranked = collected(Kind.RANKING, [(("b", "a"), ()), (("a", "b"), ())])
    assert ranked.marks == (("a", "b"), ("b", "a"))
    assert ranked.voters == 2


@given(some.integers(0, 2**32), some.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_that_of_projects_matters(
    seed: int, chance: Random
) -> None:
    election = random_election(Random(seed))  # noqa: S311  # the same for the same seed
    rule = random_rule(Random(seed), election)  # noqa: S311  # the same for the same seed
    if TieKey.PUBLISHED in rule.ties.keys:
        rule = replace(rule, ties=LEXICO)
    ballots, order = election.ballots, list(range(len(election.ballots.marks)))
    chance.shuffle(order)
    shuffled = Ballots(
        ballots.kind,
        tuple(ballots.marks[at] for at in order),
        tuple(ballots.counts[at] for at in order),
        tuple(ballots.points[at] for at in order) if ballots.points else (),
    )
    projects = list(election.projects)
    chance.shuffle(projects)

    other = Election(tuple(projects), election.budget, shuffled)

    try:
        expected = count(election, rule)
    except LotNeeded:
        with pytest.raises(LotNeeded):
            count(other, rule)
    else:
        assert count(other, rule) == expected


def test_the_most_votes_are_kept_where_more_voters_prefer_them() -> None:
    many = approvals({"a": 20, "b": 2}, 20, *["a"] * 9, "b", "b")
    rule = replace(SHARES, compare=Utility.CARDINALITY)

    outcome = count(many, rule)

    # 20 / 11 each: nine cannot pay 20 for a, two can pay 2 for b
    assert outcome.selected == ("a",)
    assert outcome.preferred == (9, 2)
    assert outcome.rounds[0].phase is Phase.GREEDY


def test_equal_shares_stay_where_as_many_prefer_the_one_as_the_other() -> None:
    even = approvals({"a": 20, "b": 2}, 20, "a", "a", "a", "b", "b", "b", "")

    outcome = count(even, replace(SHARES, compare=Utility.CARDINALITY))

    assert (outcome.selected, outcome.preferred) == (("b",), (3, 3))


def test_a_comparison_by_cost_weighs_what_is_dear() -> None:
    # most votes: a for 20. Equal shares: b and c, which the last three voters share among them
    apart = approvals({"a": 20, "b": 4, "c": 4}, 20, "a", "a", "a", "a", "abc", "bc", "bc")

    by_cost = count(apart, replace(SHARES, compare=Utility.COST))
    by_number = count(apart, replace(SHARES, compare=Utility.CARDINALITY))

    # who marked all three gets 20 from the one and 8, or two projects, from the other
    assert by_cost.preferred == (5, 2)
    assert by_number.preferred == (4, 3)


def test_a_comparison_by_points_weighs_points() -> None:
    projects = (Project("a", 20), Project("b", 2))
    cast = [(("a",), (5,))] * 9 + [(("b",), (1,))] * 2
    election = Election(projects, 20, collected(Kind.POINTS, cast))

    outcome = count(election, replace(SHARES, compare=Utility.POINTS))

    assert outcome.preferred == (9, 2)


def test_long_sums_of_products_are_exact_in_parts() -> None:
    long = np.arange(2.0 * PART + 5)

    assert dot(long, np.ones(len(long))) == sum(range(2 * PART + 5))

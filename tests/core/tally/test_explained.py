from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.core.tally import contested
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import (
    Completion,
    Family,
    Misfit,
    Raise,
    Rule,
    Threshold,
    TieKey,
    TieOrder,
    Utility,
)
from wijkregie.core.tally.enough import Enough
from wijkregie.core.tally.explained import (
    Barrier,
    Explainer,
    Why,
    a_lower_price_never_hurts,
    votes_never_hurt,
)
from wijkregie.core.tally.records import Ballots, Election, Kind, Project, TallyError, collected

A, B, C = Project("a", 60), Project("b", 50), Project("c", 30)


def votes(**counts: int) -> Ballots:
    return collected(
        Kind.APPROVAL,
        [(tuple(name), ()) for name, count_ in counts.items() for _one in range(count_)],
    )


def why(election: Election, rule: Rule, project: str, step: int = 1) -> Why:
    return Explainer(election, rule, count(election, rule), step=step).why(project)


def test_how_many_votes_or_euros_would_have_done_under_most_votes() -> None:
    election = Election((A, B, C), 100, votes(a=9, b=5, c=3))

    found = why(election, contested.GREEDY, "b")

    # b is level with a at four votes more; the lowest cost then comes first.
    assert found == Why(
        "b", Barrier.NO_MONEY, None, Enough(4, least=True), Enough(10, least=True)
    )
    assert why(election, contested.GREEDY, "b", step=4).cheaper == Enough(3, least=True)


def test_what_supporters_hold_is_told_under_equal_shares() -> None:
    election = Election((A, B, C), 100, votes(a=3, b=1, c=1))

    found = why(election, contested.SHARES, "b")

    assert (found.barrier, found.held) == (Barrier.SUPPORT, Fraction(20))
    assert found.cheaper == Enough(30, least=True)
    assert found.votes == Enough(3, least=True)


def test_held_follows_what_was_paid_by_points_and_by_rank() -> None:
    points = collected(Kind.POINTS, [(("c", "b"), (1, 1)), (("c",), (2,))])
    by_points = replace(contested.SHARES, utility=Utility.POINTS)
    ranks = collected(Kind.RANKING, [(("c", "b"), ()), (("c", "a"), ()), (("b", "c"), ())])
    by_rank = replace(contested.SHARES, utility=Utility.RANK, rank_points=(3,))
    borda = replace(contested.SHARES, utility=Utility.BORDA)

    assert why(Election((B, C), 60, points), by_points, "b").held == 30 - 10
    assert why(Election((A, B, C), 90, ranks), by_rank, "b").held == 15 + 30
    assert why(Election((A, B, C), 90, ranks), borda, "b").held == 15 + 30


def test_what_stood_in_the_way_is_named() -> None:
    green, other = replace(A, categories=("groen",)), replace(C, excludes=("b",))
    limited = replace(contested.GREEDY, limits=contested.LIMITS[:1])
    cases = (
        (
            Election((A, B), 100, votes(a=2, b=1)),
            replace(contested.GREEDY, withdrawn=("b",)),
            "b",
        ),
        (
            Election((A, B), 200, votes(a=2, b=1)),
            replace(contested.GREEDY, threshold=Threshold(votes=2)),
            "b",
        ),
        (Election((B, other), 100, votes(c=2, b=1)), contested.GREEDY, "b"),
        (
            Election((green, replace(C, categories=("groen",))), 99, votes(a=2, c=1)),
            limited,
            "c",
        ),
        (Election((A, B), 55, votes(a=2, b=1)), contested.GREEDY, "a"),
        (Election((A, B), 60, votes(a=2, b=1)), contested.GREEDY, "b"),
        (
            Election((A, B, C), 90, votes(a=2, b=1)),
            replace(contested.GREEDY, misfit=Misfit.STOP),
            "c",
        ),
    )

    told = [why(*case).barrier for case in cases]

    assert told == [
        *(Barrier.WITHDRAWN, Barrier.THRESHOLD, Barrier.EXCLUDED, Barrier.LIMIT),
        *(Barrier.TOO_DEAR, Barrier.NO_MONEY, Barrier.STOPPED),
    ]
    full = why(Election((A, replace(B, areas=("x",))), 60, votes(a=2, b=1)), limited, "b")
    assert full.barrier is Barrier.NO_MONEY


def test_what_no_number_does_is_not_told() -> None:
    dear = Election((A,), 50, votes(a=1))
    withdrawn = replace(contested.GREEDY, withdrawn=("b",))

    assert why(dear, contested.GREEDY, "a").votes is None
    assert why(dear, contested.GREEDY, "a").cheaper == Enough(10, least=True)
    gone = why(Election((A, B), 200, votes(a=1, b=1)), withdrawn, "b")
    assert (gone.votes, gone.cheaper) == (None, None)
    free = Election((Project("a", 0), B), 10, votes(b=1))
    assert why(free, contested.SHARES, "a").cheaper is None


BY_LOT = replace(contested.GREEDY, ties=TieOrder((TieKey.LOT,)))


def test_where_one_less_stands_level_the_lot_decides() -> None:
    # With two more b is level with a, and the lot decides; with three it is certain.
    three = why(Election((A, B), 60, votes(a=4, b=2)), BY_LOT, "b")
    two = why(Election((A, B), 60, votes(a=4, b=3)), BY_LOT, "b")

    assert three.votes == Enough(3, least=False, level=True)
    assert two.votes == Enough(2, least=False, level=True)


def test_a_price_that_stands_level_leaves_it_to_the_lot() -> None:
    per_euro = replace(BY_LOT, per_cost=True)
    election = Election((Project("a", 20), Project("b", 30)), 35, votes(a=4, b=4))

    found = why(election, per_euro, "b")

    # From 15 on both fit; at 20 each is worth the same and only one fits.
    assert found.cheaper == Enough(11, least=False, level=True)


def test_a_lot_between_others_decides_nothing_of_this_project() -> None:
    level = (Project("d", 30), Project("e", 30))
    election = Election((replace(A, cost=50), replace(B, cost=20), *level), 60, votes(a=5, b=3))
    both = replace(election, ballots=votes(a=5, b=3, d=2, e=2))

    found = why(both, BY_LOT, "b")

    # With three more b is paid first, and only then a lot is drawn between d and e.
    assert found.votes == Enough(3, least=False, level=True)


def test_what_hangs_on_a_lot_between_others_is_left_open() -> None:
    stop = replace(BY_LOT, misfit=Misfit.STOP)
    projects = (Project("a", 50), Project("d", 30), Project("e", 40), Project("b", 25))
    election = Election(projects, 60, votes(a=3, d=2, e=2, b=1))

    assert why(election, stop, "b").cheaper is None


def test_of_too_many_that_stand_level_nothing_is_told() -> None:
    others = tuple(Project(name, 20) for name in "cdefgh")
    ballots = votes(a=3, c=2, d=2, e=2, f=2, g=2, h=2)

    found = why(Election((A, *others), 60, ballots), BY_LOT, "c")

    # With two more c is paid first, and then a lot is drawn between five.
    assert (found.votes, found.open) == (None, True)


def test_who_lost_by_the_lot_is_told_so_and_to_whom() -> None:
    drawn = replace(BY_LOT, ties=TieOrder((TieKey.LOT,), ("b", "a", "c")))
    election = Election((A, B), 60, votes(a=3, b=3))

    found = why(election, drawn, "a")

    assert (found.barrier, found.rival) == (Barrier.LOT, "b")
    assert found.votes == Enough(1, least=True)


def test_a_lot_that_changed_nothing_is_no_reason() -> None:
    drawn = replace(BY_LOT, ties=TieOrder((TieKey.LOT,), ("b", "c", "a")))
    election = Election((A, B, C), 55, votes(a=3, b=3, c=3))

    dear, beaten = why(election, drawn, "a"), why(election, drawn, "c")

    assert (dear.barrier, dear.rival) == (Barrier.TOO_DEAR, "")
    assert (beaten.barrier, beaten.rival) == (Barrier.LOT, "b")


def test_who_was_funded_or_is_unknown_needs_no_explanation() -> None:
    election = Election((A,), 60, votes(a=1))
    for name in ("a", "x"):
        with pytest.raises(TallyError, match="was funded, or is unknown"):
            why(election, contested.GREEDY, name)


def test_where_halving_proves_nothing_small_numbers_are_tried_and_large_ones_suffice() -> None:
    add1 = replace(contested.SHARES, completion=Completion(Raise.UNTIL_OVERSPENT))
    few = Election((A, B, C), 100, votes(a=9, b=6, c=3))
    many = Election((A, replace(B, cost=90), C), 100, votes(a=90, b=20, c=30))

    small, large = why(few, add1, "b"), why(many, add1, "b")

    assert small.votes is not None
    assert small.votes.least
    assert large.cheaper is not None
    assert not large.cheaper.least


def test_what_is_proven_is_said_of_each_rule() -> None:
    plain, high = contested.GREEDY, TieOrder((TieKey.HIGHEST_COST,))
    raised = replace(contested.SHARES, completion=contested.ADD1)
    stops = replace(contested.PHRAGMEN, misfit=Misfit.STOP_IF_ANY)
    asks = replace(plain, threshold=Threshold(share=Fraction(1, 10)))
    compared = replace(contested.SHARES, compare=Utility.COST)
    by_cost = replace(plain, utility=Utility.COST)
    told = {
        rule: (votes_never_hurt(rule), a_lower_price_never_hurts(rule))
        for rule in (plain, contested.SHARES, contested.PHRAGMEN, raised, stops, asks, compared)
    }

    assert list(told.values()) == [
        *((True, True), (False, True), (True, True), (False, False)),
        *((False, False), (False, True), (False, False)),
    ]
    assert not a_lower_price_never_hurts(replace(plain, ties=high))
    assert not a_lower_price_never_hurts(by_cost)
    assert a_lower_price_never_hurts(replace(by_cost, per_cost=True))


RULES = [
    rule
    for _kind, rule in contested.RULES.values()
    if rule.utility in (Utility.CARDINALITY, Utility.COST) and not rule.limits
]
RULES += [
    replace(contested.GREEDY, limits=contested.LIMITS),
    replace(contested.SHARES, limits=contested.LIMITS),
    replace(contested.SHARES, completion=Completion(greedy=True)),
    replace(contested.SHARES, utility=Utility.CARDINALITY, threshold=Threshold(votes=1)),
]


@settings(max_examples=15)
@given(some.integers(0, 10**6), some.sampled_from(RULES))
def test_what_is_called_the_least_is_the_least_and_everything_told_does(
    seed: int, rule: Rule
) -> None:
    ballots = contested.ballots("most votes", contested.seeded(seed), 9)
    election = Election(contested.PROJECTS, contested.BUDGET, ballots)
    outcome = count(election, rule)
    explainer = Explainer(election, rule, outcome)

    for project in contested.PROJECTS:
        if project.id in outcome.selected:
            continue
        found = explainer.why(project.id)
        for changed, enough, proven in (
            (explainer._with_votes, found.votes, votes_never_hurt(rule)),
            (explainer._cheaper, found.cheaper, a_lower_price_never_hurts(rule)),
        ):
            if enough is None:
                continue
            does = [
                project.id in count(changed(project, number), rule).selected
                for number in range(1, enough.amount + 1)
            ]
            assert does[-1]
            assert not enough.least or not any(does[:-1])
            if proven:
                most = min(enough.amount + 9, project.cost - 1)
                assert all(
                    project.id in count(changed(project, number), rule).selected
                    for number in range(enough.amount, most)
                )


def test_the_family_of_a_rule_is_known_to_the_explainer() -> None:
    assert {rule.family for rule in RULES} == set(Family)

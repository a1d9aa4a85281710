"""Most votes first: what fits, what does not, and what cities do with the rest."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.makers.elections import LEXICO, MINCOST, approvals
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import (
    About,
    Family,
    Leftover,
    Limit,
    Misfit,
    Rule,
    Threshold,
    TieOrder,
    Utility,
)
from wijkregie.core.tally.records import (
    Election,
    Kind,
    Phase,
    Project,
    Round,
    Stop,
    TallyError,
    Tie,
    collected,
)
from wijkregie.core.tally.ties import LotNeeded

VOTES = Rule(Family.GREEDY, Utility.CARDINALITY, LEXICO)
#: Four votes for a, three for b, two for c, one for d.
FALLING = approvals({"a": 50, "b": 60, "c": 30, "d": 20}, 100, "abcd", "abc", "ab", "a")


def test_what_does_not_fit_is_passed_over() -> None:
    outcome = count(FALLING, VOTES)

    assert outcome.rounds == (
        Round("a", Phase.GREEDY, Fraction(4), 4, 0, 50, 50),
        Round("c", Phase.GREEDY, Fraction(2), 2, 0, 30, 20),
        Round("d", Phase.GREEDY, Fraction(1), 1, 0, 20, 0),
    )
    assert (outcome.stopped, outcome.spent, outcome.ties) == (Stop.DONE, 100, ())


def test_without_skipping_the_first_that_does_not_fit_ends_it() -> None:
    outcome = count(FALLING, replace(VOTES, misfit=Misfit.STOP))

    assert (outcome.selected, outcome.stopped) == (("a",), Stop.MISFIT)


def test_votes_per_euro_put_the_cheap_first() -> None:
    outcome = count(FALLING, replace(VOTES, per_cost=True))

    assert outcome.selected == ("a", "c", "d")
    assert [each.price for each in outcome.rounds] == [
        Fraction(4, 50),
        Fraction(2, 30),
        Fraction(1, 20),
    ]
    by_cost = count(FALLING, replace(VOTES, per_cost=True, utility=Utility.COST))
    assert by_cost.rounds[0].price == 4
    worth = count(FALLING, replace(VOTES, utility=Utility.COST))
    assert worth.rounds[0] == Round("a", Phase.GREEDY, Fraction(200), 4, 0, 50, 50)


def test_what_costs_nothing_comes_first_if_anybody_wants_it() -> None:
    election = approvals({"a": 10, "b": 0, "c": 0}, 10, "ab", "a")

    outcome = count(election, replace(VOTES, per_cost=True))

    assert outcome.selected == ("b", "a", "c")
    assert [each.price for each in outcome.rounds] == [0, Fraction(2, 10), 0]


@pytest.mark.parametrize(("share", "funded"), [(Fraction(2, 3), "b"), (Fraction(9, 10), "")])
def test_a_reserve_pays_for_the_first_misfit_if_enough_of_it_is_left(
    share: Fraction, funded: str
) -> None:
    outcome = count(FALLING, replace(VOTES, misfit=Misfit.STOP, reserve=share))

    assert outcome.selected == ("a", *funded)
    if funded:
        assert outcome.rounds[-1] == Round("b", Phase.RESERVE, Fraction(3), 3, 0, 60, -10)


def test_a_reserve_waits_for_a_misfit() -> None:
    rule = replace(VOTES, misfit=Misfit.STOP, reserve=Fraction(1, 2))

    assert count(approvals({"a": 5}, 5, "a"), rule).rounds[-1].phase is Phase.GREEDY
    with pytest.raises(TallyError, match="stops at the first misfit"):
        count(FALLING, replace(rule, misfit=Misfit.SKIP))


#: Two greens that take more than the greens may have, and a path that fits with one of them.
GREENS = Election(
    (
        Project("garden", 30, ("green",), ("north",)),
        Project("trees", 30, ("green",), ("south",)),
        Project("path", 30, (), ("north",)),
    ),
    100,
    collected(
        Kind.APPROVAL,
        [(("garden", "trees", "path"), ()), (("garden", "trees"), ()), (("garden",), ())],
    ),
)


def test_limits_of_a_category_and_of_an_area_hold() -> None:
    green = replace(VOTES, limits=(Limit(About.CATEGORY, "green", 50),))
    north = replace(VOTES, limits=(Limit(About.AREA, "north", 50),))

    assert count(GREENS, green).selected == ("garden", "path")
    assert count(GREENS, north).selected == ("garden", "trees")


def test_leftovers_go_to_what_fits_without_the_limits() -> None:
    rule = replace(VOTES, limits=(Limit(About.CATEGORY, "green", 50),), leftover=Leftover.FIT)

    outcome = count(GREENS, rule)

    assert outcome.selected == ("garden", "path", "trees")
    assert [each.phase for each in outcome.rounds][-1] is Phase.LEFTOVER


def test_leftovers_pay_a_part_of_one_more() -> None:
    outcome = count(FALLING, replace(VOTES, misfit=Misfit.STOP, leftover=Leftover.PART))

    assert outcome.rounds[-1] == Round("b", Phase.PART, Fraction(3), 3, 0, 50, 0)


def test_leftovers_pay_nothing_where_nothing_is_left() -> None:
    part = replace(VOTES, leftover=Leftover.PART)

    assert count(approvals({"a": 9, "b": 9}, 9, "ab", "a"), part).selected == ("a",)
    assert count(approvals({"a": 9}, 20, "a"), part).selected == ("a",)


def test_projects_that_exclude_each_other_are_not_both_funded() -> None:
    projects = (Project("pool", 10), Project("park", 10, excludes=("pool",)), Project("bus", 5))
    ballots = collected(Kind.APPROVAL, [(("park", "pool"), ()), (("bus", "pool"), ())])

    assert count(Election(projects, 99, ballots), VOTES).selected == ("pool", "bus")
    turned = collected(Kind.APPROVAL, [(("park", "pool"), ()), (("bus", "park"), ())])
    assert count(Election(projects, 99, turned), VOTES).selected == ("park", "bus")


@pytest.mark.parametrize(
    ("threshold", "selected"),
    [
        (Threshold(votes=3), "ab"),
        (Threshold(score=2), "abc"),
        (Threshold(share=Fraction(1, 2)), "abc"),
        (Threshold(share=Fraction(51, 100)), "ab"),
        # a share of the voters of at least the cost divided by three budgets
        (Threshold(factor=1), "abc"),
        (Threshold(factor=2), "abcd"),
    ],
)
def test_a_threshold_keeps_out_what_few_want(threshold: Threshold, selected: str) -> None:
    costs = {"a": 20, "b": 20, "c": 20, "d": 40}
    election = approvals(costs, 100, "abcd", "abc", "ab", "a")

    assert count(election, replace(VOTES, threshold=threshold)).selected == tuple(selected)


def test_what_was_withdrawn_is_not_counted() -> None:
    assert count(FALLING, replace(VOTES, withdrawn=("a",))).selected == ("b", "c")


def test_the_points_on_ballots_are_added_and_those_below_nought_taken_off() -> None:
    projects = (Project("a", 1), Project("b", 1), Project("c", 1))
    cast = [(("a", "b", "c"), (1, 3, -1)), (("a", "b"), (1, -2))]
    election = Election(projects, 9, collected(Kind.POINTS, cast))

    outcome = count(election, Rule(Family.GREEDY, Utility.POINTS, LEXICO))

    # a scores 2 and b 1; what scores below nought is not funded
    assert outcome.selected == ("a", "b")


def test_declared_points_go_by_the_place_in_a_ranking() -> None:
    projects = (Project("a", 1), Project("b", 1), Project("c", 1))
    cast = [(("a", "b", "c"), ()), (("b", "a"), ()), (("b",), ())]
    election = Election(projects, 9, collected(Kind.RANKING, cast))
    krakow = Rule(Family.GREEDY, Utility.RANK, LEXICO, rank_points=(3, 2, 1))

    assert [each.price for each in count(election, krakow).rounds] == [8, 5, 1]
    # by places below it, the last on a ballot gets nothing
    borda = count(election, replace(krakow, utility=Utility.BORDA))
    assert [each.price for each in borda.rounds] == [2, 2, 0]


def test_a_tie_goes_by_the_declared_order_and_is_noted() -> None:
    election = approvals({"a": 9, "b": 5}, 10, "ab")

    assert count(election, VOTES).ties == (Tie(0, ("a", "b"), "a", "id"),)
    cheap = count(election, replace(VOTES, ties=MINCOST))
    assert (cheap.selected, cheap.ties[0].by) == (("b",), "lowest cost")


def test_a_lot_is_asked_for_only_where_it_matters() -> None:
    lots = replace(VOTES, ties=TieOrder())

    with pytest.raises(LotNeeded) as needed:
        count(approvals({"a": 9, "b": 9}, 10, "ab"), lots)
    assert needed.value.projects == ("a", "b")
    both = count(approvals({"a": 9, "b": 9}, 18, "ab"), lots)
    assert (both.selected, both.ties[0].by) == (("a", "b"), "one fate")
    neither = count(approvals({"a": 9, "b": 9}, 5, "ab"), replace(lots, misfit=Misfit.STOP))
    assert (neither.selected, neither.stopped) == ((), Stop.MISFIT)
    drawn = replace(VOTES, ties=TieOrder(lot=("b", "a")))
    assert count(approvals({"a": 9, "b": 9}, 10, "ab"), drawn).selected == ("b",)


def test_where_a_limit_is_in_the_way_both_fitting_is_not_one_fate() -> None:
    lots = replace(VOTES, ties=TieOrder(), limits=(Limit(About.CATEGORY, "green", 50),))
    tied = collected(Kind.APPROVAL, [(("garden", "trees"), ())])

    with pytest.raises(LotNeeded):
        count(replace(GREENS, ballots=tied), lots)

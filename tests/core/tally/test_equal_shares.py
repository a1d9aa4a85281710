"""Equal shares: prices by hand, steps one by one, and what cannot be shared."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.makers.elections import LEXICO, approvals
from wijkregie.core.tally import equal_shares
from wijkregie.core.tally.counting import count
from wijkregie.core.tally.declared import (
    About,
    Completion,
    Family,
    Limit,
    Raise,
    Rule,
    Start,
    TieKey,
    TieOrder,
    Utility,
)
from wijkregie.core.tally.records import (
    Election,
    Kind,
    Outcome,
    Phase,
    Project,
    Round,
    Stop,
    TallyError,
    Tie,
    collected,
)
from wijkregie.core.tally.ties import LotNeeded

SHARES = Rule(Family.EQUAL_SHARES, Utility.COST, LEXICO)
UNTIL_OVERSPENT = replace(SHARES, completion=Completion(Raise.UNTIL_OVERSPENT))
UNTIL_EXHAUSTIVE = replace(SHARES, completion=Completion(Raise.UNTIL_EXHAUSTIVE))


def test_the_lowest_price_for_each_comes_first() -> None:
    # 30 each. b asks 12.50 of four; then a asks 20 of three who have 17.50 left.
    election = approvals({"a": 60, "b": 50}, 120, "ab", "ab", "ab", "b")

    outcome = count(election, replace(SHARES, utility=Utility.CARDINALITY))

    assert outcome.rounds == (Round("b", Phase.EQUAL_SHARES, Fraction(25, 2), 4, 0, 50, 70),)
    assert outcome.stopped is Stop.UNAFFORDABLE
    assert outcome.endowment == Fraction(30)


def test_by_cost_the_most_votes_come_first_while_all_can_pay() -> None:
    # 20 each: by cost it is votes that count, so the dear a comes before the cheap b
    election = approvals({"a": 60, "b": 2}, 100, "a", "a", "a", "ab", "b")

    assert count(election, SHARES).selected == ("a", "b")
    assert count(election, replace(SHARES, utility=Utility.CARDINALITY)).selected == ("b", "a")


def test_who_is_emptied_pays_all_that_is_left() -> None:
    # 10 each. For a two pay 6; of b's 28 these two pay their last 4, and the other two 10.
    projects = (Project("a", 12), Project("b", 28))
    cast = [(("a", "b"), ())] * 2 + [(("b",), ())] * 2 + [((), ())]
    election = Election(projects, 50, collected(Kind.APPROVAL, cast))

    outcome = count(election, replace(SHARES, utility=Utility.CARDINALITY))

    assert outcome.rounds == (
        Round("a", Phase.EQUAL_SHARES, Fraction(6), 2, 0, 12, 38),
        Round("b", Phase.EQUAL_SHARES, Fraction(10), 2, 2, 28, 10),
    )


def test_points_weigh_what_each_pays() -> None:
    # 12 each; the first gives a two points and pays twice as much as the second
    projects = (Project("a", 12), Project("b", 6))
    cast = [(("a",), (2,)), (("a", "b"), (1, 1))]
    election = Election(projects, 24, collected(Kind.POINTS, cast))

    outcome = count(election, replace(SHARES, utility=Utility.POINTS))

    # a costs 12 / 3 per point, b 6 per point: a first, and 4 of the second voter's 12 are gone
    assert outcome.rounds == (
        Round("a", Phase.EQUAL_SHARES, Fraction(4), 2, 0, 12, 12),
        Round("b", Phase.EQUAL_SHARES, Fraction(6), 1, 0, 6, 6),
    )


def test_what_costs_nothing_is_funded_if_anybody_wants_it() -> None:
    election = approvals({"a": 0, "b": 0, "c": 5}, 10, "ac", "c")

    outcome = count(election, SHARES)

    assert outcome.rounds[0] == Round("a", Phase.EQUAL_SHARES, Fraction(0), 1, 0, 0, 10)
    assert outcome.selected == ("a", "c")


def test_of_what_costs_nothing_only_one_of_two_that_exclude_each_other() -> None:
    projects = (Project("a", 0, excludes=("b",)), Project("b", 0))
    election = Election(projects, 1, collected(Kind.APPROVAL, [(("a", "b"), ())]))

    assert count(election, SHARES).selected == ("a",)


def test_without_voters_nothing_is_funded() -> None:
    assert count(approvals({"a": 1}, 9), SHARES) == Outcome((), Stop.UNAFFORDABLE)


def test_a_limit_keeps_out_what_voters_could_pay() -> None:
    projects = (Project("a", 5, ("green",)), Project("b", 5, ("green",)), Project("c", 5))
    election = Election(projects, 15, collected(Kind.APPROVAL, [(("a", "b", "c"), ())]))
    rule = replace(SHARES, limits=(Limit(About.CATEGORY, "green", 9),))

    assert count(election, rule).selected == ("a", "c")
    raised = replace(rule, completion=Completion(Raise.UNTIL_OVERSPENT))
    assert count(election, raised).stopped is Stop.COMPLETE


#: Two camps of one voter each: 10 each at first, and nobody can pay 12 alone.
CAMPS = approvals({"a": 12, "b": 6, "c": 11}, 20, "ab", "c")


def test_shares_are_raised_step_by_step_until_it_costs_too_much() -> None:
    outcome = count(CAMPS, UNTIL_OVERSPENT)

    # at 10: b. At 11: b and c, 17. At 12: a and c, 23, which is more than there is.
    assert outcome.selected == ("b", "c")
    assert (outcome.stopped, outcome.steps) == (Stop.OVERSPENT, 1)
    assert outcome.endowment == Fraction(11)
    assert [each.left for each in outcome.rounds] == [14, 3]


def test_shares_are_raised_until_nothing_fits() -> None:
    outcome = count(CAMPS, UNTIL_EXHAUSTIVE)

    assert (outcome.selected, outcome.stopped) == (("b", "c"), Stop.EXHAUSTIVE)
    room = approvals({"a": 12, "b": 6, "c": 11, "d": 3}, 20, "ab", "c", "")
    assert count(room, UNTIL_EXHAUSTIVE).stopped is Stop.EXHAUSTIVE


def test_shares_are_not_raised_once_everything_is_funded() -> None:
    outcome = count(approvals({"a": 5}, 9, "a", ""), UNTIL_OVERSPENT)

    assert (outcome.selected, outcome.stopped, outcome.steps) == (("a",), Stop.COMPLETE, 1)
    assert outcome.endowment == Fraction(11, 2)


def test_a_start_is_rounded_down_to_its_unit() -> None:
    election = approvals({"a": 5}, 95, "a", "")
    start = Completion(Raise.NEVER, Start.FLOOR, unit=10)

    assert count(election, replace(SHARES, completion=start)).endowment == 40
    whole = replace(SHARES, completion=Completion(Raise.NEVER, Start.FLOOR))
    assert count(election, whole).endowment == 47


@pytest.mark.parametrize("wrong", [Completion(step=Fraction(0)), Completion(unit=0)])
def test_a_step_of_nothing_is_refused(wrong: Completion) -> None:
    with pytest.raises(TallyError, match="above nought"):
        count(CAMPS, replace(SHARES, completion=wrong))


def test_money_that_is_left_goes_by_votes() -> None:
    election = approvals({"a": 12, "b": 6, "c": 8}, 20, "ab", "c", "c", "c", "c")
    rule = replace(SHARES, completion=Completion(greedy=True))

    outcome = count(election, rule)

    assert [(each.project, each.phase) for each in outcome.rounds] == [
        ("c", Phase.EQUAL_SHARES),
        ("a", Phase.COMPLETION),
    ]
    assert outcome.ties == (Tie(1, ("a", "b"), "a", "id"),)


def test_steps_that_change_nothing_are_passed_over_and_still_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runs: list[int] = []
    run = equal_shares.Steps.run

    def noted(self: equal_shares.Steps, number: int) -> object:
        runs.append(number)
        return run(self, number)

    monkeypatch.setattr(equal_shares.Steps, "run", noted)
    election = approvals({"a": 600, "b": 500, "c": 900}, 1_500, "ab", "ab", "bc", "c", "c")

    outcome = count(election, UNTIL_OVERSPENT)

    monkeypatch.setattr(equal_shares.Steps, "same", lambda *_: 0)
    assert outcome == count(election, UNTIL_OVERSPENT)
    passed = runs.index(0, 1)
    assert passed < 12
    assert len(runs) - passed == outcome.steps + 2


def test_a_tie_in_the_step_that_costs_too_much_is_told_too() -> None:
    election = approvals({"a": 12, "b": 12}, 20, "a", "b")

    outcome = count(election, UNTIL_OVERSPENT)

    assert (outcome.selected, outcome.steps) == ((), 1)
    assert outcome.ties == (Tie(0, ("a", "b"), "a", "id", 2),)


def test_a_lot_that_is_missing_is_asked_for() -> None:
    lots = replace(SHARES, ties=TieOrder())
    election = approvals({"a": 5, "b": 5}, 10, "ab", "ab")

    with pytest.raises(LotNeeded):
        count(election, lots)
    drawn = replace(SHARES, ties=TieOrder((TieKey.LOT,), lot=("b", "a")))
    assert count(election, drawn).selected == ("b", "a")


def test_points_below_nought_cannot_be_shared() -> None:
    ballots = collected(Kind.POINTS, [(("a", "b"), (1, -1))])
    election = Election((Project("a", 1), Project("b", 1)), 9, ballots)

    with pytest.raises(TallyError, match="below nought"):
        count(election, replace(SHARES, utility=Utility.POINTS))


def test_millions_of_voters_on_one_price_are_placed_exactly() -> None:
    """A voter who can pay to the last is rich, one who lacks a millionth is not."""
    # 1/3 each in floats is off: three million voters hold a million together, exactly
    ballots = collected(Kind.APPROVAL, [(("a",), ())] * 3)
    many = replace(ballots, counts=(3_000_000,))

    exact = count(Election((Project("a", 1_000_000),), 1_000_000, many), SHARES)
    short = count(Election((Project("a", 1_000_001),), 1_000_000, many), SHARES)

    assert exact.rounds[0].price == Fraction(1, 3)
    assert exact.rounds[0].payers == 3_000_000
    assert short.rounds == ()


#: Amounts at which floats no longer tell one unit from the next.
BIG = 2**50


def test_who_lacks_next_to_nothing_is_emptied() -> None:
    # a leaves half of 2**50 to many voters; b asks a little more than that of everybody
    projects = (Project("a", 100_000 * BIG // 2), Project("b", 100_001 * BIG // 2 + 60))
    ballots = replace(
        collected(Kind.APPROVAL, [(("a", "b"), ()), (("b",), ())]), counts=(100_000, 1)
    )
    election = Election(projects, 100_001 * BIG, ballots)

    first, second = count(election, replace(SHARES, utility=Utility.CARDINALITY)).rounds

    assert (first.project, first.payers) == ("a", 100_000)
    assert first.price == Fraction(BIG // 2)
    # all but one pay their last, and the one who has more pays what is then still asked
    assert second == Round(
        "b",
        Phase.EQUAL_SHARES,
        Fraction(BIG // 2 + 60),
        1,
        100_000,
        projects[1].cost,
        second.left,
    )


@pytest.mark.parametrize(("more", "funded"), [(0, 1), (1, 0)])
def test_one_unit_too_much_is_too_much(more: int, funded: int) -> None:
    ballots = replace(collected(Kind.APPROVAL, [(("a",), ())]), counts=(3,))
    election = Election((Project("a", 10**15 + more),), 10**15, ballots)

    assert len(count(election, SHARES).rounds) == funded

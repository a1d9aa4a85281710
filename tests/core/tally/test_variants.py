from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.core.tally.records import Ballots, Kind, TallyError, collected
from wijkregie.core.tally.variants import Choice, Chosen, Ended, Short, Standing, chosen

HALF = Fraction(1, 2)
PLANS = ("a", "b", "c")


def votes(**counts: int) -> Ballots:
    """Return ballots of one mark each; ``blank`` has none."""
    blank = counts.pop("blank", 0)
    cast = [(tuple(name), ()) for name, count in counts.items() for _one in range(count)]
    return collected(Kind.APPROVAL, [*cast, *[((), ())] * blank])


def ranked(*rankings: str) -> Ballots:
    return collected(Kind.RANKING, [(tuple(one), ()) for one in rankings])


def test_dordrecht_most_votes_win() -> None:
    found = chosen(Choice(PLANS), votes(a=700, b=600, c=300, blank=9))

    assert found == Chosen(
        Ended.CHOSEN, ("a",), (Standing((("a", 700), ("b", 600), ("c", 300))),)
    )


def test_a_stated_majority_counts_ballots_that_name_a_plan() -> None:
    rule = Choice(PLANS, HALF, Short.SECOND_VOTE)

    assert chosen(rule, votes(a=5, b=4, blank=9)).names == ("a",)
    short = chosen(rule, votes(a=5, b=4, c=1))
    assert (short.ended, short.names) == (Ended.SECOND_VOTE, ("a", "b"))
    assert chosen(Choice(PLANS, HALF), votes(a=4, b=3, c=3)).names == ("a",)


def test_plans_that_are_level_wait_for_the_lot_and_follow_it() -> None:
    level = votes(a=2, c=2, b=1)

    waiting = chosen(Choice(PLANS), level)
    drawn = chosen(Choice(PLANS, lot=("c", "a")), level)

    assert (waiting.ended, waiting.names) == (Ended.LOT_NEEDED, ("a", "c"))
    assert (drawn.ended, drawn.names) == (Ended.CHOSEN, ("c",))
    assert drawn.standings[-1].level == ("a", "c")


@pytest.mark.parametrize(
    ("counts", "lot", "ended", "names"),
    [
        ({"a": 3, "b": 2, "c": 2}, (), Ended.LOT_NEEDED, ("b", "c")),
        ({"a": 3, "b": 2, "c": 2}, ("c", "b"), Ended.SECOND_VOTE, ("a", "c")),
        ({"a": 2, "b": 2, "c": 2}, ("c", "b", "a"), Ended.SECOND_VOTE, ("b", "c")),
        ({"a": 2, "b": 2, "c": 1}, (), Ended.SECOND_VOTE, ("a", "b")),
    ],
)
def test_who_goes_to_the_second_vote(
    counts: dict[str, int], lot: tuple[str, ...], ended: Ended, names: tuple[str, ...]
) -> None:
    found = chosen(Choice(PLANS, HALF, Short.SECOND_VOTE, lot=lot), votes(**counts))

    assert (found.ended, found.names) == (ended, names)


def test_one_plan_without_a_majority_stands_alone_in_a_second_vote() -> None:
    many = collected(Kind.APPROVAL, [(("a",), ()), (("b",), ())])

    found = chosen(Choice(("a", "b"), HALF, Short.SECOND_VOTE), many)

    assert (found.ended, found.names) == (Ended.SECOND_VOTE, ("a", "b"))


def test_a_ranking_passes_on_until_a_plan_has_the_majority() -> None:
    rule = Choice(PLANS, HALF, Short.TRANSFER)

    found = chosen(rule, ranked("ab", "ab", "ba", "bc", "cb"))

    assert (found.ended, found.names) == (Ended.CHOSEN, ("b",))
    assert [one.dropped for one in found.standings] == ["c", ""]
    assert found.standings[1].votes == (("a", 2), ("b", 3))


def test_who_falls_out_of_those_that_are_level_needs_the_lot() -> None:
    level = ranked("ab", "ab", "ab", "ba", "ba", "cb", "cb")
    rule = Choice(PLANS, HALF, Short.TRANSFER)

    assert chosen(rule, level).ended is Ended.LOT_NEEDED
    drawn = chosen(Choice(PLANS, HALF, Short.TRANSFER, lot=("c", "b")), level)
    assert drawn.standings[0].dropped == "b"
    assert drawn.names == ("a",)


def test_without_enough_voters_or_votes_nothing_is_chosen() -> None:
    floor = Choice(PLANS, voters=5)

    assert chosen(floor, votes(a=4)).ended is Ended.TOO_FEW_VOTERS
    assert chosen(floor, votes(a=4, blank=1)).names == ("a",)
    assert chosen(Choice(PLANS), votes(blank=2)).ended is Ended.NO_VOTES


def test_a_wrong_rule_or_ballot_is_never_counted() -> None:
    points = Ballots(Kind.POINTS, (("a",),), (1,), ((3,),))
    for rule, ballots, words in (
        (Choice(PLANS), points, "not given points"),
        (Choice(PLANS, short=Short.TRANSFER), votes(a=1), "only a ranking"),
        (Choice(("a", "a")), votes(a=1), "must differ"),
        (Choice(()), votes(), "must differ"),
        (Choice(PLANS, Fraction(1)), votes(a=1), "share below one"),
        (Choice(PLANS), votes(d=1), "unknown plans"),
        (Choice(PLANS, lot=("d",)), votes(a=1), "unknown plans"),
    ):
        with pytest.raises(TallyError, match=words):
            chosen(rule, ballots)


@given(some.lists(some.permutations(PLANS).map("".join)), some.sampled_from(list(Short)))
def test_a_choice_always_ends_and_a_majority_of_first_places_wins(
    rankings: list[str], short: Short
) -> None:
    found = chosen(Choice(PLANS, HALF, short, lot=PLANS), ranked(*rankings))

    firsts = Counter(one[0] for one in rankings)
    for name, count in firsts.items():
        if 2 * count > len(rankings):
            assert found.names == (name,)
    assert (found.ended is Ended.NO_VOTES) == (not rankings)

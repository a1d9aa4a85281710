from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wijkregie.core.tally.canonical import encoded
from wijkregie.core.tally.coins import (
    Game,
    Gifts,
    Pool,
    Proposal,
    Result,
    Unspent,
    mark,
    played,
)
from wijkregie.core.tally.coins import (
    given as read_gift,
)
from wijkregie.core.tally.purses import played_of, purse_after, purse_in
from wijkregie.core.tally.records import Ballots, Kind, TallyError, collected

GAME = Game(households=10, rounds=3, coins=100)
BENCH = Proposal("bench", 60)
TREE = Proposal("tree", 100)


def gave(*households: dict[str, int]) -> Ballots:
    """Return gifts, one dict per household, ``{"1 bench": 5}``: round, proposal, coins."""
    cast = []
    for gifts in households:
        marks = tuple(mark(int(name[0]), name[2:]) for name in gifts)
        cast.append((marks, tuple(gifts.values())))
    return collected(Kind.POINTS, cast)


def kept(result: Result, game: Game) -> bool:
    """Tell whether every coin is somewhere."""
    somewhere = result.spent + result.purses + result.pooled + result.pot
    return somewhere == game.rounds * game.coins


def test_households_pool_over_rounds_until_the_cost_is_there() -> None:
    ballots = gave(*[{"1 bench": 10, "2 bench": 4}] * 5)

    found = played(GAME, (BENCH, TREE), ballots)

    assert [one.funded for one in found.rounds] == [(), ("bench",), ()]
    assert found.rounds[0].pools == (("bench", 50),)
    assert found.rounds[1].pools == (("bench", 70),)
    assert (found.spent, found.pooled) == (60, 0)
    assert found.purses == 300 - 60
    assert kept(found, GAME)


def test_coins_above_the_cost_go_back_in_proportion_and_the_rest_to_the_pot() -> None:
    ballots = gave({"1 bench": 10}, *[{"1 bench": 8}] * 7)

    found = played(replace(GAME, rounds=1), (BENCH,), ballots)

    # 66 pooled, 6 too many: 10 * 6 // 66 is nought for everyone, so all 6 go to the pot.
    assert (found.spent, found.pot, found.purses) == (60, 6, 100 - 66)


def test_what_went_to_the_pot_is_shared_out_in_the_next_round() -> None:
    ballots = gave(*[{"1 bench": 10}] * 10)

    found = played(replace(GAME, rounds=2), (BENCH,), ballots)

    # 100 pooled, 40 too many: 4 back to each.
    assert found.purses == 40 + 100
    odd = played(Game(households=3, rounds=3, coins=10), (), gave())
    assert [one.each for one in odd.rounds] == [3, 3, 4]
    assert odd.pot == 0


def test_a_veto_of_the_jury_gives_everything_back() -> None:
    vetoed = replace(BENCH, vetoed=2)

    found = played(GAME, (vetoed,), gave(*[{"1 bench": 10}] * 5))

    assert found.rounds[1].vetoed == ("bench",)
    assert (found.pooled, found.spent, found.purses) == (0, 0, 300)
    with pytest.raises(TallyError, match="not open in round 2"):
        played(GAME, (vetoed,), gave({"2 bench": 1}))
    already = played(GAME, (vetoed,), gave(*[{"1 bench": 10}] * 6))
    assert already.funded == ("bench",)
    assert already.rounds[1].vetoed == ()


def test_coins_may_expire_and_pools_may_go_back_as_declared() -> None:
    strict = replace(GAME, unspent=Unspent.EXPIRES, pool=Pool.RETURNS)

    found = played(strict, (BENCH,), gave(*[{"1 bench": 10}] * 5))

    assert found.rounds[0].expired == 100
    assert [one.each for one in found.rounds] == [10, 20, 30]
    assert (found.purses, found.pooled, found.pot) == (0, 0, 300)
    assert kept(found, strict)


def test_nobody_gives_more_than_there_is_or_to_what_is_closed() -> None:
    late = Proposal("late", 5, opened=2)
    for proposals, ballots, words in (
        ((BENCH,), gave({"1 bench": 11}), "more than it has in round 1"),
        ((TREE,), gave({"2 tree": 21}), "more than it has in round 2"),
        ((late,), gave({"1 late": 1}), "not open in round 1"),
        ((BENCH,), gave(*[{"1 bench": 10, "2 bench": 1}] * 6), "not open in round 2"),
        ((BENCH,), gave({"4 bench": 1}), "no such gift"),
        ((BENCH,), gave({"1 pool": 1}), "no such gift"),
        ((BENCH,), gave({"1 bench": -1}), "no such gift"),
        ((BENCH,), gave(*[{"1 bench": 1}] * 11), "more households"),
        ((BENCH, BENCH), gave(), "one id"),
        ((Proposal("free", 0),), gave(), "at least a coin"),
        ((BENCH,), collected(Kind.APPROVAL, []), "ballot of points"),
    ):
        with pytest.raises(TallyError, match=words):
            played(GAME, proposals, ballots)


def test_a_gift_is_written_one_way() -> None:
    assert read_gift(mark(12, "a.b")) == (12, "a.b")
    for wrong in ("bench", "1.bench", "x.bench", "0001.bench", "²²².bench"):
        with pytest.raises(TallyError, match="not a gift"):
            read_gift(wrong)


@given(
    some.lists(
        some.dictionaries(
            some.sampled_from(["1 bench", "1 tree", "2 bench", "2 tree", "3 tree"]),
            some.integers(1, 12),
        ),
        max_size=10,
    ),
    some.sampled_from(list(Unspent)),
    some.sampled_from(list(Pool)),
)
def test_no_coin_is_ever_lost_or_made(
    households: list[dict[str, int]], unspent: Unspent, pool: Pool
) -> None:
    game = replace(GAME, unspent=unspent, pool=pool)
    try:
        found = played(game, (BENCH, TREE), gave(*households))
    except TallyError:
        return

    assert kept(found, game)
    assert played(game, (TREE, BENCH), gave(*reversed(households))) == found


@given(some.data())
def test_all_purses_together_are_what_the_game_says(data: some.DataObject) -> None:
    game, proposals, households = data.draw(games())
    whole = played(game, proposals, gave_in(households, game.rounds))

    purses = 0
    for turns in range(game.rounds + 1):
        after = [
            purse_after(game, proposals, whole.rounds[:turns], gifts) for gifts in households
        ]
        now = played(replace(game, rounds=turns), proposals, gave_in(households, turns))
        purses = sum(one.left for one in after)
        assert purses == now.purses
        assert sum(coins for one in after for _name, coins in one.waiting) == now.pooled
        if turns < game.rounds:
            nexts = [
                purse_in(game, proposals, whole.rounds[:turns], gifts) for gifts in households
            ]
            for household, purse in zip(households, nexts, strict=True):
                assert sum(household.get(turns + 1, {}).values()) <= purse.left
    assert purses == whole.purses


def test_a_round_is_read_back_as_it_was_written_down() -> None:
    (only,) = played(replace(GAME, rounds=1), (BENCH,), gave({"1 bench": 3})).rounds

    assert played_of(json.loads(encoded(only))) == only


def gave_in(households: list[Gifts], rounds: int) -> Ballots:
    cast = []
    for gifts in households:
        told = {
            mark(turn, name): coins
            for turn in gifts
            for name, coins in gifts[turn].items()
            if turn <= rounds
        }
        cast.append((tuple(told), tuple(told.values())))
    return collected(Kind.POINTS, cast)


@some.composite
def games(
    draw: some.DrawFn,
) -> tuple[Game, tuple[Proposal, ...], list[Gifts]]:
    """A game in which every household gives what it has or less, played as it goes."""
    households: list[Gifts] = [{} for _number in range(draw(some.integers(1, 4)))]
    game = Game(
        households=len(households),
        rounds=draw(some.integers(1, 4)),
        coins=draw(some.integers(0, 40)),
        unspent=draw(some.sampled_from(Unspent)),
        pool=draw(some.sampled_from(Pool)),
    )
    proposals = tuple(
        Proposal(name, draw(some.integers(1, 20)), vetoed=draw(some.integers(0, 4)))
        for name in "abc"
    )
    for turn in range(1, game.rounds + 1):
        so_far = played(
            replace(game, rounds=turn - 1), proposals, gave_in(households, turn - 1)
        )
        closed = set(so_far.funded)
        can = [
            one.id for one in proposals if one.id not in closed and not 0 < one.vetoed <= turn
        ]
        for gifts in households:
            left = purse_in(game, proposals, so_far.rounds, gifts).left
            for name in can:
                coins = draw(some.integers(0, left))
                if coins:
                    gifts.setdefault(turn, {})[name] = coins
                    left -= coins
    return game, proposals, households

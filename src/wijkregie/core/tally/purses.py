"""The purse of one household in a game of coins, from what everyone may know of the game."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wijkregie.core.tally.coins import Played, Pool, Unspent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.core.tally.coins import Game, Gifts, Proposal


@dataclass(frozen=True, slots=True)
class Purse:
    """What one household has: coins at hand, and its coins in pools that still wait."""

    left: int
    waiting: tuple[tuple[str, int], ...] = ()


def purse_after(
    game: Game, proposals: tuple[Proposal, ...], rounds: tuple[Played, ...], gifts: Gifts
) -> Purse:
    """Return what one household has after these rounds, the first of the game.

    ``rounds`` is what was played and ``gifts`` what this household gave in them; what others
    gave is in the pools of the rounds, so no other ballot is needed.
    """
    costs = {one.id: one.cost for one in proposals}
    left, waiting = 0, Counter[str]()
    for turn, now in enumerate(rounds, start=1):
        left += now.each + sum(waiting.pop(one, 0) for one in now.vetoed)
        given_now = gifts.get(turn, {})
        waiting.update(given_now)
        left -= sum(given_now.values())
        pools = dict(now.pools)
        for one in now.funded:
            over = pools[one] - costs[one]
            left += waiting.pop(one, 0) * over // pools[one]
        if game.pool is Pool.RETURNS:
            left += waiting.total()
            waiting.clear()
        if game.unspent is Unspent.EXPIRES:
            left = 0
    return Purse(left, tuple(sorted(waiting.items())))


def purse_in(
    game: Game, proposals: tuple[Proposal, ...], rounds: tuple[Played, ...], gifts: Gifts
) -> Purse:
    """Return what a household may give away in the round after these.

    That is with its share of that round, and with what comes back from a veto in it.
    """
    before = purse_after(game, proposals, rounds, gifts)
    pot = rounds[-1].pot if rounds else 0
    each = (pot + game.coins) // game.households
    turn = len(rounds) + 1
    out = {one.id for one in proposals if one.vetoed == turn}
    back = sum(coins for one, coins in before.waiting if one in out)
    waiting = tuple(pair for pair in before.waiting if pair[0] not in out)
    return Purse(before.left + each + back, waiting)


def played_of(told: Mapping[str, Any]) -> Played:
    """Return a round that was written down as plain values.

    >>> played_of({"each": 1, "pools": [["7", 2]], "funded": [], "vetoed": [],
    ...            "expired": 0, "pot": 3}).pools
    (('7', 2),)
    """
    return Played(
        each=told["each"],
        pools=tuple((one, coins) for one, coins in told["pools"]),
        funded=tuple(told["funded"]),
        vetoed=tuple(told["vetoed"]),
        expired=told["expired"],
        pot=told["pot"],
    )

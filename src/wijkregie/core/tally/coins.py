"""Coins: in every round each household gets some, and households pool them behind proposals.

A proposal is funded at the end of the first round in which its pool reaches its cost, unless
the jury has vetoed it. Nothing is ever lost or made: coins handed out are coins spent, in a
purse, in a pool or back in the pot.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wijkregie.core.tally.records import Ballots, Kind, TallyError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Unspent(StrEnum):
    """What happens to coins that a household did not give away in a round."""

    #: It keeps them for the next round.
    KEPT = "kept"
    #: They go back to the pot.
    EXPIRES = "expires"


class Pool(StrEnum):
    """What happens to the pool of a proposal that did not reach its cost in a round."""

    #: It stays, and grows in the next round.
    STAYS = "stays"
    #: Its coins go back to the households that gave them.
    RETURNS = "returns"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal and its cost in coins.

    It is open from round ``opened`` (counted from 1). From round ``vetoed`` on, 0 for never,
    the jury keeps it out: what was pooled goes back to the givers.
    """

    id: str
    cost: int
    opened: int = 1
    vetoed: int = 0


@dataclass(frozen=True, slots=True)
class Game:
    """The rule: so many coins in the pot every round, shared equally by all households.

    A household gets whole coins; what cannot be shared stays in the pot for the next round.
    Coins above the cost of a proposal go back to its givers in proportion, in whole coins;
    what cannot be shared goes to the pot.
    """

    households: int
    rounds: int
    coins: int
    unspent: Unspent = Unspent.KEPT
    pool: Pool = Pool.STAYS


@dataclass(frozen=True, slots=True)
class Played:
    """One round: what each household got, the pools at its end, and what was funded."""

    each: int
    pools: tuple[tuple[str, int], ...]
    funded: tuple[str, ...]
    vetoed: tuple[str, ...]
    expired: int
    pot: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a game came to: every round, and where the coins are in the end."""

    rounds: tuple[Played, ...]
    spent: int
    purses: int
    pooled: int
    pot: int

    @property
    def funded(self) -> tuple[str, ...]:
        """Return what was funded, in the order of the rounds."""
        return tuple(one for each in self.rounds for one in each.funded)


def mark(turn: int, proposal: str) -> str:
    """Return the mark on a ballot of points for coins given in a round, from 1.

    >>> mark(3, "bench")
    '003.bench'
    """
    return f"{turn:03}.{proposal}"


def given(marked: str) -> tuple[int, str]:
    """Return the round and the proposal of a mark; the other way round from ``mark``."""
    turn, _sign, proposal = marked.partition(".")
    if not (turn.isascii() and turn.isdigit() and mark(int(turn), proposal) == marked):
        raise TallyError(f"not a gift of coins: {marked!r}")
    return int(turn), proposal


def price(game: Game, money: int, amount: int) -> int:
    """Return how many coins pay for an amount: whole coins, at least one.

    All coins of all rounds are worth ``money`` together. Raises ``TallyError`` where they are
    worth nothing, or the amount is below nought.

    >>> price(Game(households=3, rounds=2, coins=50), money=1000, amount=295)
    30
    """
    if money < 1 or amount < 0:
        raise TallyError("coins of nothing buy nothing, and no price is below nought")
    return max(1, -(-amount * game.rounds * game.coins // money))


def played(game: Game, proposals: tuple[Proposal, ...], ballots: Ballots) -> Result:
    """Return what a game comes to.

    ``ballots`` holds what each household gave in all rounds, as points on marks of ``mark``;
    households that gave the same are one ballot with a count, and a household that gave
    nothing may be absent. Raises ``TallyError`` for a household that gives more than it has,
    to a proposal that is not open, and for more households than the game has.
    """
    table = _Table(game, proposals, ballots)
    rounds = tuple(table.round(turn) for turn in range(1, game.rounds + 1))
    return Result(
        rounds=rounds,
        spent=sum(table.costs[one] for each in rounds for one in each.funded),
        purses=sum(
            purse * count for purse, count in zip(table.purses, table.counts, strict=True)
        ),
        pooled=sum(table.pooled(one) for one in table.pools),
        pot=table.pot,
    )


Gifts = dict[int, dict[str, int]]
"""What a household gives: per round, per proposal."""


class _Table:
    """The state of a game. ``pools`` holds per proposal what each giver put in."""

    def __init__(self, game: Game, proposals: tuple[Proposal, ...], ballots: Ballots) -> None:
        self.game = game
        self.proposals = {one.id: one for one in sorted(proposals, key=lambda one: one.id)}
        self.costs = {one.id: one.cost for one in proposals}
        idle = game.households - ballots.voters
        _check(game, proposals, ballots, idle)
        self.givers: list[Gifts] = [*_gifts(ballots, self.costs, game.rounds), {}]
        self.counts = [*ballots.counts, idle]
        self.purses = [0] * len(self.givers)
        self.pools: dict[str, dict[int, int]] = defaultdict(dict)
        self.closed: set[str] = set()
        self.pot = 0

    def pooled(self, proposal: str) -> int:
        """Return how many coins lie behind a proposal."""
        return sum(coins * self.counts[at] for at, coins in self.pools[proposal].items())

    def round(self, turn: int) -> Played:
        """Play one round."""
        self.pot += self.game.coins
        each = self.pot // self.game.households
        self.pot -= each * self.game.households
        self.purses = [purse + each for purse in self.purses]
        vetoed = tuple(self._vetoed(turn))
        for at, gifts in enumerate(self.givers):
            self._give(turn, at, gifts.get(turn, {}))
        pools = tuple((one, self.pooled(one)) for one in sorted(self.pools) if self.pools[one])
        funded = tuple(one for one, coins in pools if coins >= self.costs[one])
        for one in funded:
            self._fund(one)
        if self.game.pool is Pool.RETURNS:
            for one in sorted(self.pools):
                self._return(one)
        return Played(each, pools, funded, vetoed, self._expired(), self.pot)

    def _vetoed(self, turn: int) -> Iterator[str]:
        for proposal in self.proposals.values():
            if proposal.vetoed == turn and proposal.id not in self.closed:
                self.closed.add(proposal.id)
                self._return(proposal.id)
                yield proposal.id

    def _give(self, turn: int, at: int, gifts: dict[str, int]) -> None:
        for name, coins in gifts.items():
            if name in self.closed or self.proposals[name].opened > turn:
                raise TallyError(f"{name} is not open in round {turn}")
            if coins > self.purses[at]:
                raise TallyError(f"a household gives more than it has in round {turn}")
            self.purses[at] -= coins
            self.pools[name][at] = self.pools[name].get(at, 0) + coins

    def _fund(self, name: str) -> None:
        pooled = self.pooled(name)
        over = left = pooled - self.costs[name]
        for at, coins in self.pools.pop(name).items():
            back = coins * over // pooled
            self.purses[at] += back
            left -= back * self.counts[at]
        self.pot += left
        self.closed.add(name)

    def _return(self, name: str) -> None:
        for at, coins in self.pools.pop(name, {}).items():
            self.purses[at] += coins

    def _expired(self) -> int:
        if self.game.unspent is Unspent.KEPT:
            return 0
        expired = sum(
            purse * count for purse, count in zip(self.purses, self.counts, strict=True)
        )
        self.purses = [0] * len(self.purses)
        self.pot += expired
        return expired


def _check(game: Game, proposals: tuple[Proposal, ...], ballots: Ballots, idle: int) -> None:
    if ballots.kind is not Kind.POINTS:
        raise TallyError("coins are a ballot of points")
    if game.households < 1 or idle < 0:
        raise TallyError("more households gave coins than there are")
    if len({one.id for one in proposals}) != len(proposals):
        raise TallyError("two proposals have one id")
    if min((one.cost for one in proposals), default=1) < 1:
        raise TallyError("a proposal costs at least a coin")


def _gifts(ballots: Ballots, costs: dict[str, int], rounds: int) -> Iterator[Gifts]:
    for marks, points in zip(ballots.marks, ballots.points, strict=True):
        gifts: Gifts = defaultdict(dict)
        for marked, coins in zip(marks, points, strict=True):
            turn, proposal = given(marked)
            if not 1 <= turn <= rounds or proposal not in costs or coins < 1:
                raise TallyError(f"no such gift: {coins} coins for {marked!r}")
            gifts[turn][proposal] = coins
        yield gifts

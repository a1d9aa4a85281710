"""A game of coins as far as it was played. For queries and services."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from django.utils import timezone

from wijkregie.core.tally.coins import played
from wijkregie.core.tally.purses import played_of, purse_in
from wijkregie.core.tally.records import Kind, collected
from wijkregie.domain.budgets.models import SealedBallot, Turn
from wijkregie.domain.budgets.queries.contests import contest_of_round
from wijkregie.domain.budgets.queries.polling import withdrawn_of
from wijkregie.domain.budgets.queries.unsealing import gifts_of, merged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.core.tally.coins import Played, Result
    from wijkregie.core.tally.contests import Coins
    from wijkregie.core.tally.purses import Purse
    from wijkregie.domain.budgets.models import Round


@dataclass(frozen=True, slots=True)
class GameSoFar:
    """The rule and the proposals of a game, and its turns that were closed."""

    coins: Coins
    turns: tuple[Played, ...]

    def purse(self, rows: Sequence[SealedBallot]) -> Purse:
        """Return what a household with these gifts may give in the turn after those."""
        return purse_in(self.coins.rule, self.coins.proposals, self.turns, gifts_of(rows))


def game_of(found: Round) -> GameSoFar:
    """Return a game as far as its turns were closed."""
    return GameSoFar(cast("Coins", contest_of_round(found)), played_turns(found))


def game_till(found: Round, turn: int) -> GameSoFar:
    """Return a game up to this turn, also where a turn that is over was not closed yet."""
    game = game_of(found)
    if len(game.turns) < turn - 1:
        return replace(game, turns=result_of(found, turn - 1).rounds)
    return game


def played_turns(found: Round) -> tuple[Played, ...]:
    """Return the turns that were closed, in their order. One query."""
    rows = Turn.objects.filter(round=found, played__isnull=False).order_by("number")
    return tuple(played_of(row.played) for row in rows if row.played is not None)


def result_of(found: Round, turns: int) -> Result:
    """Play the first so many turns out of the urn."""
    coins = cast("Coins", contest_of_round(found))
    rows = SealedBallot.objects.filter(round=found, turn__lte=turns)
    rule = replace(coins.rule, rounds=turns)
    return played(rule, coins.proposals, collected(Kind.POINTS, merged(rows)))


def turn_on(found: Round, at: datetime) -> Turn | None:
    """Return the turn that goes on, if any."""
    today = timezone.localdate(at)
    return found.turns.filter(opens_on__lte=today, closes_on__gte=today).first()


def coming_turn(found: Round, at: datetime) -> Turn | None:
    """Return the first turn that has not begun, if any."""
    coming = found.turns.filter(opens_on__gt=timezone.localdate(at))
    return coming.order_by("number").first()


def open_in(found: Round, turn: int) -> frozenset[str]:
    """Return the numbers of the plans that one can put coins behind in a turn."""
    game = game_of(found)
    funded = {one for each in game.turns for one in each.funded}
    gone = funded | withdrawn_of(found)
    return frozenset(
        one.id
        for one in game.coins.proposals
        if one.opened <= turn and not 0 < one.vetoed <= turn and one.id not in gone
    )

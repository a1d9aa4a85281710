"""A game of coins as everyone sees it, and the purse of a household."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.core import codes
from wijkregie.core.tally.purses import played_of
from wijkregie.domain.budgets.models import (
    CountAct,
    Proposal,
    Round,
    SealedBallot,
    Turn,
    Voter,
)
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.game import game_of, game_till, turn_on
from wijkregie.domain.budgets.queries.unsealing import fingerprint, gifts_of
from wijkregie.domain.budgets.states import ActKind, BallotKind, ProposalState

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.core.tally.coins import Played
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """A turn of a game; ``played`` is what came of it, once it is over and closed.

    What lies behind each plan is told of turns that are over only.
    """

    number: int
    opens_on: date
    closes_on: date
    is_on: bool
    is_over: bool
    played: Played | None


@dataclass(frozen=True, slots=True)
class PurseSeen:
    """What a household has: coins to give now, those that wait, and what it gave per turn.

    ``gave`` holds turn, number of the plan and coins; ``given_now``: in this turn already.
    """

    turn: int
    left: int
    waiting: tuple[tuple[str, int], ...]
    gave: tuple[tuple[int, str, int], ...]
    given_now: bool


@dataclass(frozen=True, slots=True)
class GoingAhead:
    """A plan that went ahead in a turn that is closed, and that nobody decided on yet."""

    turn: int
    number: int
    title: str
    reference: str


def turns_of(viewer: Viewer, round_id: int, at: datetime) -> list[TurnSeen]:
    """Return the turns of a game in their order. One query."""
    today = timezone.localdate(at)
    rows = Turn.objects.filter(round__fund__in=funds_here(viewer), round=round_id)
    return [
        TurnSeen(
            number=row.number,
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            is_on=row.opens_on <= today <= row.closes_on,
            is_over=row.closes_on < today,
            played=None if row.played is None else played_of(row.played),
        )
        for row in rows.order_by("number")
    ]


def vetoes_of(viewer: Viewer, round_id: int) -> dict[int, str]:
    """Return why the jury said no to plans of a game, by number. One query."""
    rows = CountAct.objects.filter(
        kind=ActKind.VETOED, round__fund__in=funds_here(viewer), round=round_id
    )
    return dict(rows.values_list("proposal__number", "why"))


def prices_in_coins(viewer: Viewer, round_id: int) -> dict[str, int]:
    """Return what each plan of a declared game costs in coins, by number."""
    rows = Round.objects.filter(fund__in=funds_here(viewer), ballot=BallotKind.COINS)
    found = rows.filter(pk=round_id, declared=True).first()
    return {} if found is None else {one.id: one.cost for one in game_of(found).coins.proposals}


def purse_of(round_id: int, code: str, at: datetime) -> PurseSeen | None:
    """Return what the household with this code has and gave; ``None`` for a code that is none.

    Only while a turn goes on. Nothing else tells of a household, and nothing here tells which
    it is.
    """
    typed = codes.clean(code)
    found = Round.objects.filter(pk=round_id, ballot=BallotKind.COINS, declared=True).first()
    if typed is None or found is None:
        return None
    voters = Voter.objects.filter(round=found, void=False)
    turn = turn_on(found, at)
    if turn is None or not voters.filter(digest=fingerprint(found.pk, typed)).exists():
        return None
    handle = codes.purse(found.pk, typed)
    mine = list(SealedBallot.objects.filter(round=found, handle=handle).order_by("turn"))
    game = game_till(found, turn.number)
    purse, gifts = game.purse(mine), gifts_of(mine)
    now = sum(gifts.get(turn.number, {}).values())
    gave = ((one, *gift) for one in gifts for gift in sorted(gifts[one].items()))
    return PurseSeen(turn.number, purse.left - now, purse.waiting, tuple(gave), now > 0)


def going_ahead(viewer: Viewer, round_id: int) -> tuple[GoingAhead, ...]:
    """Return the plans that went ahead in a closed turn and wait for a decision, by turn.

    So nothing of a turn that goes on. Two queries at most.
    """
    turns = Turn.objects.filter(
        round__fund__in=funds_here(viewer),
        round=round_id,
        round__closed_on__isnull=True,
        round__urn_opened_at__isnull=True,
        played__isnull=False,
    )
    of_turn = {
        number: row.number
        for row in turns.order_by("number")
        for number in (row.played or {})["funded"]
    }
    if not of_turn:
        return ()
    rows = Proposal.objects.filter(
        round=round_id, number__in=of_turn, state=ProposalState.ON_BALLOT
    ).select_related("signal")
    found = [
        GoingAhead(
            of_turn[str(one.number)],
            one.number,
            one.title,
            one.signal.reference if one.signal else "",
        )
        for one in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.turn, one.number)))

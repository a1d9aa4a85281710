"""Give coins in a game: once a turn for each household, and nobody knows which it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core import codes
from wijkregie.domain.budgets.models import Receipt, Round, SealedBallot, Turn, Voter
from wijkregie.domain.budgets.queries.game import game_of, open_in, turn_on
from wijkregie.domain.budgets.queries.unsealing import fingerprint
from wijkregie.domain.budgets.services import polling, urn
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.turns import (
    close_before,
    refuse_other_ballots,
    refuse_played,
)
from wijkregie.domain.budgets.services.vote_drafts import ReceiptSeen
from wijkregie.domain.budgets.states import Used

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from random import Random


def give_coins(  # noqa: PLR0913 - the gifts, and what every change asks
    round_id: int,
    code: str,
    gifts: Sequence[tuple[str, int]],
    *,
    how: Used,
    at: datetime,
    chance: Random,
) -> ReceiptSeen:
    """Put coins of a household behind proposals, once a turn, and return its receipt.

    Nobody is known who does this, as in ``cast``. Raises ``BudgetRefused`` between turns, for
    in a turn that was closed, for more coins than the household has, for a proposal that is
    not open, and for a code that is not one of this round or gave in this turn already.
    """
    found = polling.round_to_vote_in(round_id, at)
    refuse_other_ballots(found)
    if how is Used.PAPER:
        raise ValueError("coins are not given on paper")
    typed = urn.code_typed(code)
    with transaction.atomic():
        polling.hold(found)
        turn = turn_on(found, at)
        if turn is None:
            raise BudgetRefused(_("No turn goes on today. Come back on the first day of one."))
        refuse_played(found, turn.number)
        close_before(found, turn.number)
        if not Voter.objects.filter(
            round=found, void=False, digest=fingerprint(found.pk, typed)
        ).exists():
            raise urn.unknown_code()
        given = [(number, coins) for number, coins in gifts if coins]
        handle = codes.purse(found.pk, typed)
        _refuse_gifts(found, turn, handle, given)
        leaf = codes.receipt(found.pk, typed).hex()
        if not Receipt.objects.filter(round=found, leaf=leaf).exists():
            urn.spend(found, typed, how)
            urn.give_receipt(found, typed, chance)
        ballot = (
            tuple(number for number, _coins in given),
            tuple(coins for _number, coins in given),
        )
        urn.drop(found, ballot, chance, handle=handle, turn=turn.number)
    return ReceiptSeen(codes.grouped(leaf), leaf)


def _refuse_gifts(
    found: Round, turn: Turn, handle: str, given: Sequence[tuple[str, int]]
) -> None:
    mine = SealedBallot.objects.filter(round=found, handle=handle)
    if mine.filter(turn=turn.number).exists():
        raise BudgetRefused(
            _("With this code coins were given in this turn already. Come back next turn."),
            "code",
        )
    numbers = [number for number, _coins in given]
    if not given or min(coins for _number, coins in given) < 0:
        raise BudgetRefused(_("Put one coin or more behind a plan, in whole coins."), "marks")
    allowed = open_in(found, turn.number)
    for number in numbers:
        if number not in allowed or numbers.count(number) > 1:
            raise BudgetRefused(
                _("Plan %(number)s cannot get coins in this turn. Choose another.")
                % {"number": number},
                "marks",
            )
    purse = game_of(found).purse(list(mine))
    total = sum(coins for _number, coins in given)
    if total > purse.left:
        raise BudgetRefused(
            _("You have %(left)d coins; you gave %(given)d. Give fewer.")
            % {"left": purse.left, "given": total},
            "marks",
        )

"""Cast a vote: use a code, put the ballot into the urn, and give a receipt.

Nobody is known who does this: there is no ``by``, and no row of the log, of a form or of a
message is written. All that stays is a used code, a sealed ballot and a receipt, which have
nothing in common (decision 0023).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core import codes
from wijkregie.domain.budgets.services import polling, remarks, urn
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.vote_drafts import ReceiptSeen
from wijkregie.domain.budgets.states import BallotKind, Used

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.services.vote_drafts import BallotDraft


def check_ballot(round_id: int, draft: BallotDraft, *, at: datetime) -> None:
    """Refuse a ballot that could not be cast, before anybody types a code. Writes nothing."""
    found, ballot, _words = _looked_at(round_id, draft, at)
    polling.refuse_withdrawn(found, ballot[0])


def cast(  # noqa: PLR0913 - the ballot, and what every change asks
    round_id: int, code: str, draft: BallotDraft, *, how: Used, at: datetime, chance: Random
) -> ReceiptSeen:
    """Cast a vote with a code and return its receipt. It cannot be taken back.

    Raises ``BudgetRefused`` where one cannot vote now, for a ballot beyond its limits, and
    for a code that is not one of this round or was used; ``WordsRefused`` for a person in a
    remark. ``chance`` must be that of the system.
    """
    if how is Used.PAPER:
        raise ValueError("a vote on paper is booked, and its ballot is poured")
    found, ballot, words = _looked_at(round_id, draft, at)
    typed = urn.code_typed(code)
    with transaction.atomic():
        polling.hold(found)
        polling.refuse_withdrawn(found, ballot[0])
        urn.spend(found, typed, how)
        urn.drop(found, ballot, chance)
        leaf = urn.give_receipt(found, typed, chance)
        remarks.keep_remarks(found, words, chance)
    return ReceiptSeen(codes.grouped(leaf), leaf)


def _looked_at(
    round_id: int, draft: BallotDraft, at: datetime
) -> tuple[Round, polling.Ballot, list[tuple[str, str]]]:
    found = polling.round_to_vote_in(round_id, at)
    if found.ballot == BallotKind.COINS:
        raise BudgetRefused(_("In this round one gives coins. Reload the page."))
    ballot = polling.checked(found, draft.marks, draft.points)
    words = remarks.checked_remarks(draft.remarks, ballot[0])
    return found, ballot, words

"""The roll and the urn, side by side with nothing in common: spend a code, drop a ballot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.core import codes
from wijkregie.core.tally.canonical import encoded
from wijkregie.domain.budgets.models import Receipt, Remark, SealedBallot, Voter
from wijkregie.domain.budgets.models.votes import FIRST_DRAWN
from wijkregie.domain.budgets.queries.unsealing import about_ballot, fingerprint
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.kit import sealing

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from django.db.models import QuerySet

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.services.polling import Ballot

#: The numbers of ballots and receipts are drawn from so many bits.
_BITS: Final = 62


def drawn_number(chance: Random) -> int:
    """Return a number for a row of which nobody may tell when it came."""
    return FIRST_DRAWN | chance.getrandbits(_BITS)


def code_typed(text: str) -> str:
    """Return the code that somebody typed; refuse what cannot be one."""
    code = codes.clean(text)
    if code is None:
        raise BudgetRefused(
            _(
                "This is not a code of a letter: a sign is wrong or missing. Type the sixteen "
                "letters and figures again."
            ),
            "code",
        )
    return code


def spend(found: Round, code: str, how: str) -> None:
    """Use a code, once; refuse one that was used, that is void or that is not here.

    What is unknown, void or of another round is refused in the same words.
    """
    rows = Voter.objects.filter(round=found, digest=fingerprint(found.pk, code))
    if rows.filter(used="", void=False).update(used=how) == 1:
        return
    raise used_already() if rows.filter(void=False).exists() else unknown_code()


def used_already() -> BudgetRefused:
    """Return the refusal of a code with which somebody voted."""
    return BudgetRefused(
        _("This code was used to vote already, on a screen or on paper. Each code votes once."),
        "code",
    )


def unknown_code() -> BudgetRefused:
    """Return the refusal of a code that does not vote in this round."""
    return BudgetRefused(
        _(
            "This code cannot vote in this round. Look whether the letter is about this round, "
            "or call the municipality."
        ),
        "code",
    )


def give_receipt(found: Round, code: str, chance: Random) -> str:
    """Write down that a ballot goes with this code, and return its receipt.

    Refuses a code that has one: with it somebody voted, whatever the roll says now.
    """
    leaf = codes.receipt(found.pk, code).hex()
    if Receipt.objects.filter(round=found, leaf=leaf).exists():
        raise used_already()
    Receipt.objects.create(
        id=drawn_number(chance),
        municipality_id=found.municipality_id,
        round=found,
        leaf=leaf,
    )
    return leaf


def drop(
    found: Round, ballot: Ballot, chance: Random, *, handle: str = "", turn: int = 0
) -> None:
    """Put a ballot into the urn, sealed."""
    SealedBallot.objects.create(
        id=drawn_number(chance),
        municipality_id=found.municipality_id,
        round=found,
        sealed=sealing.seal(encoded(ballot), about=about_ballot(found.pk)),
        handle=handle,
        turn=turn,
    )


def shuffle_rows(found: Round, chance: Random) -> int:
    """Write all rows of a vote anew, in an order of chance; return how many they were.

    Rows that were written together stand together in a database until then. Ballots are
    sealed anew too, so that two backups do not tell which of them are new. The caller holds
    the round. Raises ``SealBroken`` without the key they were sealed with.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a shuffle belongs in a transaction")
    remarks = Remark.objects.filter(proposal__round=found)
    return (
        _shuffled(Voter.objects.filter(round=found), chance)
        + _shuffled(SealedBallot.objects.filter(round=found), chance, _seal_anew)
        + _shuffled(Receipt.objects.filter(round=found), chance)
        + _shuffled(remarks, chance)
    )


def _seal_anew(row: SealedBallot) -> None:
    about = about_ballot(row.round_id)
    row.sealed = sealing.seal(sealing.unseal(bytes(row.sealed), about=about), about=about)


def _shuffled(
    found: QuerySet[Any], chance: Random, renew: Callable[[Any], None] = lambda _row: None
) -> int:
    rows = list(found)
    chance.shuffle(rows)
    found.delete()
    for row in rows:
        renew(row)
        row.pk = None if found.model is Voter else drawn_number(chance)
    found.model._default_manager.bulk_create(rows, batch_size=500)
    return len(rows)

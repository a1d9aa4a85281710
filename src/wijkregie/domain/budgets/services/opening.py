"""Open the urn after the last day, empty it once it was counted, and shuffle it every night."""

from __future__ import annotations

import secrets
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core.tally import sealed
from wijkregie.core.tally.audit import Cast
from wijkregie.core.tally.records import collected
from wijkregie.domain.budgets.models import (
    Count,
    Electorate,
    Receipt,
    Round,
    SealedBallot,
    Voter,
)
from wijkregie.domain.budgets.queries.contests import KINDS
from wijkregie.domain.budgets.queries.polling import days_of_vote
from wijkregie.domain.budgets.queries.unsealing import merged, opened
from wijkregie.domain.budgets.services import urn
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import BallotKind, BatchState, PhaseKind, Used

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

_SALT: Final = 16
_OF_SYSTEM: Final = secrets.SystemRandom()


@transaction.atomic
def open_urn(round_id: int, *, at: datetime, chance: Random = _OF_SYSTEM) -> Cast:
    """Return all ballots of a round, with what goes with them; the urn stays as it is.

    Refused before the last day is over, while a pile of paper is not in the urn, and where
    codes that were used, ballots and receipts differ in number. Once the ballots stand in a
    ``Count`` the caller empties the urn, in the same transaction.
    """
    found = Round.objects.get(pk=round_id)
    Electorate.objects.select_for_update().filter(round=found).first()
    days = days_of_vote(found)
    if days is None or timezone.localdate(at) <= days.closes_on:
        raise BudgetRefused(_("Voting is not over. The urn opens after the last day."))
    _refuse_unpoured(found)
    rows = list(SealedBallot.objects.filter(round=found))
    ballots = merged(rows) if found.ballot == BallotKind.COINS else map(opened, rows)
    told = list(ballots)
    receipts = list(Receipt.objects.filter(round=found).values_list("leaf", flat=True))
    _refuse_unequal(found, len(told), len(receipts))
    return Cast(
        ballots=collected(KINDS[BallotKind(found.ballot)], told),
        salt=chance.randbytes(_SALT),
        codes=sealed.codes(bytes.fromhex(leaf) for leaf in receipts),
        entitled=Voter.objects.filter(round=found, void=False).count(),
    )


@transaction.atomic
def empty_urn(round_id: int, *, chance: Random = _OF_SYSTEM) -> int:
    """Throw the ballots of a round away that stand in its count; return how many rows.

    What stays of the roll and the receipts is written anew in an order of chance.
    """
    if not Count.objects.filter(round=round_id).exists():
        raise ValueError("an urn is emptied once its ballots stand in a count")
    found = Round.objects.get(pk=round_id)
    Electorate.objects.select_for_update().filter(round=found).first()
    gone, _each = SealedBallot.objects.filter(round=found).delete()
    urn.shuffle_rows(found, chance)
    return gone


@transaction.atomic
def shuffle(round_id: int, *, chance: Random = _OF_SYSTEM) -> int:
    """Write the roll, the urn and the receipts of a round anew, each in an order of chance.

    Return how many rows that were. Nobody votes meanwhile, and nothing else changes.
    """
    found = Round.objects.get(pk=round_id)
    if Electorate.objects.select_for_update().filter(round=found).first() is None:
        return 0
    return urn.shuffle_rows(found, chance)


def shuffle_urns(*, at: datetime, chance: Random = _OF_SYSTEM) -> dict[str, int]:
    """Shuffle every round in which one can vote, and sweep where that is over.

    Of a round that was counted what is left in the urn goes; of one that was closed without
    a count the roll, the urn and the receipts go: nobody needs them any more.
    """
    counts: dict[str, int] = defaultdict(int)
    rounds = Round.objects.filter(electorate__isnull=False).order_by("pk")
    begun = rounds.filter(
        phases__kind=PhaseKind.VOTE, phases__opens_on__lte=timezone.localdate(at)
    )
    for found in begun.filter(count__isnull=True, declared=True, closed_on__isnull=True):
        counts["shuffled"] += shuffle(found.pk, chance=chance)
    for found in rounds.filter(count__isnull=False, urn__isnull=False).distinct():
        counts["emptied"] += empty_urn(found.pk, chance=chance)
    for found in rounds.filter(count__isnull=True, closed_on__isnull=False):
        counts["dropped"] += _drop(found)
    return {name: number for name, number in counts.items() if number}


def _drop(found: Round) -> int:
    with transaction.atomic():
        Electorate.objects.select_for_update().filter(round=found).first()
        gone = 0
        for rows in (found.voters, found.urn, found.receipts, found.batches):
            gone += rows.all().delete()[0]
        return gone


def _refuse_unpoured(found: Round) -> None:
    waiting = found.batches.filter(state=BatchState.ENTERING)
    names = ", ".join(waiting.order_by("name").values_list("name", flat=True))
    if names:
        raise BudgetRefused(
            _("Not all paper is in the urn yet. Finish first: %(names)s.") % {"names": names}
        )


def _refuse_unequal(found: Round, ballots: int, receipts: int) -> None:
    """Refuse where used codes, ballots and receipts differ; of paper the numbers are told."""
    voted = Voter.objects.filter(round=found).exclude(used="")
    used, on_paper = voted.count(), voted.filter(used=Used.PAPER).count()
    poured = sum(found.batches.values_list("sheets_told", flat=True))
    if on_paper != poured:
        raise BudgetRefused(
            _(
                "%(booked)d letters were booked as used on paper, and %(poured)d sheets are in "
                "the urn. Find the difference first."
            )
            % {"booked": on_paper, "poured": poured}
        )
    if not used == ballots == receipts:
        raise BudgetRefused(
            _(
                "%(used)d codes were used, %(ballots)d ballots are in the urn and "
                "%(receipts)d receipts were given. These must be the same. Do not count; tell "
                "the operator."
            )
            % {"used": used, "ballots": ballots, "receipts": receipts}
        )

"""Shuffle every urn at night, and throw away what nobody needs any more."""

from __future__ import annotations

import secrets
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from wijkregie.domain.budgets.models import Electorate, Remark, Round
from wijkregie.domain.budgets.services import opening, urn
from wijkregie.domain.budgets.states import OBJECT_DAYS, PhaseKind

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

_OF_SYSTEM: Final = secrets.SystemRandom()


@transaction.atomic
def shuffle(round_id: int, *, chance: Random = _OF_SYSTEM) -> int:
    """Write the roll, the urn and the receipts of a round anew, each in an order of chance.

    Return how many rows that were. Nobody votes meanwhile, and nothing else changes.
    """
    found = Round.objects.get(pk=round_id)
    if Electorate.objects.select_for_update(no_key=True).filter(round=found).first() is None:
        return 0
    return urn.shuffle_rows(found, chance)


def shuffle_urns(*, at: datetime, chance: Random = _OF_SYSTEM) -> dict[str, int]:
    """Shuffle every round in which one can vote, and sweep where that is over.

    Of a round that was counted what is left in the urn goes. Of one that was closed without a
    count roll, urn, receipts and words stay while one may object and the round may go on;
    then they go: nobody needs them any more.
    """
    counts: dict[str, int] = defaultdict(int)
    today = timezone.localdate(at)
    rounds = Round.objects.filter(electorate__isnull=False).order_by("pk")
    begun = rounds.filter(phases__kind=PhaseKind.VOTE, phases__opens_on__lte=today)
    for found in begun.filter(count__isnull=True, declared=True, closed_on__isnull=True):
        counts["shuffled"] += shuffle(found.pk, chance=chance)
    for found in rounds.filter(count__isnull=False, urn__isnull=False).distinct():
        counts["emptied"] += opening.empty_urn(found.pk, chance=chance)
    last = today - timedelta(days=OBJECT_DAYS)
    for found in rounds.filter(count__isnull=True, closed_on__lt=last):
        counts["dropped"] += _drop(found)
    return {name: number for name, number in counts.items() if number}


def _drop(found: Round) -> int:
    with transaction.atomic():
        Electorate.objects.select_for_update(no_key=True).filter(round=found).first()
        gone = 0
        remarks = Remark.objects.filter(proposal__round=found)
        for rows in (found.voters, found.urn, found.receipts, found.batches, remarks):
            gone += rows.all().delete()[0]
        return gone

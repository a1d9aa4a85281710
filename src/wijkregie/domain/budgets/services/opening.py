"""Open the urn after the last day, and read it; empty it once it was counted."""

from __future__ import annotations

import secrets
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
from wijkregie.domain.budgets.queries.urn_check import urn_check
from wijkregie.domain.budgets.services import urn
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import BallotKind
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from wijkregie.kit.viewer import Viewer

_SALT: Final = 16
_OF_SYSTEM: Final = secrets.SystemRandom()


@transaction.atomic
def freeze_urn(found: Round, *, by: Viewer, at: datetime) -> None:
    """Write down that an urn is opened, before anybody reads what is in it; the log says who.

    From here on no code goes out, no paper comes in and no plan is withdrawn: who counted once
    may know how plans stand, even where a count waits for a lot. A second time nothing
    changes. Refused as ``open_urn`` is, so that what is still lacking can still be done.
    """
    if found.urn_opened_at is not None:
        return
    Electorate.objects.select_for_update(no_key=True).filter(round=found).first()
    _refuse_not_ready(found, at)
    found.urn_opened_at = at
    found.save(update_fields=["urn_opened_at"])
    told = str(urn_check(found).ballots)
    audit.record("urn_opened", found, by=by, at=at, why=told)


@transaction.atomic
def open_urn(round_id: int, *, at: datetime, chance: Random = _OF_SYSTEM) -> Cast:
    """Return all ballots of a round, with what goes with them; the urn stays as it is.

    Refused before the last day is over, while a pile of paper is not in the urn, and where
    codes that were used, ballots and receipts differ in number. Once the ballots stand in a
    ``Count`` the caller empties the urn, in the same transaction.
    """
    found = Round.objects.get(pk=round_id)
    Electorate.objects.select_for_update(no_key=True).filter(round=found).first()
    _refuse_not_ready(found, at)
    rows = list(SealedBallot.objects.filter(round=found))
    ballots = merged(rows) if found.ballot == BallotKind.COINS else map(opened, rows)
    told = list(ballots)
    receipts = Receipt.objects.filter(round=found).values_list("leaf", flat=True)
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
    Electorate.objects.select_for_update(no_key=True).filter(round=found).first()
    gone, _each = SealedBallot.objects.filter(round=found).delete()
    urn.shuffle_rows(found, chance)
    return gone


def _refuse_not_ready(found: Round, at: datetime) -> None:
    """Refuse an urn before its last day is over, and where the numbers do not agree.

    A clock that is set back does not close an urn that was opened.
    """
    days = days_of_vote(found)
    over = days is not None and timezone.localdate(at) > days.closes_on
    if not over and found.urn_opened_at is None:
        raise BudgetRefused(_("Voting is not over. The urn opens after the last day."))
    check = urn_check(found)
    if check.waiting:
        raise BudgetRefused(
            _("Not all paper is in the urn yet. Finish first: %(names)s.")
            % {"names": ", ".join(check.waiting)}
        )
    if check.booked != check.sheets:
        raise BudgetRefused(
            _(
                "%(booked)d letters were booked as used on paper, and %(poured)d sheets are in "
                "the urn. Find the difference first."
            )
            % {"booked": check.booked, "poured": check.sheets}
        )
    if not check.agrees:
        raise BudgetRefused(
            _(
                "%(used)d codes were used, %(ballots)d ballots are in the urn and "
                "%(receipts)d receipts were given. These must be the same. Do not count; tell "
                "the operator."
            )
            % {"used": check.used, "ballots": check.ballots, "receipts": check.receipts}
        )

"""Let a round go on that was closed while people voted: as long as one may object to that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Round
from wijkregie.domain.budgets.queries.stopping import last_day_to_reopen
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.programme.services import finding as programme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def reopen_round(round_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Open a round again that was closed before its votes were counted; everyone reads why.

    Votes that were cast are still there, and its days stay as they were declared: on those
    one votes on, after those the votes are counted. Raises ``BudgetRefused`` for a round
    without such votes, and once nobody can object any more.
    """
    finding.runner(by)
    found = programme.found(Round.objects.all(), round_id, by)
    finding.fund_to_change(found.fund_id, by)
    last = last_day_to_reopen(found)
    if last is None or timezone.localdate(at) > last:
        raise BudgetRefused(
            _("This round cannot be opened again. Make a new round, with a new vote.")
        )
    needed = _("Write down why the round goes on. Everyone can read this.")
    found.reopened_because = finding.line(why, 400, "why", needed=needed)
    found.closed_on, found.closed_because = None, ""
    found.save(update_fields=["closed_on", "closed_because", "reopened_because"])
    audit.record("round_reopened", found, by=by, at=at, why=found.reopened_because)

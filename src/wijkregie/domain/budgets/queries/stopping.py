"""A round that stopped before its votes were counted, and how long it may still go on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Count, Round
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.states import OBJECT_DAYS

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


def reopens_until(viewer: Viewer, round_id: int) -> date | None:
    """Return the last day on which a round that was closed may go on, for who runs funds.

    ``None`` where it was not closed, where no vote was declared, and once votes were counted
    or its money went to another round. At most three queries.
    """
    rows = Round.objects.filter(fund__in=funds_here(viewer), fund__closed_on__isnull=True)
    found = rows.filter(pk=round_id).first() if rules.may_run_funds(viewer) else None
    return None if found is None else last_day_to_reopen(found)


def last_day_to_reopen(found: Round) -> date | None:
    """Return the last day on which a round may be opened again: while one may object."""
    if found.closed_on is None or not found.declared:
        return None
    if Count.objects.filter(round=found).exists() or found.carried_into.exists():
        return None
    return found.closed_on + timedelta(days=OBJECT_DAYS)

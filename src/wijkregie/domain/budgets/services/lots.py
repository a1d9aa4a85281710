"""Write down a lot that was drawn between plans that stand level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Count, CountAct
from wijkregie.domain.budgets.queries.contests import on_ballot
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.counting_votes import lot_wanted
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import ActKind
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def record_lot(
    round_id: int, order: Sequence[str], why: str, *, by: Viewer, at: datetime
) -> None:
    """Write down in which order plans were drawn, and how: the minutes of the drawing.

    All plans on the ballot are drawn at once, the first drawn first, so that one lot decides
    every time that plans stand level. A lot is drawn once and never changed. Raises
    ``BudgetRefused`` before a count asked for it, for an order that does not name each plan
    once, and once there is one.
    """
    found = finding.round_to_change(round_id, by)
    if found.acts.filter(kind=ActKind.LOT).exists():
        raise BudgetRefused(_("A lot was drawn already. It is drawn once, and it stays."))
    if found.urn_opened_at is None or Count.objects.filter(round=found).exists():
        raise BudgetRefused(
            _("A lot is drawn once a count asks for it. Count first, after the last day.")
        )
    if not lot_wanted(found, at=at):
        raise BudgetRefused(_("No plans stand level, so there is nothing to draw. Count."))
    plans = {str(one.number) for one in on_ballot(found)}
    if sorted(order) != sorted(plans):
        raise BudgetRefused(
            _("Write down every plan of the ballot once, by its number: %(plans)s.")
            % {"plans": ", ".join(sorted(plans, key=int))},
            "order",
        )
    needed = _("Write down where, when and how the lot was drawn, and who saw it.")
    CountAct.objects.create(
        municipality_id=found.municipality_id,
        round=found,
        kind=ActKind.LOT,
        order=list(order),
        why=finding.line(why, 400, "why", needed=needed),
        at=at,
        by_id=by.person_id,
    )
    audit.record("lot_recorded", found, by=by, at=at)

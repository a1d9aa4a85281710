"""Mend what was ordered and paid with money of an award, while it is not settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.services.awarding import award_to_change
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.spending import (
    commitment_of,
    ordered_of,
    paid_of,
    shown_of,
)
from wijkregie.domain.budgets.states import IN_HANDS
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.models import Payment
from wijkregie.domain.programme.services import finding as rows
from wijkregie.domain.programme.services import keeping

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.budgets.models import Award
    from wijkregie.domain.budgets.services.award_drafts import OrderDraft
    from wijkregie.domain.programme.models import Commitment
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def change_order(
    award_id: int, order_id: int, draft: OrderDraft, *, by: Viewer, at: datetime
) -> None:
    """Change an order of an award; with all others it stays within what was awarded.

    The log tells what the amount was and what it became.
    """
    made = award_to_change(award_id, by)
    order = _order(made, order_id)
    most = made.cents - ordered_of(made) + order.cents
    if draft.cents > most:
        raise BudgetRefused(
            _("With the other orders of this plan the fund gives at most %(most)s for it.")
            % {"most": keeping.euros(most)},
            "amount",
        )
    changed = commitment_of(made, draft)
    programme.change_commitment(order.pk, changed, by=by, at=at, held=True)


@transaction.atomic
def end_order(  # noqa: PLR0913 - of which award, which order, when, why, by whom, at what time
    award_id: int, order_id: int, day: date, why: str, *, by: Viewer, at: datetime
) -> None:
    """End an order of an award: what was not paid on it can be ordered anew."""
    order = _order(award_to_change(award_id, by), order_id)
    programme.end_commitment(order.pk, day, why, by=by, at=at, held=True)


@transaction.atomic
def take_back_paid(
    award_id: int, payment_id: int, why: str, *, by: Viewer, at: datetime
) -> None:
    """Undo a payment on an order of an award; refused once the award is settled.

    Refused too where papers were shown of more than would be paid without it.
    """
    made = award_to_change(award_id, by)
    orders = made.orders.values("order_id")
    payment = rows.found(Payment.objects.filter(commitment__in=orders), payment_id, by)
    left = paid_of(made) - payment.cents
    if made.way in IN_HANDS and payment.taken_back_on is None and shown_of(made) > left:
        raise BudgetRefused(
            _(
                "Papers were shown of more than %(left)s, which is what stays paid without "
                "this. Take back first what was shown by mistake."
            )
            % {"left": keeping.euros(left)},
            "why",
        )
    programme.take_back_payment(payment.pk, why, by=by, at=at, held=True)


def _order(made: Award, order_id: int) -> Commitment:
    """Return an order of this award that goes on."""
    running = made.orders.filter(order__ended_on__isnull=True).select_related("order")
    found = running.filter(order_id=order_id).first()
    if found is None:
        raise BudgetRefused(_("Choose an order of this plan that goes on."), "order")
    return found.order

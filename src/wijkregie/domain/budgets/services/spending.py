"""Order and pay with money of an award, and show what was bought with money in hands.

Orders and payments are those of the project: nothing is written down twice. The project
holds these orders for the award, so they change here only (see ``mending``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import AwardOrder, Expense
from wijkregie.domain.budgets.queries.proposal_door import is_own
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.awarding import award_to_change, open_award
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.states import IN_HANDS
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.services import citing, keeping
from wijkregie.domain.programme.services import finding as rows
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.budgets.models import Award
    from wijkregie.domain.budgets.services.award_drafts import (
        ExpenseDraft,
        OrderDraft,
        PaidDraft,
    )
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def order(award_id: int, draft: OrderDraft, *, by: Viewer, at: datetime) -> int:
    """Order something with money of the fund; return the number of the order.

    Where the money comes in hands that is the whole amount, promised to the receiver. Raises
    ``BudgetRefused`` for more than was awarded.
    """
    made = award_to_change(award_id, by)
    free = made.cents - ordered_of(made)
    if draft.cents > free:
        raise BudgetRefused(
            _("The fund gives %(free)s more for this plan. Order no more than that.")
            % {"free": keeping.euros(max(free, 0))},
            "amount",
        )
    order_id = programme.add_commitment(
        made.project_id, commitment_of(made, draft), by=by, at=at, held=True
    )
    AwardOrder.objects.create(
        municipality_id=made.municipality_id, award=made, order_id=order_id
    )
    return order_id


@transaction.atomic
def pay(award_id: int, draft: PaidDraft, *, by: Viewer, at: datetime) -> int:
    """Pay on an order of this award, in parts too; return the number of the payment.

    Raises ``ProgrammeRefused`` for more than was ordered.
    """
    made = award_to_change(award_id, by)
    if not made.orders.filter(order_id=draft.order_id).exists():
        raise BudgetRefused(_("Choose an order of this plan."), "order")
    paid = programme.PaymentDraft(
        draft.what,
        draft.cents,
        draft.paid_on,
        draft.document,
        draft.address,
        commitment_id=draft.order_id,
    )
    return programme.add_payment(made.project_id, paid, by=by, at=at, held=True)


@transaction.atomic
def show_expense(award_id: int, draft: ExpenseDraft, *, by: Viewer, at: datetime) -> int:
    """Write down what was bought with money in hands, with its paper; return its number.

    By who got the money (the group, or who proposed it by the own link) and by who runs the
    fund. Raises ``BudgetRefused`` for more than was paid out.
    """
    made = accountable(award_id, by)
    cents = keeping.some_cents(draft.cents)
    rows.day(draft.spent_on, "spent_on", happened=at)
    left = paid_of(made) - shown_of(made)
    if cents > left:
        raise BudgetRefused(
            _(
                "%(left)s of what was paid out is still to be shown. Write down only what was "
                "bought with money of the fund."
            )
            % {"left": keeping.euros(max(left, 0))},
            "amount",
        )
    shown = Expense.objects.create(
        municipality_id=made.municipality_id,
        award=made,
        spent_on=draft.spent_on,
        what=finding.line(
            draft.what, 160, "what", needed=_("Write down what was bought. Name no persons.")
        ),
        cents=cents,
        document=finding.line(
            draft.document, 160, "document", needed=_("Name the paper that shows it.")
        ),
        address=citing.address(draft.address),
        recorded_at=at,
        recorded_by_id=by.person_id,
    )
    audit.record("expense_shown", shown, by=by, at=at, why=keeping.euros(cents))
    return shown.pk


@transaction.atomic
def take_back_expense(expense_id: int, why: str, *, by: Viewer, at: datetime) -> None:
    """Take back what was shown by mistake; it stays readable, with the reason."""
    row = rows.found(Expense.objects.all(), expense_id, by)
    accountable(row.award_id, by)
    if row.taken_back_on is not None:
        raise BudgetRefused(_("This was taken back already."))
    needed = _("Write down why this is taken back.")
    row.taken_back_because = finding.line(why, 400, "why", needed=needed)
    row.taken_back_on = timezone.localdate(at)
    row.save(update_fields=["taken_back_on", "taken_back_because"])
    audit.record("expense_taken_back", row, by=by, at=at, why=keeping.euros(row.cents))


@transaction.atomic
def give_account(award_id: int, text: str, *, by: Viewer, at: datetime) -> None:
    """Tell everyone what became of the money in hands; the last words hold.

    By who got the money, and by who runs the fund.
    """
    made = accountable(award_id, by)
    words = finding.text(text, 4000, "text")
    if not words:
        raise BudgetRefused(_("Write down what became of the plan and the money."), "text")
    made.account, made.accounted_at = words, at
    made.save(update_fields=["account", "accounted_at"])
    audit.record("award_accounted", made, by=by, at=at)


def accountable(award_id: int, by: Viewer) -> Award:
    """Return an award of which ``by`` gives account, locked; refuse anybody else."""
    made = open_award(award_id, by)
    if not (rules.may_account(by, made.group_id) or is_own(by, made.proposal)):
        raise BudgetRefused(
            _("Only who got this money, or who runs the fund, gives account of it.")
        )
    if made.way not in IN_HANDS:
        raise BudgetRefused(
            _("The municipality buys for this plan. Its payments show what it cost.")
        )
    return made


def commitment_of(made: Award, draft: OrderDraft) -> programme.CommitmentDraft:
    """Return an order of an award as the project keeps it."""
    first, last = made.project.money_years
    return programme.CommitmentDraft(
        min(max(draft.ordered_on.year, first), last),
        draft.what,
        made.receiver or draft.supplier,
        draft.cents,
        draft.ordered_on,
        reference=draft.reference,
        document=draft.document or made.contract,
        address=draft.address or made.address,
    )


def ordered_of(made: Award) -> int:
    """Return what is ordered with money of the fund; of what ended what was paid of it."""
    total = 0
    orders = made.orders.select_related("order").annotate(
        paid=Sum(
            "order__payments__cents", filter=Q(order__payments__taken_back_on__isnull=True)
        )
    )
    for one in orders:
        paid = one.paid or 0
        total += paid if one.order.ended_on else max(one.order.cents, paid)
    return total


def paid_of(made: Award) -> int:
    """Return what was paid of the fund's money."""
    counted = Q(order__payments__taken_back_on__isnull=True)
    total: int | None = made.orders.filter(counted).aggregate(
        total=Sum("order__payments__cents")
    )["total"]
    return total or 0


def shown_of(made: Award) -> int:
    """Return what papers were shown of."""
    stand = made.expenses.filter(taken_back_on__isnull=True)
    total: int | None = stand.aggregate(total=Sum("cents"))["total"]
    return total or 0

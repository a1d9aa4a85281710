"""Settle an award with the fund: what was not spent is the fund's again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets.models import Award, Returned
from wijkregie.domain.budgets.services import finding
from wijkregie.domain.budgets.services.awarding import award_to_change
from wijkregie.domain.budgets.services.drafts import BudgetRefused
from wijkregie.domain.budgets.services.spending import paid_of, shown_of
from wijkregie.domain.budgets.states import IN_HANDS
from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.queries import district_managers
from wijkregie.domain.people.states import SeatFunction
from wijkregie.domain.programme import services as programme
from wijkregie.domain.programme.services import finding as rows
from wijkregie.domain.programme.services import keeping
from wijkregie.kit import audit, outbox
from wijkregie.kit.outbox_states import Way

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.budgets.services.award_drafts import ReturnDraft
    from wijkregie.kit.viewer import Viewer

#: How many days before an account is due somebody is reminded.
AHEAD: Final = timedelta(days=14)


@transaction.atomic
def settle_award(award_id: int, draft: ReturnDraft, *, by: Viewer, at: datetime) -> int:
    """End the orders of an award and return what was not spent to the fund, in cents.

    Of money in hands everything that was paid is either shown or came back, and there is an
    account: else it is refused with what is missing. So awarded = spent + returned.
    """
    made = award_to_change(award_id, by)
    finding.amount(draft.back_cents, "back")
    rows.day(draft.on, "on", happened=at)
    paid = paid_of(made)
    _refuse_open(made, paid, draft.back_cents)
    why = finding.line(draft.why, 400, "why", needed=_("Write down how it ended."))
    needed = _("Name the document that shows what came back.") if draft.back_cents else ""
    document = finding.line(draft.document, 160, "document", needed=needed)
    running = made.orders.filter(order__ended_on__isnull=True)
    for order_id in running.values_list("order_id", flat=True):
        programme.end_commitment(order_id, draft.on, why, by=by, at=at, held=True)
    kept = Returned.objects.create(
        municipality_id=made.municipality_id,
        award=made,
        free_cents=max(made.cents - paid, 0),
        back_cents=draft.back_cents,
        document=document,
        why=why,
        on=draft.on,
        recorded_at=at,
    )
    total = kept.free_cents + kept.back_cents
    audit.record("award_settled", made, by=by, at=at, why=keeping.euros(total))
    return total


def _refuse_open(made: Award, paid: int, back: int) -> None:
    """Refuse to settle while money in hands is neither shown nor back."""
    if made.way not in IN_HANDS:
        if back:
            raise BudgetRefused(
                _("The municipality bought this itself, so nothing came back out of hands."),
                "back",
            )
        return
    if paid and made.accounted_at is None:
        raise BudgetRefused(_("There is no account yet of what became of the money."))
    open_cents = paid - shown_of(made) - back
    if open_cents > 0:
        raise BudgetRefused(
            _(
                "Of %(open)s it is not known yet what became of it. Show what was bought, or "
                "let the rest come back."
            )
            % {"open": keeping.euros(open_cents)},
            "back",
        )
    if open_cents < 0:
        raise BudgetRefused(
            _("At most %(most)s can come back: the rest was shown as spent.")
            % {"most": keeping.euros(back + open_cents)},
            "back",
        )


def remind_accounts(*, at: datetime) -> dict[str, int]:
    """Mail who must see to an account that is due within two weeks, or is late.

    That is who leads the group that got the money, and the district managers. Once before
    the day and once after it; another day tells anew.
    """
    today = timezone.localdate(at)
    due = Award.objects.filter(
        account_by__lte=today + AHEAD, accounted_at__isnull=True, returned__isnull=True
    )
    reminded = 0
    for one in due.order_by("pk"):
        reminded += 1
        late = "late" if one.account_by is not None and one.account_by < today else "due"
        outbox.put_each(
            "budget_account_due",
            {
                f"budget_account:{one.pk}:{one.account_by}:{late}:{person_id}": {
                    "award": one.pk,
                    "person": person_id,
                }
                for person_id in _told(one, today)
            },
            way=Way.MAIL,
            municipality_id=one.municipality_id,
            at=at,
        )
    return {"accounts": reminded} if reminded else {}


def _told(one: Award, today: date) -> list[int]:
    leaders = Seat.objects.current(today).filter(
        group_id=one.group_id or 0,
        function__in=(SeatFunction.CHAIR, SeatFunction.SECRETARY),
        person__is_active=True,
    )
    managers = district_managers(one.municipality_id, on=today)
    return sorted({*leaders.values_list("person_id", flat=True), *managers})

"""Change and end what was ordered for a plan, and take back what was paid by mistake."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import services
from wijkregie.web.awards.desk import answered, done, for_work
from wijkregie.web.awards.forms import EndOrderForm, OrderForm, WhyForm
from wijkregie.web.awards.views.money import asked
from wijkregie.web.awards.words import day_text
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.budgets.queries import AwardSeen, OrderOfAward
    from wijkregie.web.awards.desk import Desk


@for_work
def change_order(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Change what was ordered for a plan, within what the fund gives."""
    seen = desk.award(pk)
    form = _form(desk, pk, line, desk.sent)
    kept = Kept(form, lambda: _form(desk, pk, line, None))

    def act() -> None:
        services.change_order(pk, line, form.draft(), by=desk.viewer, at=timezone.now())

    def hold() -> None:
        services.holding_award(pk, kept.act(act), by=desk.viewer)

    if answered(form, hold, field="amount"):
        return done(desk, _("The order of the plan is saved."), desk.url("award", pk))
    return asked(desk, seen, form, heading=_("Change an order of the plan"), **kept.told())


@for_work
def end_order(desk: Desk, pk: int, line: int) -> HttpResponse:
    """End an order of a plan: nothing is paid on it any more."""
    seen = desk.award(pk)
    one = _order(seen, line)
    form = EndOrderForm(desk.sent, initial={"day": desk.on})

    def act() -> None:
        told = form.cleaned_data
        services.end_order(
            pk, line, told["day"], told["why"], by=desk.viewer, at=timezone.now()
        )

    if answered(form, act, field="day"):
        return done(desk, _("The order of the plan has ended."), desk.url("award", pk))
    intro = _("%(what)s, %(cents)s, of which %(paid)s is paid. The rest can be ordered anew.")
    intro %= {
        "what": one.what,
        "cents": euro_text(one.cents),
        "paid": euro_text(one.paid_cents),
    }
    heading = _("End an order of the plan")
    return asked(desk, seen, form, heading=heading, intro_text=intro, submit_text=heading)


@for_work
def payment_back(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Take back a payment that was wrong."""
    seen = desk.award(pk)
    paid = [one for order in seen.orders for one in order.payments if one.id == line]
    if not paid or seen.returned_on is not None:
        raise Http404
    form = WhyForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.take_back_paid(pk, line, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The payment is taken back."), desk.url("award", pk))
    told = {"what": paid[0].what, "cents": euro_text(paid[0].cents)}
    told["day"] = day_text(paid[0].paid_on)
    intro = _("%(what)s, %(cents)s, of %(day)s. It stays readable, with your reason.") % told
    heading = _("Take a payment back")
    return asked(desk, seen, form, heading=heading, intro_text=intro, submit_text=heading)


def _form(desk: Desk, pk: int, line: int, sent: QueryDict | None) -> OrderForm:
    """Return the form about an order as it stands now."""
    seen = desk.award(pk)
    one = _order(seen, line)
    initial = {
        "what": one.what,
        "supplier": one.supplier,
        "amount": Decimal(one.cents) / 100,
        "ordered_on": one.ordered_on,
        "reference": one.reference,
        "document": one.document,
        "address": one.address,
    }
    return OrderForm(sent, receiver=seen.receiver, initial=initial)


def _order(seen: AwardSeen, line: int) -> OrderOfAward:
    """Return an order that goes on. Raises ``Http404`` for another one."""
    running = seen.orders if seen.returned_on is None else ()
    for one in running:
        if one.id == line and one.ended_on is None:
            return one
    raise Http404

"""Order, pay, show what was bought, give account and settle."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.budgets import queries, services
from wijkregie.web.awards import page
from wijkregie.web.awards.desk import answered, ask, done, for_account, for_work
from wijkregie.web.awards.forms import (
    AccountForm,
    ExpenseForm,
    OrderForm,
    PayForm,
    SettleForm,
    WhyForm,
)
from wijkregie.web.awards.words import day_text
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import AwardSeen
    from wijkregie.web.awards.desk import Desk


@for_work
def order(desk: Desk, pk: int) -> HttpResponse:
    """Order something on money of the fund, or promise it to who gets it in hands."""
    seen = desk.award(pk)
    left = seen.sums.cents - seen.sums.ordered_cents
    initial: dict[str, Any] = {"ordered_on": desk.on, "document": seen.contract}
    if seen.in_hands:
        initial |= {"what": seen.named.title, "amount": Decimal(left) / 100}
    form = OrderForm(desk.sent, receiver=seen.receiver, initial=initial)

    def act() -> None:
        services.order(pk, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="amount"):
        return done(desk, _("The order of the plan is written down."), desk.url("award", pk))
    heading = _("Promise the money") if seen.in_hands else _("Order something")
    told = {"left": euro_text(left), "who": seen.receiver}
    if seen.in_hands:
        intro = _("To %(who)s, in parts or at once. The fund gives %(left)s more.") % told
    else:
        intro = _("The fund gives %(left)s more for this plan.") % told
    return asked(desk, seen, form, heading=heading, intro_text=intro)


@for_work
def pay(desk: Desk, pk: int) -> HttpResponse:
    """Write down a payment on an order of the plan."""
    seen = desk.award(pk)
    running = [one for one in seen.orders if one.ended_on is None]
    if not running:
        raise Http404
    orders = [
        (one.id, f"{one.what} ({euro_text(one.cents - one.paid_cents)})") for one in running
    ]
    form = PayForm(desk.sent, orders=orders, initial={"paid_on": desk.on})

    def act() -> None:
        services.pay(pk, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="amount"):
        return done(desk, _("The payment is written down."), desk.url("award", pk))
    intro = _("Behind each order stands what is still to be paid on it.")
    return asked(desk, seen, form, heading=_("Write down a payment"), intro_text=intro)


@for_work
def settle(desk: Desk, pk: int) -> HttpResponse:
    """Settle the money with the fund."""
    seen = desk.award(pk)
    form = SettleForm(desk.sent, in_hands=seen.in_hands, today=desk.on)

    def act() -> None:
        services.settle_award(pk, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The money is settled with the fund."), desk.url("award", pk))
    sums = seen.sums
    told = [
        _("%(free)s was never paid and is the fund's again.")
        % {"free": euro_text(max(sums.cents - sums.paid_cents, 0))},
        _("Orders of this plan end. This cannot be taken back."),
    ]
    if seen.in_hands:
        told.insert(
            1,
            _("Of %(open)s that was paid nobody showed yet what it was for.")
            % {"open": euro_text(max(sums.unshown_cents, 0))},
        )
    heading = _("Settle with the fund")
    return asked(desk, seen, form, heading=heading, consequences=told, submit_text=heading)


def show_expense(desk: Desk, pk: int) -> HttpResponse:
    """Show something that was bought with money in hands, with its paper."""
    seen = _accountable(desk, pk)
    if not isinstance(seen, queries.AwardSeen):
        return seen
    form = ExpenseForm(desk.sent, initial={"spent_on": desk.on})

    def act() -> None:
        services.show_expense(pk, form.draft(), by=desk.viewer, at=timezone.now())

    if answered(form, act, field="amount"):
        return done(desk, _("What you bought is written down."), desk.of_award("", pk))
    intro = _("Of %(open)s that was paid nobody showed yet what it was for.")
    intro %= {"open": euro_text(max(seen.sums.unshown_cents, 0))}
    return asked(desk, seen, form, heading=_("Show what was bought"), intro_text=intro)


def take_expense_back(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Take back what was shown by mistake."""
    seen = _accountable(desk, pk)
    if not isinstance(seen, queries.AwardSeen):
        return seen
    one = next((one for one in seen.expenses if one.id == line and not one.taken_back_on), None)
    if one is None:
        raise Http404
    form = WhyForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.take_back_expense(line, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The expense is taken back."), desk.of_award("", pk))
    told = {"what": one.what, "cents": euro_text(one.cents), "day": day_text(one.spent_on)}
    intro = _("%(what)s, %(cents)s, of %(day)s. It stays readable, with your reason.") % told
    heading = _("Take an expense back")
    return asked(desk, seen, form, heading=heading, intro_text=intro, submit_text=heading)


def write_account(desk: Desk, pk: int) -> HttpResponse:
    """Tell everyone what became of the plan and the money."""
    seen = _accountable(desk, pk)
    if not isinstance(seen, queries.AwardSeen):
        return seen
    form = AccountForm(desk.sent, initial={"text": seen.account})

    def act() -> None:
        text = form.cleaned_data["text"]
        services.give_account(pk, text, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="text"):
        return done(desk, _("The account is there for everyone."), desk.of_award("", pk))
    return asked(desk, seen, form, heading=_("Write the account"))


expense = for_account(show_expense)
take_back = for_account(take_expense_back)
give_account = for_account(write_account)


def _accountable(desk: Desk, pk: int) -> AwardSeen | HttpResponse:
    """Return the award of which who looks gives account; else lead to logging in."""
    seen = desk.award(pk)
    if not seen.in_hands or seen.returned_on is not None:
        raise Http404
    return seen if seen.may_account else desk.refuse()


def asked(
    desk: Desk, seen: AwardSeen, form: forms.Form, *, heading: str, **more: Any
) -> HttpResponse:
    """Answer with a page around one form about the money of a plan."""
    known = {"submit_text": _("Save"), "cancel_url": desk.of_award("", seen.id)}
    return ask(
        desk,
        form,
        crumbs=page.crumbs(desk, seen, heading),
        heading=f"{heading}: {seen.named.title}",
        **known | more,
    )

"""Orders and payments of a project: written down, changed, ended and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.web.http.kept import Kept
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme import questions
from wijkregie.web.programme.around import ask_of_project, card_stays
from wijkregie.web.programme.desk import answered, done, for_work
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.finances.files import euros
from wijkregie.web.programme.finances.spent import order_text
from wijkregie.web.programme.forms.spending import (
    EndOrderForm,
    OrderForm,
    PaymentForm,
    TakeBackForm,
)
from wijkregie.web.programme.views.card import found_project
from wijkregie.web.programme.views.money import first_year, odd, years_of
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse, QueryDict

    from wijkregie.domain.programme.queries import (
        OrderSeen,
        PaymentSeen,
        ProjectFinance,
        ProjectSeen,
    )
    from wijkregie.web.programme.desk import Desk


@for_work
def order(desk: Desk, pk: int) -> HttpResponse:
    """Write down what is ordered."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    if desk.sent is None and not seen.may_order:
        return card_stays(desk, seen)
    years = years_of(seen)
    today = timezone.localdate()
    initial = {"year": first_year(years), "ordered_on": today}
    form = OrderForm(questions.sent(desk), years=years, initial=initial)
    words = _("Write down an order")
    question = _odd(desk, seen, form, words)

    def act() -> None:
        services.add_commitment(pk, _order_draft(form), by=desk.viewer, at=timezone.now())

    if question is None and answered(form, act):
        return done(desk, _("The order is written down."), desk.url("project_money", pk))
    return question or _asked(
        desk, seen, form, words, submit_text=words, funders=_funders(desk)
    )


@for_work
def change_order(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Change what is ordered; the page also leads to ending it."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    form = _order_form(desk, seen, line, questions.sent(desk))
    kept = Kept(form, lambda: _order_form(desk, seen, line, None))
    heading = _("Change an order")
    question = _odd(desk, seen, form, heading)
    if question is not None:
        return question

    def act() -> None:
        draft = _order_draft(form)
        services.change_commitment(line, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "order", line, kept, act)):
        return done(desk, _("The order is saved."), desk.url("project_money", pk))
    return _asked(
        desk,
        seen,
        form,
        heading,
        submit_text=_("Save"),
        funders=_funders(desk),
        other_url=desk.url("order_end", pk, line),
        other_text=_("End this order"),
        **kept.told(),
    )


@for_work
def end_order(desk: Desk, pk: int, line: int) -> HttpResponse:
    """End an order: nothing is paid on it any more."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    found = _order(desk, pk, line)
    form = EndOrderForm(desk.sent, initial={"day": timezone.localdate()})

    def act() -> None:
        told = form.cleaned_data
        services.end_commitment(
            line, told["day"], told["why"], by=desk.viewer, at=timezone.now()
        )

    if answered(form, act, field="day"):
        return done(desk, _("The order has ended."), desk.url("project_money", pk))
    return _asked(
        desk,
        seen,
        form,
        _("End an order"),
        submit_text=_("End the order"),
        about=[
            {"name": _("What"), "text": found.what},
            {"name": _("Amount"), "text": euro_text(found.cents)},
            {"name": _("Until now"), "text": order_text(found)},
        ],
        consequences=[
            _("Nothing can be paid on it any more. What was paid stays counted."),
            _("What was not paid of it falls free."),
        ],
    )


@for_work
def payment(desk: Desk, pk: int) -> HttpResponse:
    """Write down what was paid, with its document."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    orders = [one for one in _money(desk, pk).orders if not (one.ended_on or one.held)]
    if desk.sent is None and not (seen.may_order or orders):
        return card_stays(desk, seen)
    known = {"paid_on": timezone.localdate()}
    form = PaymentForm(desk.sent, orders=orders, at_once=seen.may_order, initial=known)

    def act() -> None:
        told = form.cleaned_data
        draft = services.PaymentDraft(
            what=told["what"],
            cents=form.cents(),
            paid_on=told["paid_on"],
            document=told["document"],
            address=told["address"],
            commitment_id=told["order"],
            more=told["more"],
        )
        services.add_payment(pk, draft, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(desk, _("The payment is written down."), desk.url("project_money", pk))
    words = _("Write down a payment")
    return _asked(desk, seen, form, words, submit_text=words)


@for_work
def take_back(desk: Desk, pk: int, line: int) -> HttpResponse:
    """Take back a payment that was wrong."""
    seen = found_project(desk, pk)
    if not seen.may_change:
        return desk.refuse()
    found = _payment(desk, pk, line)
    form = TakeBackForm(desk.sent)

    def act() -> None:
        why = form.cleaned_data["why"]
        services.take_back_payment(line, why, by=desk.viewer, at=timezone.now())

    if answered(form, act, field="why"):
        return done(desk, _("The payment is taken back."), desk.url("project_money", pk))
    return _asked(
        desk,
        seen,
        form,
        _("Take back a payment"),
        submit_text=_("Take back"),
        about=[
            {"name": _("What"), "text": found.what},
            {"name": _("Amount"), "text": euro_text(found.cents)},
            {"name": _("Paid on"), "text": date_text(found.paid_on)},
            {"name": _("Document"), "text": found.document},
        ],
        consequences=[_("It counts no more. It stays readable here, with your reason.")],
    )


def _order_form(desk: Desk, seen: ProjectSeen, line: int, sent: QueryDict | None) -> OrderForm:
    found = _order(desk, seen.id, line)
    initial = {name: getattr(found, name) for name in OrderForm.field_order if name != "amount"}
    initial["amount"] = euros(found.cents)
    return OrderForm(sent, years=years_of(seen), initial=initial)


def _order_draft(form: OrderForm) -> services.CommitmentDraft:
    told = form.cleaned_data
    named = {name: told[name] for name in OrderForm.field_order if name != "amount"}
    return services.CommitmentDraft(cents=form.cents(), **named)


def _odd(desk: Desk, seen: ProjectSeen, form: OrderForm, heading: str) -> HttpResponse | None:
    back = desk.url("project_money", seen.id)
    return odd(desk, seen, form, heading=heading, cancel_url=back)


def _funders(desk: Desk) -> list[str]:
    return queries.funder_names(desk.viewer)


def _money(desk: Desk, pk: int) -> ProjectFinance:
    found = queries.project_finance_seen(desk.viewer, pk)
    if found is None:
        raise Http404
    return found.projects[0]


def _order(desk: Desk, pk: int, line: int) -> OrderSeen:
    """Return an order that changes here: one that is held does so at the money that pays it."""
    for one in _money(desk, pk).orders:
        if one.id == line and not one.held:
            return one
    raise Http404


def _payment(desk: Desk, pk: int, line: int) -> PaymentSeen:
    """Return a payment that can be taken back here: not one on an order that is held."""
    found = _money(desk, pk)
    held = {one.id for one in found.orders if one.held}
    for one in found.payments:
        if one.id == line and one.order_id not in held:
            return one
    raise Http404


def _asked(
    desk: Desk, seen: ProjectSeen, form: forms.Form, heading: str, **more: Any
) -> HttpResponse:
    back = {"cancel_url": desk.url("project_money", seen.id)}
    return ask_of_project(desk, seen, form, heading=heading, **back | more)

"""What was ordered and paid for a project, line by line, and what one may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.programme.states import ProjectState
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme import awarded
from wijkregie.web.programme.finances.tables import stopped_note
from wijkregie.web.programme.words import date_text, joined

if TYPE_CHECKING:
    from wijkregie.domain.programme.queries import (
        OrderSeen,
        PaymentSeen,
        ProjectFinance,
        ProjectSeen,
    )
    from wijkregie.web.programme.desk import Desk


def parts(desk: Desk, seen: ProjectSeen, found: ProjectFinance) -> dict[str, Any]:
    """Return orders and payments with the ways to change them, for who may.

    On a project that has ended an open order can be paid and ended; nothing else changes there.
    """
    held = any(one.held for one in found.orders)
    money_url = awarded.money_url(desk, seen.id) if held and seen.may_change else ""
    told = [_orders(desk, found, seen, money_url), _payments(desk, found, seen)]
    return {
        "lists": [one for one in told if one["lines"]],
        "actions": _actions(desk, found, seen),
        "counted_text": _counted_text(found),
    }


def _counted_text(found: ProjectFinance) -> str:
    if found.money.counted:
        return ""
    if found.state == ProjectState.STOPPED:
        return stopped_note()
    return _("An idea does not count in the sums of the programme.")


def _actions(desk: Desk, found: ProjectFinance, seen: ProjectSeen) -> list[dict[str, str]]:
    pk = seen.id
    if not seen.may_fill:
        last = {"text": _("Write down a payment"), "url": desk.url("payment_new", pk)}
        return [last] if seen.may_change and _open_ids(found) else []
    spend = [
        {"text": _("Write down an order"), "url": desk.url("order_new", pk)},
        {"text": _("Write down a payment"), "url": desk.url("payment_new", pk)},
    ]
    return [
        *(spend if seen.may_order else ()),
        {"text": _("Add costs"), "url": desk.url("cost_new", pk)},
        {"text": _("Add coverage"), "url": desk.url("coverage_new", pk)},
        {"text": _("Divide the costs"), "url": desk.url("divide", pk)},
    ]


def _orders(
    desk: Desk, found: ProjectFinance, seen: ProjectSeen, money_url: str
) -> dict[str, Any]:
    project = found.money.project_id
    way, text = ("order", _("Change or end")) if seen.may_fill else ("order_end", _("End"))
    return {
        "id": "orders",
        "title": _("Orders"),
        "lines": [
            {
                "name": one.what,
                "amount_text": euro_text(one.cents),
                "text": order_text(one),
                "document": {"name": one.document, "url": one.address},
                "url": _order_url(one, money_url, desk.url(way, project, one.id))
                if seen.may_change and not one.ended_on
                else "",
                "url_text": awarded.money_words() if one.held else text,
                "over": _ended_text(one),
            }
            for one in found.orders
        ],
    }


def _order_url(one: OrderSeen, money_url: str, own_url: str) -> str:
    """Return where an order changes: one that is held at the money that pays it."""
    return money_url if one.held else own_url


def _open_ids(found: ProjectFinance) -> set[int]:
    """Return the orders on which something can still be paid here."""
    return {one.id for one in found.orders if one.ended_on is None and not one.held}


def _payments(desk: Desk, found: ProjectFinance, seen: ProjectSeen) -> dict[str, Any]:
    project = found.money.project_id
    orders = {one.id: one.what for one in found.orders}
    held = {one.id for one in found.orders if one.held}
    open_ids = _open_ids(found) if seen.may_change else set()
    return {
        "id": "payments",
        "title": _("Payments"),
        "lines": [
            {
                "name": one.what,
                "amount_text": euro_text(one.cents),
                "text": _payment_text(one, orders.get(one.order_id or 0, "")),
                "document": {"name": one.document, "url": one.address},
                "url": desk.url("payment_back", project, one.id)
                if one.counts
                and one.order_id not in held
                and (seen.may_fill or one.order_id in open_ids)
                else "",
                "url_text": _("Take back"),
                "over": _back_text(one),
            }
            for one in found.payments
        ],
    }


def order_text(one: OrderSeen) -> str:
    """Tell from whom something was ordered, when, and what was paid of it."""
    told = [
        _("%(supplier)s, %(day)s, for %(year)s")
        % {"supplier": one.supplier, "day": date_text(one.ordered_on), "year": one.year}
    ]
    if one.reference:
        told.append(_("reference %(reference)s") % {"reference": one.reference})
    if one.funder:
        told.append(_("paid from %(funder)s") % {"funder": one.funder})
    told.append(_("%(paid)s paid") % {"paid": euro_text(one.paid_cents)})
    if one.paid_cents > one.cents:
        more = euro_text(one.paid_cents - one.cents)
        told.append(_("%(more)s more than ordered") % {"more": more})
    return f"{'; '.join(told)}."


def _ended_text(one: OrderSeen) -> str:
    if one.ended_on is None:
        return ""
    day = date_text(one.ended_on)
    if not one.ended_because:
        return _("Ended on %(day)s.") % {"day": day}
    return _("Ended on %(day)s: %(why)s") % {"day": day, "why": joined([one.ended_because])}


def _payment_text(one: PaymentSeen, order: str) -> str:
    day = date_text(one.paid_on)
    if not order:
        return _("Paid at once on %(day)s.") % {"day": day}
    return _("Paid on %(day)s, on the order “%(order)s”.") % {"day": day, "order": order}


def _back_text(one: PaymentSeen) -> str:
    if one.taken_back_on is None:
        return ""
    return _("Taken back on %(day)s: %(why)s") % {
        "day": date_text(one.taken_back_on),
        "why": joined([one.taken_back_because]),
    }

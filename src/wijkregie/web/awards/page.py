"""The money of one plan as a page, for everyone and for who gives account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.budgets.queries import OrderOfAward
from wijkregie.web.awards import words
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.money import euro_text

if TYPE_CHECKING:
    from wijkregie.domain.budgets.queries import AwardSeen, ExpenseSeen, PaymentOfAward
    from wijkregie.web.awards.desk import Desk

    Facts = list[dict[str, str]]


def crumbs(desk: Desk, seen: AwardSeen, here: str = "") -> list[dict[str, str]]:
    """Return the way to the money of a plan, or to a page below it."""
    steps = [
        desk.fund_step(seen.fund_id, seen.fund_name),
        desk.round_step(seen.named.round_id, seen.round_title),
    ]
    if here:
        steps.append((seen.named.title, desk.of_award("", seen.id)))
    return desk.crumbs(*steps, here=here or seen.named.title)


def context(desk: Desk, seen: AwardSeen) -> dict[str, Any]:
    """Return what ``awards/award.html`` asks for."""
    late = seen.is_late(desk.on)
    return {
        "crumbs": crumbs(desk, seen),
        "plan": {
            "name": seen.named.title,
            "round": seen.round_title,
            "how": str(words.WAYS[seen.way]),
        },
        "notice": _notice(desk, seen),
        "late": late,
        "facts": _facts(desk, seen),
        "money": _money(seen),
        "orders": _orders(seen),
        "expenses": [_expense(desk, seen, one) for one in seen.expenses],
        "mends": _mends(desk, seen),
        "in_hands": seen.in_hands,
        "account": seen.account,
        "account_text": words.account_text(seen, desk.on),
        "ended": _ended(seen),
        "votes": words.votes_text(seen),
        "remarks": list(seen.remarks),
        "actions": _actions(desk, seen),
    }


def _notice(desk: Desk, seen: AwardSeen) -> dict[str, str] | None:
    text = words.account_text(seen, desk.on)
    if seen.is_late(desk.on):
        return {"kind": "warning", "text": text}
    return None


def _facts(desk: Desk, seen: AwardSeen) -> Facts:
    slug, named = desk.scope.slug, seen.named
    rows = [
        (
            _("Project"),
            seen.project_title,
            optional("programme:project", slug, named.project_id),
        ),
        (_("How the money goes out"), words.way_name(seen.way), ""),
    ]
    if named.reference:
        told = _("Plan %(number)d") % {"number": named.number}
        rows.insert(0, (_("Plan"), told, optional("proposals:detail", slug, named.reference)))
    if seen.receiver:
        rows.append((_("In whose hands"), seen.receiver, ""))
    elif seen.group_name:
        rows.append((_("Group"), seen.group_name, ""))
    if seen.contract and seen.contract_on:
        signed = {"name": seen.contract, "day": words.day_text(seen.contract_on)}
        text = _("%(name)s, signed on %(day)s") % signed
        rows.append((_("Contract"), text, seen.address or ""))
    return [{"name": name, "text": text, "url": url} for name, text, url in rows]


def _money(seen: AwardSeen) -> Facts:
    sums = seen.sums
    rows = [
        (_("The fund gives"), sums.cents),
        (_("Ordered or promised"), sums.ordered_cents),
        (_("Paid"), sums.paid_cents),
        (_("Shown with papers"), sums.shown_cents),
    ]
    if sums.over_cents:
        rows.append((_("Paid above what the fund gives"), sums.over_cents))
    if sums.settled:
        rows += [
            (_("Spent in the end"), sums.spent_cents),
            (_("Back in the fund"), sums.returned_cents),
        ]
    elif seen.in_hands:
        rows.append((_("Paid and not shown yet"), sums.unshown_cents))
    return [{"name": name, "text": euro_text(cents), "url": ""} for name, cents in rows]


def _orders(seen: AwardSeen) -> dict[str, Any] | None:
    if not seen.orders:
        return None
    inside = seen.orders[0].supplier is not None
    heads = [_("What"), _("On"), _("Amount"), _("Paid")]
    return {
        "caption": _("Orders on money of the fund"),
        "heads": [heads[0], *([_("From whom")] if inside else []), *heads[1:]],
        "rows": [_order(one, inside=inside) for one in seen.orders],
    }


def _order(one: OrderOfAward, *, inside: bool) -> list[str]:
    what = one.what
    if one.ended_on is not None:
        what = _("%(what)s (ended on %(day)s)") % {
            "what": one.what,
            "day": words.day_text(one.ended_on),
        }
    return [
        what,
        *([one.supplier or ""] if inside else []),
        words.day_text(one.ordered_on),
        euro_text(one.cents),
        euro_text(one.paid_cents),
    ]


def _mends(desk: Desk, seen: AwardSeen) -> list[dict[str, Any]]:
    """Return what who runs the fund can change of orders and payments, until it is settled."""
    if not seen.may_run or seen.returned_on is not None:
        return []
    found = []
    for one in seen.orders:
        if one.ended_on is None:
            ways = [(_("Change"), "order_change"), (_("End"), "order_end")]
            found.append(_mend(desk, seen, one, ways))
        ways = [(_("Take back"), "payment_back")]
        found += [_mend(desk, seen, payment, ways) for payment in one.payments]
    return found


def _mend(
    desk: Desk,
    seen: AwardSeen,
    one: OrderOfAward | PaymentOfAward,
    ways: list[tuple[str, str]],
) -> dict[str, Any]:
    if isinstance(one, OrderOfAward):
        text = _("ordered on %(day)s") % {"day": words.day_text(one.ordered_on)}
    else:
        text = _("paid on %(day)s") % {"day": words.day_text(one.paid_on)}
    return {
        "what": one.what,
        "text": text,
        "cents": euro_text(one.cents),
        "links": [
            {"text": text, "url": desk.url(name, seen.id, one.id)} for text, name in ways
        ],
    }


def _expense(desk: Desk, seen: AwardSeen, one: ExpenseSeen) -> dict[str, str]:
    gone = one.taken_back_on is not None
    may = seen.may_account and not gone and seen.returned_on is None
    return {
        "what": one.what,
        "day": words.day_text(one.spent_on),
        "cents": euro_text(one.cents),
        "document": one.document or "",
        "address": one.address or "",
        "gone": _("taken back: %(why)s") % {"why": one.taken_back_because} if gone else "",
        "url": desk.of_award("take_back", seen.id, one.id) if may else "",
    }


def _ended(seen: AwardSeen) -> Facts:
    if seen.returned_on is None:
        return []
    return [
        {"name": _("Settled"), "text": words.day_text(seen.returned_on), "url": ""},
        {"name": _("How it ended"), "text": seen.returned_because, "url": ""},
    ]


def _actions(desk: Desk, seen: AwardSeen) -> list[dict[str, str]]:
    """Return what who looks may do with this money; nothing once it is settled."""
    if seen.returned_on is not None:
        return []
    found = []
    if seen.may_account:
        found += [
            (_("Show what was bought"), desk.of_award("expense", seen.id)),
            (_("Write the account"), desk.of_award("give_account", seen.id)),
        ]
    if seen.may_run:
        if seen.sums.ordered_cents < seen.sums.cents:
            text = _("Promise the money") if seen.in_hands else _("Order something")
            found.append((text, desk.url("order", seen.id)))
        if any(one.ended_on is None for one in seen.orders):
            found.append((_("Write down a payment"), desk.url("pay", seen.id)))
        found += [
            (_("Settle with the fund"), desk.url("settle", seen.id)),
            (_("Change the agreement"), desk.url("change", seen.id)),
        ]
    return [{"text": text, "url": url} for text, url in found]

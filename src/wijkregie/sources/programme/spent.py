"""Read what was ordered and paid for a project, and how its costs are divided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from wijkregie.sources.programme.goals import once
from wijkregie.sources.programme.page import meant
from wijkregie.sources.programme.spent_records import (
    DivisionRow,
    OrderRow,
    PaymentRow,
    ShareRow,
    SpentRows,
)
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.sources.programme.page import Table

KEYS: Final = ("divisions", "orders", "payments")
PLEDGES: Final = {
    "gevraagd": "asked",
    "toegezegd": "promised",
    "vastgelegd": "committed",
}
_PARTS: Final = ("percent", "amount", "rest")
_ORDER: Final = (
    "what",
    "supplier",
    "year",
    "amount",
    "ordered_on",
    "reference",
    "source",
    "document",
    "address",
    "ended_on",
)  # fmt: skip - the keys of a file, as in its description
_PAYMENT: Final = (
    "what",
    "amount",
    "paid_on",
    "document",
    "address",
    "order",
    "taken_back_on",
    "taken_back_because",
)  # fmt: skip - idem
_NAME: Final = 160
_FUNDER: Final = 120
_ADDRESS: Final = 300
_WHOLE: Final = 100
_REST: Final = {"ja": "yes", "yes": "yes", "true": "yes"}


def spent(part: Table, allowed: tuple[int, int]) -> SpentRows:
    """Return the orders, the payments and the divisions of a project, in its own years."""
    orders = [(one, _order(one, allowed)) for one in part.tables("orders", _ORDER)]
    once([(one, row.reference) for one, row in orders], "reference")
    once([(one, "" if row.reference else row.name) for one, row in orders], "what")
    references = {row.reference for _one, row in orders} - {""}
    payments = [(one, _payment(one, references)) for one in part.tables("payments", _PAYMENT)]
    once([(one, row.name) for one, row in payments], "document")
    divisions = [
        (one, _division(one, allowed)) for one in part.tables("divisions", ("year", "shares"))
    ]
    once([(one, str(row.year)) for one, row in divisions], "year")
    return SpentRows(
        divisions=tuple(row for _one, row in divisions),
        orders=tuple(row for _one, row in orders),
        payments=tuple(row for _one, row in payments),
    )


def year_of(part: Table, allowed: tuple[int, int]) -> int | None:
    """Return the year of a line; note one in which the project does not run."""
    year = part.year("year")
    if year is not None and not allowed[0] <= year <= allowed[1]:
        part.note(Trouble.YEAR_OUTSIDE, "year", hint=f"{allowed[0]}-{allowed[1]}")
    return year


def _division(part: Table, allowed: tuple[int, int]) -> DivisionRow:
    part.need("shares")
    shares = part.tables("shares", ("source", *_PARTS, "pledge"))
    once([(one, one.text("source", _FUNDER)) for one in shares], "source")
    return DivisionRow(year_of(part, allowed), tuple(_share(one) for one in shares))


def _share(one: Table) -> ShareRow:
    """Of a percentage, an amount and what is left one stands there."""
    one.need("source")
    told = [key for key in _PARTS if key in one.found]
    if one.found and len(told) != 1:
        one.note(Trouble.MISSING_KEY, "percent", hint=", ".join(_PARTS))
    percent = one.value("percent")
    if percent is not None and not 0 < percent <= _WHOLE:
        one.note(Trouble.NOT_A_NUMBER, "percent")
    one.choice("rest", _REST)
    return ShareRow(
        funder=one.text("source", _FUNDER),
        percent=percent,
        cents=one.amount("amount"),
        pledge=one.choice("pledge", PLEDGES, "promised"),
    )


def _order(one: Table, allowed: tuple[int, int]) -> OrderRow:
    one.need("what", "supplier", "year", "amount", "ordered_on")
    ordered, ended = one.day("ordered_on"), one.day("ended_on")
    if ordered and ended and ended < ordered:
        one.note(Trouble.BACKWARDS, "ended_on")
    return OrderRow(
        what=one.text("what", _NAME),
        supplier=one.text("supplier", _NAME),
        year=year_of(one, allowed) or allowed[0],
        cents=_some_cents(one),
        ordered_on=ordered or date.min,
        reference=one.text("reference", 60),
        funder=one.text("source", _FUNDER),
        document=one.text("document", _NAME),
        address=one.text("address", _ADDRESS),
        ended_on=ended,
    )


def _payment(one: Table, references: Collection[str]) -> PaymentRow:
    one.need("what", "amount", "paid_on", "document")
    back, why = one.day("taken_back_on"), one.text("taken_back_because", 400)
    if back or why:
        one.need("taken_back_on", "taken_back_because")
    order = one.text("order", 60)
    if order and order not in references:
        one.note(Trouble.UNKNOWN_REFERENCE, "order", hint=meant(order, references))
    return PaymentRow(
        what=one.text("what", _NAME),
        cents=_some_cents(one),
        paid_on=one.day("paid_on") or date.min,
        document=one.text("document", _NAME),
        address=one.text("address", _ADDRESS),
        order=order,
        taken_back_on=back,
        taken_back_because=why,
    )


def _some_cents(one: Table) -> int:
    cents = one.amount("amount")
    if cents == 0:
        one.note(Trouble.NOT_AN_AMOUNT, "amount")
    return cents or 0

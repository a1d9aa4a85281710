"""Read regular work beside the programme, and what was agreed with partners."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

import yaml

from wijkregie.sources.programme.goals import once
from wijkregie.sources.programme.page import Table
from wijkregie.sources.programme.projects import refer
from wijkregie.sources.programme.records import AgreementRow, PartnerReportRow, RegularRow
from wijkregie.sources.programme.troubles import Trouble

if TYPE_CHECKING:
    from collections.abc import Collection

_REGULAR: Final = ("name", "holder", "goals")
_AGREEMENT: Final = (
    "title",
    "partner",
    "what",
    "goals",
    "areas",
    "quantity",
    "unit",
    "amount",
    "hours",
    "free_room",
    "free_hours",
    "free_amount",
    "from",
    "until",
    "state",
    "agreed_on",
    "reports",
)  # fmt: skip - the keys of a file, as in its description
_REPORT: Final = (
    "due",
    "sent_on",
    "text",
    "quantity",
    "free_room_used",
    "free_hours_used",
    "free_amount_used",
)  # fmt: skip - as above
_STATES: Final = {
    "proposed": "proposed",
    "voorgesteld": "proposed",
    "agreed": "agreed",
    "afgesproken": "agreed",
    "ended": "ended",
    "beëindigd": "ended",
}


def regular_work(top: Table, goals: Collection[str]) -> tuple[RegularRow, ...]:
    """Return the regular work: names alone, or each with who does it and its goals."""
    key = "line_activities"
    found: dict[str, RegularRow] = {}
    for node in top.items(key):
        if not isinstance(node, yaml.MappingNode):
            name = top.one_text(node, key, 160)
            found.setdefault(name, RegularRow(name, "", ()))
            continue
        part = Table(top.page, node, _REGULAR, key)
        part.need("name")
        row = RegularRow(
            part.text("name", 160), part.text("holder", 160), refer(part, "goals", goals)
        )
        if row.name in found:
            part.note(Trouble.DOUBLED_NAME, "name")
        found[row.name] = row
    return tuple(row for name, row in found.items() if name)


def agreements(top: Table, goals: Collection[str]) -> tuple[AgreementRow, ...]:
    """Return what was agreed with partners, each with its reports."""
    parts = top.tables("agreements", _AGREEMENT)
    once([(part, part.text("title", 200)) for part in parts], "title")
    return tuple(_agreement(part, goals) for part in parts)


def _agreement(part: Table, goals: Collection[str]) -> AgreementRow:
    part.need("title", "partner", "from", "until")
    if "quantity" in part.found:
        part.need("unit")
    state = part.choice("state", _STATES, "agreed")
    if state == "agreed":
        part.need("agreed_on")
    first, last = part.day("from"), part.day("until")
    if first and last and last < first:
        part.note(Trouble.BACKWARDS, "until")
    reports = part.tables("reports", _REPORT)
    once([(one, one.scalar("due") or "") for one in reports], "due")
    return AgreementRow(
        title=part.text("title", 200),
        partner=part.mention("partner"),
        what=part.text("what", 2000, lines=True),
        goals=refer(part, "goals", goals),
        areas=part.mentions("areas"),
        quantity=_number(part),
        unit=part.text("unit", 60),
        cents=part.amount("amount"),
        hours=part.count("hours"),
        free_room=part.text("free_room", 400),
        free_hours=part.count("free_hours"),
        free_cents=part.amount("free_amount"),
        from_on=first,
        until_on=last,
        state=state,
        agreed_on=part.day("agreed_on"),
        reports=tuple(_report(one) for one in reports),
    )


def _number(part: Table) -> Decimal | None:
    """Return how many: like an amount it is not below nought, with two decimals at most."""
    hundredths = part.amount("quantity")
    return None if hundredths is None else Decimal(hundredths) / 100


def _report(part: Table) -> PartnerReportRow:
    part.need("due")
    if "sent_on" in part.found:
        part.need("text")
    return PartnerReportRow(
        due_on=part.day("due"),
        sent_on=part.day("sent_on"),
        text=part.text("text", 2000, lines=True),
        quantity=_number(part),
        free_room_used=part.text("free_room_used", 400),
        free_hours_used=part.count("free_hours_used"),
        free_cents_used=part.amount("free_amount_used"),
    )

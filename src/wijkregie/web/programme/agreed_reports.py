"""What a partner reports, beside what was agreed: per period, and in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.web.programme.agreed import euros_text, hours_text, sum_text
from wijkregie.web.programme.words import capital, date_text, plain_text

if TYPE_CHECKING:
    from decimal import Decimal

    from wijkregie.domain.programme.queries import (
        AgreementSeen,
        PartnerReportSeen,
        ToldBefore,
    )
    from wijkregie.web.programme.desk import Desk


def reports(one: AgreementSeen) -> dict[str, Any]:
    """Return the reports beside what was agreed, as ``programme/money_table.html`` asks."""
    counted = one.quantity is not None
    heads = [
        _("Report by"),
        *([capital(one.unit)] if counted else []),
        _("Free hours"),
        _("Free money"),
    ]
    return {
        "caption": _("Reports, per period"),
        "heads": heads,
        "rows": [
            *(_report(row, heads, counted=counted) for row in one.reports),
            *_total(one, heads, counted=counted),
        ],
    }


def _report(row: PartnerReportSeen, heads: list[str], *, counted: bool) -> dict[str, Any]:
    shown = [
        *([_number(row.quantity)] if counted else []),
        hours_text(row.free_hours_used),
        euros_text(row.free_cents_used),
    ]
    sent = row.sent_at is not None
    cells = [
        {"label": head, "text": text or (_("not known") if sent else ""), "unknown": not text}
        for head, text in zip(heads[1:], shown, strict=True)
    ]
    return {"name": date_text(row.due_on), "note": _stand(row), "cells": cells}


def _stand(row: PartnerReportSeen) -> str:
    if row.sent_at is None:
        return _("too late") if row.overdue else _("still to come")
    words = _("in on %(day)s") % {"day": date_text(timezone.localdate(row.sent_at))}
    if not row.before:
        return words
    day = date_text(timezone.localdate(row.before[-1].until))
    return _("%(in)s, mended on %(day)s") % {"in": words, "day": day}


def _total(one: AgreementSeen, heads: list[str], *, counted: bool) -> list[dict[str, Any]]:
    if not any(row.sent_at for row in one.reports):
        return []
    shown = [
        *([sum_text(one.reported, plain_text)] if counted else []),
        sum_text(one.free_hours_used, lambda number: hours_text(int(number))),
        sum_text(one.free_cents_used, lambda number: euros_text(int(number))),
    ]
    cells = [{"label": head, "text": text} for head, text in zip(heads[1:], shown, strict=True)]
    return [{"name": _("Together"), "cells": cells, "whole": True}]


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain_text(value)


def stories(desk: Desk, one: AgreementSeen) -> list[dict[str, Any]]:
    """Return what the partner told, the last first, and what it may still report."""
    return [
        {
            "title": _("Report by %(day)s") % {"day": date_text(row.due_on)},
            "texts": [*row.text.split("\n"), *map(_mended, row.before)] if row.text else [],
            "used_text": row.free_room_used,
            "stand_text": capital(_stand(row)),
            "by_text": row.by_name or "",
            "overdue": row.overdue,
            "actions": _report_actions(desk, one, row),
        }
        for row in reversed(one.reports)
    ]


def _mended(told: ToldBefore) -> str:
    """Return what a report told before it was mended, in one line."""
    return _("Mended on %(day)s. Before that it said: %(said)s") % {
        "day": date_text(timezone.localdate(told.until)),
        "said": "; ".join(
            one
            for one in (
                " ".join(told.text.split()),
                _("quantity %(number)s") % {"number": _number(told.quantity) or _("not known")},
                told.free_room_used,
                _("%(hours)s of free room")
                % {"hours": hours_text(told.free_hours_used) or _("not known")},
                euros_text(told.free_cents_used),
            )
            if one
        ),
    }


def _report_actions(
    desk: Desk, one: AgreementSeen, row: PartnerReportSeen
) -> list[dict[str, str]]:
    found = []
    if one.may_report:
        text = _("Write the report") if row.sent_at is None else _("Mend the report")
        found.append({"text": text, "url": desk.url("agreement_report", one.id, row.id)})
    if one.may_change and row.sent_at is None:
        url = desk.url("agreement_report_drop", one.id, row.id)
        found.append({"text": _("Take this report away"), "url": url})
    return found

"""Cost by funder by year as tables; what is not known says so, and is never nought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.programme.states import Pledge
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme.words import (
    amount_text,
    capital,
    gap_cell,
    joined,
    pledge_text,
    project_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries import (
        Amount,
        Finance,
        FinanceYear,
        ProjectFinance,
        Spent,
    )
    from wijkregie.web.programme.desk import Desk

Cell = dict[str, Any]
Row = dict[str, Any]


def table(found: Finance) -> dict[str, Any]:
    """Return cost by funder by year; spending has rows only where something was spent."""
    labels = year_labels(found)
    rows = [] if found.only_stopped else _money_rows(found, labels)
    return {
        "caption": _("What it costs and who pays, per year"),
        "heads": [_("What or who"), *labels],
        "rows": rows + _spent_rows(found, labels),
    }


def _money_rows(found: Finance, labels: Sequence[str]) -> list[Row]:
    rows = [_row(_("Costs"), labels, _columns(found, lambda one: _sum(one.money.costs)))]
    rows[0]["whole"] = True
    for one in found.funders:
        amounts = [one.years.get(year.year) for year in found.years]
        cells = [_paid(amount) for amount in amounts]
        if len(found.years) > 1:
            cells.append(_sum(one.total))
        row = _row(one.name, labels, cells) | {"note": pledge_text(one.pledge)}
        rows.append(row | {"muted": one.pledge == Pledge.ASKED})
    rows += [
        _row(_("Covered"), labels, _columns(found, lambda one: _sum(one.money.covered)))
        | {"whole": True},
        _row(_("Not covered yet"), labels, _columns(found, _gap)) | {"whole": True},
    ]
    if found.total.money.asked.cents or found.total.money.asked.unknown:
        asked = _columns(found, lambda one: _sum(one.money.asked))
        rows.append(_row(_("Asked, does not count yet"), labels, asked))
    return rows


def year_labels(found: Finance) -> list[str]:
    """Return the heads of the columns: years, and their sum where there are several."""
    labels = [year_text(one.year) for one in found.years]
    return [*labels, _("Together")] if len(labels) > 1 else labels


def year_text(year: int | None) -> str:
    """Return a year; coverage may name none."""
    return _("no year named") if year is None else str(year)


def _spent_rows(found: Finance, labels: Sequence[str]) -> list[Row]:
    """Return what was ordered and paid; what of it was on stopped projects stands apart."""
    if not found.total.all_spent.ordered:
        return []
    told: dict[str, Callable[[FinanceYear], Cell]] = {
        _("Ordered, or paid at once"): lambda one: _plain(one.all_spent.ordered),
        _("Ordered on stopped projects"): lambda one: _plain(one.stopped.ordered),
        _("Left to order"): _to_order,
        _("Paid"): lambda one: _plain(one.all_spent.paid),
        _("Paid on stopped projects"): lambda one: _plain(one.stopped.paid),
        _("Left to pay on orders"): lambda one: _plain(one.all_spent.to_pay),
    }
    left_out = set()
    if not found.stopped:
        left_out = {_("Ordered on stopped projects"), _("Paid on stopped projects")}
    if found.only_stopped:
        left_out.add(_("Left to order"))
    return [
        _row(name, labels, _columns(found, cell))
        for name, cell in told.items()
        if name not in left_out
    ]


def _columns(found: Finance, cell: Callable[[FinanceYear], Cell]) -> list[Cell]:
    cells = [cell(one) for one in found.years]
    return [*cells, cell(found.total)] if len(cells) > 1 else cells


def projects_table(desk: Desk, found: Finance) -> dict[str, Any]:
    """Return a row per project with its sums, each leading to the money of that project.

    What was ordered and paid is not known where nobody notes that for its programme.
    """
    labels = [_("Costs"), _("Covered"), _("Not covered yet"), _("Ordered"), _("Paid")]
    noted = {one.programme_id for one in found.all_projects if one.total.spent.ordered}
    rows = []
    for one in found.projects:
        money, spent = one.total.money, one.total.spent
        known = one.programme_id in noted
        cells = [
            _sum(money.costs),
            _sum(money.covered),
            gap_cell(money),
            _plain(spent.ordered) if known else _unknown(),
            _plain(spent.paid) if known else _unknown(),
        ]
        name = project_name(one.money.number, one.money.title)
        row = _row(name, labels, cells)
        row["url"] = desk.url("project_money", one.money.project_id)
        row["note"] = areas_text(one.areas)
        rows.append(row)
    return {
        "caption": _("Per project"),
        "heads": [_("Project"), *labels],
        "rows": rows + [_stopped_row(desk, one, labels) for one in found.stopped],
    }


def _stopped_row(desk: Desk, one: ProjectFinance, labels: Sequence[str]) -> Row:
    spent = one.total.spent
    cells = [*([_paid(None)] * 3), _plain(spent.ordered), _plain(spent.paid)]
    row = _row(project_name(one.money.number, one.money.title), labels, cells)
    row["url"] = desk.url("project_money", one.money.project_id)
    row["note"] = "; ".join(filter(None, (_("stopped"), areas_text(one.areas))))
    return row | {"muted": True}


def areas_text(areas: Iterable[AreaNamed]) -> str:
    """Return the areas of a project in a list."""
    return joined(area.name or area.code for area in areas)


def shared(projects: Iterable[ProjectFinance]) -> int:
    """Count the projects that lie in several areas."""
    return sum(len(one.areas) > 1 for one in projects)


def sentences(found: Finance) -> list[dict[str, Any]]:
    """Tell in a few sentences what it costs, what lacks and what was spent."""
    total, stopped = found.total, _stopped(found)
    if found.only_stopped:
        return stopped
    if not total.money.costs.cents:
        told = _("%(ordered)s is ordered and %(paid)s paid.")
        unknown = {"text": _("It is not known yet what this costs.")}
        return [unknown, *_spent(total.spent, told), *stopped]
    lacks = _gap(total)
    known = not lacks.get("unknown")
    gap = {
        "text": _("Not covered yet: %(amount)s.") % {"amount": lacks["text"]},
        "strong": bool(lacks.get("open")) and known,
    }
    costs = amount_text(total.money.costs)
    words = _("Together it costs %(amount)s.") % {"amount": costs}
    told = _("Of this %(ordered)s is ordered and %(paid)s paid.")
    return [{"text": words}, *_spent(total.spent, told), gap, *stopped]


def _stopped(found: Finance) -> list[dict[str, Any]]:
    words = _("On stopped projects %(ordered)s is ordered and %(paid)s paid.")
    return _spent(found.total.stopped, words)


def stopped_note() -> str:
    """Tell what of a stopped project counts."""
    return _(
        "What was ordered and paid on a stopped project stays in the sums of ordered and paid. "
        "Its costs and coverage do not count any more."
    )


def _spent(spent: Spent, words: str) -> list[dict[str, Any]]:
    if not spent.ordered:
        return []
    amounts = {
        "ordered": euro_text(spent.ordered),
        "paid": euro_text(spent.paid) if spent.paid else _("nothing"),
    }
    return [{"text": words % amounts}]


def _gap(one: FinanceYear) -> Cell:
    if one.year is None and not (one.money.costs.cents or one.money.costs.unknown):
        loose = one.money.covered.cents or one.money.covered.unknown
        return {"text": _("counted in the years")} if loose else {"text": _("none")}
    return gap_cell(one.money)


def _to_order(one: FinanceYear) -> Cell:
    left = one.to_order
    if left is None:
        return _unknown()
    if left < 0:
        amount = euro_text(-left)
        return {"text": _("%(amount)s more than the costs") % {"amount": amount}, "open": True}
    return _plain(left)


def _paid(amount: Amount | None) -> Cell:
    return {"text": "\u2013"} if amount is None else _sum(amount)


def _sum(amount: Amount) -> Cell:
    return {"text": amount_text(amount), "unknown": amount.unknown and not amount.cents}


def _plain(cents: int) -> Cell:
    return {"text": euro_text(cents) if cents else _("none")}


def _unknown() -> Cell:
    return {"text": _("not known"), "unknown": True}


def _row(name: str, labels: Sequence[str], cells: Sequence[Cell]) -> Row:
    told = [cell | {"label": capital(label)} for label, cell in zip(labels, cells, strict=True)]
    return {"name": name, "cells": told}

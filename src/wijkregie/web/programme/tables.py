"""Money in tables: per year, per project and per funder, and the lines of one project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.programme.states import Pledge
from wijkregie.web.http.addresses import project_url, thread_url
from wijkregie.web.http.money import euro_text
from wijkregie.web.programme.words import (
    amount_text,
    capital,
    gap_cell,
    gap_text,
    line_text,
    pledge_text,
    project_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.programme.queries import (
        Amount,
        FunderMoney,
        MoneyTable,
        ProjectMoney,
        ProjectSums,
        YearMoney,
    )

Row = dict[str, Any]


def heads(first: str) -> list[str]:
    """Return the heads of a table of costs and coverage."""
    return [first, _("Costs"), _("Covered"), _("Asked"), _("Not covered yet")]


def of_programme(scope: Scope, money: MoneyTable) -> list[dict[str, Any]]:
    """Return the money of a programme per year, per funder and per project."""
    tables = [
        {
            "caption": _("Costs and coverage per year"),
            "heads": heads(_("Year")),
            "rows": year_rows(money.years, money.total),
        },
        {
            "caption": _("Who pays"),
            "heads": [_("Funder"), _("Covered"), _("Asked")],
            "rows": [funder_row(one) for one in money.funders],
        },
        {
            "caption": _("Costs and coverage per project and year"),
            "heads": heads(_("Project")),
            "rows": [row for one in money.projects for row in project_rows(scope, one)],
        },
    ]
    return [table for table in tables if table["rows"]]


def year_rows(years: Sequence[YearMoney], total: YearMoney) -> list[Row]:
    """Return a row per year, and their sum where there are several."""
    rows = [_money_row(_year(one.year), one) for one in years]
    if len(years) > 1:
        rows.append(_money_row(_("Together"), total) | {"whole": True})
    return rows


def project_rows(scope: Scope, money: ProjectSums) -> Iterator[Row]:
    """Yield a row per year of a project; its name stands in each."""
    link = {"url": project_url(scope, money.project_id)}
    name = project_name(money.number, money.title)
    for one in money.years:
        yield _money_row(name, one) | link | {"note": _year(one.year)}


def _year(year: int | None) -> str:
    return _("no year named") if year is None else str(year)


def _money_row(name: str, money: YearMoney) -> Row:
    loose = money.year is None and not money.costs.cents and not money.costs.unknown
    gap = {"text": _("counted above")} if loose and _has(money.covered) else gap_cell(money)
    return _row(
        name,
        heads("")[1:],
        [_sum(money.costs), _sum(money.covered), _sum(money.asked), gap],
    )


def _has(amount: Amount) -> bool:
    return bool(amount.cents or amount.unknown)


def _sum(amount: Amount) -> dict[str, Any]:
    return {"text": amount_text(amount), "unknown": amount.unknown and not amount.cents}


def _row(name: str, labels: Sequence[str], cells: Sequence[dict[str, Any]]) -> Row:
    told = [cell | {"label": label} for label, cell in zip(labels, cells, strict=True)]
    return {"name": name, "cells": told}


def funder_row(one: FunderMoney) -> Row:
    """Return what one funder pays and was asked for, with the years."""
    years = [str(row.year) for row in one.years if row.year is not None]
    cells = [_sum(one.total.covered), _sum(one.total.asked)]
    return _row(one.name, [_("Covered"), _("Asked")], cells) | {"note": ", ".join(years)}


def of_project(
    scope: Scope, money: ProjectMoney, changing: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """Return every line of a project, each leading to its thread, and the sums per year.

    ``changing`` makes the addresses that change a line, for who may: ``cost``, ``coverage``
    and ``divide`` (for what is reckoned), each a function of the number of the line.
    """
    tables = [_costs(scope, money, changing), _coverage(scope, money, changing)]
    if len(money.years) > 1:
        rows = year_rows(money.years, money.total)
        per_year = {"caption": _("Per year"), "heads": heads(_("Year")), "rows": rows}
        tables.append(per_year | {"wide": True})
    return [table for table in tables if table["rows"]]


def _costs(
    scope: Scope, money: ProjectMoney, changing: dict[str, Any] | None
) -> dict[str, Any]:
    labels = [_("Year"), _("Amount")]
    rows = []
    for line in money.costs:
        link = _change(changing, "cost", line.id, _("Change"))
        cells: list[dict[str, Any]] = [{"text": str(line.year)}, _amount(line.cents) | link]
        row = _row(capital(line.what) or _("Costs of the project"), labels, cells)
        rows.append(row | {"url": thread_url(scope, "euro", line.id)})
    return {"caption": _("What it costs"), "heads": [_("For what"), *labels], "rows": rows}


def _coverage(
    scope: Scope, money: ProjectMoney, changing: dict[str, Any] | None
) -> dict[str, Any]:
    labels = [_("Year"), _("How sure"), _("Amount")]
    rows = []
    for line in money.coverage:
        link = _change(changing, "coverage", line.id, _("Change"))
        if line.reckoned:
            link = _change(changing, "divide", line.id, _("Division"))
        asked = line.pledge == Pledge.ASKED
        sure = {"text": pledge_text(line.pledge), "unknown": asked}
        cells: list[dict[str, Any]] = [
            {"text": _year(line.year)},
            sure,
            _amount(line.cents) | link,
        ]
        row = _row(line.funder, labels, cells)
        rows.append(row | {"url": thread_url(scope, "dekking", line.id)})
    return {"caption": _("Who pays"), "heads": [_("Funder"), *labels], "rows": rows}


def _amount(cents: int | None) -> dict[str, Any]:
    return {"text": line_text(cents), "unknown": cents is None}


def _change(changing: dict[str, Any] | None, kind: str, pk: int, text: str) -> dict[str, str]:
    return {"url": changing[kind](pk), "url_text": text} if changing else {}


def sentences_of_programme(money: MoneyTable) -> list[dict[str, Any]]:
    """Tell in a few sentences what the programme costs and what lacks."""
    total = money.total
    if not total.costs.cents:
        return [_piece(_("The costs of this programme are not known yet."))]
    told = [
        _piece(_("The projects cost %(amount)s.") % {"amount": amount_text(total.costs)}),
        _piece(f"{capital(gap_text(total))}.", strong=bool(total.gap.known_cents)),
    ]
    vague = sum(one.total.gap.unknown for one in money.projects)
    if vague:
        words = ngettext(
            "Of %(number)d project costs or coverage are not known yet.",
            "Of %(number)d projects costs or coverage are not known yet.",
            vague,
        )
        told.append(_piece(words % {"number": vague}))
    return told


def sentences_of_project(money: ProjectMoney) -> list[dict[str, Any]]:
    """Tell in a few sentences what a project costs and what lacks."""
    total, known = money.total, money.total.costs.cents > 0
    if total.costs.unknown and not known:
        return [_piece(_("It is not known yet what this project costs."))]
    costs = _("The project costs %(amount)s.") % {"amount": amount_text(total.costs)}
    told = [_piece(costs if known else _("The project costs nothing."))]
    if not money.counted:
        return [*told, _piece(_("It does not count in the sums of the programme."))]
    if known:
        told.append(_piece(f"{capital(gap_text(total))}.", strong=bool(total.gap.known_cents)))
    if total.asked.cents:
        words = _("%(amount)s was asked for and does not count yet.")
        told.append(_piece(words % {"amount": euro_text(total.asked.cents)}))
    return told


def _piece(text: str, *, strong: bool = False) -> dict[str, Any]:
    return {"text": text, "strong": strong}

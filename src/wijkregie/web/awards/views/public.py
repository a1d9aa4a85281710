"""For everyone: chosen plans of a round, the money of a plan, the account of a fund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.budgets import queries
from wijkregie.web.awards import account as accounts
from wijkregie.web.awards import page
from wijkregie.web.awards.desk import open_to_all
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.tables import csv_answer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.budgets.queries import YearAccount
    from wijkregie.web.awards.desk import Desk


@require_safe
@open_to_all
def award(desk: Desk, pk: int) -> HttpResponse:
    """Show the money of a plan: what the fund gives, what was paid and shown, how it ended."""
    return render(desk.request, "awards/award.html", page.context(desk, desk.award(pk)))


@require_safe
@open_to_all
def chosen(desk: Desk, pk: int) -> HttpResponse:
    """Show the plans of a round that were chosen, and what became of them."""
    seen = desk.round(pk)
    plans = queries.chosen_of(desk.viewer, pk)
    here = _("Chosen plans")
    context = {
        "crumbs": desk.crumbs(
            desk.fund_step(seen.listed.fund_id, seen.fund_name),
            desk.round_step(pk, seen.listed.title),
            here=here,
        ),
        "heading": here,
        "round": seen.listed.title,
        "plans": [accounts.chosen(desk, one, may_run=desk.may_run) for one in plans],
        "account_url": desk.url("account", seen.listed.fund_id),
    }
    return render(desk.request, "awards/chosen.html", context)


@require_safe
@open_to_all
def account(desk: Desk, pk: int) -> HttpResponse:
    """Show what a fund got, gave and has left, per year, and what became of each plan."""
    seen = desk.fund(pk)
    here = _("The account")
    context = {
        "crumbs": desk.crumbs(desk.fund_step(pk, seen.listed.name), here=here),
        "fund": seen.listed.name,
        "years": [accounts.year(desk, one) for one in _years(desk, pk)],
        "csv_url": desk.url("account_csv", pk),
        "vouchers_url": desk.url("vouchers", pk) if desk.may_run else "",
        "fund_url": optional("budgets:fund", desk.scope.slug, pk),
    }
    return render(desk.request, "awards/account.html", context)


@require_safe
@open_to_all
def account_csv(desk: Desk, pk: int) -> HttpResponse:
    """Give the account as a table to take along."""
    head, rows = accounts.table(_years(desk, pk))
    return csv_answer(f"verantwoording-{pk}.csv", head, rows)


def _years(desk: Desk, pk: int) -> tuple[YearAccount, ...]:
    found = queries.account_of(desk.viewer, pk)
    if not found and queries.fund_seen(desk.viewer, pk, on=desk.on) is None:
        raise Http404
    return found

"""The plans of a round and one of them, for everyone to read as far as it is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkregie.domain.budgets import queries
from wijkregie.web.http.asked import page_links, page_of, with_query
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.proposals import listing, page
from wijkregie.web.proposals.desk import open_to_all, there
from wijkregie.web.proposals.places import new_url

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.proposals.desk import Desk


@never_cache
@require_safe
@open_to_all
def index(desk: Desk, pk: int) -> HttpResponse:
    """Show the plans of a round, narrowed to a stage or an area."""
    found = desk.round(pk)
    shown = page_of(desk.request, listing.chosen(desk, pk))
    heading = _("Plans")
    context = {
        "crumbs": desk.crumbs(desk.of_round(pk, found.listed.title), here=heading),
        "heading": heading,
        "round": {"name": found.listed.title, "fund": found.fund_name},
        "choices": listing.choices(desk, found),
        "rows": listing.rows(desk, shown.object_list),
        "pages": page_links(desk.request, shown),
        "csv_url": desk.url("index_csv", pk) + with_query(desk.request),
        "new_url": new_url(desk, found),
    }
    return render(desk.request, "proposals/index.html", context)


@never_cache
@require_safe
@open_to_all
def index_csv(desk: Desk, pk: int) -> HttpResponse:
    """Give the same plans as a file."""
    desk.round(pk)
    found = listing.chosen(desk, pk)
    return csv_answer(f"plannen-{pk}.csv", listing.head(), listing.cells(found))


@never_cache
@require_safe
@open_to_all
def detail(desk: Desk, reference: str) -> HttpResponse:
    """Show a plan with all that is known of it."""
    whole = desk.proposal(reference)
    return render(desk.request, "proposals/detail.html", page.context(desk, whole))


@never_cache
@require_safe
@open_to_all
def by_number(desk: Desk, pk: int, number: int) -> HttpResponse:
    """Lead to a plan by its number on the ballot; one from elsewhere is shown here."""
    whole = there(queries.proposal_by_number(desk.viewer, pk, number, on=desk.on))
    if whole.seen.reference:
        return redirect(desk.of(whole.seen))
    return render(desk.request, "proposals/detail.html", page.context(desk, whole))

"""Funds and rounds, for everyone to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.states import FundForm
from wijkregie.web.budgets import award_places, guarding, page, round_page, words
from wijkregie.web.budgets.desk import open_to_all
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.asked import page_links, page_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.budgets.desk import Desk


@require_safe
@open_to_all
def index(desk: Desk) -> HttpResponse:
    """Show the funds by their form on the two axes."""
    shown = page_of(desk.request, queries.funds_visible_to(desk.viewer, on=desk.on))
    context = {
        "crumbs": page.crumbs(desk),
        "forms": page.by_form(desk, list(shown.object_list)),
        "any": bool(shown.object_list),
        "pages": page_links(desk.request, shown),
        "new_url": desk.url("new") if desk.may_change else "",
        "cases_url": desk.url("cases"),
        "work_url": optional("proposals:work", desk.scope.slug)
        if desk.viewer.is_member or desk.viewer.operator
        else "",
    }
    return render(desk.request, "budgets/index.html", context)


@require_safe
@open_to_all
def cases(desk: Desk) -> HttpResponse:
    """Show how other towns do it, to start the same way."""
    found = [
        {
            "name": page.case_name(one),
            "since": str(one.since or ""),
            "form": words.form_name(FundForm(one.form)),
            "told": one.told,
            "untold": one.untold,
            "source": one.source,
            "url": desk.url("start", one.key) if desk.may_change else "",
        }
        for one in queries.cases()
    ]
    context = {"crumbs": page.crumbs(desk, here=_("How other towns do it")), "cases": found}
    return render(desk.request, "budgets/cases.html", context)


@require_safe
@open_to_all
def fund(desk: Desk, pk: int) -> HttpResponse:
    """Show a fund: what it is, how large, who decides, and what one can do now."""
    seen = desk.fund(pk)
    context = {
        "crumbs": page.crumbs(desk, here=seen.listed.name),
        "fund": {
            "name": seen.listed.name,
            "form": words.form_name(seen.listed.form),
            "purpose": seen.listed.purpose,
        },
        "now": page.now(desk, seen),
        "facts": page.facts(desk, seen),
        "pots": [page.pot(desk, one) for one in seen.pots],
        "rounds": page.rounds(desk, seen),
        "actions": page.fund_actions(desk, seen),
        **award_places.of_fund(desk, pk),
        **guarding.context(desk, pk),
    }
    return render(desk.request, "budgets/fund.html", context)


@require_safe
@open_to_all
def round_of(desk: Desk, pk: int) -> HttpResponse:
    """Show a round: its phases, its money, what it asks and who decides."""
    seen = desk.round(pk)
    context = {
        "crumbs": page.crumbs(desk, found=seen)[:-1],
        **round_page.context(desk, seen),
        "declared": page.declared(queries.declaration_seen(desk.viewer, pk)),
    }
    return render(desk.request, "budgets/round.html", context)

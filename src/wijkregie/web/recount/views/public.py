"""The outcome of a vote, why a plan was not chosen, and counting again: for everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.queries.why import why_lines
from wijkregie.web.recount import page, words
from wijkregie.web.recount.desk import open_to_all

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.recount.desk import Desk


@require_safe
@open_to_all
def outcome(desk: Desk, pk: int) -> HttpResponse:
    """Show what was chosen, and how it was counted; until it was told that it is not there."""
    seen = desk.round(pk)
    found = desk.outcome(pk)
    context = {
        "crumbs": desk.crumbs(seen, _("Outcome")),
        "round": {"name": seen.listed.title, "fund": seen.fund_name},
        "waiting": found is None,
        "preview": found is not None and found.told_at is None,
        "declared": queries.declaration_seen(desk.viewer, pk),
        "told": words.moment_text(found.told_at) if found and found.told_at else "",
    }
    if found is not None:
        context |= page.context(desk, seen, found)
    return render(desk.request, "recount/outcome.html", context)


@require_safe
@open_to_all
def why(desk: Desk, pk: int, number: int) -> HttpResponse:
    """Show why one plan was not chosen, and what would have done it."""
    seen = desk.round(pk)
    found = desk.there(desk.outcome(pk))
    one = next((plan for plan in found.plans if plan.number == number), None)
    if one is None:
        raise Http404
    rounds = [text for text in words.rounds_text(found) if one.place is not None]
    context = {
        "crumbs": desk.crumbs(seen, _("Outcome")),
        "plan": {"name": one.title, "number": one.number, "chosen": one.place is not None},
        "lines": why_lines(one.why) if one.why else [],
        "round_text": rounds[one.place - 1] if one.place and len(rounds) >= one.place else "",
        "outcome_url": desk.url("outcome", pk),
        "plan_url": page.plan_url(desk, one) if one.reference else "",
    }
    return render(desk.request, "recount/why.html", context)


@require_safe
@open_to_all
def recount(desk: Desk, pk: int) -> HttpResponse:
    """Show the page on which a browser counts again, and how to do it without one."""
    seen = desk.round(pk)
    found = desk.there(desk.outcome(pk))
    context = {
        "crumbs": desk.crumbs(seen, _("Count again")),
        "round": {"name": seen.listed.title, "fund": seen.fund_name},
        "proof": page.proof(found),
        "declared": found.declared,
        "seal": found.seal,
        "audit_url": desk.url("audit", pk) if found.audit_open else "",
        "ballots_url": desk.url("ballots", pk) if found.ballots_public else "",
        "parts": words.parts_json(),
        "rounds": words.rounds_text(found),
    }
    return render(desk.request, "recount/recount.html", context)

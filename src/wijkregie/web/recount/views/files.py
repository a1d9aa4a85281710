"""The files of a count, byte for byte as they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.budgets import queries
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.recount import page
from wijkregie.web.recount.desk import open_to_all

if TYPE_CHECKING:
    from wijkregie.web.recount.desk import Desk


@require_safe
@open_to_all
def audit(desk: Desk, pk: int) -> HttpResponse:
    """Give the audit file."""
    return attached(desk.there(queries.audit_file(desk.viewer, pk)), "telbestand", pk)


@require_safe
@open_to_all
def ballots(desk: Desk, pk: int) -> HttpResponse:
    """Give the ballots, where everyone may have them."""
    return attached(desk.there(queries.ballots_file(desk.viewer, pk)), "stembiljetten", pk)


@require_safe
@open_to_all
def pabulib(desk: Desk, pk: int) -> HttpResponse:
    """Give the vote as Pabulib writes it, where everyone may have the ballots."""
    raw = desk.there(queries.pabulib_file(desk.viewer, pk))
    return attached(raw, "stemming", pk, kind="text/plain; charset=utf-8", ending="pb")


@require_safe
@open_to_all
def table(desk: Desk, pk: int) -> HttpResponse:
    """Give the plans with their votes as a table; few votes are not told exactly."""
    found = desk.there(desk.outcome(pk))
    heads = [_("Plan"), _("Votes"), _("Points"), _("Asks"), _("Outcome")]
    rows = [page.row(one, scored=True) for one in found.plans]
    return csv_answer(f"uitslag-{pk}.csv", heads, rows)


def attached(
    raw: bytes, name: str, pk: int, *, kind: str = "application/json", ending: str = "json"
) -> HttpResponse:
    """Return a file to keep."""
    answer = HttpResponse(raw, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{pk}.{ending}"'
    return answer

"""The plan of a programme as a page and on paper, and that of an area on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries
from wijkregie.kit.typeset import TypesetFault
from wijkregie.web.programme import area_sheet, plan_book, report
from wijkregie.web.programme.desk import open_to_all
from wijkregie.web.programme.views.reports import paper
from wijkregie.web.programme.ways import ways

if TYPE_CHECKING:
    from wijkregie.web.programme.desk import Desk


@require_safe
@open_to_all
def detail(desk: Desk, key: str) -> HttpResponse:
    """Show the plan of a programme, to be read from front to back."""
    document, name = _document(desk, key)
    context = {
        "crumbs": report.crumbs(desk, key, name, {"name": _("Plan"), "url": ""}),
        "document": document,
        "pdf_url": desk.url("plan_pdf", key),
        "ways": ways(desk, key, "plan"),
    }
    return render(desk.request, "programme/document.html", context)


@require_safe
@open_to_all
def pdf(desk: Desk, key: str) -> HttpResponse:
    """Give the plan of a programme on paper."""
    document, _name = _document(desk, key)
    public = not queries.may_check(desk.viewer)
    back = desk.url("plan", key)
    return paper(desk, document, f"{key}-plan.pdf", keep=public, back=back)


@require_safe
@open_to_all
def area_pdf(desk: Desk, key: str, code: str) -> HttpResponse:
    """Give the plan of an area on one sheet."""
    seen = queries.area_plan(desk.viewer, key, code)
    if seen is None:
        raise Http404
    public = not queries.may_check(desk.viewer)
    try:
        made = area_sheet.sheet(desk, seen, on=timezone.localdate(), keep=public)
    except TypesetFault as fault:
        messages.error(desk.request, str(fault))
        return redirect(desk.url("area_plan", key, code))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{key}-wijkplan-{seen.area.code}.pdf"'
    if not public:
        answer["Cache-Control"] = "no-store"
    return answer


def _document(desk: Desk, key: str) -> tuple[dict[str, Any], str]:
    plan = queries.programme_plan(desk.viewer, key)
    if plan is None:
        raise Http404
    found = queries.checks_of(desk.viewer, key, on=timezone.localdate())
    return plan_book.document(desk, plan, found), plan.programme.name

"""Reports to the council: the list, and one of them as a page and on paper."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.programme import queries
from wijkregie.domain.reports import queries as reports
from wijkregie.kit.typeset import TypesetFault
from wijkregie.web.programme import booklet, report
from wijkregie.web.programme.desk import open_to_all
from wijkregie.web.programme.ways import ways
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.core.reporting import Facts
    from wijkregie.domain.programme.queries import ProgrammeSeen, ReportSeen
    from wijkregie.web.programme.desk import Desk

Args = ParamSpec("Args")


def of_programme(
    view: Callable[Concatenate[Desk, ProgrammeSeen, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the programme in the address."""

    @wraps(view)
    def found(desk: Desk, key: str, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        programme = queries.programme_seen(desk.viewer, key)
        if programme is None:
            raise Http404
        return view(desk, programme, *args, **kwargs)

    return found


@require_safe
@open_to_all
@of_programme
def index(desk: Desk, programme: ProgrammeSeen) -> HttpResponse:
    """Show the reports of a programme, and what was learned since for who works along."""
    found = list(queries.reports_visible_to(desk.viewer, programme_id=programme.id))
    open_one = any(one.settled_at is None for one in found)
    key = programme.key
    context = {
        "crumbs": report.crumbs(
            desk, key, programme.name, {"name": _("Progress reports"), "url": ""}
        ),
        "kicker": programme.name,
        "reports": [
            {
                "title": one.title,
                "url": desk.url("report", key, one.number),
                "pdf_url": desk.url("report_pdf", key, one.number),
                "day_text": _("As it was on %(day)s") % {"day": date_text(one.as_of)},
                "state": {"text": _("settled"), "kind": "safe", "icon": "ok"}
                if one.settled_at
                else {"text": _("draft"), "kind": "warning", "icon": "info"},
            }
            for one in found
        ],
        "lessons": [
            {
                "text": one.text,
                "where_text": ", ".join(
                    filter(None, (one.project_title, date_text(one.learned_on)))
                ),
                "url": desk.url("lesson_remove", key, one.id) if programme.may_steer else "",
            }
            for one in queries.lessons_visible_to(desk.viewer, programme_id=programme.id)
        ],
        "new_url": desk.url("report_new", key) if programme.may_steer and not open_one else "",
        "lesson_url": desk.url("lesson_new", key) if programme.may_steer else "",
        "plan_url": desk.url("plan", key),
        "ways": ways(desk, key, "reports"),
    }
    return render(desk.request, "programme/reports.html", context)


@require_safe
@open_to_all
@of_programme
def detail(desk: Desk, programme: ProgrammeSeen, number: int) -> HttpResponse:
    """Show a report; a draft with the figures of now, for who steers only."""
    seen = report_of(desk, programme.key, number)
    key = programme.key
    crumb = {"name": _("Progress reports"), "url": desk.url("reports", key)}
    context = {
        "crumbs": report.crumbs(
            desk, key, programme.name, crumb, {"name": seen.listed.title, "url": ""}
        ),
        "document": report.document(desk, seen, _facts(desk, seen)),
        "notice": _notice(desk, seen) if seen.facts is None else None,
        "pdf_url": desk.url("report_pdf", key, number),
        "ways": ways(desk, key, "reports"),
    }
    answer = render(desk.request, "programme/document.html", context)
    if seen.facts is None:
        answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@open_to_all
@of_programme
def pdf(desk: Desk, programme: ProgrammeSeen, number: int) -> HttpResponse:
    """Give a report on paper; where it cannot be made, say so on its page."""
    seen = report_of(desk, programme.key, number)
    document = report.document(desk, seen, _facts(desk, seen))
    name = f"{programme.key}-voortgang-{number}.pdf"
    return paper(desk, document, name, keep=seen.facts is not None, back=report_url(desk, seen))


def paper(
    desk: Desk, document: dict[str, Any], name: str, *, keep: bool, back: str
) -> HttpResponse:
    """Answer with a document on paper, or lead back where it cannot be made."""
    try:
        made = booklet.pdf(desk.scope, document, on=timezone.localdate(), keep=keep)
    except TypesetFault as fault:
        messages.error(desk.request, str(fault))
        return redirect(back)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    if not keep:
        answer["Cache-Control"] = "no-store"
    return answer


def report_of(desk: Desk, key: str, number: int) -> ReportSeen:
    """Return the report in the address, as far as the viewer may read it."""
    seen = queries.report_seen(desk.viewer, key, number)
    if seen is None:
        raise Http404
    return seen


def _facts(desk: Desk, seen: ReportSeen) -> Facts:
    """Return the facts of a report: as they were settled, or of now for a draft."""
    if seen.facts is not None:
        return seen.facts
    on = seen.listed.as_of
    counted = reports.answers_until(desk.viewer, on=on)
    return queries.facts_of(desk.viewer, seen.programme.id, on=on, answers=counted)


def report_url(desk: Desk, seen: ReportSeen) -> str:
    """Return the address of a report."""
    return desk.url("report", seen.programme.key, seen.listed.number)


def _notice(desk: Desk, seen: ReportSeen) -> dict[str, Any]:
    address = (seen.programme.key, seen.listed.number)
    return {
        "kind": "warning",
        "text": _("This is a draft. Only who steers the programme can read it."),
        "actions": [
            {"text": _("Settle"), "url": desk.url("report_settle", *address), "main": True},
            {"text": _("Write"), "url": desk.url("report_write", *address), "main": False},
            {
                "text": _("Withdraw"),
                "url": desk.url("report_withdraw", *address),
                "main": False,
            },
        ],
    }

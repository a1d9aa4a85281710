"""Write a report to the council: begin, change, settle or withdraw it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.programme import queries, services
from wijkregie.domain.programme.services import ReportDraft
from wijkregie.domain.reports import queries as reports
from wijkregie.web.http.kept import Kept
from wijkregie.web.programme import report
from wijkregie.web.programme.desk import answered, ask, done, for_work
from wijkregie.web.programme.editing import held
from wijkregie.web.programme.forms.reporting import ReportForm
from wijkregie.web.programme.forms.steps import Empty
from wijkregie.web.programme.views.reports import of_programme, report_of, report_url
from wijkregie.web.programme.words import date_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from wijkregie.domain.programme.queries import ProgrammeSeen, ReportSeen
    from wijkregie.web.programme.desk import Desk


def of_draft(
    view: Callable[[Desk, ReportSeen], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the report in the address, for who steers; a settled one stays as it is."""

    @wraps(view)
    def found(desk: Desk, programme: ProgrammeSeen, number: int) -> HttpResponse:
        if not programme.may_steer:
            return desk.refuse()
        seen = report_of(desk, programme.key, number)
        if seen.facts is None:
            return view(desk, seen)
        messages.info(desk.request, _("This report is settled and does not change any more."))
        return redirect(report_url(desk, seen))

    return found


@for_work
@of_programme
def begin(desk: Desk, programme: ProgrammeSeen) -> HttpResponse:
    """Begin a report to the council."""
    if not programme.may_steer:
        return desk.refuse()
    open_one = _draft_of(desk, programme)
    if open_one is not None:
        text = _("This report is not settled yet. Settle or withdraw it before a new one.")
        messages.info(desk.request, text)
        return redirect(desk.url("report", programme.key, open_one))
    today = timezone.localdate()
    title = _("Progress up to %(day)s") % {"day": date_text(today)}
    form = ReportForm(desk.sent, initial={"title": title, "as_of": today})
    made: list[int] = []

    def act() -> None:
        draft = ReportDraft(**form.cleaned_data)
        made.append(
            services.begin_report(programme.id, draft, by=desk.viewer, at=timezone.now())
        )

    if answered(form, act):
        text = _("The draft is there. Read it, and settle it when it is right.")
        return done(desk, text, desk.url("report", programme.key, made[0]))
    heading = _("Begin a report to the council")
    return ask(
        desk,
        form,
        crumbs=report.inside(desk, programme, heading),
        kicker=programme.name,
        heading=heading,
        intro_text=_("We fill in the figures. You add what they do not tell."),
        submit_text=_("Make the draft"),
        cancel_url=desk.url("reports", programme.key),
    )


def _draft_of(desk: Desk, programme: ProgrammeSeen) -> int | None:
    """Return the number of the report that is not settled yet."""
    found = queries.reports_visible_to(desk.viewer, programme_id=programme.id)
    return next((one.number for one in found if one.settled_at is None), None)


@for_work
@of_programme
@of_draft
def write(desk: Desk, seen: ReportSeen) -> HttpResponse:
    """Change the title, day or words of a draft."""
    listed = seen.listed
    form = ReportForm(desk.sent, initial=_now(seen))

    def fresh() -> ReportForm:
        now = report_of(desk, seen.programme.key, listed.number)
        return ReportForm(initial=_now(now))

    kept = Kept(form, fresh)

    def act() -> None:
        draft = ReportDraft(**form.cleaned_data)
        services.write_report(listed.id, draft, by=desk.viewer, at=timezone.now())

    if answered(form, held(desk, "report", listed.id, kept, act)):
        return done(desk, _("The report is saved."), report_url(desk, seen))
    heading = _("Write the report")
    return ask(
        desk,
        form,
        crumbs=report.inside(desk, seen.programme, heading),
        kicker=listed.title,
        heading=heading,
        submit_text=_("Save"),
        cancel_url=report_url(desk, seen),
        **kept.told(),
    )


def _now(seen: ReportSeen) -> dict[str, Any]:
    listed = seen.listed
    return {"title": listed.title, "as_of": listed.as_of, "words": seen.words}


@for_work
@of_programme
@of_draft
def settle(desk: Desk, seen: ReportSeen) -> HttpResponse:
    """Settle a draft: from then on everyone reads it, and it stays as it is."""
    form, listed = Empty(desk.sent), seen.listed

    def act() -> None:
        counted = reports.answers_until(desk.viewer, on=listed.as_of)
        services.settle_report(listed.id, answers=counted, by=desk.viewer, at=timezone.now())

    if answered(form, act):
        return done(
            desk, _("The report is settled. Everyone can read it."), report_url(desk, seen)
        )
    heading = _("Settle the report")
    return ask(
        desk,
        form,
        crumbs=report.inside(desk, seen.programme, heading),
        kicker=listed.title,
        heading=heading,
        consequences=[
            _("Everyone can read it from now on."),
            _("The figures stay as they are today, whatever changes in the programme."),
            _("You cannot undo this. The next report tells what changed since."),
        ],
        submit_text=_("Settle the report"),
        cancel_url=report_url(desk, seen),
    )


@for_work
@of_programme
@of_draft
def withdraw(desk: Desk, seen: ReportSeen) -> HttpResponse:
    """Throw a draft away."""
    form, listed = Empty(desk.sent), seen.listed

    def act() -> None:
        services.withdraw_report(listed.id, by=desk.viewer, at=timezone.now())

    list_url = desk.url("reports", seen.programme.key)
    if answered(form, act):
        return done(desk, _("The draft is withdrawn."), list_url)
    heading = _("Withdraw the draft")
    return ask(
        desk,
        form,
        crumbs=report.inside(desk, seen.programme, heading),
        kicker=listed.title,
        heading=heading,
        consequences=[_("What you wrote in it is gone. The programme stays as it is.")],
        submit_text=_("Withdraw the draft"),
        cancel_url=report_url(desk, seen),
    )

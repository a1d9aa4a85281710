"""The minutes of a meeting: read them, approve them, correct them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkregie.domain.meetings import queries, services
from wijkregie.kit import typeset
from wijkregie.kit.refusals import Refusal
from wijkregie.web.meetings import minuting
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.minute_forms import CorrectionForm, VersionForm
from wijkregie.web.meetings.page import crumbs, head

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import MinutesSeen
    from wijkregie.web.meetings.desk import Desk

TEMPLATE = "web/meetings/typst/minutes.typ"
_DIGITS = 4


@require_safe
@opened
def minutes(desk: Desk, pk: int) -> HttpResponse:
    """Show the minutes: the last version, or the one that the address asks for."""
    found = _found(desk, pk, _version(desk))
    if found is None:
        return desk.refuse()
    context = {
        "crumbs": [*crumbs(desk, found.meeting), {"name": _("Minutes"), "url": ""}],
        "meeting": head(desk, found.meeting),
        **minuting.for_page(desk, found),
    }
    return render(desk.request, "meetings/minutes.html", context)


@require_safe
@opened
def minutes_pdf(desk: Desk, pk: int) -> HttpResponse:
    """Give the minutes as a tagged PDF; as they hold names it is kept nowhere."""
    found = _found(desk, pk, _version(desk))
    if found is None:
        return desk.refuse()
    language = get_language() or "nl"
    try:
        made = typeset.pdf(TEMPLATE, minuting.for_paper(desk, found), lang=language, keep=False)
    except typeset.TypesetFault as fault:
        return HttpResponse(
            str(fault),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            content_type="text/plain; charset=utf-8",
        )
    day = timezone.localdate(found.meeting.starts_at).isoformat()
    name = f"verslag-{day}-versie-{found.shown.version}.pdf"
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


@require_POST
@opened
def approve(desk: Desk, pk: int) -> HttpResponse:
    """Approve the last version, as who leads or in the meeting of today."""
    found = _found(desk, pk)
    if found is None:
        return desk.refuse()
    form = VersionForm(desk.request.POST)
    if not form.is_valid():
        raise Http404
    url = desk.url("minutes", pk)
    try:
        services.approve_minutes(
            pk,
            form.cleaned_data["version"],
            in_meeting_id=form.cleaned_data["meeting"],
            by=desk.viewer,
            at=desk.now,
        )
    except Refusal as refusal:
        messages.error(desk.request, str(refusal))
        return redirect(url)
    return done(desk, _("The minutes are approved."), url)


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def correct(desk: Desk, pk: int) -> HttpResponse:
    """Correct notes or attendance by a new version."""
    found = _found(desk, pk)
    if found is None:
        return desk.refuse()
    sent = desk.request.method == "POST"
    form = CorrectionForm(
        desk.request.POST if sent else None,
        points=[(one.item_id, f"{one.number}. {one.title}", one.notes) for one in found.points],
        seats=_seats(desk, found),
        initial={
            "version": found.shown.version,
            "present": [one.seat_id for one in found.seats if one.present],
        },
    )

    def act() -> None:
        draft = services.CorrectionDraft(
            form.cleaned_data["version"],
            form.cleaned_data["why"],
            form.notes(),
            _present(form, found),
        )
        services.correct_minutes(pk, draft, by=desk.viewer, at=desk.now)

    if sent and answered(form, act):
        return done(desk, _("The new version stands here."), desk.url("minutes", pk))
    back = desk.url("minutes", pk)
    context = {
        "crumbs": [
            *crumbs(desk, found.meeting),
            {"name": _("Minutes"), "url": back},
            {"name": _("Correct"), "url": ""},
        ],
        "heading": _("Correct the minutes"),
        "meeting": head(desk, found.meeting),
        "form": form,
        "cancel_url": back,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(desk.request, "meetings/correction.html", context, status=status)


def _found(desk: Desk, pk: int, version: int | None = None) -> MinutesSeen | None:
    """Return the minutes; ``Http404`` where there are none, ``None`` for who may not read."""
    meeting = desk.meeting(pk)
    if not meeting.whole:
        return None
    found = queries.minutes_seen(desk.viewer, pk, version, on=desk.on)
    if found is None:
        raise Http404
    return found


def _version(desk: Desk) -> int | None:
    asked = desk.request.GET.get("versie", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS):
        raise Http404
    return int(asked)


def _seats(desk: Desk, found: MinutesSeen) -> list[tuple[int, str]]:
    """Return who may have been there: the seats of the group, and who was written down."""
    known = {
        one.seat_id: (one.person_name, one.organisation_name)
        for one in queries.seats_at(desk.viewer, found.meeting.id, on=desk.on)
    }
    known |= {one.seat_id: (one.person_name, one.organisation_name) for one in found.seats}
    return [
        (seat_id, " · ".join(filter(None, names)) or _("somebody"))
        for seat_id, names in known.items()
    ]


def _present(form: CorrectionForm, found: MinutesSeen) -> dict[int, bool]:
    """Return who was there by seat: of who was not written down only who was there."""
    there = set(form.cleaned_data["present"])
    written = {one.seat_id for one in found.seats}
    return {seat_id: seat_id in there for seat_id in written | there}

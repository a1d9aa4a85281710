"""Ask to find something out, see what is being found out, and write down what was found."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.domain.meetings import queries, services
from wijkregie.web.http.asked import page_links, page_of
from wijkregie.web.meetings.asking import Refused
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.inquiring import inquiry_form, inquiry_row
from wijkregie.web.meetings.minute_forms import FindingForm
from wijkregie.web.meetings.page import show
from wijkregie.web.meetings.views.changes import of_meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import InquirySeen, MeetingSeen
    from wijkregie.web.meetings.desk import Desk

_PER_PAGE = 50


@of_meeting
def ask(desk: Desk, meeting: MeetingSeen, item_pk: int) -> HttpResponse:
    """Ask somebody to find something out about a point."""
    items = queries.items_of(desk.viewer, meeting.id, on=desk.on)
    if item_pk not in {item.id for item in items}:
        raise Http404
    form = inquiry_form(desk, meeting, desk.request.POST)

    def act() -> None:
        asked = form.cleaned_data
        draft = services.InquiryDraft(
            question=asked["question"],
            person_id=asked["person"],
            organisation_id=asked["organisation"],
            due_on=asked["due_on"],
        )
        services.ask(item_pk, draft, by=desk.viewer, at=desk.now)

    if answered(form, act):
        url = f"{desk.url('detail', meeting.id)}?punt={item_pk}"
        return done(desk, _("The question is written down."), url)
    return show(desk, meeting, item_pk, Refused("inquiry", form))


@require_safe
@opened
def inquiries(desk: Desk) -> HttpResponse:
    """Show what the viewer and the own groups find out, what is too late first."""
    if not desk.viewer.is_member:
        return desk.refuse()
    wanted = queries.InquiryFilter(near=True)
    rows = queries.inquiries_visible_to(desk.viewer, wanted, on=desk.on)
    page = page_of(desk.request, rows, per_page=_PER_PAGE)
    context = {
        "crumbs": [*_crumbs(desk)[:1], {"name": _("What is found out"), "url": ""}],
        "parts": _parts(desk, list(page.object_list)),
        "pages": page_links(desk.request, page),
    }
    return render(desk.request, "meetings/inquiries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def inquiry(desk: Desk, pk: int) -> HttpResponse:
    """Show one question, and let who was asked write down what was found."""
    if not desk.viewer.is_member:
        return desk.refuse()
    found = queries.inquiry_seen(desk.viewer, pk, on=desk.on)
    if found is None:
        raise Http404
    form = FindingForm(desk.request.POST or None)

    def act() -> None:
        text = form.cleaned_data["finding"]
        services.find(found.id, text, by=desk.viewer, at=desk.now)

    if desk.request.method == "POST" and answered(form, act):
        return done(desk, _said(desk, pk), desk.url("inquiry", pk))
    wrong = bool(form.errors)
    context = {
        "crumbs": [*_crumbs(desk), {"name": found.item_title, "url": ""}],
        "inquiry": inquiry_row(desk, found),
        "form": form if found.may_find or wrong else None,
        "all_url": desk.url("inquiries"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, "meetings/finding.html", context, status=status)


def _said(desk: Desk, pk: int) -> str:
    """Say what becomes of a finding that was just written down."""
    found = queries.inquiry_seen(desk.viewer, pk, on=desk.on)
    if found is not None and found.back_at is not None:
        return _("Thank you. What you found stands on the next agenda.")
    return _("Thank you. What you found is kept for the group.")


def _parts(desk: Desk, shown: Sequence[InquirySeen]) -> list[dict[str, Any]]:
    parts = (
        ("overdue", _("Overdue"), [one for one in shown if one.overdue]),
        (
            "open",
            _("Being found out"),
            [one for one in shown if one.is_open and not one.overdue],
        ),
        ("found", _("Found out"), [one for one in shown if not one.is_open]),
    )
    return [
        {"key": key, "title": title, "inquiries": [inquiry_row(desk, one) for one in found]}
        for key, title, found in parts
        if found
    ]


def _crumbs(desk: Desk) -> list[dict[str, str]]:
    return [
        {"name": _("Meetings"), "url": desk.url("index")},
        {"name": _("What is found out"), "url": desk.url("inquiries")},
    ]

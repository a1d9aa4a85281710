"""The action list of a meeting: a page, and the same as a PDF."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.meetings import queries
from wijkregie.kit import typeset
from wijkregie.web.meetings import listing
from wijkregie.web.meetings.desk import opened
from wijkregie.web.meetings.page import crumbs, head

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import ActionList
    from wijkregie.web.meetings.desk import Desk

TEMPLATE = "web/meetings/typst/action_list.typ"


@require_safe
@opened
def actions(desk: Desk, pk: int) -> HttpResponse:
    """Show the action list, or the viewer's own part of it."""
    found = _found(desk, pk)
    if found is None:
        return desk.refuse()
    context = {
        "crumbs": [*crumbs(desk, found.meeting), {"name": _("Action list"), "url": ""}],
        "meeting": head(desk, found.meeting),
        **listing.for_page(desk, found),
    }
    return render(desk.request, "meetings/actions.html", context)


@require_safe
@opened
def actions_pdf(desk: Desk, pk: int) -> HttpResponse:
    """Give the action list as a tagged PDF; one that may hold names is kept nowhere."""
    found = _found(desk, pk)
    if found is None:
        return desk.refuse()
    language, kept = get_language() or "nl", not (found.whole or found.extract)
    try:
        made = typeset.pdf(TEMPLATE, listing.for_paper(desk, found), lang=language, keep=kept)
    except typeset.TypesetFault as fault:
        return HttpResponse(
            str(fault),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            content_type="text/plain; charset=utf-8",
        )
    day = timezone.localdate(found.meeting.starts_at).isoformat()
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="afsprakenlijst-{day}.pdf"'
    return answer


def _found(desk: Desk, pk: int) -> ActionList | None:
    """Return the list; of a meeting that is not there or has none yet: not found."""
    meeting = desk.meeting(pk)
    found = queries.action_list(desk.viewer, pk, on=desk.on)
    if found is None and meeting.closed_at is None and (meeting.public or meeting.has_extract):
        raise Http404
    return found

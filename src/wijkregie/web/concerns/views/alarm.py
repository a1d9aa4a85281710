"""Concerns that nobody opens: how many, whom to call, and who called."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.concerns import queries, services
from wijkregie.kit.refusals import Refusal
from wijkregie.web.concerns.desk import for_leaders
from wijkregie.web.http.alarm import alarm_text

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.concerns.desk import Desk


@require_safe
@for_leaders
def alarm(desk: Desk) -> HttpResponse:
    """Show how many concerns wait too long and whom to call about them."""
    return _page(desk)


@require_POST
@for_leaders
def called(desk: Desk, pk: int) -> HttpResponse:
    """Note that somebody called a number of the list."""
    try:
        first = services.called(pk, by=desk.viewer, at=desk.at)
    except Refusal as refusal:
        messages.error(desk.request, str(refusal))
        return _page(desk, status=HTTPStatus.CONFLICT)
    if first:
        messages.success(desk.request, _("Noted. The alarm stops when the team opens it."))
    else:
        messages.info(desk.request, _("A colleague noted this call already."))
    return redirect(desk.url("alarm"))


def _page(desk: Desk, *, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    found = queries.alarm_for(desk.viewer, at=desk.at)
    calls = found.calls if found else ()
    context = {
        "text": alarm_text(found.waiting) if found else "",
        "group_name": found.group_name if found else "",
        "calls": [
            {
                "name": one.name,
                "number": one.number,
                "tel": one.number.replace(" ", "").replace("-", ""),
                "done_url": desk.url("called", one.message_id) if one.message_id else "",
            }
            for one in calls
        ],
        "queue_url": desk.url("queue") if desk.viewer.sealed_ids else "",
    }
    return render(desk.request, "concerns/alarm.html", context, status=status)

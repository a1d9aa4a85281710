"""The actions of somebody, of whom one sits for and of one's groups."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.queries import ActionFilter
from wijkregie.domain.meetings.states import ActionState
from wijkregie.web.http.asked import page_links, page_of
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.forms import Empty
from wijkregie.web.meetings.waiting import notices
from wijkregie.web.meetings.words import action_row, day_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import ActionSeen
    from wijkregie.web.meetings.desk import Desk

_PER_PAGE = 50
_SAID = {
    ActionState.DONE: gettext_lazy("The action is done."),
    ActionState.DROPPED: gettext_lazy("The action is dropped."),
    ActionState.OPEN: gettext_lazy("The action is open again."),
}


@require_safe
@opened
def mine(desk: Desk) -> HttpResponse:
    """Show the actions of the viewer, of the organisations and groups one sits in."""
    if not desk.viewer.is_member:
        return desk.refuse()
    return _page(desk)


@require_POST
@opened
def settle(desk: Desk, pk: int) -> HttpResponse:
    """Say that an action is done, dropped or open again, and go back to where one was."""
    if not desk.viewer.is_member:
        return desk.refuse()
    asked = desk.request.POST.get("state", "")
    if asked not in ActionState.values:
        raise Http404
    form, state = Empty(desk.request.POST), ActionState(asked)
    if answered(form, lambda: services.settle(pk, state, by=desk.viewer, at=desk.now)):
        return done(desk, str(_SAID[state]), _back(desk))
    return _page(desk, errors=[str(error) for error in form.non_field_errors()])


def _page(desk: Desk, errors: Sequence[str] = ()) -> HttpResponse:
    rows = queries.actions_visible_to(desk.viewer, ActionFilter(near=True), on=desk.on)
    page = page_of(desk.request, rows, per_page=_PER_PAGE)
    shown = list(page.object_list)
    context = {
        "crumbs": [
            {"name": _("Meetings"), "url": desk.url("index")},
            {"name": _("My actions"), "url": ""},
        ],
        "notices": notices(desk) if page.number == 1 else [],
        "parts": _parts(desk, shown),
        "pages": page_links(desk.request, page),
        "errors": errors,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(desk.request, "meetings/mine.html", context, status=status)


def _parts(desk: Desk, shown: Sequence[ActionSeen]) -> list[dict[str, Any]]:
    """Return the actions in parts: overdue, to do, and what is done."""
    parts = (
        ("overdue", _("Overdue"), [one for one in shown if one.overdue]),
        ("open", _("To do"), [one for one in shown if one.is_open and not one.overdue]),
        ("ended", _("Done or dropped"), [one for one in shown if not one.is_open]),
    )
    return [
        {"key": key, "title": title, "actions": [_row(desk, one) for one in found]}
        for key, title, found in parts
        if found
    ]


def _row(desk: Desk, one: ActionSeen) -> dict[str, Any]:
    return {
        **action_row(one),
        "url": desk.url("settle", one.id),
        "item": one.item_title,
        "from_url": desk.url("detail", one.meeting_id),
        "from_text": _("%(group)s, %(day)s")
        % {"group": one.group_name, "day": day_text(timezone.localdate(one.meeting_at))},
    }


def _back(desk: Desk) -> str:
    """Return the page one came from, if that is one of ours."""
    asked = desk.request.POST.get("next", "")
    host = desk.request.get_host()
    return asked if url_has_allowed_host_and_scheme(asked, {host}) else desk.url("mine")

"""The queue of the team: what waits, and one concern to open, confirm and close."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.concerns import queries, services
from wijkregie.domain.concerns.states import State
from wijkregie.domain.people import queries as people
from wijkregie.kit.refusals import Refusal
from wijkregie.web.concerns import words
from wijkregie.web.concerns.desk import for_team
from wijkregie.web.concerns.forms import ConfirmForm
from wijkregie.web.http.asked import page_links, page_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.concerns.queries import ConcernSeen
    from wijkregie.domain.concerns.services import Opened
    from wijkregie.web.concerns.desk import Desk

_MOST: Final = 200
_PER_PAGE: Final = 25


@require_safe
@for_team
def index(desk: Desk) -> HttpResponse:
    """Show what waits, what was read, what was taken up, and page by page what is closed."""
    received = _in(desk, State.RECEIVED)[:_MOST]
    page = page_of(desk.request, _in(desk, State.CLOSED), per_page=_PER_PAGE)
    context = {
        "waiting": [_row(desk, one) for one in received if one.opened_at is None],
        "read": [_row(desk, one) for one in received if one.opened_at is not None],
        "taken_up": [_row(desk, one) for one in _in(desk, State.TAKEN_UP)[:_MOST]],
        "closed": [_row(desk, one) for one in page],
        "pages": page_links(desk.request, page),
    }
    return render(desk.request, "concerns/queue.html", context)


@require_safe
@for_team
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show what is known of a concern without opening it."""
    return _page(desk, _found(desk, pk), form=ConfirmForm())


@require_POST
@for_team
def opened(desk: Desk, pk: int) -> HttpResponse:
    """Open a concern and show it once: the page is kept nowhere, the opening is logged."""
    _found(desk, pk)
    try:
        content = services.open_concern(pk, by=desk.viewer, at=desk.at)
    except Refusal as refusal:
        return _refused(desk, pk, refusal)
    return _page(desk, _found(desk, pk), content=content, form=ConfirmForm())


@require_POST
@for_team
def confirmed(desk: Desk, pk: int) -> HttpResponse:
    """Confirm that the team has it; its text is wiped at once."""
    found = _found(desk, pk)
    form = ConfirmForm(desk.request.POST)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _page(desk, found, form=form, status=status)
    try:
        services.confirm(pk, form.cleaned_data["handed_to"], by=desk.viewer, at=desk.at)
    except Refusal as refusal:
        return _refused(desk, pk, refusal)
    messages.success(desk.request, _("Receipt is confirmed. The text is wiped here."))
    return redirect(desk.url("detail", pk))


@require_POST
@for_team
def closed(desk: Desk, pk: int) -> HttpResponse:
    """Note that the team is done with it."""
    _found(desk, pk)
    try:
        services.close(pk, by=desk.viewer, at=desk.at)
    except Refusal as refusal:
        return _refused(desk, pk, refusal)
    messages.success(desk.request, _("The concern is closed."))
    return redirect(desk.url("queue"))


def _in(desk: Desk, state: State) -> Any:
    return queries.concerns_visible_to(desk.viewer, at=desk.at, states=[state])


def _found(desk: Desk, pk: int) -> ConcernSeen:
    found = queries.concern_seen(desk.viewer, pk, at=desk.at)
    if found is None:
        raise Http404
    return found


def _refused(desk: Desk, pk: int, refusal: Refusal) -> HttpResponse:
    messages.error(desk.request, str(refusal))
    return _page(desk, _found(desk, pk), status=HTTPStatus.CONFLICT)


def _page(
    desk: Desk,
    found: ConcernSeen,
    *,
    content: Opened | None = None,
    form: ConfirmForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        **_row(desk, found),
        "stand": words.STATES[found.state],
        "facts": _facts(found),
        "content": content,
        "contact": _contact(desk, content) if content else [],
        "form": form if found.opened_at else None,
        "open_url": desk.url("open", found.id) if found.state == State.RECEIVED else "",
        "confirm_url": desk.url("confirm", found.id),
        "close_url": desk.url("close", found.id) if found.state == State.TAKEN_UP else "",
        "queue_url": desk.url("queue"),
    }
    return render(desk.request, "concerns/detail.html", context, status=status)


def _row(desk: Desk, found: ConcernSeen) -> dict[str, Any]:
    waits = words.waited(found.waits_since, desk.at) if found.waits_since else ""
    return {
        "reference": words.grouped(found.reference),
        "url": desk.url("detail", found.id),
        "area_name": found.area_name or _("buurt not known"),
        "received": words.day(found.received_on),
        "waits": waits,
        "alarm": found.alarm,
        "is_read": found.opened_at is not None,
        "opened_by": found.opened_by,
        "opened": words.moment(found.opened_at) if found.opened_at else "",
        "handed_to": str(found.handed_to.label) if found.handed_to else "",
    }


def _facts(found: ConcernSeen) -> list[dict[str, str]]:
    told = [
        (_("Receipt number"), words.grouped(found.reference)),
        (_("Buurt"), found.area_name or _("not known")),
        (_("Received"), words.moment(found.waits_since) if found.waits_since else ""),
        (_("Received on"), "" if found.waits_since else words.day(found.received_on)),
        (_("Opened by"), found.opened_by),
        (_("Opened"), words.moment(found.opened_at) if found.opened_at else ""),
        (_("Taken up on"), words.day(found.taken_up_on) if found.taken_up_on else ""),
        (_("Handed to"), str(found.handed_to.label) if found.handed_to else ""),
        (_("Closed on"), words.day(found.closed_on) if found.closed_on else ""),
    ]
    return [{"name": name, "text": text} for name, text in told if text]


def _contact(desk: Desk, content: Opened) -> list[dict[str, str]]:
    writer = None
    if content.recorded_by:
        writer = people.person_seen(desk.viewer, content.recorded_by)
    told = [
        (_("Name"), content.name, ""),
        (_("Phone"), content.phone, f"tel:{content.phone.replace(' ', '')}"),
        (_("Mail"), content.email, f"mailto:{content.email}"),
        (_("Written down by"), (writer.name or "") if writer else "", ""),
    ]
    return [{"name": name, "text": text, "url": url} for name, text, url in told if text]

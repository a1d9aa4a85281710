"""The meeting page: the agenda left, the point in the middle, decision and actions right."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.forms import CharField
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.meetings import queries
from wijkregie.domain.meetings.states import ActionState, MeetingState
from wijkregie.web.meetings import guests, inquiring, told_back
from wijkregie.web.meetings.asking import Refused, attendance_form, point_form, signal_form
from wijkregie.web.meetings.point import point
from wijkregie.web.meetings.words import (
    action_row,
    meeting_badge,
    meeting_name,
    moment_text,
    outcome_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import ItemSeen, MeetingSeen
    from wijkregie.web.meetings.desk import Desk

_NOTHING = Refused()


def show(
    desk: Desk, meeting: MeetingSeen, item_pk: int | None = None, refused: Refused = _NOTHING
) -> HttpResponse:
    """Answer with the page of a meeting, open at one point; 422 with a refused form."""
    items = queries.items_of(desk.viewer, meeting.id, on=desk.on)
    chosen = _chosen(items, item_pk)
    context = {
        "crumbs": crumbs(desk, meeting),
        "meeting": head(desk, meeting),
        "agenda": [
            _entry(desk, meeting, item, number, current=item is chosen)
            for number, item in enumerate(items, 1)
        ],
        "point": _point(desk, meeting, items, chosen, refused) if chosen else None,
        "earlier": [] if any(one.fixed for one in items) else _earlier(desk, meeting),
        "shows_agenda": meeting.may_read or bool(items),
        "as_guest": bool(items) and not meeting.may_read,
        "series_url": desk.url("series_detail", meeting.series_id),
        "may_write": meeting.may_write,
        "may_move": meeting.may_lead and meeting.is_planned,
        "may_close": meeting.may_lead and meeting.is_planned and desk.has_begun(meeting),
        **guests.of_meeting(desk, meeting, refused),
        **inquiring.of_meeting(desk, meeting),
        **told_back.of_meeting(desk, meeting),
        "end_errors": refused.errors,
        "lost": _lost(meeting, refused),
        **_forms(desk, meeting, refused),
    }
    wrong = refused.form is not None or refused.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, "meetings/detail.html", context, status=status)


def _lost(meeting: MeetingSeen, refused: Refused) -> dict[str, Any] | None:
    """Return why a form was refused that has no place any more, and what was typed in it."""
    form = refused.form
    if form is None or meeting.may_write:
        return None
    typed = [
        {"label": field.label, "text": str(field.value())}
        for field in form.visible_fields()
        if isinstance(field.field, CharField) and field.value()
    ]
    errors = [str(error) for found in form.errors.values() for error in found]
    return {"errors": errors, "typed": typed}


def _point(
    desk: Desk,
    meeting: MeetingSeen,
    items: Sequence[ItemSeen],
    chosen: ItemSeen,
    refused: Refused,
) -> dict[str, Any]:
    return {
        **point(desk, meeting, chosen, items.index(chosen) + 1, refused),
        **guests.of_point(desk, meeting, chosen, refused),
        "earlier": _earlier(desk, meeting) if chosen.fixed else [],
    }


def crumbs(desk: Desk, meeting: MeetingSeen) -> list[dict[str, str]]:
    """Return the way to a meeting."""
    return [
        {"name": _("Meetings"), "url": desk.url("index")},
        {"name": meeting_name(meeting), "url": desk.url("detail", meeting.id)},
    ]


def head(desk: Desk, meeting: MeetingSeen) -> dict[str, Any]:
    """Return what stands on top of every page of a meeting."""
    reads_list = meeting.whole or (
        meeting.state == MeetingState.HELD and (meeting.may_read or meeting.has_extract)
    )
    return {
        "id": meeting.id,
        "name": meeting_name(meeting),
        "group": meeting.group_name,
        "series": meeting.series_name,
        "when": moment_text(meeting.starts_at),
        "when_iso": timezone.localtime(meeting.starts_at).isoformat(),
        "where": meeting.location or "",
        "badge": meeting_badge(meeting.state),
        "public_text": _("Everyone may read along") if meeting.public else _("For the group"),
        "may_read": meeting.may_read,
        "invented": meeting.invented,
        "url": desk.url("detail", meeting.id),
        "list_url": desk.url("actions", meeting.id) if reads_list else "",
        "minutes_url": desk.url("minutes", meeting.id)
        if meeting.whole and meeting.state == MeetingState.HELD
        else "",
        "closed_text": _closed_text(meeting),
    }


def _closed_text(meeting: MeetingSeen) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return _("This meeting was cancelled. What was on the agenda goes to the next meeting.")
    if meeting.state == MeetingState.HELD and meeting.whole:
        return _(
            "This meeting is closed. What was decided and agreed does not change any more."
        )
    return ""


def _chosen(items: Sequence[ItemSeen], item_pk: int | None) -> ItemSeen | None:
    """Return the point asked for, else the first without a decision, else the first."""
    if item_pk is not None:
        found = next((item for item in items if item.id == item_pk), None)
        if found is None:
            raise Http404
        return found
    undecided = next((item for item in items if item.decision is None), None)
    return undecided or (items[0] if items else None)


def _entry(
    desk: Desk, meeting: MeetingSeen, item: ItemSeen, number: int, *, current: bool
) -> dict[str, Any]:
    told = [outcome_text(item.decision.outcome)] if item.decision else []
    if count := len(item.actions):
        told.append(ngettext("%(n)d action", "%(n)d actions", count) % {"n": count})
    return {
        "number": number,
        "name": item.title,
        "text": ", ".join(told),
        "decided": item.decision is not None,
        "current": current,
        "url": f"{desk.url('detail', meeting.id)}?punt={item.id}#punt",
    }


def _earlier(desk: Desk, meeting: MeetingSeen) -> list[dict[str, Any]]:
    """Return the open actions of the group that are due before this meeting is over."""
    if not (meeting.whole and meeting.is_planned):
        return []
    day = max(desk.on, timezone.localdate(meeting.starts_at) + timedelta(days=1))
    wanted = queries.ActionFilter(
        group_id=meeting.group_id, states=(ActionState.OPEN,), due_before=day
    )
    found = queries.actions_visible_to(desk.viewer, wanted, on=desk.on)
    return [
        {**action_row(one), "url": desk.url("settle", one.id), "item": one.item_title}
        for one in found
        if one.meeting_id != meeting.id
    ]


def _forms(desk: Desk, meeting: MeetingSeen, refused: Refused) -> dict[str, Any]:
    if not meeting.may_write:
        return {"point_form": None, "signal_form": None, "attendance_form": None}
    return {
        "point_form": refused.of("point") or point_form(),
        "signal_form": refused.of("signal") or signal_form(desk),
        "attendance_form": refused.of("attendance") or attendance_form(desk, meeting),
        "open_form": refused.name,
        "add_point_url": desk.url("add_point", meeting.id),
        "add_signal_url": desk.url("add_signal", meeting.id),
        "attend_url": desk.url("attend", meeting.id),
        "close_url": desk.url("close", meeting.id),
        "cancel_url": desk.url("cancel", meeting.id),
        "move_url": desk.url("move", meeting.id),
        "reports_url": desk.url("reports", meeting.id),
    }

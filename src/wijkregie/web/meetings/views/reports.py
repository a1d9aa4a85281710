"""Fill an agenda from the reports that wait for the group, what is late first."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from wijkregie.domain.meetings import services
from wijkregie.domain.signals import queries as signals
from wijkregie.web.meetings.asking import MOST_SIGNALS, WAITING
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.page import crumbs
from wijkregie.web.meetings.planning_forms import ReportsForm
from wijkregie.web.meetings.words import day_text, meeting_name

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import MeetingSeen
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.meetings.desk import Desk

_METHODS: Final = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@opened
def reports(desk: Desk, pk: int) -> HttpResponse:
    """Propose what waits for the group, and put what is chosen on the agenda."""
    meeting = desk.meeting(pk)
    if not meeting.may_write:
        return desk.refuse()
    found = _waiting(desk, meeting)
    sent = desk.request.POST if desk.request.method == "POST" else None
    form = ReportsForm(
        sent,
        reports=[(one.id, _label(one)) for one in found],
        initial={"reports": [one.id for one in found if one.overdue]},
    )
    made: list[int] = []

    def act() -> None:
        chosen = form.cleaned_data["reports"]
        made.extend(services.add_signals(meeting.id, chosen, by=desk.viewer, at=desk.now))

    if form.is_bound and answered(form, act):
        count = len(made)
        text = ngettext(
            "%(n)d report is on the agenda.", "%(n)d reports are on the agenda.", count
        ) % {"n": count}
        return done(desk, text, f"{desk.url('detail', meeting.id)}?punt={made[0]}")
    context = {
        "crumbs": [*crumbs(desk, meeting), {"name": _("From the reports"), "url": ""}],
        "meeting_name": meeting_name(meeting),
        "form": form,
        "some": bool(found),
        "back_url": desk.url("detail", meeting.id),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(desk.request, "meetings/reports.html", context, status=status)


def _waiting(desk: Desk, meeting: MeetingSeen) -> list[SignalSeen]:
    wanted = signals.SignalFilter(states=WAITING, owner_id=meeting.group_id)
    return list(signals.signals_visible_to(desk.viewer, wanted, on=desk.on)[:MOST_SIGNALS])


def _label(one: SignalSeen) -> str:
    told = {
        "name": one.title or one.theme_name,
        "place": one.area.name if one.area else _("whole municipality"),
        "day": day_text(one.promised_on),
    }
    if one.overdue:
        return _("%(name)s (%(place)s): too late, an answer was promised by %(day)s") % told
    return _("%(name)s (%(place)s): answer promised by %(day)s") % told

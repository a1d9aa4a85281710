"""A series: how often the group meets, its meetings, and planning them ahead."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.queries import MeetingFilter
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.listing import line
from wijkregie.web.meetings.planning_forms import AheadForm, move_form, rhythm_form
from wijkregie.web.meetings.rhythm_words import rhythm_text
from wijkregie.web.meetings.views.index import ask

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import SeriesSeen
    from wijkregie.web.meetings.desk import Desk

_MOST = 60
_MOST_OVER = 12
_A_YEAR = timedelta(days=365)


@require_safe
@opened
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show a series, with its rhythm and its meetings."""
    return _show(desk, _series(desk, pk))


@require_POST
@opened
def rhythm(desk: Desk, pk: int) -> HttpResponse:
    """Change how often the group meets."""
    found = _led(desk, pk)
    if found is None:
        return desk.refuse()
    form = rhythm_form(found, desk.request.POST)

    def act() -> None:
        services.set_rhythm(found.id, form.draft(), by=desk.viewer, at=desk.now)

    if answered(form, act):
        text = _("The rhythm is saved. Meetings that were planned already stay as they are.")
        return done(desk, text, desk.url("series_detail", found.id))
    return _show(desk, found, rhythm=form)


@require_POST
@opened
def ahead(desk: Desk, pk: int) -> HttpResponse:
    """Plan the meetings of a series until a day."""
    found = _led(desk, pk)
    if found is None:
        return desk.refuse()
    form = AheadForm(desk.request.POST, auto_id="ahead-%s")
    made: list[int] = []

    def act() -> None:
        until = form.cleaned_data["until"]
        made.extend(services.plan_ahead(found.id, until, by=desk.viewer, at=desk.now))

    if answered(form, act):
        count = len(made)
        text = ngettext("%(n)d meeting is planned.", "%(n)d meetings are planned.", count) % {
            "n": count
        }
        if not made:
            text = _("Until that day everything was planned already.")
        return done(desk, text, desk.url("series_detail", found.id))
    return _show(desk, found, ahead=form)


@require_http_methods(["GET", "HEAD", "POST"])
@opened
def move(desk: Desk, pk: int) -> HttpResponse:
    """Ask at which other time or place a meeting is, and move it."""
    meeting = desk.meeting(pk)
    if not meeting.may_lead:
        return desk.refuse()
    form = move_form(meeting, desk.request.POST if desk.request.method == "POST" else None)

    def act() -> None:
        location = form.cleaned_data["location"]
        services.move(meeting.id, form.starts_at(), location, by=desk.viewer, at=desk.now)

    if form.is_bound and answered(form, act):
        text = _("The meeting is moved. Who was going to come gets a mail.")
        return done(desk, text, desk.url("detail", meeting.id))
    return ask(desk, form, _("Move the meeting"), _("Move meeting"))


def _show(
    desk: Desk,
    found: SeriesSeen,
    rhythm: forms.Form | None = None,
    ahead: forms.Form | None = None,
) -> HttpResponse:
    wrong = rhythm or ahead
    context = {
        "crumbs": [
            {"name": _("Meetings"), "url": desk.url("index")},
            {"name": found.name, "url": ""},
        ],
        "series": _head(desk, found),
        "planned": _lines(desk, found, MeetingState.PLANNED)[:_MOST],
        "over": _lines(desk, found, MeetingState.HELD, MeetingState.CANCELLED)[:_MOST_OVER],
        **(_leading(desk, found, rhythm, ahead) if found.may_lead else {}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, "meetings/series.html", context, status=status)


def _head(desk: Desk, found: SeriesSeen) -> dict[str, Any]:
    return {
        "name": found.name,
        "group": found.group_name,
        "rhythm": rhythm_text(found),
        "where": found.location or "",
        "level": str(found.level.label).capitalize(),
        "public_text": _("Everyone may read along") if found.public else _("For the group"),
        "feed_url": desk.url("series_feed", found.id) if found.public else "",
        "calendar_url": desk.url("calendar"),
    }


def _leading(
    desk: Desk, found: SeriesSeen, rhythm: forms.Form | None, ahead: forms.Form | None
) -> dict[str, Any]:
    until = {"until": desk.on + _A_YEAR}
    return {
        "rhythm_form": rhythm or rhythm_form(found),
        "rhythm_open": rhythm is not None or found.clock is None,
        "rhythm_url": desk.url("rhythm", found.id),
        "ahead_form": ahead or AheadForm(initial=until, auto_id="ahead-%s"),
        "ahead_url": desk.url("ahead", found.id),
        "may_plan_ahead": found.clock is not None,
        "plan_url": desk.url("plan"),
    }


def _lines(desk: Desk, found: SeriesSeen, *states: MeetingState) -> list[dict[str, Any]]:
    wanted = MeetingFilter(
        series_id=found.id, states=states, newest_first=MeetingState.PLANNED not in states
    )
    rows = queries.meetings_visible_to(desk.viewer, wanted, on=desk.on)[:_MOST]
    return [line(desk, one) for one in rows]


def _series(desk: Desk, pk: int) -> SeriesSeen:
    found = queries.series_visible_to(desk.viewer, on=desk.on).get(pk)
    if found is None:
        raise Http404
    return found


def _led(desk: Desk, pk: int) -> SeriesSeen | None:
    found = _series(desk, pk)
    return found if found.may_lead else None

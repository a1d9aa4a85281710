"""Planned and held meetings, a new meeting, a new series."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.domain.meetings import queries, services
from wijkregie.domain.meetings.queries import MeetingFilter
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.people import queries as people
from wijkregie.web.http.asked import page_links, page_of
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.forms import PlanForm, SeriesForm
from wijkregie.web.meetings.listing import line
from wijkregie.web.meetings.rhythm_words import rhythm_text

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import SeriesSeen
    from wijkregie.web.meetings.desk import Desk

_PER_PAGE = 25
_MOST_PLANNED = 50
_asked = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@opened
def index(desk: Desk) -> HttpResponse:
    """Show what is planned, and what was held, the last first."""
    planned = MeetingFilter(states=(MeetingState.PLANNED,))
    over = MeetingFilter(states=(MeetingState.HELD, MeetingState.CANCELLED), newest_first=True)
    page = page_of(
        desk.request,
        queries.meetings_visible_to(desk.viewer, over, on=desk.on),
        per_page=_PER_PAGE,
    )
    coming = queries.meetings_visible_to(desk.viewer, planned, on=desk.on)[:_MOST_PLANNED]
    found = list(queries.series_visible_to(desk.viewer, on=desk.on))
    leads = any(one.may_lead for one in found)
    context = {
        "planned": [line(desk, one) for one in coming],
        "over": [line(desk, one) for one in page.object_list],
        "series": [_series_line(desk, one) for one in found],
        "calendar_url": desk.url("calendar"),
        "pages": page_links(desk.request, page),
        "plan_url": desk.url("plan") if leads else "",
        "series_url": desk.url("series") if queries.led_by(desk.viewer, on=desk.on) else "",
        "mine_url": desk.url("mine") if desk.viewer.is_member else "",
        "inquiries_url": desk.url("inquiries") if desk.viewer.is_member else "",
    }
    return render(desk.request, "meetings/index.html", context)


@_asked
@opened
def plan(desk: Desk) -> HttpResponse:
    """Ask when the next meeting is, and plan it."""
    series = [
        (one.id, f"{one.group_name}: {one.name}")
        for one in queries.series_visible_to(desk.viewer, on=desk.on)
        if one.may_lead
    ]
    if not series:
        return desk.refuse()
    form = PlanForm(_sent(desk), choices={"series": series})
    made: list[int] = []

    def act() -> None:
        series_id, location = form.cleaned_data["series"], form.cleaned_data["location"]
        made.append(
            services.plan(series_id, form.starts_at(), location, by=desk.viewer, at=desk.now)
        )

    if form.is_bound and answered(form, act):
        return done(desk, _("The meeting is planned."), desk.url("detail", made[0]))
    return ask(desk, form, _("Plan a meeting"), _("Plan meeting"))


@_asked
@opened
def series(desk: Desk) -> HttpResponse:
    """Ask for which group a series is, and make it."""
    led = queries.led_by(desk.viewer, on=desk.on)
    known = people.groups_visible_to(desk.viewer, on=desk.on)
    groups = [(one.id, one.name) for one in known if one.id in led]
    if not groups:
        return desk.refuse()
    form = SeriesForm(_sent(desk), choices={"group": groups})
    made: list[int] = []

    def act() -> None:
        asked = form.cleaned_data
        draft = services.SeriesDraft(asked["group"], asked["name"], public=asked["public"])
        made.append(services.create_series(draft, by=desk.viewer, at=desk.now))

    if form.is_bound and answered(form, act):
        text = _("The series is there. Now say how often the group meets.")
        return done(desk, text, desk.url("series_detail", made[0]))
    return ask(desk, form, _("Begin a series of meetings"), _("Begin series"))


def _series_line(desk: Desk, one: SeriesSeen) -> dict[str, str]:
    return {
        "name": f"{one.group_name}: {one.name}",
        "url": desk.url("series_detail", one.id),
        "text": rhythm_text(one),
        "side_text": _("Everyone may read along") if one.public else _("For the group"),
    }


def _sent(desk: Desk) -> Any:
    return desk.request.POST if desk.request.method == "POST" else None


def ask(desk: Desk, form: forms.Form, heading: str, submit_text: str) -> HttpResponse:
    """Answer with a page that holds one form; 422 with a refused one."""
    wrong = form.is_bound and form.errors
    context = {
        "crumbs": [
            {"name": _("Meetings"), "url": desk.url("index")},
            {"name": heading, "url": ""},
        ],
        "heading": heading,
        "form": form,
        "submit_text": submit_text,
        "cancel_url": desk.url("index"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, "meetings/ask.html", context, status=status)

"""What one changes on the page of a meeting: each form has its own address."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkregie.domain.meetings import queries, services
from wijkregie.domain.signals import queries as signals
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.meetings import asking
from wijkregie.web.meetings.asking import Refused
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.forms import Empty
from wijkregie.web.meetings.page import show
from wijkregie.web.meetings.words import clock_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import ItemSeen, MeetingSeen
    from wijkregie.web.meetings.desk import Desk
    from wijkregie.web.meetings.forms import NotesForm, SignalForm


def of_meeting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a change its meeting; who does not take part does not get here."""

    @require_POST
    @opened
    @wraps(view)
    def wrapped(desk: Desk, /, pk: int, **where: int) -> HttpResponse:
        meeting = desk.meeting(pk)
        if not (meeting.whole or meeting.may_lead):
            return desk.refuse()
        return view(desk, meeting, **where)

    return wrapped


@of_meeting
def add_point(desk: Desk, meeting: MeetingSeen) -> HttpResponse:
    """Put a point of the group's own on the agenda."""
    form = asking.point_form(desk.request.POST)
    made: list[int] = []

    def act() -> None:
        title = form.cleaned_data["title"]
        made.append(services.add_item(meeting.id, title, by=desk.viewer, at=desk.now))

    if answered(form, act):
        return done(desk, _("The point is on the agenda."), at_point(desk, meeting, made[0]))
    return show(desk, meeting, refused=Refused("point", form))


@of_meeting
def add_signal(desk: Desk, meeting: MeetingSeen) -> HttpResponse:
    """Put a report on the agenda."""
    form = asking.signal_form(desk, desk.request.POST)
    made: list[int] = []

    def act() -> None:
        signal_id = _signal_id(desk, form)
        made.append(services.add_signal(meeting.id, signal_id, by=desk.viewer, at=desk.now))

    if answered(form, act):
        return done(desk, _("The report is on the agenda."), at_point(desk, meeting, made[0]))
    return show(desk, meeting, refused=Refused("signal", form))


def _signal_id(desk: Desk, form: SignalForm) -> int:
    typed = form.cleaned_data["reference"]
    if typed:
        found = signals.signal_seen(desk.viewer, typed, on=desk.on)
        if found is None:
            raise services.MeetingRefused(
                _("There is no report with this reference. Check the signs.")
            )
        return found.id
    if form.cleaned_data["signal"] is None:
        raise services.MeetingRefused(_("Choose a report, or fill in its reference."))
    return int(form.cleaned_data["signal"])


@of_meeting
def attend(desk: Desk, meeting: MeetingSeen) -> HttpResponse:
    """Write down who is there."""
    form = asking.attendance_form(desk, meeting, desk.request.POST)
    seats = queries.seats_at(desk.viewer, meeting.id, on=desk.on)

    def act() -> None:
        there = set(form.cleaned_data["present"])
        present = {
            seat.seat_id: seat.seat_id in there
            for seat in seats
            if seat.expected or seat.seat_id in there or seat.present is not None
        }
        services.attend(meeting.id, present, by=desk.viewer, at=desk.now)

    if answered(form, act):
        return done(desk, _("Who is there is written down."), at_point(desk, meeting))
    return show(desk, meeting, refused=Refused("attendance", form))


@of_meeting
def note(desk: Desk, meeting: MeetingSeen, item_pk: int) -> HttpResponse:
    """Save notes: with htmx while one types, else with the button."""
    item = item_of(desk, meeting, item_pk)
    form = asking.notes_form(item, desk.request.POST)
    refused = Refused("notes", form)
    if form.is_valid():
        notes, base = form.cleaned_data["notes"], form.base()
        try:
            saved = services.note(item.id, notes, base, by=desk.viewer, at=desk.now)
        except services.NotesRefused as refusal:
            form.add_error(None, str(refusal))
            refused = Refused("notes", form, theirs=refusal.theirs, version=refusal.version)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return _saved(desk, meeting, item, saved)
    if desk.request.headers.get("HX-Request"):
        return _not_saved(desk, form, refused)
    return show(desk, meeting, item.id, refused)


def _saved(desk: Desk, meeting: MeetingSeen, item: ItemSeen, version: int) -> HttpResponse:
    if not desk.request.headers.get("HX-Request"):
        return done(desk, _("Your notes are saved."), at_point(desk, meeting, item.id))
    text = _("Saved at %(time)s.") % {"time": clock_text(desk.now)}
    context = {"saved_text": text, "version": version}
    return render(desk.request, "meetings/notes_state.html", context)


def _not_saved(desk: Desk, form: NotesForm, refused: Refused) -> HttpResponse:
    context = {
        "errors": [str(error) for found in form.errors.values() for error in found],
        "theirs": refused.theirs,
        "their_version": refused.version,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(desk.request, "meetings/notes_state.html", context, status=status)


@of_meeting
def decide(desk: Desk, meeting: MeetingSeen, item_pk: int) -> HttpResponse:
    """Record a decision on a point."""
    item = item_of(desk, meeting, item_pk)
    form = asking.decision_form(desk, meeting, desk.request.POST)

    def act() -> None:
        draft = asking.decision_draft(desk, meeting, item, form)
        services.decide(item.id, draft, by=desk.viewer, at=desk.now)

    if answered(form, act):
        return done(desk, _("The decision is recorded."), at_point(desk, meeting, item.id))
    return show(desk, meeting, item.id, Refused("decision", form))


@of_meeting
def agree(desk: Desk, meeting: MeetingSeen, item_pk: int) -> HttpResponse:
    """Write down who does what by when."""
    item = item_of(desk, meeting, item_pk)
    form = asking.action_form(desk, meeting, desk.request.POST)

    def act() -> None:
        asked = form.cleaned_data
        draft = services.ActionDraft(
            what=asked["what"],
            person_id=asked["person"],
            organisation_id=asked["organisation"],
            due_on=asked["due_on"],
        )
        services.agree(item.id, draft, by=desk.viewer, at=desk.now)

    if answered(form, act):
        return done(desk, _("The action is written down."), at_point(desk, meeting, item.id))
    return show(desk, meeting, item.id, Refused("action", form))


@of_meeting
def take_off(desk: Desk, meeting: MeetingSeen, item_pk: int) -> HttpResponse:
    """Take a point off the agenda."""
    item = item_of(desk, meeting, item_pk)
    return _ended(
        desk,
        meeting,
        lambda: services.take_off(item.id, by=desk.viewer, at=desk.now),
        _("The point is off the agenda."),
    )


@of_meeting
def close(desk: Desk, meeting: MeetingSeen) -> HttpResponse:
    """Close a meeting."""
    return _ended(
        desk,
        meeting,
        lambda: services.close(meeting.id, by=desk.viewer, at=desk.now),
        _("The meeting is closed. Everyone concerned gets the action list."),
    )


@of_meeting
def cancel(desk: Desk, meeting: MeetingSeen) -> HttpResponse:
    """Cancel a meeting."""
    return _ended(
        desk,
        meeting,
        lambda: services.cancel(meeting.id, by=desk.viewer, at=desk.now),
        _("The meeting is cancelled. What was on the agenda goes to the next meeting."),
    )


def _ended(
    desk: Desk, meeting: MeetingSeen, act: Callable[[], None], text: str
) -> HttpResponse:
    form = Empty(desk.request.POST)
    if answered(form, act):
        return done(desk, text, at_point(desk, meeting))
    errors = [str(error) for error in form.non_field_errors()]
    return show(desk, meeting, refused=Refused(errors=errors))


def item_of(desk: Desk, meeting: MeetingSeen, item_pk: int) -> ItemSeen:
    """Return a point of this meeting, or raise ``Http404``."""
    items = queries.items_of(desk.viewer, meeting.id, on=desk.on)
    found = next((item for item in items if item.id == item_pk), None)
    if found is None:
        raise Http404
    return found


def at_point(desk: Desk, meeting: MeetingSeen, item_pk: int | None = None) -> str:
    """Return the address of a meeting, or of one of its points."""
    url = desk.url("detail", meeting.id)
    return url if item_pk is None else f"{url}?punt={item_pk}"

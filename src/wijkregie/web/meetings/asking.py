"""The forms of the meeting page, with their choices; a refused one stands in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.services import DecisionDraft
from wijkregie.domain.meetings import queries
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Role, Shell
from wijkregie.domain.signals import queries as signals
from wijkregie.domain.signals.states import State
from wijkregie.web.http.deciding import offer_mandates
from wijkregie.web.meetings.forms import (
    ActionForm,
    AttendanceForm,
    DecisionForm,
    NotesForm,
    PointForm,
    SignalForm,
)

if TYPE_CHECKING:
    from datetime import date

    from django import forms

    from wijkregie.domain.meetings.queries import ItemSeen, MeetingSeen, SeatAtMeeting
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.web.meetings.desk import Desk

    Choice = tuple[int | str, str]

#: How many reports one can choose from; any other is named by its reference.
MOST_SIGNALS: Final = 50
_SHORT: Final = 60
WAITING: Final = (State.RECEIVED, State.IN_TRIAGE, State.UNDER_REVIEW, State.REOPENED)


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was sent and refused, by its name on the page; nothing, as a rule."""

    name: str = ""
    form: forms.Form | None = None
    theirs: str | None = None
    version: int | None = None
    errors: list[str] = field(default_factory=list)

    def of(self, name: str) -> Any:
        """Return the refused form with this name, or nothing."""
        return self.form if name == self.name else None


def notes_form(item: ItemSeen, data: Any = None) -> NotesForm:
    """Return the form for notes."""
    first = {"notes": item.notes, "version": item.version}
    return NotesForm(data, initial=first, auto_id="notes-%s")


def point_form(data: Any = None) -> PointForm:
    """Return the form for a point of the group's own."""
    return PointForm(data, auto_id="point-%s")


def signal_form(desk: Desk, data: Any = None) -> SignalForm:
    """Return the form to put a report on the agenda: those that wait for this viewer."""
    wanted = signals.SignalFilter(states=WAITING, mine=True)
    found = signals.signals_visible_to(desk.viewer, wanted, on=desk.on)[:MOST_SIGNALS]
    options: list[Choice] = [("", _("Choose a report"))]
    options += [(one.id, f"{signal_line(one)} ({one.reference})") for one in found]
    return SignalForm(data, choices={"signal": options}, auto_id="signal-%s")


def signal_name(signal: SignalSeen) -> str:
    """Return what a report is called: its title, or its theme and area."""
    if signal.title:
        return signal.title
    place = signal.area.name if signal.area else ""
    return ", ".join(filter(None, [signal.theme_name, place]))


def signal_line(signal: SignalSeen) -> str:
    """Return a report for a list to choose from: what tells it from others of its theme."""
    if signal.title:
        return signal.title
    told = shortened(signal.text) if signal.text else ""
    since = date_format(timezone.localtime(signal.received_at), "j F")
    return ", ".join(filter(None, [signal_name(signal), told or since]))


def shortened(text: str) -> str:
    """Return the first words of a text, on one line."""
    return Truncator(" ".join(text.split())).chars(_SHORT)


def attendance_form(desk: Desk, meeting: MeetingSeen, data: Any = None) -> AttendanceForm:
    """Return the form that asks who is there."""
    seats = queries.seats_at(desk.viewer, meeting.id, on=desk.on)
    return AttendanceForm(
        data,
        seats=[(seat.seat_id, _at_the_table(seat)) for seat in seats],
        initial={"present": [seat.seat_id for seat in seats if seat.present]},
        auto_id="there-%s",
    )


def _at_the_table(seat: SeatAtMeeting) -> str:
    name = seat_name(seat)
    if seat.shell == Shell.FIRST:
        return name
    return _("%(name)s, second shell") % {"name": name}


def decision_form(desk: Desk, meeting: MeetingSeen, data: Any = None) -> DecisionForm:
    """Return the form for a decision of the group, or by a role of the viewer."""
    bodies: list[Choice] = [("group", meeting.group_name)] if meeting.may_decide else []
    bodies += [(role, str(Role(role).label).capitalize()) for role in meeting.officer_roles]
    organisations = [(one.id, one.name) for one in people.organisations_visible_to(desk.viewer)]
    mandate = _("Mandate of %(group)s") % {"group": meeting.group_name}
    form = DecisionForm(
        data,
        choices={"body": bodies, "handed_to": [("", _("To nobody")), *organisations]},
        initial={"mandate": mandate},
        auto_id="decision-%s",
    )
    groups = [meeting.group_id] if meeting.may_decide else []
    offer_mandates(form, desk.viewer, groups, on=decided_on(desk, meeting))
    return form


def decided_on(desk: Desk, meeting: MeetingSeen) -> date:
    """Return on which day the group decides: that of the meeting, or today before it."""
    return min(timezone.localdate(meeting.starts_at), desk.on)


def decision_draft(
    desk: Desk, meeting: MeetingSeen, item: ItemSeen, form: DecisionForm
) -> DecisionDraft:
    """Return the decision that was filled in, as taken on the day of the meeting or today."""
    asked = form.cleaned_data
    by_group = asked["body"] == "group"
    return DecisionDraft(
        subject=item.title,
        outcome=asked["outcome"],
        reason=asked["reason"],
        mandate=asked["mandate"],
        taken_on=decided_on(desk, meeting),
        rung_planned=asked["rung_planned"],
        rung_realised=asked["rung_realised"],
        body_id=meeting.group_id if by_group else None,
        officer="" if by_group else asked["body"],
        dissent=asked["dissent"],
        handed_to_id=asked["handed_to"],
        votes=form.votes(),
    )


def action_form(desk: Desk, meeting: MeetingSeen, data: Any = None) -> ActionForm:
    """Return the form for an action: of somebody of the group, or of an organisation."""
    seats = people.seats_visible_to(desk.viewer, on=desk.on, group_id=meeting.group_id)
    persons = {
        seat.person.id: seat.person.name or "" for seat in seats if seat.person.id is not None
    }
    organisations = [(one.id, one.name) for one in people.organisations_visible_to(desk.viewer)]
    named = sorted(persons.items(), key=lambda one: one[1])
    return ActionForm(
        data,
        choices={
            "person": [("", _("Nobody in particular")), *named],
            "organisation": [("", _("No organisation")), *organisations],
        },
        auto_id="action-%s",
    )


def seat_name(seat: SeatAtMeeting) -> str:
    """Return who holds a seat: the person, with for whom one comes."""
    if seat.person_name and seat.organisation_name:
        return f"{seat.person_name} ({seat.organisation_name})"
    return seat.person_name or seat.organisation_name or _("somebody")

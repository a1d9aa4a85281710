"""Mails about a meeting: that it moves, that one is invited, that its action list is ready.

When it is, and what of it is for the receiver, goes along for the calendar: see
``meetings.mail_calendar``, which holds no more than everyone may read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wijkregie.cli.post.saying import Needless, Words, page_address, person_address, written
from wijkregie.domain.meetings import queries as meetings
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.kit.viewer import installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from wijkregie.domain.meetings.queries import MeetingSeen
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.calendar import Event
    from wijkregie.kit.outbox import Message


def _action_list(message: Message, scope: Scope, on: date) -> Words:
    meeting = _meeting(message, on)
    return Words(
        to=person_address(message.ids["person_id"]),
        subject=_("The action list is ready"),
        lines=(
            _("The meeting is closed. The action list says who does what, and by when."),
            _("Log in to read your part of it."),
        ),
        facts=(
            (_("Meeting"), meeting.group_name),
            (_("Date"), written(timezone.localdate(meeting.starts_at))),
        ),
        link_text=_("Read the action list"),
        link=page_address("meetings:actions", scope.slug, meeting.id),
        calendar=_calendar(message, scope, meeting, on),
    )


def _invited(message: Message, scope: Scope, on: date) -> Words:
    meeting = _meeting(message, on)
    if meeting.state != MeetingState.PLANNED:
        raise Needless("the meeting is over")
    return Words(
        to=person_address(message.ids["person_id"]),
        subject=_("You are invited for a point of a meeting"),
        lines=(
            _("A group would like you to be there when it talks about a point."),
            _("Log in to read what it is about."),
        ),
        facts=_when(meeting),
        link_text=_("Read the point"),
        link=page_address("meetings:detail", scope.slug, meeting.id),
        calendar=_calendar(message, scope, meeting, on),
    )


def _changed(message: Message, scope: Scope, on: date) -> Words:
    meeting = _meeting(message, on)
    if meeting.state == MeetingState.HELD:
        raise Needless("the meeting was held")
    cancelled = meeting.state == MeetingState.CANCELLED
    goes_on = _("What was on the agenda goes to the next meeting.")
    moved = _("The meeting is at another time or place. This is how it stands now:")
    return Words(
        to=person_address(message.ids["person_id"]),
        subject=_("A meeting is cancelled") if cancelled else _("A meeting is moved"),
        lines=(goes_on if cancelled else moved,),
        facts=_when(meeting),
        link_text=_("Open the page of the meeting"),
        link=page_address("meetings:detail", scope.slug, meeting.id),
        calendar=_calendar(message, scope, meeting, on),
    )


def _declined(message: Message, scope: Scope, on: date) -> Words:
    meeting = _meeting(message, on)
    return Words(
        to=person_address(message.ids["person_id"]),
        subject=_("Your point does not come on the agenda"),
        lines=(_("You proposed a point. The group wrote down why it does not talk about it."),),
        facts=_when(meeting),
        link_text=_("Read why"),
        link=page_address("meetings:detail", scope.slug, meeting.id),
    )


def _meeting(message: Message, on: date) -> MeetingSeen:
    by = installation(message.municipality_id)
    meeting = meetings.meeting_seen(by, message.ids["meeting_id"], on=on)
    if meeting is None:
        raise Needless("the meeting is gone")
    return meeting


def _when(meeting: MeetingSeen) -> tuple[tuple[str, str], ...]:
    local = timezone.localtime(meeting.starts_at)
    time = _("%(time)s o'clock") % {"time": date_format(local, "G.i")}
    return (
        (_("Meeting"), meeting.group_name),
        (_("Date"), written(local.date())),
        (_("Time"), time),
    )


def _calendar(
    message: Message, scope: Scope, meeting: MeetingSeen, on: date
) -> tuple[Event, ...]:
    def address(pk: int) -> str:
        return page_address("meetings:detail", scope.slug, pk)

    return meetings.mail_calendar(
        message.municipality_id or 0,
        message.ids["person_id"],
        meeting.id,
        on=on,
        address=address,
    )


WORDS: Final[Mapping[str, Callable[[Message, Scope, date], Words]]] = {
    "action_list": _action_list,
    "meeting_invited": _invited,
    "meeting_changed": _changed,
    "proposal_declined": _declined,
}

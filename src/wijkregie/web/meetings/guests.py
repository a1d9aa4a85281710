"""The second shell on the page of a meeting: guests of a point, and points it proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wijkregie.domain.meetings import queries
from wijkregie.domain.meetings.states import ProposalState
from wijkregie.domain.people.states import Shell
from wijkregie.web.meetings.asking import seat_name
from wijkregie.web.meetings.planning_forms import DeclineForm, InviteForm, ProposalForm

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import (
        ItemSeen,
        MeetingSeen,
        ProposalSeen,
        SeatAtMeeting,
    )
    from wijkregie.web.meetings.asking import Refused
    from wijkregie.web.meetings.desk import Desk


def invite_form(desk: Desk, meeting: MeetingSeen, data: Any = None) -> InviteForm:
    """Return the form that asks who of the second shell comes for a point."""
    seats = queries.seats_at(desk.viewer, meeting.id, on=desk.on)
    named = [(one.seat_id, seat_name(one)) for one in seats if one.shell == Shell.SECOND]
    return InviteForm(data, seats=named, auto_id="invite-%s")


def of_point(
    desk: Desk, meeting: MeetingSeen, item: ItemSeen, refused: Refused
) -> dict[str, Any]:
    """Return who comes for a point as ``meetings/guests.html`` asks for it."""
    writes = meeting.may_write and not item.fixed
    form = refused.of("invite") or (invite_form(desk, meeting) if writes else None)
    return {
        "guests": [_guest(desk, meeting, item, one) for one in item.guests]
        if meeting.whole
        else [],
        "invite_form": form if form and form.asks else None,
        "invite_open": refused.of("invite") is not None,
        "invite_url": desk.url("invite", meeting.id, item.id) if writes else "",
    }


def _guest(
    desk: Desk, meeting: MeetingSeen, item: ItemSeen, one: SeatAtMeeting
) -> dict[str, str]:
    where = (meeting.id, item.id, one.seat_id)
    url = desk.url("uninvite", *where) if meeting.may_write else ""
    return {"name": seat_name(one), "url": url}


def of_meeting(desk: Desk, meeting: MeetingSeen, refused: Refused) -> dict[str, Any]:
    """Return proposals, and who may make one, as ``meetings/proposals.html`` asks for it."""
    second = meeting.has_extract and not meeting.whole
    if not (second or meeting.whole):
        return {"proposals": [], "propose_form": None}
    found = queries.proposals_of(desk.viewer, meeting.id, on=desk.on)
    asks = second and meeting.is_planned
    blank = ProposalForm(auto_id="proposal-%s") if asks else None
    return {
        "proposals": [_row(desk, meeting, one, refused) for one in found],
        "propose_form": refused.of("propose") or blank,
        "propose_url": desk.url("propose", meeting.id),
    }


def _row(
    desk: Desk, meeting: MeetingSeen, one: ProposalSeen, refused: Refused
) -> dict[str, Any]:
    answers = meeting.may_write and one.state == ProposalState.WAITING
    name = f"decline-{one.id}"
    return {
        "title": one.title,
        "proposer": one.proposer or "",
        "state": str(one.state.label).capitalize(),
        "why": one.why,
        "accept_url": desk.url("accept", meeting.id, one.id) if answers else "",
        "decline_url": desk.url("decline", meeting.id, one.id) if answers else "",
        "decline_form": (refused.of(name) or DeclineForm(auto_id=f"{name}-%s"))
        if answers
        else None,
        "decline_open": refused.of(name) is not None,
    }

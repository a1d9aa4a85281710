"""What concerns the second shell: inviting for a point, proposing one, answering that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkregie.domain.meetings import services
from wijkregie.web.meetings import guests
from wijkregie.web.meetings.asking import Refused
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.forms import Empty
from wijkregie.web.meetings.page import show
from wijkregie.web.meetings.planning_forms import DeclineForm, ProposalForm
from wijkregie.web.meetings.views.changes import at_point, item_of, of_meeting

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.domain.meetings.queries import MeetingSeen
    from wijkregie.web.meetings.desk import Desk


@of_meeting
def invite(desk: Desk, meeting: MeetingSeen, item_pk: int) -> HttpResponse:
    """Invite somebody of the second shell for a point."""
    item = item_of(desk, meeting, item_pk)
    form = guests.invite_form(desk, meeting, desk.request.POST)

    def act() -> None:
        seat_id = form.cleaned_data["seat"]
        services.invite(item.id, seat_id, by=desk.viewer, at=desk.now)

    if answered(form, act):
        text = _("The invitation is there. Who has a mail address gets a mail.")
        return done(desk, text, at_point(desk, meeting, item.id))
    return show(desk, meeting, item.id, Refused("invite", form))


@of_meeting
def uninvite(desk: Desk, meeting: MeetingSeen, item_pk: int, seat_pk: int) -> HttpResponse:
    """Take back an invitation."""
    item, form = item_of(desk, meeting, item_pk), Empty(desk.request.POST)

    def act() -> None:
        services.uninvite(item.id, seat_pk, by=desk.viewer, at=desk.now)

    if answered(form, act):
        text = _("The invitation is taken back.")
        return done(desk, text, at_point(desk, meeting, item.id))
    return show(desk, meeting, item.id, _errors(form))


@require_POST
@opened
def propose(desk: Desk, pk: int) -> HttpResponse:
    """Propose a point, as somebody of the second shell."""
    meeting = desk.meeting(pk)
    if not meeting.has_extract:
        return desk.refuse()
    form = ProposalForm(desk.request.POST, auto_id="proposal-%s")

    def act() -> None:
        title = form.cleaned_data["title"]
        services.propose(meeting.id, title, by=desk.viewer, at=desk.now)

    if answered(form, act):
        text = _("Your point is proposed. You hear whether it comes on the agenda.")
        return done(desk, text, at_point(desk, meeting))
    return show(desk, meeting, refused=Refused("propose", form))


@of_meeting
def accept(desk: Desk, meeting: MeetingSeen, proposal_pk: int) -> HttpResponse:
    """Put a proposed point on the agenda."""
    form = Empty(desk.request.POST)
    made: list[int] = []

    def act() -> None:
        made.append(services.accept(proposal_pk, by=desk.viewer, at=desk.now))

    if answered(form, act):
        text = _("The point is on the agenda. Who proposed it is invited for it.")
        return done(desk, text, at_point(desk, meeting, made[0]))
    return show(desk, meeting, refused=_errors(form))


@of_meeting
def decline(desk: Desk, meeting: MeetingSeen, proposal_pk: int) -> HttpResponse:
    """Leave a proposed point off the agenda, with a reason."""
    name = f"decline-{proposal_pk}"
    form = DeclineForm(desk.request.POST, auto_id=f"{name}-%s")

    def act() -> None:
        why = form.cleaned_data["why"]
        services.decline(proposal_pk, why, by=desk.viewer, at=desk.now)

    if answered(form, act):
        text = _("The point stays off the agenda. Who proposed it gets a mail.")
        return done(desk, text, at_point(desk, meeting))
    return show(desk, meeting, refused=Refused(name, form))


def _errors(form: Empty) -> Refused:
    return Refused(errors=[str(error) for error in form.non_field_errors()])

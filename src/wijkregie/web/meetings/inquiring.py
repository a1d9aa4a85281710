"""Inquiries on pages: who finds out what by when, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.decisions.states import Outcome
from wijkregie.domain.meetings import queries
from wijkregie.domain.people import queries as people
from wijkregie.domain.people.states import Role
from wijkregie.web.meetings.minute_forms import InquiryForm
from wijkregie.web.meetings.words import day_text

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import InquirySeen, ItemSeen, MeetingSeen
    from wijkregie.web.meetings.asking import Refused
    from wijkregie.web.meetings.desk import Desk


def of_point(
    desk: Desk, meeting: MeetingSeen, item: ItemSeen, refused: Refused
) -> dict[str, Any]:
    """Return what ``meetings/inquiry_part.html`` and ``meetings/findings.html`` ask for."""
    taken = item.decision
    finds_out = taken is not None and taken.outcome == Outcome.MORE_INFORMATION
    asks = finds_out and meeting.may_write
    form = inquiry_form(desk, meeting) if asks else None
    return {
        "finds_out": finds_out or bool(item.inquiries),
        "inquiries": [inquiry_row(desk, one) for one in item.inquiries],
        "findings": [inquiry_row(desk, one) for one in item.findings],
        "inquiry_form": refused.of("inquiry") or form,
        "ask_url": desk.url("ask", meeting.id, item.id),
        "nobody_asked": asks and not item.inquiries,
    }


def of_meeting(desk: Desk, meeting: MeetingSeen) -> dict[str, Any]:
    """Return what the group finds out, and the minutes before, for who takes part."""
    if not (meeting.whole and meeting.is_planned):
        return {"researched": [], "before": None}
    wanted = queries.InquiryFilter(group_id=meeting.group_id, open_only=True)
    found = queries.inquiries_visible_to(desk.viewer, wanted, on=desk.on)
    return {
        "researched": [inquiry_row(desk, one) for one in found if one.meeting_id != meeting.id],
        "before": _before(desk, meeting),
    }


def _before(desk: Desk, meeting: MeetingSeen) -> dict[str, str] | None:
    before = queries.minutes_before(desk.viewer, meeting.id, on=desk.on)
    if before is None:
        return None
    day = day_text(timezone.localdate(before.meeting.starts_at))
    return {
        "name": _("Minutes of %(day)s") % {"day": day},
        "text": _("they stand") if before.approved else _("not approved yet"),
        "url": desk.url("minutes", before.meeting.id),
    }


def inquiry_form(desk: Desk, meeting: MeetingSeen, data: Any = None) -> InquiryForm:
    """Return the form that asks who finds something out: the group, specialists, others."""
    seats = people.seats_visible_to(desk.viewer, on=desk.on, group_id=meeting.group_id)
    roles = people.roles_visible_to(desk.viewer, on=desk.on)
    known = [
        *(seat.person for seat in seats),
        *(held.person for held in roles if held.role == Role.SPECIALIST),
    ]
    persons = {one.id: one.name or "" for one in known if one.id is not None}
    organisations = [(one.id, one.name) for one in people.organisations_visible_to(desk.viewer)]
    return InquiryForm(
        data,
        choices={
            "person": [
                ("", _("Nobody in particular")),
                *sorted(persons.items(), key=lambda one: one[1]),
            ],
            "organisation": [("", _("No organisation")), *organisations],
        },
        auto_id="inquiry-%s",
    )


def who_text(one: InquirySeen) -> str:
    """Return who finds it out, as far as one may know."""
    if one.person_name and one.organisation_name:
        names = {"person": one.person_name, "organisation": one.organisation_name}
        return _("%(person)s, on behalf of %(organisation)s") % names
    known = one.person_name or one.organisation_name
    return known or _("A member of %(group)s") % {"group": one.group_name}


def inquiry_row(desk: Desk, one: InquirySeen) -> dict[str, Any]:
    """Return an inquiry as ``meetings/inquiry.html`` asks for it."""
    found = timezone.localdate(one.found_at) if one.found_at else None
    return {
        "question": one.question,
        "who": who_text(one),
        "due_text": _("by %(day)s") % {"day": day_text(one.due_on)},
        "due_iso": one.due_on.isoformat(),
        "overdue": one.overdue,
        "found_text": _("Found out on %(day)s") % {"day": day_text(found)} if found else "",
        "finding": one.finding or "",
        "back_text": _back_text(one),
        "back_url": _back_url(desk, one),
        "url": desk.url("inquiry", one.id) if one.may_find else "",
        "item": one.item_title,
        "from_url": f"{desk.url('detail', one.meeting_id)}?punt={one.item_id}",
        "from_text": _("%(group)s, %(day)s")
        % {"group": one.group_name, "day": day_text(timezone.localdate(one.meeting_at))},
    }


def paper_inquiry(one: InquirySeen) -> list[str]:
    """Return an inquiry as a row on paper: what, who, by when."""
    return [one.question, who_text(one), _("by %(day)s") % {"day": day_text(one.due_on)}]


def _back_text(one: InquirySeen) -> str:
    if one.back_at is None:
        return ""
    day = day_text(timezone.localdate(one.back_at))
    return _("on the agenda of %(day)s") % {"day": day}


def _back_url(desk: Desk, one: InquirySeen) -> str:
    if one.back_meeting_id is None:
        return ""
    return f"{desk.url('detail', one.back_meeting_id)}?punt={one.back_item_id}"

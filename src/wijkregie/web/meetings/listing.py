"""The action list of a meeting, for a page and for paper, as far as somebody may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.web.meetings.inquiring import inquiry_row, paper_inquiry
from wijkregie.web.meetings.words import (
    action_row,
    attended_name,
    attended_text,
    decision_facts,
    meeting_badge,
    meeting_name,
    moment_text,
)

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import ActionList, MeetingSeen
    from wijkregie.web.meetings.desk import Desk


def title(found: ActionList) -> str:
    """Return what the list is called."""
    return _("Action list: %(meeting)s") % {"meeting": meeting_name(found.meeting)}


def kind_text(found: ActionList) -> str:
    """Return which list this is: whole, for the public, or somebody's own part."""
    if found.extract:
        return _("Your part: the actions that you or your organisation do.")
    if found.meeting.closed_at is None:
        return _("Draft: the meeting is not closed yet.")
    if found.whole:
        return _("The whole list, for those who take part.")
    return _("The public list: who does what stands here by organisation.")


def line(desk: Desk, meeting: MeetingSeen) -> dict[str, Any]:
    """Return a meeting as ``meetings/lines.html`` asks for it."""
    return {
        "name": meeting_name(meeting),
        "url": desk.url("detail", meeting.id),
        "when": moment_text(meeting.starts_at),
        "where": meeting.location or "",
        "badge": None if meeting.is_planned else meeting_badge(meeting.state),
        "public_text": _("Everyone may read along") if meeting.public else _("For the group"),
    }


def for_page(desk: Desk, found: ActionList) -> dict[str, Any]:
    """Return the list as ``meetings/actions.html`` asks for it."""
    return {
        "heading": title(found),
        "kind_text": kind_text(found),
        "pdf_url": desk.url("actions_pdf", found.meeting.id),
        "extract": found.extract,
        "attendance": [
            {"name": attended_name(one), "text": attended_text(one), "url": ""}
            for one in found.attendance
        ],
        "items": [
            {
                "title": item.title,
                "decision": decision_facts(item.decision) if item.decision else None,
                "actions": [
                    {**action_row(one), "url": desk.url("settle", one.id)}
                    for one in item.actions
                ],
                "inquiries": [inquiry_row(desk, one) for one in item.inquiries],
            }
            for item in found.items
        ],
    }


def for_paper(desk: Desk, found: ActionList) -> dict[str, Any]:
    """Return the list as ``typst/action_list.typ`` asks for it."""
    meeting = found.meeting
    heads = (
        (_("When"), moment_text(meeting.starts_at)),
        (_("Where"), meeting.location or ""),
        (_("Series"), meeting.series_name),
    )
    return {
        "title": title(found),
        "municipality": desk.scope.name,
        "kind_text": kind_text(found),
        "footer": meeting_name(meeting),
        "facts": [[name, text] for name, text in heads if text],
        "attendance_title": _("Who was there"),
        "attendance": [[attended_name(one), attended_text(one)] for one in found.attendance],
        "actions_title": _("Actions"),
        "inquiries_title": _("Is found out"),
        "heads": [_("What"), _("Who"), _("Ready by")],
        "nothing": _("Nothing was decided or agreed."),
        "items": [
            {
                "title": item.title,
                "decision": [
                    [fact["name"], fact["text"]] for fact in decision_facts(item.decision)
                ]
                if item.decision
                else [],
                "actions": [_paper_row(action_row(one)) for one in item.actions],
                "inquiries": [paper_inquiry(one) for one in item.inquiries],
            }
            for item in found.items
        ],
    }


def _paper_row(row: dict[str, Any]) -> list[str]:
    ended = f" ({row['end_text']})" if row["end_text"] else ""
    return [row["what"] + ended, row["who"], row["due_text"]]

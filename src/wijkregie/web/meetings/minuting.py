"""The minutes of a meeting, for a page and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.web.meetings.inquiring import inquiry_row, paper_inquiry
from wijkregie.web.meetings.words import (
    action_row,
    attended_name,
    attended_text,
    day_text,
    decision_facts,
    meeting_name,
    moment_text,
)

if TYPE_CHECKING:
    from wijkregie.domain.meetings.queries import (
        MeetingSeen,
        MinutedPointSeen,
        MinutesSeen,
        VersionSeen,
    )
    from wijkregie.web.meetings.desk import Desk


def title(meeting: MeetingSeen) -> str:
    """Return what the minutes are called."""
    return _("Minutes: %(meeting)s") % {"meeting": meeting_name(meeting)}


def standing(seen: VersionSeen) -> str:
    """Return in a sentence whether a version was approved, when and by whom."""
    if seen.approved_at is None:
        return _("Not approved yet.")
    if seen.approved_in_at is not None:
        day = day_text(timezone.localdate(seen.approved_in_at))
        return _("Approved in the meeting of %(day)s.") % {"day": day}
    day = day_text(timezone.localdate(seen.approved_at))
    if not seen.approved_by_name:
        return _("Approved on %(day)s.") % {"day": day}
    words = {"day": day, "name": seen.approved_by_name}
    return _("Approved by %(name)s on %(day)s.") % words


def for_page(desk: Desk, found: MinutesSeen) -> dict[str, Any]:
    """Return the minutes as ``meetings/minutes.html`` asks for them."""
    meeting, shown = found.meeting, found.shown
    query = "" if found.is_last else f"?versie={shown.version}"
    return {
        "heading": title(meeting),
        "badge": _badge(shown),
        "standing": standing(shown),
        "version": shown.version,
        "version_text": _("Version %(number)d") % {"number": shown.version},
        "last_url": "" if found.is_last else desk.url("minutes", meeting.id),
        "why": shown.why,
        "pdf_url": desk.url("minutes_pdf", meeting.id) + query,
        "correct_url": desk.url("correct", meeting.id) if found.is_last else "",
        "approve": _approve(desk, found) if found.is_last else None,
        "attendance": [
            {"name": attended_name(one), "text": attended_text(one), "url": ""}
            for one in found.attendance
        ],
        "points": [_point(desk, one) for one in found.points],
        "versions": [_version(desk, meeting, one, found) for one in found.versions],
    }


def for_paper(desk: Desk, found: MinutesSeen) -> dict[str, Any]:
    """Return the minutes as ``typst/minutes.typ`` asks for them."""
    meeting, shown = found.meeting, found.shown
    heads = (
        (_("When"), moment_text(meeting.starts_at)),
        (_("Where"), meeting.location or ""),
        (_("Series"), meeting.series_name),
        (_("Version"), str(shown.version)),
        (_("Corrected because"), shown.why),
    )
    return {
        "title": title(meeting),
        "municipality": desk.scope.name,
        "kind_text": standing(shown),
        "footer": _("%(meeting)s, version %(number)d")
        % {"meeting": meeting_name(meeting), "number": shown.version},
        "facts": [[name, text] for name, text in heads if text],
        "attendance_title": _("Who was there"),
        "attendance": [[attended_name(one), attended_text(one)] for one in found.attendance],
        "actions_title": _("Actions"),
        "inquiries_title": _("Is found out"),
        "findings_title": _("Was found out"),
        "heads": [_("What"), _("Who"), _("Ready by")],
        "nothing": _("There were no points on the agenda."),
        "points": [_paper_point(one) for one in found.points],
    }


def _badge(shown: VersionSeen) -> dict[str, str]:
    if shown.approved_at is None:
        return {"kind": "warning", "icon": "info", "text": _("Draft")}
    return {"kind": "safe", "icon": "ok", "text": _("Approved")}


def _approve(desk: Desk, found: MinutesSeen) -> dict[str, Any] | None:
    """Return the buttons to approve the last version: in the meeting of today, by the chair."""
    later = found.approve_in
    if not found.may_approve and later is None:
        return None
    return {
        "url": desk.url("approve", found.meeting.id),
        "as_chair": found.may_approve,
        "in_id": later.id if later else None,
        "in_text": _("Approve in the meeting of %(day)s")
        % {"day": day_text(timezone.localdate(later.starts_at))}
        if later
        else "",
    }


def _point(desk: Desk, one: MinutedPointSeen) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "notes": one.notes,
        "corrected": one.corrected,
        "decision": decision_facts(one.decision) if one.decision else None,
        "actions": [
            {**action_row(each), "url": desk.url("settle", each.id)} for each in one.actions
        ],
        "inquiries": [inquiry_row(desk, each) for each in one.inquiries],
        "findings": [inquiry_row(desk, each) for each in one.findings],
    }


def _version(
    desk: Desk, meeting: MeetingSeen, one: VersionSeen, found: MinutesSeen
) -> dict[str, str]:
    day = timezone.localdate(one.made_at)
    return {
        "date_text": day_text(day),
        "date_iso": day.isoformat(),
        "text": _version_text(one),
        "url": ""
        if one.version == found.shown.version
        else f"{desk.url('minutes', meeting.id)}?versie={one.version}",
        "url_text": _("Read version %(number)d") % {"number": one.version},
    }


def _version_text(one: VersionSeen) -> str:
    words = {"number": one.version, "name": one.made_by_name, "why": one.why.rstrip(".")}
    if one.version == 1:
        made = _("Version 1 was written when the meeting was closed.")
    elif one.made_by_name:
        made = _("Version %(number)d by %(name)s: %(why)s.") % words
    else:
        made = _("Version %(number)d: %(why)s.") % words
    return f"{made} {standing(one)}"


def _paper_point(one: MinutedPointSeen) -> dict[str, Any]:
    return {
        "title": f"{one.number}. {one.title}",
        "notes": one.notes,
        "decision": [[fact["name"], fact["text"]] for fact in decision_facts(one.decision)]
        if one.decision
        else [],
        "actions": [
            [row["what"], row["who"], row["due_text"]] for row in map(action_row, one.actions)
        ],
        "inquiries": [paper_inquiry(each) for each in one.inquiries],
        "findings": [[each.question, each.finding or ""] for each in one.findings],
    }

"""The minutes of the meetings of the demo: corrected by a new version, and approved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from wijkregie.cli.demo.files import YEAR, DemoFault
from wijkregie.domain.meetings import queries as meetings_seen
from wijkregie.domain.meetings import services as meetings

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.cli.demo.files import Entry
    from wijkregie.cli.demo.gatherings import Held
    from wijkregie.cli.demo.playback import Playback
    from wijkregie.kit.viewer import Viewer


def expect(meeting: Held, told: Entry, year: Playback, *, by: Viewer) -> None:
    """Expect that somebody corrects the minutes, and that who leads the group approves them."""
    wanted = told["correct"]
    corrected_at = meeting.starts_at + timedelta(days=wanted["after"])
    year.on(corrected_at, lambda at: _correct(meeting, wanted, by=by, at=at))
    approved_at = meeting.starts_at + timedelta(days=told["approve"])
    year.on(approved_at, lambda at: approve(meeting, by=by, at=at))


def approve(
    meeting: Held, *, by: Viewer, at: datetime, in_meeting_id: int | None = None
) -> None:
    """Approve the last version of the minutes of a meeting that was held."""
    version = _last(meeting, by=by, at=at)
    meetings.approve_minutes(meeting.id, version, in_meeting_id=in_meeting_id, by=by, at=at)


def _correct(meeting: Held, wanted: Entry, *, by: Viewer, at: datetime) -> None:
    draft = meetings.CorrectionDraft(
        _last(meeting, by=by, at=at),
        wanted["why"],
        notes={meeting.items[-wanted["point"]]: wanted["notes"]},
    )
    meetings.correct_minutes(meeting.id, draft, by=by, at=at)


def _last(meeting: Held, *, by: Viewer, at: datetime) -> int:
    seen = meetings_seen.minutes_seen(by, meeting.id, on=timezone.localdate(at))
    if seen is None:
        raise DemoFault(f"{YEAR}: {meeting.entry['key']!r} has no minutes yet")
    return seen.shown.version

"""Points of an agenda that go on to the next meeting of the series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import AgendaItem, Meeting
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.domain.signals import services as signals
from wijkregie.domain.signals.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


def append(meeting: Meeting, item: AgendaItem) -> AgendaItem:
    """Put a point at the end of the agenda of a meeting; part of a larger change."""
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    item.municipality_id, item.meeting, item.order = meeting.municipality_id, meeting, last + 1
    item.save()
    return item


def next_planned(meeting: Meeting) -> Meeting | None:
    """Return the planned meeting of the same series after this one, locked."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("series__group")
        .filter(
            series_id=meeting.series_id,
            state=MeetingState.PLANNED,
            starts_at__gt=meeting.starts_at,
        )
        .order_by("starts_at", "pk")
        .first()
    )


def carry_signals(meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Take the signals that were not decided on to the next meeting, or back to triage."""
    waiting = meeting.items.filter(
        signal__state=State.ON_AGENDA, decision__isnull=True
    ).select_related("signal")
    following = next_planned(meeting)
    for item in waiting.order_by("order", "pk"):
        if following is None:
            signals.take_off_agenda(
                item.signal_id or 0,
                why=_("There was no time for it, and no next meeting is planned yet."),
                by=by,
                at=at,
            )
        else:
            _carry(item, following)
            announce(item.signal_id or 0, following, by=by, at=at)


def carry_own(items: Iterable[AgendaItem], following: Meeting) -> None:
    """Take points of the group's own to another meeting."""
    for item in items:
        _carry(item, following)


def left_behind(meeting: Meeting) -> Iterable[AgendaItem]:
    """Return the group's own points of the cancelled meetings of this series, not carried."""
    return AgendaItem.objects.filter(
        meeting__series_id=meeting.series_id,
        meeting__state=MeetingState.CANCELLED,
        signal__isnull=True,
        carried_to__isnull=True,
    ).order_by("meeting__starts_at", "order", "pk")


def end(meeting: Meeting, state: MeetingState, at: datetime) -> None:
    """Let a meeting be held or cancelled from now on; part of a larger change."""
    meeting.state, meeting.closed_at = state, at
    meeting.save(update_fields=["state", "closed_at"])


def announce(signal_id: int, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Tell the signal on which agenda it stands now."""
    signals.put_on_agenda(
        signal_id,
        on=timezone.localdate(meeting.starts_at),
        body_name=meeting.series.group.name,
        by=by,
        at=at,
    )


def _carry(item: AgendaItem, following: Meeting) -> None:
    """A signal is on one agenda at a time, so it cannot be on that of the next meeting yet."""
    carried = AgendaItem(title=item.title, signal_id=item.signal_id, carried_from=item)
    append(following, carried)

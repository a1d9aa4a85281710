"""Series and meetings. That a group meets, and when, is for everyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.meetings import rules
from wijkregie.domain.meetings.models import AgendaItem, Series
from wijkregie.domain.meetings.queries.seen import MeetingSeen, SeriesSeen, SignalMeeting
from wijkregie.domain.meetings.queries.sight import sight_of
from wijkregie.domain.meetings.states import Level, MeetingState, OnHoliday, Rhythm
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.meetings.models import Meeting
    from wijkregie.domain.meetings.queries.sight import Sight
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """Which meetings: of a group, a series or all, by state, and from or before a moment."""

    group_id: int | None = None
    series_id: int | None = None
    states: tuple[MeetingState, ...] = ()
    since: datetime | None = None
    before: datetime | None = None
    newest_first: bool = False


def series_visible_to(viewer: Viewer, *, on: date) -> Rows[SeriesSeen]:
    """Return the series of the groups here, by group and name: at most three queries."""
    sight = sight_of(viewer, on=on)
    rows = (
        Series.objects.filter(municipality_id=sight.municipality_id)
        .select_related("group")
        .order_by("group__name", "name", "pk")
    )
    return Rows(rows, lambda series: _series(series, sight))


def meetings_visible_to(
    viewer: Viewer, wanted: MeetingFilter = MeetingFilter(), *, on: date
) -> Rows[MeetingSeen]:
    """Return the meetings of this municipality, the first first: at most three queries.

    Of a series that is not public only time and group are told to who does not take part.
    """
    sight = sight_of(viewer, on=on)
    rows = sight.meetings()
    if wanted.group_id is not None:
        rows = rows.filter(series__group_id=wanted.group_id)
    if wanted.series_id is not None:
        rows = rows.filter(series_id=wanted.series_id)
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.since is not None:
        rows = rows.filter(starts_at__gte=wanted.since)
    if wanted.before is not None:
        rows = rows.filter(starts_at__lt=wanted.before)
    order = ("-starts_at", "-pk") if wanted.newest_first else ("starts_at", "pk")
    return Rows(rows.order_by(*order), lambda meeting: meeting_for(meeting, sight))


def meeting_seen(viewer: Viewer, pk: int, *, on: date) -> MeetingSeen | None:
    """Return one meeting of this municipality, ``None`` if there is none: three queries."""
    return meetings_visible_to(viewer, on=on).get(pk)


def planned_for(viewer: Viewer, *, on: date) -> tuple[MeetingSeen, ...]:
    """Return the planned meetings on which the viewer may put something: three queries."""
    sight = sight_of(viewer, on=on)
    rows = (
        sight.meetings()
        .filter(state=MeetingState.PLANNED, series__group_id__in=sight.whole)
        .order_by("starts_at", "pk")
    )
    return tuple(meeting_for(meeting, sight) for meeting in rows)


def of_signal(viewer: Viewer, signal_id: int, *, on: date) -> tuple[SignalMeeting, ...]:
    """Return the meetings with a signal on their agenda, the first first: three queries."""
    sight = sight_of(viewer, on=on)
    items = (
        AgendaItem.objects.filter(municipality_id=sight.municipality_id, signal_id=signal_id)
        .select_related("meeting__series__group")
        .defer("notes")
        .order_by("meeting__starts_at", "pk")
    )
    return tuple(
        SignalMeeting(meeting_for(item.meeting, sight), item.pk, item.decision_id is not None)
        for item in items
    )


def meeting_for(meeting: Meeting, sight: Sight) -> MeetingSeen:
    """Return what the viewer sees of a meeting that came with its series and group."""
    series, group_id = meeting.series, meeting.series.group_id
    whole = group_id in sight.whole
    areas = sight.areas.get(group_id, frozenset())
    may_read = whole or series.public
    invited = getattr(meeting, "asked", False)  # counted along by ``Sight.meetings``
    return MeetingSeen(
        id=meeting.pk,
        series_id=series.pk,
        series_name=series.name,
        group_id=group_id,
        group_name=series.group.name,
        public=series.public,
        starts_at=meeting.starts_at,
        location=meeting.location if may_read or invited else None,
        state=MeetingState(meeting.state),
        closed_at=meeting.closed_at,
        invented=meeting.invented,
        may_read=may_read,
        whole=whole,
        may_lead=group_id in sight.led,
        may_decide=rules.may_decide_for(sight.viewer, group_id),
        officer_roles=tuple(
            sorted(
                role
                for role in rules.DECIDERS
                if whole and rules.may_decide_as(sight.viewer, role, areas)
            )
        ),
        has_extract=group_id in sight.viewer.group_ids,
        minutes=meeting.minutes,
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        invited=invited,
    )


def meeting_in(sight: Sight, pk: int) -> MeetingSeen | None:
    """Return what the viewer sees of one meeting here: one query."""
    found = sight.meetings().filter(pk=pk).first()
    return meeting_for(found, sight) if found else None


def _series(series: Series, sight: Sight) -> SeriesSeen:
    known = series.public or series.group_id in sight.whole
    return SeriesSeen(
        id=series.pk,
        name=series.name,
        group_id=series.group_id,
        group_name=series.group.name,
        public=series.public,
        may_lead=series.group_id in sight.led,
        level=Level(series.level),
        rhythm=Rhythm(series.rhythm),
        every=series.every,
        weekday=series.weekday,
        nth=series.nth,
        on_holiday=OnHoliday(series.on_holiday),
        clock=series.clock,
        minutes=series.minutes,
        location=series.location if known else None,
    )


def led_by(viewer: Viewer, *, on: date) -> frozenset[int]:
    """Return the groups for which the viewer begins series and plans: two queries at most."""
    return sight_of(viewer, on=on).led

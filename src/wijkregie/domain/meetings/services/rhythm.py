"""Set how often a group meets, and plan its meetings a year ahead."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.core import rhythm
from wijkregie.domain.meetings.models import Meeting, Series
from wijkregie.domain.meetings.services import carrying, inquiries
from wijkregie.domain.meetings.services.drafts import (
    MeetingRefused,
    RhythmDraft,
    series_to_lead,
    short,
)
from wijkregie.domain.meetings.states import Level, MeetingState, OnHoliday, Rhythm
from wijkregie.kit import audit
from wijkregie.kit.free_days import free_days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, time

    from wijkregie.kit.viewer import Viewer

#: How far ahead one plans at most: a year, and the month after it.
AHEAD: Final = timedelta(days=400)
_HALF_A_WEEK: Final = timedelta(days=3)
_SUNDAY: Final = 6
_MOST_EVERY: Final = 12
_NTHS: Final = frozenset({-1, 1, 2, 3, 4})
_DAY_IN_MINUTES: Final = 12 * 60


@transaction.atomic
def set_rhythm(series_id: int, draft: RhythmDraft, *, by: Viewer, at: datetime) -> None:
    """Say how often the group meets, at what time, where, and what it does on a holiday.

    Meetings that are planned already stay as they are. Raises ``MeetingRefused`` for who
    does not lead the group, and for a rhythm without a time.
    """
    series = series_to_lead(series_id, by=by, at=at)
    _check(draft)
    series.level, series.rhythm = Level(draft.level), Rhythm(draft.rhythm)
    series.every, series.weekday, series.nth = draft.every, draft.weekday, draft.nth
    series.on_holiday = OnHoliday(draft.on_holiday)
    series.clock, series.minutes = draft.clock, draft.minutes
    series.location = short(draft.location)
    series.save()
    audit.record("series_changed", series, by=by, at=at)


@transaction.atomic
def plan_ahead(
    series_id: int, until: date, *, by: Viewer, at: datetime, invented: bool = False
) -> tuple[int, ...]:
    """Plan the meetings of a series up to and with a day; return the numbers of the new ones.

    It goes on where the last meeting was. A day on which the series meets already, or on
    which a meeting was cancelled, is left alone. ``invented``: made up for the demo. Raises
    ``MeetingRefused`` for a series without a rhythm, and for a day that is over or more than
    a year away.
    """
    series = series_to_lead(series_id, by=by, at=at)
    if series.rhythm == Rhythm.LOOSE or series.clock is None:
        raise MeetingRefused(_("This series has no rhythm yet. Set it first."))
    today = timezone.localdate(at)
    if not today < until <= today + AHEAD:
        raise MeetingRefused(_("Choose a day between tomorrow and a year from now."))
    known = _days_of(series)
    wanted = [
        day for day in _days(series, known, today, until) if day > today and day not in known
    ]
    made = [_make(series, day, series.clock, at, invented=invented) for day in wanted]
    if made:
        carrying.welcome(series, at=at)
        inquiries.bring_back(series, by=by, at=at)
        audit.record("series_planned", series, by=by, at=at, why=str(len(made)))
    return tuple(meeting.pk for meeting in made)


def _make(series: Series, day: date, clock: time, at: datetime, *, invented: bool) -> Meeting:
    """Plan one meeting at the time of the clock here, whatever the season."""
    return Meeting.objects.create(
        municipality_id=series.municipality_id,
        series=series,
        starts_at=timezone.make_aware(datetime.combine(day, clock)),
        location=series.location,
        minutes=series.minutes,
        invented=invented,
        changed_at=at,
    )


def _days_of(series: Series) -> dict[date, bool]:
    """Return the days of all meetings of the series, and whether each still counts."""
    rows = series.meetings.order_by("starts_at").values_list("starts_at", "state")
    return {timezone.localdate(day): state != MeetingState.CANCELLED for day, state in rows}


def _days(series: Series, known: dict[date, bool], today: date, until: date) -> Iterable[date]:
    """Return the days of the rhythm, which goes on from the last meeting that counts."""
    last = max((day for day, counts in known.items() if counts), default=None)
    if series.rhythm == Rhythm.WEEKLY:
        start = last - _HALF_A_WEEK if last else today
        days = rhythm.weekly(start, until, every=series.every, weekday=series.weekday)
    else:
        start = last.replace(day=1) if last else today
        days = rhythm.monthly(
            start, until, every=series.every, weekday=series.weekday, nth=series.nth
        )
    free = free_days(today.year) | free_days(today.year + 1) | free_days(today.year + 2)
    return rhythm.past_holidays(days, free, later=series.on_holiday == OnHoliday.LATER)


def _check(draft: RhythmDraft) -> None:
    if not 1 <= draft.minutes <= _DAY_IN_MINUTES:
        raise MeetingRefused(_("A meeting takes between one minute and twelve hours."))
    if draft.rhythm == Rhythm.LOOSE:
        return
    if draft.clock is None:
        raise MeetingRefused(_("Fill in at what time the group meets."))
    fits = 1 <= draft.every <= _MOST_EVERY and 0 <= draft.weekday <= _SUNDAY
    if not (fits and draft.nth in _NTHS):
        raise MeetingRefused(
            _("Choose a day, and once in at most %(most)d weeks or months.")
            % {"most": _MOST_EVERY}
        )

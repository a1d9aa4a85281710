"""Make a series, plan a meeting, move it or cancel it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.meetings.models import Action, Meeting, Series
from wijkregie.domain.meetings.services import carrying, guests, inquiries
from wijkregie.domain.meetings.services.drafts import (
    MeetingRefused,
    SeriesDraft,
    leaders_only,
    meeting_to_lead,
    series_to_lead,
    short,
    sight_for,
    worded,
)
from wijkregie.domain.meetings.states import MeetingState
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def create_series(draft: SeriesDraft, *, by: Viewer, at: datetime) -> int:
    """Begin a series of meetings of a group, and return its number.

    Raises ``MeetingRefused`` for who does not lead the group, and for a name in use.
    """
    name = worded(draft.name, longest=120, empty=_("Give the series a name."))
    if draft.group_id not in sight_for(by, at).led:
        raise leaders_only()
    if Series.objects.filter(group_id=draft.group_id, name__iexact=name).exists():
        raise MeetingRefused(_("This group has a series with this name. Choose another name."))
    made = Series.objects.create(
        municipality_id=by.municipality_id or 0,
        group_id=draft.group_id,
        name=name,
        public=draft.public,
    )
    audit.record("series_made", made, by=by, at=at)
    return made.pk


@transaction.atomic
def plan(  # noqa: PLR0913 - when, where, and whether it was made up for the demo
    series_id: int,
    starts_at: datetime,
    location: str = "",
    *,
    invented: bool = False,
    by: Viewer,
    at: datetime,
) -> int:
    """Plan a meeting, and return its number.

    What the group had put on the agenda of a cancelled meeting comes along. Raises
    ``MeetingRefused`` for who does not lead the group, a day that is over, or a double.
    """
    series = series_to_lead(series_id, by=by, at=at)
    _check_time(series, starts_at, at)
    made = Meeting.objects.create(
        municipality_id=series.municipality_id,
        series=series,
        starts_at=starts_at,
        location=short(location),
        invented=invented,
        minutes=series.minutes,
        changed_at=at,
    )
    carrying.welcome(series, at=at)
    inquiries.bring_back(series, by=by, at=at)
    audit.record("meeting_planned", made, by=by, at=at)
    return made.pk


@transaction.atomic
def cancel(meeting_id: int, *, by: Viewer, at: datetime) -> None:
    """Cancel a meeting: everything on its agenda goes to the next planned one.

    Without one, signals go back to triage, and the group's own points wait for the next
    meeting that is planned. Raises ``MeetingRefused`` once something was decided or agreed.
    """
    meeting = meeting_to_lead(meeting_id, by=by, at=at)
    decided = meeting.items.filter(decision__isnull=False).exists()
    if decided or Action.objects.filter(item__meeting=meeting).exists():
        raise MeetingRefused(
            _("Something was decided or agreed in this meeting. Close it instead.")
        )
    carrying.carry_on(meeting, by=by, at=at)
    following = carrying.next_planned(meeting)
    if following is not None:
        own = meeting.items.filter(signal__isnull=True, fixed=False).order_by("order", "pk")
        carrying.carry_own(list(own), following)
    carrying.end(meeting, MeetingState.CANCELLED, at)
    guests.tell_of_change(meeting, at)
    audit.record("meeting_cancelled", meeting, by=by, at=at)


@transaction.atomic
def move(
    meeting_id: int, starts_at: datetime, location: str, *, by: Viewer, at: datetime
) -> None:
    """Hold a meeting at another time or place; who was going to come hears it.

    Raises ``MeetingRefused`` for who does not lead the group, a day that is over, or a time
    at which the series meets already. The same time and place changes nothing.
    """
    meeting = meeting_to_lead(meeting_id, by=by, at=at)
    place = short(location)
    if (meeting.starts_at, meeting.location) == (starts_at, place):
        return
    other_day = timezone.localdate(meeting.starts_at) != timezone.localdate(starts_at)
    if meeting.starts_at != starts_at:
        _check_time(meeting.series, starts_at, at)
    meeting.starts_at, meeting.location = starts_at, place
    meeting.changed_at, meeting.sequence = at, meeting.sequence + 1
    meeting.save(update_fields=["starts_at", "location", "changed_at", "sequence"])
    if other_day:
        carrying.announce_again(meeting, by=by, at=at)
    guests.tell_of_change(meeting, at)
    audit.record("meeting_moved", meeting, by=by, at=at)


def _check_time(series: Series, starts_at: datetime, at: datetime) -> None:
    if timezone.localdate(starts_at) < timezone.localdate(at):
        raise MeetingRefused(_("This day is over. Choose today or a later day."))
    if series.meetings.filter(starts_at=starts_at).exists():
        raise MeetingRefused(_("There is a meeting at this time already. Choose another time."))

"""What one may know about meetings. Nothing here hands out a model: see ``queries.seen``."""

from wijkregie.domain.meetings.queries.actions import ActionFilter, actions_visible_to
from wijkregie.domain.meetings.queries.agenda import action_list, items_of, seats_at
from wijkregie.domain.meetings.queries.calendar import (
    CalendarSeen,
    calendar_token,
    mail_calendar,
    personal_calendar,
    public_calendar,
    series_calendar,
)
from wijkregie.domain.meetings.queries.guests import proposals_of
from wijkregie.domain.meetings.queries.inquiries import (
    InquiryFilter,
    inquiries_visible_to,
    inquiry_seen,
)
from wijkregie.domain.meetings.queries.meetings import (
    MeetingFilter,
    led_by,
    meeting_seen,
    meetings_visible_to,
    of_signal,
    planned_for,
    series_visible_to,
)
from wijkregie.domain.meetings.queries.minutes import minutes_before, minutes_seen
from wijkregie.domain.meetings.queries.seen import (
    ActionList,
    ActionSeen,
    Attended,
    ItemSeen,
    MeetingSeen,
    ProposalSeen,
    SeatAtMeeting,
    SeriesSeen,
    SignalMeeting,
)
from wijkregie.domain.meetings.queries.seen_minutes import (
    InquirySeen,
    MinutedPointSeen,
    MinutedSeatSeen,
    MinutesSeen,
    MinutesWaiting,
    VersionSeen,
)

__all__ = [
    "ActionFilter",
    "ActionList",
    "ActionSeen",
    "Attended",
    "CalendarSeen",
    "InquiryFilter",
    "InquirySeen",
    "ItemSeen",
    "MeetingFilter",
    "MeetingSeen",
    "MinutedPointSeen",
    "MinutedSeatSeen",
    "MinutesSeen",
    "MinutesWaiting",
    "ProposalSeen",
    "SeatAtMeeting",
    "SeriesSeen",
    "SignalMeeting",
    "VersionSeen",
    "action_list",
    "actions_visible_to",
    "calendar_token",
    "inquiries_visible_to",
    "inquiry_seen",
    "items_of",
    "led_by",
    "mail_calendar",
    "meeting_seen",
    "meetings_visible_to",
    "minutes_before",
    "minutes_seen",
    "of_signal",
    "personal_calendar",
    "planned_for",
    "proposals_of",
    "public_calendar",
    "seats_at",
    "series_calendar",
    "series_visible_to",
]

"""What the room of the meetings keeps."""

from wijkregie.domain.meetings.models.calendar import CalendarLink
from wijkregie.domain.meetings.models.guests import Invitation, Proposal
from wijkregie.domain.meetings.models.inquiries import Inquiry
from wijkregie.domain.meetings.models.meetings import (
    Action,
    AgendaItem,
    Attendance,
    Meeting,
    Series,
)
from wijkregie.domain.meetings.models.minutes import MinutedPoint, MinutedSeat, Minutes

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "CalendarLink",
    "Inquiry",
    "Invitation",
    "Meeting",
    "MinutedPoint",
    "MinutedSeat",
    "Minutes",
    "Proposal",
    "Series",
]

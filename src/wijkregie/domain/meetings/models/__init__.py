"""What the room of the meetings keeps."""

from wijkregie.domain.meetings.models.calendar import CalendarLink
from wijkregie.domain.meetings.models.guests import Invitation, Proposal
from wijkregie.domain.meetings.models.meetings import (
    Action,
    AgendaItem,
    Attendance,
    Meeting,
    Series,
)

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "CalendarLink",
    "Invitation",
    "Meeting",
    "Proposal",
    "Series",
]

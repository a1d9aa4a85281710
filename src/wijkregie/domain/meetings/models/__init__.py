"""What the room of the meetings keeps."""

from wijkregie.domain.meetings.models.meetings import (
    Action,
    AgendaItem,
    Attendance,
    Meeting,
    Series,
)

__all__ = ["Action", "AgendaItem", "Attendance", "Meeting", "Series"]

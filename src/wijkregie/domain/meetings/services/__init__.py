"""Every change to meetings, one function per thing that people do."""

from wijkregie.domain.meetings.services.actions import agree, attend, settle
from wijkregie.domain.meetings.services.agenda import (
    add_item,
    add_signal,
    decide,
    note,
    take_off,
)
from wijkregie.domain.meetings.services.closing import close
from wijkregie.domain.meetings.services.drafts import (
    ActionDraft,
    MeetingRefused,
    NotesRefused,
    SeriesDraft,
)
from wijkregie.domain.meetings.services.planning import cancel, create_series, plan

__all__ = [
    "ActionDraft",
    "MeetingRefused",
    "NotesRefused",
    "SeriesDraft",
    "add_item",
    "add_signal",
    "agree",
    "attend",
    "cancel",
    "close",
    "create_series",
    "decide",
    "note",
    "plan",
    "settle",
    "take_off",
]

"""Every change to meetings, one function per thing that people do."""

from wijkregie.domain.meetings.services.actions import agree, attend, settle
from wijkregie.domain.meetings.services.agenda import (
    add_item,
    add_signal,
    add_signals,
    decide,
    note,
    take_off,
)
from wijkregie.domain.meetings.services.closing import close
from wijkregie.domain.meetings.services.drafts import (
    ActionDraft,
    MeetingRefused,
    NotesRefused,
    RhythmDraft,
    SeriesDraft,
)
from wijkregie.domain.meetings.services.invitations import (
    accept,
    decline,
    invite,
    propose,
    uninvite,
)
from wijkregie.domain.meetings.services.planning import cancel, create_series, move, plan
from wijkregie.domain.meetings.services.rhythm import plan_ahead, set_rhythm

__all__ = [
    "ActionDraft",
    "MeetingRefused",
    "NotesRefused",
    "RhythmDraft",
    "SeriesDraft",
    "accept",
    "add_item",
    "add_signal",
    "add_signals",
    "agree",
    "attend",
    "cancel",
    "close",
    "create_series",
    "decide",
    "decline",
    "invite",
    "move",
    "note",
    "plan",
    "plan_ahead",
    "propose",
    "set_rhythm",
    "settle",
    "take_off",
    "uninvite",
]

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
from wijkregie.domain.meetings.services.calendar import (
    drop_calendar_link,
    make_calendar_link,
)
from wijkregie.domain.meetings.services.closing import close
from wijkregie.domain.meetings.services.drafts import (
    ActionDraft,
    CorrectionDraft,
    InquiryDraft,
    MeetingRefused,
    NotesRefused,
    RhythmDraft,
    SeriesDraft,
)
from wijkregie.domain.meetings.services.inquiries import ask, find
from wijkregie.domain.meetings.services.invitations import (
    accept,
    decline,
    invite,
    propose,
    uninvite,
)
from wijkregie.domain.meetings.services.minutes import approve_minutes, correct_minutes
from wijkregie.domain.meetings.services.planning import cancel, create_series, move, plan
from wijkregie.domain.meetings.services.rhythm import plan_ahead, set_rhythm

__all__ = [
    "ActionDraft",
    "CorrectionDraft",
    "InquiryDraft",
    "MeetingRefused",
    "NotesRefused",
    "RhythmDraft",
    "SeriesDraft",
    "accept",
    "add_item",
    "add_signal",
    "add_signals",
    "agree",
    "approve_minutes",
    "ask",
    "attend",
    "cancel",
    "close",
    "correct_minutes",
    "create_series",
    "decide",
    "decline",
    "drop_calendar_link",
    "find",
    "invite",
    "make_calendar_link",
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

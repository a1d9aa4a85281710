"""Every change to themes and signals, one function per thing that people do."""

from wijkregie.domain.signals.services.agenda import put_on_agenda, take_off_agenda
from wijkregie.domain.signals.services.answering import (
    answer,
    answer_from_project,
    heard,
    reopen,
    told_by_hand,
)
from wijkregie.domain.signals.services.bundling import bundle, unbundle
from wijkregie.domain.signals.services.deciding import decide, put_in_project
from wijkregie.domain.signals.services.drafts import (
    JoinDraft,
    RaiserDraft,
    Receipt,
    SignalDraft,
    SignalRefused,
    SignalWords,
)
from wijkregie.domain.signals.services.handling import (
    assign,
    describe,
    promise_later,
    take_up,
)
from wijkregie.domain.signals.services.joining import join
from wijkregie.domain.signals.services.overdue import escalate_overdue
from wijkregie.domain.signals.services.photos import discard_lost_photos
from wijkregie.domain.signals.services.raising import renew_link
from wijkregie.domain.signals.services.receiving import receive
from wijkregie.domain.signals.services.satisfaction import (
    project_news,
    satisfied,
    unsatisfied,
)
from wijkregie.domain.signals.services.themes import (
    DEFAULT_DAYS,
    ThemeDraft,
    ThemeRefused,
    add_theme,
    change_theme,
)

__all__ = [
    "DEFAULT_DAYS",
    "JoinDraft",
    "RaiserDraft",
    "Receipt",
    "SignalDraft",
    "SignalRefused",
    "SignalWords",
    "ThemeDraft",
    "ThemeRefused",
    "add_theme",
    "answer",
    "answer_from_project",
    "assign",
    "bundle",
    "change_theme",
    "decide",
    "describe",
    "discard_lost_photos",
    "escalate_overdue",
    "heard",
    "join",
    "project_news",
    "promise_later",
    "put_in_project",
    "put_on_agenda",
    "receive",
    "renew_link",
    "reopen",
    "satisfied",
    "take_off_agenda",
    "take_up",
    "told_by_hand",
    "unbundle",
    "unsatisfied",
]

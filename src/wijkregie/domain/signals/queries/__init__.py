"""What one may know about themes and signals. Nothing of a signal hands out a model."""

from wijkregie.domain.signals.queries.counts import answered_in_time, declined, themes_in
from wijkregie.domain.signals.queries.links import (
    facts_to_tell,
    link_of,
    mail_facts,
    raiser_of_link,
)
from wijkregie.domain.signals.queries.lists import (
    SignalFilter,
    counts_by_state,
    followed,
    signal_by_id,
    signal_seen,
    signals_visible_to,
)
from wijkregie.domain.signals.queries.seen import (
    AnswerSeen,
    InTime,
    MailFacts,
    RaiserSeen,
    SignalSeen,
    StepSeen,
    ThemeCount,
    WithReason,
)
from wijkregie.domain.signals.queries.similar import SimilarSeen, Written, similar_to
from wijkregie.domain.signals.queries.story import answers_of, photo_of, story_of
from wijkregie.domain.signals.queries.themes import themes_visible_to

__all__ = [
    "AnswerSeen",
    "InTime",
    "MailFacts",
    "RaiserSeen",
    "SignalFilter",
    "SignalSeen",
    "SimilarSeen",
    "StepSeen",
    "ThemeCount",
    "WithReason",
    "Written",
    "answered_in_time",
    "answers_of",
    "counts_by_state",
    "declined",
    "facts_to_tell",
    "followed",
    "link_of",
    "mail_facts",
    "photo_of",
    "raiser_of_link",
    "signal_by_id",
    "signal_seen",
    "signals_visible_to",
    "similar_to",
    "story_of",
    "themes_in",
    "themes_visible_to",
]

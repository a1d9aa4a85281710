"""What one may know about themes and signals. Nothing of a signal hands out a model."""

from wijkregie.domain.signals.queries.bundles import alike, bundled_in
from wijkregie.domain.signals.queries.cards import cards_visible_to
from wijkregie.domain.signals.queries.counts import (
    answered_in_time,
    declined,
    satisfied_share,
    themes_in,
)
from wijkregie.domain.signals.queries.handing import (
    OfferLink,
    OfferMail,
    OfferSeen,
    groups_to_give,
    offer_mail,
    offer_of_link,
    offer_seen,
    offers_of,
    offers_waiting,
    persons_to_give,
    themes_and_groups,
)
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
from wijkregie.domain.signals.queries.overview import AreaCounts, counts_by_area
from wijkregie.domain.signals.queries.rehearsal import ChangeAsked, Rehearsal, rehearse
from wijkregie.domain.signals.queries.routing import (
    RuleSeen,
    empty_teams,
    failed_lately,
    routing_rules,
)
from wijkregie.domain.signals.queries.seen import (
    AnswerSeen,
    EventSeen,
    InTime,
    MailFacts,
    RaiserSeen,
    Satisfied,
    SignalCard,
    SignalSeen,
    StepSeen,
    ThemeCount,
    WithReason,
)
from wijkregie.domain.signals.queries.similar import SimilarSeen, Written, similar_to
from wijkregie.domain.signals.queries.standard import (
    StandardSeen,
    answers_to_choose,
    standard_answers,
)
from wijkregie.domain.signals.queries.story import answers_of, events_of, photo_of, story_of
from wijkregie.domain.signals.queries.themes import themes_visible_to

__all__ = [
    "AnswerSeen",
    "AreaCounts",
    "ChangeAsked",
    "EventSeen",
    "InTime",
    "MailFacts",
    "OfferLink",
    "OfferMail",
    "OfferSeen",
    "RaiserSeen",
    "Rehearsal",
    "RuleSeen",
    "Satisfied",
    "SignalCard",
    "SignalFilter",
    "SignalSeen",
    "SimilarSeen",
    "StandardSeen",
    "StepSeen",
    "ThemeCount",
    "WithReason",
    "Written",
    "alike",
    "answered_in_time",
    "answers_of",
    "answers_to_choose",
    "bundled_in",
    "cards_visible_to",
    "counts_by_area",
    "counts_by_state",
    "declined",
    "empty_teams",
    "events_of",
    "facts_to_tell",
    "failed_lately",
    "followed",
    "groups_to_give",
    "link_of",
    "mail_facts",
    "offer_mail",
    "offer_of_link",
    "offer_seen",
    "offers_of",
    "offers_waiting",
    "persons_to_give",
    "photo_of",
    "raiser_of_link",
    "rehearse",
    "routing_rules",
    "satisfied_share",
    "signal_by_id",
    "signal_seen",
    "signals_visible_to",
    "similar_to",
    "standard_answers",
    "story_of",
    "themes_and_groups",
    "themes_in",
    "themes_visible_to",
]

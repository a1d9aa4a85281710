"""Every change to themes and signals, one function per thing that people do."""

from wijkregie.domain.signals.queries.routes import RuleDraft
from wijkregie.domain.signals.services.agenda import put_on_agenda, take_off_agenda
from wijkregie.domain.signals.services.answering import (
    answer,
    answer_from_project,
    heard,
    reopen,
    told_by_hand,
)
from wijkregie.domain.signals.services.assigning import assign
from wijkregie.domain.signals.services.budgeting import (
    answer_from_budget,
    name_as_proposal,
    proposal_news,
    take_along,
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
from wijkregie.domain.signals.services.handing import (
    OfferDraft,
    remind_offers,
    renew_offer_link,
    send_link,
    withdraw,
)
from wijkregie.domain.signals.services.handling import (
    describe,
    promise_later,
    take_up,
)
from wijkregie.domain.signals.services.joining import join
from wijkregie.domain.signals.services.overdue import escalate_overdue
from wijkregie.domain.signals.services.photos import discard_lost_photos
from wijkregie.domain.signals.services.raising import renew_link
from wijkregie.domain.signals.services.receiving import receive
from wijkregie.domain.signals.services.replying import accept, refuse, report_outcome
from wijkregie.domain.signals.services.routing import (
    RoutingRefused,
    move_rule,
    remove_rule,
    save_rule,
)
from wijkregie.domain.signals.services.satisfaction import (
    project_news,
    satisfied,
    unsatisfied,
)
from wijkregie.domain.signals.services.standard import (
    StandardDraft,
    StandardRefused,
    save_standard,
)
from wijkregie.domain.signals.services.themes import (
    DEFAULT_DAYS,
    ThemeDraft,
    ThemeRefused,
    add_theme,
    change_theme,
)
from wijkregie.kit.words import WordsRefused

__all__ = [
    "DEFAULT_DAYS",
    "JoinDraft",
    "OfferDraft",
    "RaiserDraft",
    "Receipt",
    "RoutingRefused",
    "RuleDraft",
    "SignalDraft",
    "SignalRefused",
    "SignalWords",
    "StandardDraft",
    "StandardRefused",
    "ThemeDraft",
    "ThemeRefused",
    "WordsRefused",
    "accept",
    "add_theme",
    "answer",
    "answer_from_budget",
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
    "move_rule",
    "name_as_proposal",
    "project_news",
    "promise_later",
    "proposal_news",
    "put_in_project",
    "put_on_agenda",
    "receive",
    "refuse",
    "remind_offers",
    "remove_rule",
    "renew_link",
    "renew_offer_link",
    "reopen",
    "report_outcome",
    "satisfied",
    "save_rule",
    "save_standard",
    "send_link",
    "take_along",
    "take_off_agenda",
    "take_up",
    "told_by_hand",
    "unbundle",
    "unsatisfied",
    "withdraw",
]

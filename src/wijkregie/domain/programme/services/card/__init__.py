"""The card of a project: its fields and lines, changed by several people at once."""

from wijkregie.domain.programme.services.card.change import change_card
from wijkregie.domain.programme.services.card.deciding import settle_point
from wijkregie.domain.programme.services.card.drafts import (
    ActivityDraft,
    CardClashes,
    CardEdit,
    NoteDraft,
    PartyDraft,
    PointDraft,
    RiskDraft,
    party_key,
)
from wijkregie.domain.programme.services.card.half_way import drop_half_way, keep_half_way
from wijkregie.domain.programme.services.card.paying import add_money
from wijkregie.domain.programme.services.card.talking import (
    add_note,
    discard_lost_photos,
    remove_comment,
    remove_note,
    say_comment,
)

__all__ = [
    "ActivityDraft",
    "CardClashes",
    "CardEdit",
    "NoteDraft",
    "PartyDraft",
    "PointDraft",
    "RiskDraft",
    "add_money",
    "add_note",
    "change_card",
    "discard_lost_photos",
    "drop_half_way",
    "keep_half_way",
    "party_key",
    "remove_comment",
    "remove_note",
    "say_comment",
    "settle_point",
]

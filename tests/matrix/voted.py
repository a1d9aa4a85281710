"""Planted in both sides: an open vote, a pile of paper, a game, and words with a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.places import AT
from tests.makers.voting import make_vote
from tests.matrix.allowed import Kind
from wijkregie.domain.budgets import services

if TYPE_CHECKING:
    from tests.matrix.side import Side


def plant_votes(side: Side) -> None:
    """Plant a vote with a ballot and words for who made a plan, and a game of coins."""
    vote = make_vote("approval", side.municipality, title=side.text(Kind.PROGRAMME, "vote"))
    said = side.text(Kind.REMARK, "words with a vote")
    vote.cast(0, draft=services.BallotDraft(("1",), remarks=(("1", said),)))
    services.open_batch(vote.round.pk, "Buurthuis", 2, by=vote.by, at=AT)
    game = make_vote("coins", side.municipality, title=side.text(Kind.PROGRAMME, "game"))
    game.give(0, ("1", 3))

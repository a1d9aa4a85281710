"""Which decisions a vote took, so that pages call them chosen or not chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.budgets.models import Proposal
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.states import ProposalState

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class VotedOn:
    """That a decision is the outcome of a vote: of which round, and whether that is a yes.

    ``number`` is that of the plan; ``None`` where one decision is of several plans. ``turn``
    is the turn of a game that goes on, after which it was taken; ``None`` once the outcome of
    the whole vote was told.
    """

    round_id: int
    number: int | None
    chosen: bool
    turn: int | None = None


def voted_on(viewer: Viewer, decision_ids: Collection[int]) -> dict[int, VotedOn]:
    """Return which of these decisions a vote took, by their number. One query.

    What a body decided itself beside a game of coins went ahead in none of its turns.
    """
    told = Q(counted__count__told_at__isnull=False)
    in_turn = Q(state=ProposalState.CHOSEN, round__turns__played__isnull=False)
    rows = Proposal.objects.filter(
        told | in_turn, decision__in=decision_ids, round__fund__in=funds_here(viewer)
    ).values_list(
        "decision",
        "round",
        "number",
        "counted__place",
        "counted__count__told_at",
        "round__turns__number",
        "round__turns__played",
    )
    found: dict[int, VotedOn] = {}
    for decision_id, round_id, number, place, told_at, turn, played in rows:
        funded = played["funded"] if played else ()
        if told_at is None and str(number) not in funded:
            continue
        before = found.get(decision_id)
        found[decision_id] = VotedOn(
            round_id,
            number if before is None or before.number == number else None,
            chosen=told_at is None or place is not None,
            turn=turn if told_at is None else None,
        )
    return found

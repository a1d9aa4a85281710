"""Which decisions a vote took, so that pages call them chosen or not chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.budgets.models import CountedProposal
from wijkregie.domain.budgets.queries.door import funds_here

if TYPE_CHECKING:
    from collections.abc import Collection

    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class VotedOn:
    """That a decision is the outcome of a vote: of which round, and whether that is a yes.

    ``number`` is that of the plan; ``None`` where one decision is of several plans.
    """

    round_id: int
    number: int | None
    chosen: bool


def voted_on(viewer: Viewer, decision_ids: Collection[int]) -> dict[int, VotedOn]:
    """Return which of these decisions a vote took, by their number. One query."""
    rows = CountedProposal.objects.filter(
        proposal__decision__in=decision_ids,
        count__round__fund__in=funds_here(viewer),
        count__told_at__isnull=False,
    ).values_list("proposal__decision", "count__round", "proposal__number", "place")
    found: dict[int, VotedOn] = {}
    for decision_id, round_id, number, place in rows:
        only = None if decision_id in found else number
        found[decision_id] = VotedOn(round_id, only, chosen=place is not None)
    return found

"""Whether anybody can fill in a ballot at all: with these plans, limits and money."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from wijkregie.domain.budgets.states import BallotKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Unfillable(StrEnum):
    """Why nobody can fill in a ballot."""

    #: One must choose more plans than there are.
    TOO_FEW_PLANS = "too few plans"
    #: So many plans never cost together what there is, or less.
    TOO_DEAR = "too dear"
    #: Points are divided, and nobody said how many.
    NO_POINTS = "no points"
    #: In the first turn not every household has a coin.
    TOO_FEW_COINS = "too few coins"


def why_unfillable(
    ballot: str,
    limits: Mapping[str, int],
    prices: Sequence[int | None],
    money_cents: int | None,
) -> Unfillable | None:
    """Return why nobody can fill in a ballot of plans at these prices, ``None`` if one can.

    An amount that is not known yet refuses nothing. A blank ballot alone is no choice, so it
    does not make a ballot one that can be filled in.
    """
    kind, least = BallotKind(ballot), limits.get("least", 1)
    known = [one for one in prices if one is not None]
    cheapest = sum(sorted(known)[:least]) if len(known) == len(prices) else 0
    dear = kind is BallotKind.KNAPSACK and money_cents is not None and cheapest > money_cents
    if kind in {BallotKind.NONE, BallotKind.COINS, BallotKind.THEMES}:
        return None
    if kind is BallotKind.POINTS and "points" not in limits:
        return Unfillable.NO_POINTS
    if least > len(prices):
        return Unfillable.TOO_FEW_PLANS
    return Unfillable.TOO_DEAR if dear else None

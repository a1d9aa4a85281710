"""What a ballot of a round may say, and whether it may be cast: for queries and services."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from wijkregie.core.tally.slips import Slip
from wijkregie.domain.budgets.models import CountAct, Phase
from wijkregie.domain.budgets.queries.contests import KINDS
from wijkregie.domain.budgets.states import ActKind, BallotKind, PhaseKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from wijkregie.domain.budgets.models import Round

_PLANS: Final = ("least", "most", "blank")
_LIMITS: Final[Mapping[BallotKind, tuple[str, ...]]] = {
    BallotKind.APPROVAL: _PLANS,
    BallotKind.ONE: ("blank",),
    BallotKind.VARIANTS: ("blank",),
    BallotKind.RANKING: _PLANS,
    BallotKind.POINTS: ("points", "most_each", *_PLANS),
    BallotKind.KNAPSACK: _PLANS,
}


class Stand(StrEnum):
    """Whether one can vote now."""

    NOT_DECLARED = "not declared"
    NOT_YET = "not yet"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of a vote, both included."""

    opens_on: date
    closes_on: date


def ballot_limits(ballot: str) -> tuple[str, ...]:
    """Return which limits of a ballot one can set: whole numbers.

    ``least`` and ``most`` plans, ``points`` to divide (which must be there), ``most_each``
    to one plan, and ``blank``: 1 where one may vote for nothing. What a knapsack may cost,
    and the steps and the least number of themes, stand with the money and the counting.
    """
    return _LIMITS.get(BallotKind(ballot), ())


def days_of_vote(found: Round) -> Days | None:
    """Return the days of the vote, ``None`` where none were planned. One query."""
    rows = Phase.objects.filter(round=found, kind=PhaseKind.VOTE)
    return next((Days(*row) for row in rows.values_list("opens_on", "closes_on")), None)


def stand_of(found: Round, days: Days | None, at: datetime) -> Stand:
    """Return whether one can vote at this moment; days are those of the Netherlands.

    Once the urn was opened a vote stays closed, also where a clock is set back.
    """
    today = timezone.localdate(at)
    over = found.closed_on is not None or found.urn_opened_at is not None
    if over or (days is not None and days.closes_on < today):
        return Stand.CLOSED
    if not found.declared or days is None:
        return Stand.NOT_DECLARED
    return Stand.NOT_YET if today < days.opens_on else Stand.OPEN


def declared_of(found: Round) -> dict[str, Any]:
    """Return what was declared before the vote, as ``core.tally.contests`` wrote it."""
    declared: dict[str, Any] = json.loads(found.declaration.text)
    return declared


def withdrawn_of(found: Round) -> frozenset[str]:
    """Return the numbers of plans that were withdrawn after the declaration. One query."""
    acts = CountAct.objects.filter(round=found, kind=ActKind.WITHDRAWN)
    return frozenset(str(number) for number in acts.values_list("proposal__number", flat=True))


def slip_of(found: Round, limits: Mapping[str, int], declared: Mapping[str, Any]) -> Slip:
    """Return what one ballot of a declared round may say; not of a game of coins."""
    ballot = BallotKind(found.ballot)
    kind, blank = KINDS[ballot], bool(limits.get("blank"))
    if ballot is BallotKind.THEMES:
        rule = declared["rule"]
        costs = dict.fromkeys(rule["themes"], 0)
        return Slip(
            kind,
            costs,
            least=rule["least"],
            points=rule["amount"],
            step=rule["step"],
            whole=True,
        )
    if ballot is BallotKind.VARIANTS:
        return Slip(kind, dict.fromkeys(declared["rule"]["variants"], 0), most=1, blank=blank)
    costs = {one["id"]: one["cost"] for one in declared["projects"]}
    if ballot is BallotKind.ONE:
        return Slip(kind, costs, most=1, blank=blank)
    return Slip(
        kind,
        costs,
        least=limits.get("least", 1),
        most=limits.get("most"),
        points=limits.get("points"),
        most_each=limits.get("most_each"),
        money=declared["budget"] if ballot is BallotKind.KNAPSACK else None,
        blank=blank,
    )

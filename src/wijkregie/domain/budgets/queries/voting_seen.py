"""A vote as everyone sees it, and how many took part as who runs the fund sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count as Number
from django.db.models import Q

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import Declaration, Electorate, Proposal, Round, Voter
from wijkregie.domain.budgets.queries.contests import asked_of, money_of, on_ballot
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.electorate import areas_of
from wijkregie.domain.budgets.queries.game import open_in, turn_on
from wijkregie.domain.budgets.queries.polling import (
    Stand,
    days_of_vote,
    stand_of,
    withdrawn_of,
)
from wijkregie.domain.budgets.states import BallotKind, Used, VoterUnit
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from wijkregie.kit.viewer import Viewer

#: Of an area with fewer letters it is not told how many were used.
LEAST_LETTERS: Final = 10


@dataclass(frozen=True, slots=True)
class PlanOnBallot:
    """A plan that one votes on; ``asked_cents`` is what the fund is asked for.

    ``open`` tells whether one can choose it now: a plan that was withdrawn cannot be chosen,
    nor in a game of coins one that the jury vetoed, that is paid for or that is yet to come.
    """

    id: int
    number: int
    title: str
    plan: str
    area_name: str
    cost_cents: int | None
    asked_cents: int | None
    hours: int | None
    reference: str
    open: bool


@dataclass(frozen=True, slots=True)
class VotingSeen:
    """A vote: whether one can vote now, until when, who may, on what, and within what limits.

    ``counting`` are the declared settings, ``digest`` and ``voting_digest`` their hashes once
    declared. Once ``urn_opened`` nothing is added any more. ``turn`` is the number of the turn
    that goes on in a game of coins, else 0.
    """

    round_id: int
    fund_id: int
    title: str
    fund_name: str
    stand: Stand
    opens_on: date | None
    closes_on: date | None
    ballot: BallotKind
    counting: Mapping[str, Any]
    money_cents: int | None
    limits: Mapping[str, int]
    unit: VoterUnit
    least_age: int | None
    areas: tuple[str, ...]
    on_paper: bool
    text: str
    plans: tuple[PlanOnBallot, ...]
    turn: int
    digest: str
    voting_digest: str
    urn_opened: bool
    may_run: bool


@dataclass(frozen=True, slots=True)
class AreaTurnout:
    """How many letters of an area were used; ``None`` where they are too few to tell."""

    name: str
    letters: int
    used: int | None


@dataclass(frozen=True, slots=True)
class TurnoutSeen:
    """How many letters there are and how they were used; never what anybody chose."""

    letters: int
    void: int
    used: Mapping[Used, int]
    areas: tuple[AreaTurnout, ...]


def voting_seen(viewer: Viewer, round_id: int, at: datetime) -> VotingSeen | None:
    """Return a vote, ``None`` where there is none to be seen. At most twenty queries."""
    rows = Round.objects.filter(fund__in=funds_here(viewer)).select_related("fund__area")
    found = rows.filter(pk=round_id).exclude(ballot=BallotKind.NONE).first()
    settled = Electorate.objects.filter(round=found).first() if found else None
    if found is None or settled is None:
        return None
    days = days_of_vote(found)
    declared = Declaration.objects.filter(round=found).only("digest", "voting_digest").first()
    stand = stand_of(found, days, at)
    is_game = found.ballot == BallotKind.COINS and stand is Stand.OPEN
    turn = turn_on(found, at) if is_game else None
    return VotingSeen(
        round_id=found.pk,
        fund_id=found.fund_id,
        title=found.title,
        fund_name=found.fund.name,
        stand=stand,
        opens_on=days.opens_on if days else None,
        closes_on=days.closes_on if days else None,
        ballot=BallotKind(found.ballot),
        counting=found.counting,
        money_cents=money_of(found),
        limits=settled.limits,
        unit=VoterUnit(settled.unit),
        least_age=settled.least_age,
        areas=tuple(one.name for one in areas_of(found, settled)),
        on_paper=settled.on_paper,
        text=settled.text,
        plans=_plans(viewer, found, turn.number if turn else 0) if declared else (),
        turn=turn.number if turn else 0,
        digest=declared.digest if declared else "",
        voting_digest=declared.voting_digest if declared else "",
        urn_opened=found.urn_opened_at is not None,
        may_run=rules.may_run_funds(viewer),
    )


def turnout_of(viewer: Viewer, round_id: int) -> TurnoutSeen | None:
    """Return how many took part, for who runs funds; ``None`` for anybody else.

    Of an area it is told where it has ten letters or more. Three queries.
    """
    if not rules.may_run_funds(viewer):
        return None
    found = Round.objects.filter(fund__in=funds_here(viewer), pk=round_id).first()
    if found is None:
        return None
    voters = Voter.objects.filter(round=found)
    sums = voters.aggregate(
        letters=Number("pk", filter=Q(void=False)),
        void=Number("pk", filter=Q(void=True)),
        **{how: Number("pk", filter=Q(used=how)) for how in Used.values},
    )
    of_areas = (
        voters.filter(void=False, area__isnull=False)
        .values("area__name", "area__code")
        .annotate(letters=Number("pk"), used=Number("pk", filter=~Q(used="")))
        .order_by("area__name", "area__code")
    )
    return TurnoutSeen(
        letters=sums["letters"],
        void=sums["void"],
        used={how: sums[how] for how in Used},
        areas=tuple(
            AreaTurnout(
                one["area__name"] or one["area__code"],
                one["letters"],
                one["used"] if one["letters"] >= LEAST_LETTERS else None,
            )
            for one in of_areas
        ),
    )


def _plans(viewer: Viewer, found: Round, turn: int) -> tuple[PlanOnBallot, ...]:
    rows = list(on_ballot(found))
    gone = withdrawn_of(found)
    votable = {str(one.number) for one in rows} - gone
    if turn:
        votable &= open_in(found, turn)
    area_ids = {one.area_id for one in rows if one.area_id is not None}
    areas = places.areas_in(viewer, sorted(area_ids))
    return tuple(
        _plan(one, areas[one.area_id].name if one.area_id in areas else "", votable)
        for one in rows
    )


def _plan(row: Proposal, area_name: str, votable: set[str]) -> PlanOnBallot:
    return PlanOnBallot(
        id=row.pk,
        number=row.number,
        title=row.title,
        plan=row.plan,
        area_name=area_name,
        cost_cents=row.cost_cents,
        asked_cents=asked_of(row),
        hours=row.hours,
        reference=row.signal.reference if row.signal else "",
        open=str(row.number) in votable,
    )

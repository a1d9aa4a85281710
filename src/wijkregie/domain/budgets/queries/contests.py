"""A round as the contest that ``core/tally`` counts: its rule, money, and what one votes on."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Prefetch, Q
from django.utils import timezone

from wijkregie.core.tally import coins, themes, variants
from wijkregie.core.tally.contests import Acts, Coins, Plans, Projects, Stake, Themes
from wijkregie.core.tally.declared import About, Rule
from wijkregie.core.tally.records import Kind, Project
from wijkregie.domain.budgets.models import Declaration, Proposal
from wijkregie.domain.budgets.queries.counting import counting_of
from wijkregie.domain.budgets.states import ActKind, BallotKind, PhaseKind, ProposalState
from wijkregie.domain.places.models import Area
from wijkregie.domain.programme.queries.door import around_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from wijkregie.core.tally.contests import Contest
    from wijkregie.domain.budgets.models import CountAct, Round

LEAST_GROUP: Final = 5
"""Ballots are published only where at least so many voters cast each of them."""
#: What a ballot of a kind tells the count.
KINDS: Final[Mapping[BallotKind, Kind]] = {
    BallotKind.APPROVAL: Kind.APPROVAL,
    BallotKind.ONE: Kind.APPROVAL,
    BallotKind.KNAPSACK: Kind.APPROVAL,
    BallotKind.VARIANTS: Kind.APPROVAL,
    BallotKind.RANKING: Kind.RANKING,
    BallotKind.POINTS: Kind.POINTS,
    BallotKind.COINS: Kind.POINTS,
    BallotKind.THEMES: Kind.POINTS,
}


def money_of(row: Round) -> int | None:
    """Return what a round has to spend, ``None`` while that is not known."""
    if row.budget_cents is None:
        return None
    return row.budget_cents + (row.carried_cents or 0)


def asked_of(row: Proposal) -> int | None:
    """Return what the fund is asked for: the cost less the cofinancing.

    ``None`` while one of these is not known. The proposal came with its cofinancing.
    """
    paid = [one.cents for one in row.cofinancing.all()]
    if row.cost_cents is None or None in paid:
        return None
    return row.cost_cents - sum(one or 0 for one in paid)


def on_ballot(row: Round) -> QuerySet[Proposal]:
    """Return the proposals that one votes on, by number; also what was withdrawn after it."""
    voted = (ProposalState.ON_BALLOT, ProposalState.CHOSEN, ProposalState.NOT_CHOSEN)
    known = Q(state__in=voted) | Q(acts__kind=ActKind.WITHDRAWN)
    rows = row.proposals.filter(known).distinct().order_by("number")
    return rows.select_related("signal__theme").prefetch_related(
        "cofinancing", Prefetch("conflicts", Proposal.objects.only("number")), "acts"
    )


def contest_of_round(row: Round) -> Contest:
    """Return what is voted on in a round, with what was recorded after the declaration.

    Raises ``ValueError`` where money, a price, or the value of a coin is not known yet: what
    ``services.declare`` asks for first.
    """
    rule, money = counting_of(row.ballot, row.counting), money_of(row)
    if rule is None or money is None:
        raise ValueError("nothing is voted on here, or the money is not known")
    if isinstance(rule, themes.Split):
        return Themes(replace(rule, amount=money))
    rows = list(on_ballot(row))
    if isinstance(rule, coins.Game):
        game = replace(rule, households=households_of(row))
        return Coins(game, _stake(money, rows), _in_coins(row, game, rows))
    after = _acts_of(row)
    if isinstance(rule, variants.Choice):
        choice = replace(rule, variants=tuple(str(one.number) for one in rows))
        return Plans(choice, _stake(money, rows), after)
    return Projects(tuple(_projects(rule, rows)), money, rule, after)


def voting_of(row: Round) -> dict[str, Any]:
    """Return who may vote, how and when, as plain values: the other half of a declaration."""
    who = row.electorate
    days = row.phases.get(kind=PhaseKind.VOTE)
    return {
        "unit": who.unit,
        "least_age": who.least_age,
        "areas": sorted(who.areas.values_list("code", flat=True)),
        "on_paper": who.on_paper,
        "limits": who.limits,
        "ballot": row.ballot,
        "opens_on": days.opens_on.isoformat(),
        "closes_on": days.closes_on.isoformat(),
        "least_group": max(LEAST_GROUP, row.least_group or 0),
    }


def coin_of(row: Round, rule: coins.Game) -> Fraction:
    """Return what a coin is worth in cents: the money of the round over all of its coins."""
    return Fraction(money_of(row) or 0, rule.rounds * rule.coins)


def households_of(row: Round) -> int:
    """Return how many households play: those that were declared, and before that the roll."""
    found = Declaration.objects.filter(round=row).values_list("text", flat=True).first()
    if found is not None:
        return int(json.loads(found)["rule"]["households"])
    return row.voters.filter(void=False).count()


def _acts_of(row: Round) -> Acts:
    told = row.acts.filter(kind__in=(ActKind.LOT, ActKind.WITHDRAWN)).order_by("pk")
    acts = list(told.select_related("proposal"))
    lots = [tuple(one.order) for one in acts if one.kind == ActKind.LOT]
    gone = [str(one.proposal.number) for one in acts if one.proposal is not None]
    return Acts(lots[0] if lots else (), tuple(gone))


def _stake(money: int, rows: Sequence[Proposal]) -> Stake:
    """Return what a vote is about: not what was put up while a game was played."""
    first = [one for one in rows if not _turn(one, ActKind.OPENED)]
    return Stake(
        money,
        tuple(Project(str(one.number), _known(asked_of(one)), name=one.title) for one in first),
    )


def _projects(rule: Rule, rows: Sequence[Proposal]) -> Iterable[Project]:
    numbers = {one.number for one in rows}
    holding = _limited_areas(rule, rows)
    for one in rows:
        excluded = {other.number for other in one.conflicts.all()} & numbers
        yield Project(
            id=str(one.number),
            cost=_known(asked_of(one)),
            categories=(one.signal.theme.name,) if one.signal else (),
            areas=tuple(holding.get(one.pk, ())),
            excludes=tuple(sorted(map(str, excluded))),
            name=one.title,
        )


def _limited_areas(rule: Rule, rows: Sequence[Proposal]) -> dict[int, list[str]]:
    """Return which areas with a limit each proposal lies in; two or three queries if any."""
    named = sorted(limit.name for limit in rule.limits if limit.about is About.AREA)
    if not named:
        return {}
    around = around_each(one.area_id for one in rows if one.area_id is not None)
    codes = codes_of({pk for ring in around.values() for pk in ring})
    return {
        one.pk: sorted({codes[pk] for pk in around.get(one.area_id or 0, ())} & set(named))
        for one in rows
    }


def codes_of(area_ids: Iterable[int]) -> dict[int, str]:
    """Return the codes of areas by their numbers."""
    return dict(Area.objects.filter(pk__in=area_ids).values_list("pk", "code"))


def _in_coins(
    row: Round, rule: coins.Game, rows: Sequence[Proposal]
) -> tuple[coins.Proposal, ...]:
    """Return proposals with their price in coins, and the turns that acts tell of."""
    money = money_of(row) or 0
    if not money:
        raise ValueError("a coin of nothing buys nothing")
    return tuple(
        coins.Proposal(
            str(one.number),
            coins.price(rule, money, _known(asked_of(one))),
            opened=_turn(one, ActKind.OPENED) or 1,
            vetoed=_turn(one, ActKind.VETOED) or _gone_from(row, one),
        )
        for one in rows
    )


def _turn(one: Proposal, kind: ActKind) -> int:
    return next((act.turn for act in one.acts.all() if act.kind == kind), 0)


def _gone_from(row: Round, one: Proposal) -> int:
    """Return the turn after the one in which a proposal was withdrawn: till then it stood."""
    gone: CountAct | None = next(
        (act for act in one.acts.all() if act.kind == ActKind.WITHDRAWN), None
    )
    if gone is None:
        return 0
    return last_begun(row, gone.at) + 1


def last_begun(row: Round, at: datetime) -> int:
    """Return the last turn that had begun by then; 0 before the first."""
    begun = row.turns.filter(opens_on__lte=timezone.localdate(at)).order_by("-number").first()
    return begun.number if begun else 0


def _known(cents: int | None) -> int:
    if cents is None:
        raise ValueError("a price is not known")
    return cents

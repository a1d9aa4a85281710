"""What a vote still lacks before it can be declared, and what was declared."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.utils import timezone

from wijkregie.core.tally import coins, themes
from wijkregie.core.tally.canonical import digest
from wijkregie.core.tally.contests import declared
from wijkregie.core.tally.declared import About, Rule
from wijkregie.domain.budgets.models import Declaration, Electorate
from wijkregie.domain.budgets.queries.contests import (
    asked_of,
    coin_of,
    contest_of_round,
    money_of,
    voting_of,
)
from wijkregie.domain.budgets.queries.counting import CountingFault, counting_of
from wijkregie.domain.budgets.queries.fillable import Unfillable, why_unfillable
from wijkregie.domain.budgets.states import BallotKind, PhaseKind, ProposalState
from wijkregie.domain.places.models import Area
from wijkregie.domain.signals.models import Theme
from wijkregie.kit import audit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from wijkregie.domain.budgets.models import Proposal, Round

#: What may still come onto the ballot, and does not if it stays as it is.
_WAITING: Final = (
    ProposalState.WORKED_OUT,
    ProposalState.CHECKED,
    ProposalState.REPAIRED,
)


class Lack(StrEnum):
    """What is missing before a vote can be declared."""

    NO_BALLOT = "no ballot"
    #: The settings are not those of a rule.
    NO_RULE = "no rule"
    NO_MONEY = "no money"
    NO_DAYS = "no days"
    DAYS_OVER = "days over"
    NO_ELECTORATE = "no electorate"
    NO_PROPOSAL = "no proposal"
    NO_PRICE = "no price"
    #: The cofinancing is more than the cost.
    PRICE_BELOW_NOUGHT = "price below nought"
    #: The money cannot be split in these steps over so many themes.
    NO_SPLIT = "no split"
    #: Without letters nobody knows how many households play.
    NO_HOUSEHOLDS = "no households"
    #: A game has as many turns as its rule says.
    NO_TURNS = "no turns"
    #: A limit is of an area or a theme that is not here.
    UNKNOWN_LIMIT = "unknown limit"


class Warn(StrEnum):
    """What one had better look at, though the vote can be declared."""

    NO_LETTERS = "no letters"
    WAITING = "waiting"
    ALL_TOO_DEAR = "all too dear"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, or to look at; ``names`` says of what, such as plan 3."""

    what: Lack | Warn | Unfillable
    names: tuple[str, ...] = ()


def missing_of(row: Round, at: datetime) -> tuple[Missing, ...]:
    """Return all that is missing before the vote of a round can be declared."""
    if row.ballot == BallotKind.NONE:
        return (Missing(Lack.NO_BALLOT),)
    try:
        rule = counting_of(row.ballot, row.counting)
    except CountingFault:
        return (Missing(Lack.NO_RULE),)
    found = [*_days(row, at), *_money(row, rule), *_prices(row, rule)]
    who = Electorate.objects.filter(round=row).first()
    found.extend([Missing(Lack.NO_ELECTORATE)] if who is None else _fillable(row, who))
    if isinstance(rule, Rule):
        found.extend(_limits(row, rule))
    return tuple(found)


def warnings_of(row: Round) -> tuple[Missing, ...]:
    """Return what one had better look at before the vote of a round is declared."""
    found = []
    if not row.voters.filter(void=False).exists():
        found.append(Missing(Warn.NO_LETTERS))
    waiting = row.proposals.filter(state__in=_WAITING).order_by("number")
    numbers = tuple(str(one) for one in waiting.values_list("number", flat=True))
    if numbers:
        found.append(Missing(Warn.WAITING, numbers))
    money = money_of(row)
    prices = [asked_of(one) for one in fitting(row)]
    if money is not None and prices and all(one is None or one > money for one in prices):
        found.append(Missing(Warn.ALL_TOO_DEAR))
    return tuple(found)


def fitting(row: Round) -> list[Proposal]:
    """Return what goes onto the ballot when the vote is declared, or stands on it already."""
    states = (ProposalState.FITS, ProposalState.ON_BALLOT)
    rows = row.proposals.filter(state__in=states).order_by("number")
    return list(rows.prefetch_related("cofinancing"))


def changed_since(row: Round) -> tuple[str, ...]:
    """Return which parts of a round are not as they were declared; nothing if all are.

    ``declaration`` where the row of the declaration itself does not fit its hash, or is
    another one than that of which the log tells that it was declared.
    """
    kept = Declaration.objects.get(round=row)
    told: Mapping[str, Any] = json.loads(kept.text)
    voting: Mapping[str, Any] = json.loads(kept.voting)
    both = f"{kept.digest} {kept.voting_digest}"
    logged = audit.whys(["round_declared"], row) == {both}
    if not logged or f"{digest(told)} {digest(voting)}" != both:
        return ("declaration",)
    try:
        contest, now = contest_of_round(row), voting_of(row)
    except (ValueError, Electorate.DoesNotExist, row.phases.model.DoesNotExist):
        return ("declaration",)
    if declared(contest) == kept.digest:
        return _differing(voting, now)
    return (*_differing(told, contest.declaration()), *_differing(voting, now))


def _differing(was: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what differs; a larger group to publish by is no other vote."""
    names = sorted({*was, *now} - {"least_group"})
    return tuple(name for name in names if was.get(name) != now.get(name))


def _days(row: Round, at: datetime) -> Iterator[Missing]:
    vote = row.phases.filter(kind=PhaseKind.VOTE).first()
    if vote is None:
        yield Missing(Lack.NO_DAYS)
    elif vote.closes_on < timezone.localdate(at):
        yield Missing(Lack.DAYS_OVER)


def _money(row: Round, rule: object) -> Iterator[Missing]:
    money = money_of(row)
    if money is None:
        yield Missing(Lack.NO_MONEY)
    elif isinstance(rule, themes.Split):
        if money % rule.step or rule.least * rule.step > money:
            yield Missing(Lack.NO_SPLIT)
    elif isinstance(rule, coins.Game):
        yield from _game(row, rule)


def _game(row: Round, rule: coins.Game) -> Iterator[Missing]:
    households = row.voters.filter(void=False).count()
    if not coin_of(row, rule):
        yield Missing(Lack.NO_MONEY)
    if not households:
        yield Missing(Lack.NO_HOUSEHOLDS)
    if households > rule.coins:
        yield Missing(Unfillable.TOO_FEW_COINS)
    if row.turns.count() != rule.rounds:
        yield Missing(Lack.NO_TURNS)


def _prices(row: Round, rule: object) -> Iterator[Missing]:
    """Yield which plans lack a price; in a game plans also come while it is played."""
    if isinstance(rule, themes.Split):
        return
    rows = fitting(row)
    if not rows and not isinstance(rule, coins.Game):
        yield Missing(Lack.NO_PROPOSAL)
    prices = {str(one.number): asked_of(one) for one in rows}
    unknown = tuple(number for number, cents in prices.items() if cents is None)
    below = tuple(number for number, cents in prices.items() if cents is not None and cents < 0)
    if unknown:
        yield Missing(Lack.NO_PRICE, unknown)
    if below:
        yield Missing(Lack.PRICE_BELOW_NOUGHT, below)


def _fillable(row: Round, who: Electorate) -> Iterator[Missing]:
    """Yield why nobody could fill in the ballot; without plans that is told already."""
    prices = [asked_of(one) for one in fitting(row)]
    why = why_unfillable(row.ballot, who.limits, prices, money_of(row)) if prices else None
    if why is not None:
        yield Missing(why)


def _limits(row: Round, rule: Rule) -> Iterator[Missing]:
    here = {
        About.AREA: _codes(row, rule),
        About.CATEGORY: set(
            Theme.objects.filter(municipality_id=row.municipality_id).values_list(
                "name", flat=True
            )
        ),
    }
    unknown = [one.name for one in rule.limits if one.name not in here[one.about]]
    if unknown:
        yield Missing(Lack.UNKNOWN_LIMIT, tuple(unknown))


def _codes(row: Round, rule: Rule) -> set[str]:
    """Return the codes of limits that are of national areas, or of own areas of this place."""
    named = [one.name for one in rule.limits if one.about is About.AREA]
    ours = Q(municipality=None) | Q(municipality=row.municipality_id)
    return set(Area.objects.filter(ours, code__in=named).values_list("code", flat=True))

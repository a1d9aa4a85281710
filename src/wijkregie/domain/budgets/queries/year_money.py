"""What a fund really got in a year, and how much of it its rounds may still speak for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.budgets.models import FundYear, Proposal, Round
from wijkregie.domain.budgets.queries.awards import plan_of, with_money
from wijkregie.domain.budgets.states import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet


def got_of(fund_id: int) -> Mapping[int, int | None]:
    """Return what a fund got per year; ``None`` where part of a year is not settled."""
    found: dict[int, int | None] = {}
    places = FundYear.objects.filter(fund_id=fund_id)
    for year, cents in places.values_list("pot__year", "cents").order_by("pk"):
        before = found.get(year, 0)
        found[year] = None if cents is None or before is None else before + cents
    return found


def own_rounds(fund_id: int) -> QuerySet[Round]:
    """Return the rounds in which a fund gives money itself.

    An election that was taken over from elsewhere is history: none of its money is the fund's.
    """
    return Round.objects.filter(fund_id=fund_id).exclude(proposals__imported=True)


def spoken_for(rounds: Iterable[Round]) -> int:
    """Return what rounds take of the money of their year, those carried over not counted.

    While a round goes on that is its whole budget; once it closed what its plans were
    promised, less what came back, with what went over to another round.
    """
    return sum(_spoken_for(one) for one in rounds)


def left_of(row: Round) -> int | None:
    """Return what of a closed round can be carried over to another one.

    That is money which the fund really got in its year, which no plan was promised or gave
    back, which did not go over before, and which no other round of that year takes.
    ``None`` where the year is not settled, or the size of the round or what a chosen plan
    costs is not known. An election from elsewhere has nothing left.
    """
    if row.proposals.filter(imported=True).exists():
        return 0
    got, used = got_of(row.fund_id).get(row.year), _used(row)
    if got is None or row.budget_cents is None or used is None:
        return None
    others = own_rounds(row.fund_id).filter(year=row.year).exclude(pk=row.pk)
    return max(min(row.budget_cents, got - spoken_for(others)) - used, 0)


def known(amounts: Iterable[int | None]) -> int | None:
    """Return the sum of amounts, ``None`` where one is not known."""
    found = list(amounts)
    told = [one for one in found if one is not None]
    return sum(told) if len(told) == len(found) else None


def _spoken_for(row: Round) -> int:
    budget, used = row.budget_cents or 0, _used(row)
    if row.closed_on is None or used is None:
        return max(budget, used or 0)
    return max(used, 0)


def _used(row: Round) -> int | None:
    """Return what plans were promised of the budget itself, and what went over from it."""
    chosen = Proposal.objects.filter(round=row, state=ProposalState.CHOSEN)
    plans = [plan_of(one) for one in with_money(chosen)]
    awarded = known(one.asked_cents for one in plans)
    if awarded is None:
        return None
    sums = [one.sums for one in plans if one.sums]
    more = sum(one.over_cents - one.returned_cents for one in sums)
    out = sum(one.carried_cents or 0 for one in row.carried_into.all())
    return awarded + more + out - (row.carried_cents or 0)

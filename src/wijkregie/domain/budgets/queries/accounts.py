"""The account of a fund per year: what it got, what went out, and what is left, to the cent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from wijkregie.domain.budgets.models import FundYear, Proposal, Round, Voucher
from wijkregie.domain.budgets.queries.awards import plan_of, plans_of, with_money
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.seen_awards import VouchersSeen, YearAccount
from wijkregie.domain.budgets.states import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.domain.budgets.queries.seen_awards import AwardNamed
    from wijkregie.kit.viewer import Viewer


def account_of(viewer: Viewer, fund_id: int) -> tuple[YearAccount, ...]:
    """Return the account of a fund, the last year first; empty where it is not to be seen.

    Ten queries at most, however many plans there are.
    """
    if not funds_here(viewer).filter(pk=fund_id).exists():
        return ()
    got = _got(fund_id)
    rounds = list(Round.objects.filter(fund_id=fund_id).select_related("carried_from"))
    chosen = Proposal.objects.filter(round__fund_id=fund_id, state=ProposalState.CHOSEN)
    plans: dict[int, list[AwardNamed]] = defaultdict(list)
    year_of = {one.pk: one.year for one in rounds}
    for plan in plans_of(list(with_money(chosen).order_by("round_id", "number"))):
        plans[year_of[plan.round_id]].append(plan)
    vouchers = _vouchers(fund_id)
    years = sorted({*got, *year_of.values(), *vouchers}, reverse=True)
    return tuple(
        _year(year, got.get(year), rounds, plans[year], vouchers.get(year)) for year in years
    )


def left_of(row: Round) -> int | None:
    """Return what of a round nobody was promised or gave back, and was not carried over.

    ``None`` where its size, or what a chosen plan costs, is not known.
    """
    if row.budget_cents is None:
        return None
    chosen = Proposal.objects.filter(round=row, state=ProposalState.CHOSEN)
    plans = [plan_of(one) for one in with_money(chosen)]
    awarded = _known(one.asked_cents for one in plans)
    if awarded is None:
        return None
    carried = sum(one.carried_cents or 0 for one in row.carried_into.all())
    sums = [one.sums for one in plans if one.sums]
    over = sum(one.over_cents for one in sums)
    returned = sum(one.returned_cents for one in sums)
    had = row.budget_cents + (row.carried_cents or 0) - carried
    return max(had - awarded - over + returned, 0)


def _got(fund_id: int) -> Mapping[int, int | None]:
    """Return what a fund got per year; ``None`` where part of a year is not settled."""
    found: dict[int, int | None] = {}
    places = FundYear.objects.filter(fund_id=fund_id)
    for year, cents in places.values_list("pot__year", "cents").order_by("pk"):
        before = found.get(year, 0)
        found[year] = None if cents is None or before is None else before + cents
    return found


def _year(
    year: int,
    got: int | None,
    rounds: Iterable[Round],
    plans: Sequence[AwardNamed],
    vouchers: VouchersSeen | None,
) -> YearAccount:
    carried = [one for one in rounds if one.carried_cents and one.carried_from]
    sums = [one.sums for one in plans if one.sums]
    return YearAccount(
        year=year,
        got_cents=got,
        carried_in_cents=sum(one.carried_cents or 0 for one in carried if one.year == year),
        carried_out_cents=sum(
            one.carried_cents or 0
            for one in carried
            if one.carried_from and one.carried_from.year == year
        ),
        awarded_cents=_known(one.asked_cents for one in plans),
        over_cents=sum(one.over_cents for one in sums),
        paid_cents=sum(one.paid_cents for one in sums),
        shown_cents=sum(one.shown_cents for one in sums),
        returned_cents=sum(one.returned_cents for one in sums),
        spent_cents=sum(one.spent_cents for one in sums),
        vouchers=vouchers or VouchersSeen(0, 0, 0),
        plans=tuple(plans),
    )


def _known(amounts: Iterable[int | None]) -> int | None:
    """Return the sum of amounts, ``None`` where one is not known."""
    found = list(amounts)
    known = [one for one in found if one is not None]
    return sum(known) if len(known) == len(found) else None


def _vouchers(fund_id: int) -> Mapping[int, VouchersSeen]:
    rows = Voucher.objects.filter(fund_year__fund_id=fund_id).order_by()
    told = rows.values_list("fund_year__pot__year").annotate(
        out=Count("pk", filter=Q(void=False)),
        used=Count("pk", filter=Q(proposal__isnull=False)),
        lost=Count("pk", filter=Q(void=True)),
    )
    return {year: VouchersSeen(out, used, lost) for year, out, used, lost in told}

"""The account of a fund per year: what it got, what went out, and what is left, to the cent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from wijkregie.domain.budgets.models import Proposal, Voucher
from wijkregie.domain.budgets.queries.awards import plans_of, with_money
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.queries.seen_awards import VouchersSeen, YearAccount
from wijkregie.domain.budgets.queries.year_money import got_of, known, own_rounds
from wijkregie.domain.budgets.states import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.domain.budgets.models import Round
    from wijkregie.domain.budgets.queries.seen_awards import AwardNamed
    from wijkregie.kit.viewer import Viewer


def account_of(viewer: Viewer, fund_id: int) -> tuple[YearAccount, ...]:
    """Return the account of a fund, the last year first; empty where it is not to be seen.

    An election that was taken over from elsewhere stands outside it: no money of the fund
    went to its plans. Ten queries at most, however many plans there are.
    """
    if not funds_here(viewer).filter(pk=fund_id).exists():
        return ()
    got = got_of(fund_id)
    rounds = list(own_rounds(fund_id).select_related("carried_from"))
    chosen = Proposal.objects.filter(round__in=rounds, state=ProposalState.CHOSEN)
    plans: dict[int, list[AwardNamed]] = defaultdict(list)
    year_of = {one.pk: one.year for one in rounds}
    for plan in plans_of(list(with_money(chosen).order_by("round_id", "number"))):
        plans[year_of[plan.round_id]].append(plan)
    vouchers = _vouchers(fund_id)
    years = sorted({*got, *year_of.values(), *vouchers}, reverse=True)
    return tuple(
        _year(year, got.get(year), rounds, plans[year], vouchers.get(year)) for year in years
    )


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
        awarded_cents=known(one.asked_cents for one in plans),
        over_cents=sum(one.over_cents for one in sums),
        paid_cents=sum(one.paid_cents for one in sums),
        shown_cents=sum(one.shown_cents for one in sums),
        returned_cents=sum(one.returned_cents for one in sums),
        spent_cents=sum(one.spent_cents for one in sums),
        vouchers=vouchers or VouchersSeen(0, 0, 0),
        plans=tuple(plans),
    )


def _vouchers(fund_id: int) -> Mapping[int, VouchersSeen]:
    rows = Voucher.objects.filter(fund_year__fund_id=fund_id).order_by()
    told = rows.values_list("fund_year__pot__year").annotate(
        out=Count("pk", filter=Q(void=False)),
        used=Count("pk", filter=Q(proposal__isnull=False)),
        lost=Count("pk", filter=Q(void=True)),
    )
    return {year: VouchersSeen(out, used, lost) for year, out, used, lost in told}

"""Vouchers of a fund per year, for who hands them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, Sum

from wijkregie.domain.budgets import rules
from wijkregie.domain.budgets.models import FundYear
from wijkregie.domain.budgets.queries.door import funds_here
from wijkregie.domain.budgets.states import Counted, SourceKind

if TYPE_CHECKING:
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class VoucherYear:
    """Vouchers of a year: what one is worth, and how many there are; ``id`` is of the year.

    ``more`` may still be handed out.
    """

    id: int
    year: int
    worth_cents: int
    handed_out: int
    used: int
    void: int
    more: int


def voucher_years(viewer: Viewer, fund_id: int) -> tuple[VoucherYear, ...]:
    """Return the settled years of a fund with vouchers, the last first. Three queries.

    For who runs funds; nothing for anybody else.
    """
    if not rules.may_run_funds(viewer):
        return ()
    of_vouchers = Q(pot__sources__kind=SourceKind.VOUCHER)
    places = FundYear.objects.filter(
        fund__in=funds_here(viewer).filter(pk=fund_id), cents__isnull=False
    )
    worth = dict(
        places.filter(of_vouchers)
        .values_list("pk")
        .annotate(worth=Sum("pot__sources__cents"))
        .filter(worth__gt=0)
    )
    counted = dict(
        places.filter(counts__what=Counted.VOUCHERS).values_list("pk", "counts__number")
    )
    rows = places.filter(pk__in=worth).annotate(
        year=F("pot__year"),
        out=Count("vouchers", filter=Q(vouchers__void=False)),
        used=Count("vouchers", filter=Q(vouchers__proposal__isnull=False)),
        lost=Count("vouchers", filter=Q(vouchers__void=True)),
    )
    return tuple(
        VoucherYear(
            one.pk,
            one.year,
            worth[one.pk],
            one.out,
            one.used,
            one.lost,
            max(counted.get(one.pk, 0) - one.out, 0),
        )
        for one in rows.order_by("-year", "-pk")
    )

"""The money of a programme on a day, as facts of a report.

What was ordered and paid counts as on the pages of money: an order counts whole, or what was
paid on it where that is more; of one that has ended what was paid. A payment on an order
counts in the year of the order, one without an order in its own. What was spent on projects
that were stopped counts too, and is told apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.core import reporting
from wijkregie.domain.programme.models import Commitment, Payment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from wijkregie.domain.programme.queries.gaps import Amount
    from wijkregie.domain.programme.queries.tables import MoneyTable, YearMoney


@dataclass(frozen=True, slots=True)
class SpentUntil:
    """What was ordered and paid per year; ``None`` where nobody writes that down.

    Who writes down one of the two does so for both, as on the pages of money. ``stopped`` is
    what of it was ordered and paid on projects that were stopped.
    """

    ordered: Mapping[int, int] | None
    paid: Mapping[int, int] | None
    stopped: tuple[int, int] = (0, 0)

    @property
    def years(self) -> set[int]:
        """The years in which something was ordered or paid."""
        return {*(self.ordered or ()), *(self.paid or ())}


def spent_until(ids: Sequence[int], over: Sequence[int], on: date) -> SpentUntil:
    """Return what was ordered and paid for projects up to a day. Two queries.

    ``over`` are the projects that were stopped.
    """
    every = [*ids, *over]
    found = list(Commitment.objects.filter(project__in=every, ordered_on__lte=on))
    standing = Q(taken_back_on__isnull=True) | Q(taken_back_on__gt=on)
    paid = list(Payment.objects.filter(standing, project__in=every, paid_on__lte=on))
    if not (found or paid):
        return SpentUntil(None, None)
    stopped = _spent(
        [one for one in found if one.project_id in over],
        [one for one in paid if one.project_id in over],
        on,
    )
    sums = tuple(sum(amounts.values()) for amounts in stopped)
    return SpentUntil(*_spent(found, paid, on), stopped=(sums[0], sums[1]))


def _spent(
    found: Iterable[Commitment], payments: Iterable[Payment], on: date
) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return what was ordered and what was paid, per year."""
    orders = {one.pk: one for one in found}
    ordered: dict[int, int] = defaultdict(int)
    paid: dict[int, int] = defaultdict(int)
    on_order: dict[int, int] = defaultdict(int)
    for one in payments:
        order = orders.get(one.commitment_id or 0)
        paid[order.year if order else one.paid_on.year] += one.cents
        if order:
            on_order[order.pk] += one.cents
        else:
            ordered[one.paid_on.year] += one.cents
    for pk, order in orders.items():
        ended = order.ended_on is not None and order.ended_on <= on
        ordered[order.year] += on_order[pk] if ended else max(order.cents, on_order[pk])
    return ordered, paid


def years_with(table: MoneyTable, spent: SpentUntil) -> tuple[reporting.YearFact, ...]:
    """Return the money per year; what is spent in no other year has a row of its own."""
    rows = [_year(one, spent, [one.year]) for one in table.years]
    rows += [
        reporting.YearFact(
            year, committed=_of(spent.ordered, [year]), paid=_of(spent.paid, [year])
        )
        for year in spent.years - {one.year for one in table.years}
    ]
    return tuple(sorted(rows, key=lambda one: (one.year is None, one.year or 0)))


def total_with(table: MoneyTable, spent: SpentUntil) -> reporting.YearFact:
    """Return the money of all years together."""
    return _year(table.total, spent, spent.years)


def stopped_of(spent: SpentUntil) -> reporting.YearFact:
    """Return what was spent on stopped projects; nothing where nothing was."""
    ordered, paid = spent.stopped
    if not (ordered or paid):
        return reporting.YearFact()
    return reporting.YearFact(committed=ordered, paid=paid)


def sum_of(amount: Amount) -> reporting.Sum:
    """Return a sum as a fact."""
    return reporting.Sum(amount.cents, amount.unknown)


def lack_of(money: YearMoney) -> reporting.Lack:
    """Return what is not covered as a fact."""
    return reporting.Lack(money.gap.known_cents, money.gap.bound.value)


def _of(amounts: Mapping[int, int] | None, years: Iterable[int | None]) -> int | None:
    return None if amounts is None else sum(amounts.get(year or 0, 0) for year in years)


def _year(
    money: YearMoney, spent: SpentUntil, years: Iterable[int | None]
) -> reporting.YearFact:
    chosen = list(years)
    return reporting.YearFact(
        year=money.year,
        costs=sum_of(money.costs),
        covered=sum_of(money.covered),
        asked=sum_of(money.asked),
        gap=lack_of(money),
        committed=_of(spent.ordered, chosen),
        paid=_of(spent.paid, chosen),
    )

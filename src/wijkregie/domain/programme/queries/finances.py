"""Costs by funder by year, with what was ordered and paid, in whole cents. Pure calculation.

The rows are funders with how sure they are, the columns years; around them stand the costs,
what is covered, what lacks, what is ordered and what is paid. What was paid on an order counts
in the year of the order, what was paid at once in the year of the payment.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from wijkregie.domain.programme.queries.gaps import NO_GAP, OPEN_GAP, Amount
from wijkregie.domain.programme.queries.seen_planning import NO_THEME
from wijkregie.domain.programme.queries.tables import ProjectMoney, YearMoney, amount, total_of
from wijkregie.domain.programme.states import Pledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.domain.people.queries import AreaNamed
    from wijkregie.domain.programme.queries.seen_money import OrderSeen, PaymentSeen
    from wijkregie.domain.programme.queries.seen_planning import Keyed
    from wijkregie.domain.programme.states import ProjectState

#: The surest first.
PLEDGES: Final = (Pledge.COMMITTED, Pledge.PROMISED, Pledge.ASKED)


@dataclass(frozen=True, slots=True)
class Spent:
    """What was ordered (or paid at once), what was paid, and what is still to be paid."""

    ordered: int = 0
    paid: int = 0
    to_pay: int = 0

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.ordered + other.ordered, self.paid + other.paid, self.to_pay + other.to_pay
        )


@dataclass(frozen=True, slots=True)
class FinanceYear:
    """One column: the money of a year (``None``: no year named), and what was spent of it.

    ``stopped`` is what was spent on projects that were stopped: their costs and coverage do
    not count any more, what was ordered and paid is not undone.
    """

    money: YearMoney
    spent: Spent = Spent()
    stopped: Spent = Spent()

    @property
    def year(self) -> int | None:
        """The year of the column."""
        return self.money.year

    @property
    def all_spent(self) -> Spent:
        """What was spent, on stopped projects too."""
        return self.spent + self.stopped

    @property
    def to_order(self) -> int | None:
        """What is left to order of the costs, below nought where there is more ordered.

        ``None`` while costs are not known.
        """
        costs = self.money.costs
        return None if costs.unknown else costs.cents - self.spent.ordered

    def __add__(self, other: FinanceYear) -> FinanceYear:
        return FinanceYear(
            self.money + other.money, self.spent + other.spent, self.stopped + other.stopped
        )


@dataclass(frozen=True, slots=True)
class FunderRow:
    """What one funder pays with one certainty, per year."""

    funder_id: int
    name: str
    pledge: Pledge
    years: Mapping[int | None, Amount]
    total: Amount


@dataclass(frozen=True, slots=True)
class ProjectFinance:
    """The money of one project. Without areas it counts in those of no area.

    ``holders`` and ``themes`` are known where they were asked for (``MoneyFilter.about``).
    """

    programme_id: int
    programme_key: str
    state: ProjectState
    areas: tuple[AreaNamed, ...]
    money: ProjectMoney
    orders: tuple[OrderSeen, ...]
    payments: tuple[PaymentSeen, ...]
    years: tuple[FinanceYear, ...]
    total: FinanceYear
    holders: tuple[Keyed, ...] = ()
    themes: tuple[Keyed, ...] = ()

    @property
    def theme_keys(self) -> frozenset[str]:
        """What it is about, as it stands in an address; a word of its own if nobody knows."""
        return frozenset(one.key for one in self.themes) or frozenset({NO_THEME})


@dataclass(frozen=True, slots=True)
class Finance:
    """The money of several projects: cost by funder by year.

    The sums of ``years`` and of ``projects`` are ``total``; those of ``funders`` are what is
    covered and asked in it. Each project counts whole, in each of its areas. ``stopped`` are
    projects that were stopped after something was ordered or paid: that alone counts.
    """

    projects: tuple[ProjectFinance, ...]
    funders: tuple[FunderRow, ...]
    years: tuple[FinanceYear, ...]
    total: FinanceYear
    stopped: tuple[ProjectFinance, ...] = ()

    @property
    def all_projects(self) -> tuple[ProjectFinance, ...]:
        """Every project of which something counts, the stopped ones last."""
        return self.projects + self.stopped

    @property
    def only_stopped(self) -> bool:
        """Tell whether there is nothing but what was spent on stopped projects."""
        return bool(self.stopped) and not self.projects

    def of_projects(
        self,
        *,
        state: ProjectState | None = None,
        area_id: int | None = None,
        holder: str = "",
        theme: str = "",
    ) -> Finance:
        """Return the projects in a state, that name an area, of a holder or about a theme.

        What is not asked does not count. Each of them counts whole, whoever else holds it and
        whatever else it is about.
        """

        def asked(one: ProjectFinance) -> bool:
            return (
                state in {None, one.state}
                and (area_id is None or any(area.id == area_id for area in one.areas))
                and (not holder or any(each.key == holder for each in one.holders))
                and (not theme or theme in one.theme_keys)
            )

        return finance_of(filter(asked, self.projects), filter(asked, self.stopped))

    def of_year(self, year: int) -> Finance:
        """Return one year of it. Coverage that names no year stays out; its gap counts it.

        Costs of which nobody knows the year may be costs of this one.
        """
        loose = sum(one.money.costs.unknown for one in self.years if one.year is None)
        columns = [one for one in self.years if one.year == year]
        if loose and columns:
            columns = [one + FinanceYear(_open(None, loose)) for one in columns]
        return Finance(
            self.projects,
            tuple(
                FunderRow(one.funder_id, one.name, one.pledge, {year: found}, found)
                for one in self.funders
                if (found := one.years.get(year)) is not None
            ),
            tuple(columns),
            _together(columns),
            self.stopped,
        )

    def of_funder(self, funder_id: int) -> Finance:
        """Return the projects to which a funder pays, with its rows only."""

        def asked(one: ProjectFinance) -> bool:
            return any(line.funder_id == funder_id for line in one.money.coverage)

        found = finance_of(filter(asked, self.projects), filter(asked, self.stopped))
        rows = tuple(one for one in found.funders if one.funder_id == funder_id)
        return replace(found, funders=rows)


def years_of(
    money: ProjectMoney, orders: Sequence[OrderSeen], payments: Sequence[PaymentSeen]
) -> tuple[FinanceYear, ...]:
    """Return the columns of a project: years with money, orders or payments."""
    spent: dict[int | None, Spent] = defaultdict(Spent)
    for order in orders:
        spent[order.year] += Spent(order.counts_cents, order.paid_cents, order.open_cents)
    for payment in payments:
        if payment.counts and payment.order_id is None:
            spent[payment.year] += Spent(payment.cents, payment.cents)
    known = {one.year: one for one in money.years}
    return tuple(
        FinanceYear(known.get(year) or _open(year, 0 if money.costs else 1), spent[year])
        for year in sorted({*known, *spent}, key=order_of)
    )


def project_finance(
    money: ProjectMoney, years: Sequence[FinanceYear], **more: object
) -> ProjectFinance:
    """Return the money of a project with its sums; ``more`` are its other fields."""
    return ProjectFinance(money=money, years=tuple(years), total=_together(years), **more)  # type: ignore[arg-type] # named by the caller


def finance_of(
    projects: Iterable[ProjectFinance], stopped: Iterable[ProjectFinance] = ()
) -> Finance:
    """Return projects together; of those that were stopped only what was spent on them."""
    found = tuple(projects)
    over = tuple(one for one in stopped if one.total.spent != Spent())
    years: dict[int | None, FinanceYear] = {}
    for one in chain(
        chain.from_iterable(project.years for project in found),
        chain.from_iterable(_only_spent(project) for project in over),
    ):
        known = years.get(one.year)
        years[one.year] = one if known is None else known + one
    columns = [years[year] for year in sorted(years, key=order_of)]
    return Finance(found, _funders(found), tuple(columns), _together(columns), over)


def _only_spent(project: ProjectFinance) -> Iterable[FinanceYear]:
    """Return the years in which something was spent on a stopped project."""
    return (
        FinanceYear(_open(one.year, 0), stopped=one.spent)
        for one in project.years
        if one.spent != Spent()
    )


def order_of(year: int | None) -> tuple[bool, int]:
    """Sort years; what names none comes last."""
    return year is None, year or 0


def _open(year: int | None, unknown: int) -> YearMoney:
    """Return a year of which nothing is written down, with so many costs not known."""
    gap = OPEN_GAP if unknown else NO_GAP
    return YearMoney(year, costs=Amount(unknown=unknown), gap=gap)


def _together(years: Iterable[FinanceYear]) -> FinanceYear:
    found = list(years)
    spent = sum((one.spent for one in found), start=Spent())
    stopped = sum((one.stopped for one in found), start=Spent())
    return FinanceYear(total_of(one.money for one in found), spent, stopped)


def _funders(projects: Iterable[ProjectFinance]) -> tuple[FunderRow, ...]:
    names: dict[int, str] = {}
    rows: dict[tuple[int, Pledge], dict[int | None, Amount]] = defaultdict(dict)
    for line in chain.from_iterable(one.money.coverage for one in projects):
        names[line.funder_id] = line.funder
        years = rows[line.funder_id, line.pledge]
        years[line.year] = years.get(line.year, Amount()) + amount(line.cents)
    ordered = sorted(names, key=lambda pk: (names[pk].casefold(), pk))
    return tuple(
        FunderRow(
            pk, names[pk], pledge, years := rows[pk, pledge], sum(years.values(), Amount())
        )
        for pk in ordered
        for pledge in PLEDGES
        if (pk, pledge) in rows
    )

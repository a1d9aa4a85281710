"""Money in tables: costs, coverage and what is missing, in whole cents. Pure calculation.

Costs are covered by what is promised or committed; what was only asked for is shown apart. A
gap is counted per project and per year and is never below nought: what one year or project
has over does not pay for another. Coverage that names no year fills the years from the first.
A project of which nobody wrote down what it costs has costs that are not known: that is no
nought.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol

from wijkregie.domain.programme.queries.gaps import (
    NO_AMOUNT,
    NO_GAP,
    Amount,
    Gap,
    Sums,
    amount_of,
    gap_of,
    gaps_of,
    order,
)
from wijkregie.domain.programme.states import Pledge, ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

#: Pledges that cover.
FIRM: Final = frozenset({Pledge.PROMISED, Pledge.COMMITTED})
#: A line of coverage: the number of its funder, the name, the year, the cents, how sure it is.
FunderLine = tuple[int, str, int | None, int | None, str]
#: A line of costs: the year and the cents; one of coverage: how sure it is as well.
YearCost = tuple[int, int | None]
YearCoverage = tuple[int | None, int | None, str]


class OfProject(Protocol):
    """A project of which the money is added up."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def number(self) -> str:
        """What its programme calls it."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def state(self) -> ProjectState:
        """How far it is: not all of them count."""


@dataclass(frozen=True, slots=True)
class CostSeen:
    """What a project costs in a year."""

    id: int
    project_id: int
    year: int
    what: str
    cents: int | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CoverageSeen:
    """What a funder pays; without a year the plan names none.

    ``reckoned`` tells that it follows from a division of the costs.
    """

    id: int
    project_id: int
    funder_id: int
    funder: str
    year: int | None
    cents: int | None
    pledge: Pledge
    recorded_at: datetime
    reckoned: bool = False


@dataclass(frozen=True, slots=True)
class YearMoney:
    """The money of one year; ``year`` is ``None`` for what names none.

    Such coverage stands in its own row; ``gap`` of the other rows counts it in already.
    """

    year: int | None
    costs: Amount = NO_AMOUNT
    covered: Amount = NO_AMOUNT
    asked: Amount = NO_AMOUNT
    gap: Gap = NO_GAP

    def __add__(self, other: YearMoney) -> YearMoney:
        return YearMoney(
            self.year,
            self.costs + other.costs,
            self.covered + other.covered,
            self.asked + other.asked,
            self.gap + other.gap,
        )


@dataclass(frozen=True, slots=True)
class FunderMoney:
    """What one funder pays, per year."""

    funder_id: int
    name: str
    years: tuple[YearMoney, ...]
    total: YearMoney


@dataclass(frozen=True, slots=True)
class ProjectSums:
    """The money of a project per year, and together.

    ``counted`` is false for an idea and for what was stopped: its gap is no gap.
    """

    project_id: int
    number: str
    title: str
    counted: bool
    years: tuple[YearMoney, ...]
    total: YearMoney


@dataclass(frozen=True, slots=True)
class ProjectMoney(ProjectSums):
    """The same with each line."""

    costs: tuple[CostSeen, ...]
    coverage: tuple[CoverageSeen, ...]


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The money of several projects per year, per funder and per project.

    The sums of ``years``, of ``projects`` and (for coverage) of ``funders`` are all ``total``.
    """

    projects: tuple[ProjectSums, ...]
    funders: tuple[FunderMoney, ...]
    years: tuple[YearMoney, ...]
    total: YearMoney


@dataclass(frozen=True, slots=True)
class Lines:
    """A project with the lines of its money, to make tables of."""

    project_id: int
    number: str
    title: str
    state: ProjectState
    costs: Sequence[CostSeen] = ()
    coverage: Sequence[CoverageSeen] = ()


def money_of_project(lines: Lines, *, counted: bool) -> ProjectMoney:
    """Return the money of one project with its sums."""
    years = years_of(
        ((one.year, one.cents) for one in lines.costs),
        ((one.year, one.cents, one.pledge) for one in lines.coverage),
    )
    return ProjectMoney(
        project_id=lines.project_id,
        number=lines.number,
        title=lines.title,
        counted=counted,
        costs=tuple(lines.costs),
        coverage=tuple(lines.coverage),
        years=years,
        total=total_of(years),
    )


def sums_of_project(
    project: OfProject, costs: Iterable[YearCost], coverage: Iterable[YearCoverage]
) -> ProjectSums:
    """Return the money of one project that counts, without its lines."""
    years = years_of(costs, coverage)
    return ProjectSums(
        project_id=project.id,
        number=project.number,
        title=project.title,
        counted=True,
        years=years,
        total=total_of(years),
    )


def table_of(projects: Iterable[ProjectMoney]) -> MoneyTable:
    """Return these projects together; what does not count is left out."""
    counted = tuple(one for one in projects if one.counted)
    lines = chain.from_iterable(one.coverage for one in counted)
    return table_of_sums(
        counted,
        ((one.funder_id, one.funder, one.year, one.cents, one.pledge) for one in lines),
    )


def table_of_sums(
    projects: Iterable[ProjectSums], coverage: Iterable[FunderLine]
) -> MoneyTable:
    """Return projects that count together, with the lines of their coverage."""
    counted = tuple(projects)
    years = by_year(chain.from_iterable(one.years for one in counted))
    return MoneyTable(counted, _funders(coverage), years, total_of(years))


def total_of(years: Iterable[YearMoney]) -> YearMoney:
    """Return the sum over years; its own year is ``None``."""
    return _together(None, list(years))


def by_year(rows: Iterable[YearMoney]) -> tuple[YearMoney, ...]:
    """Return one row per year, in order; the row without a year comes last."""
    found: dict[int | None, list[YearMoney]] = defaultdict(list)
    for row in rows:
        found[row.year].append(row)
    return tuple(_together(year, found[year]) for year in sorted(found, key=order))


def _together(year: int | None, rows: Sequence[YearMoney]) -> YearMoney:
    return YearMoney(
        year,
        amount_of(one.costs for one in rows),
        amount_of(one.covered for one in rows),
        amount_of(one.asked for one in rows),
        gap_of(one.gap for one in rows),
    )


def amount(cents: int | None) -> Amount:
    """Return the amount of one line."""
    return Amount(unknown=1) if cents is None else Amount(cents)


def years_of(
    costs: Iterable[YearCost], coverage: Iterable[YearCoverage]
) -> tuple[YearMoney, ...]:
    """Return the money of one project per year, out of its lines."""
    years: dict[int | None, Sums] = defaultdict(Sums)
    bare = True
    for year, cents in costs:
        bare = False
        years[year].add_cost(cents)
    for when, cents, pledge in coverage:
        years[when].add_coverage(cents, firm=pledge in FIRM)
    if bare:
        for sums in list(years.values()) or [years[None]]:
            sums.add_cost(None)
    return _rows(years, gaps_of(years))


def _rows(
    years: Mapping[int | None, Sums], gaps: Mapping[int | None, Gap]
) -> tuple[YearMoney, ...]:
    return tuple(
        YearMoney(
            year,
            Amount(sums.costs, sums.costs_unknown),
            Amount(sums.covered, sums.covered_unknown),
            Amount(sums.asked, sums.asked_unknown),
            gaps.get(year, NO_GAP),
        )
        for year, sums in sorted(years.items(), key=lambda one: order(one[0]))
    )


def _funders(coverage: Iterable[FunderLine]) -> tuple[FunderMoney, ...]:
    names: dict[int, str] = {}
    found: dict[int, dict[int | None, Sums]] = defaultdict(lambda: defaultdict(Sums))
    for pk, name, year, cents, pledge in coverage:
        names[pk] = name
        found[pk][year].add_coverage(cents, firm=pledge in FIRM)
    rows = {pk: _rows(years, {}) for pk, years in found.items()}
    return tuple(
        FunderMoney(pk, names[pk], rows[pk], total_of(rows[pk]))
        for pk in sorted(names, key=lambda one: (names[one].casefold(), one))
    )

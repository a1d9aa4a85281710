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
from typing import TYPE_CHECKING, Final

from wijkregie.domain.programme.queries.gaps import (
    NO_AMOUNT,
    NO_GAP,
    Amount,
    Gap,
    Sums,
    gaps_of,
    order,
)
from wijkregie.domain.programme.states import Pledge, ProjectState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

#: Pledges that cover.
FIRM: Final = frozenset({Pledge.PROMISED, Pledge.COMMITTED})


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
class ProjectMoney:
    """The money of a project: each line, and the sums per year.

    ``counted`` is false for an idea and for what was stopped: its gap is no gap.
    """

    project_id: int
    number: str
    title: str
    counted: bool
    costs: tuple[CostSeen, ...]
    coverage: tuple[CoverageSeen, ...]
    years: tuple[YearMoney, ...]
    total: YearMoney


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """The money of several projects per year, per funder and per project.

    The sums of ``years``, of ``projects`` and (for coverage) of ``funders`` are all ``total``.
    """

    projects: tuple[ProjectMoney, ...]
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
    years = _rows(_sums(lines))
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


def table_of(projects: Iterable[ProjectMoney]) -> MoneyTable:
    """Return these projects together; what does not count is left out."""
    counted = tuple(one for one in projects if one.counted)
    years = by_year(chain.from_iterable(one.years for one in counted))
    return MoneyTable(counted, _funders(counted), years, total_of(years))


def total_of(years: Iterable[YearMoney]) -> YearMoney:
    """Return the sum over years; its own year is ``None``."""
    return sum(years, start=YearMoney(None))


def by_year(rows: Iterable[YearMoney]) -> tuple[YearMoney, ...]:
    """Return one row per year, in order; the row without a year comes last."""
    found: dict[int | None, YearMoney] = {}
    for row in rows:
        found[row.year] = found.get(row.year, YearMoney(row.year)) + row
    return tuple(found[year] for year in sorted(found, key=order))


def amount(cents: int | None) -> Amount:
    """Return the amount of one line."""
    return Amount(unknown=1) if cents is None else Amount(cents)


def _sums(lines: Lines) -> dict[int | None, Sums]:
    years: dict[int | None, Sums] = defaultdict(Sums)
    for cost in lines.costs:
        years[cost.year].costs += amount(cost.cents)
    for line in lines.coverage:
        if line.pledge in FIRM:
            years[line.year].covered += amount(line.cents)
        else:
            years[line.year].asked += amount(line.cents)
    if not lines.costs:
        for sums in list(years.values()) or [years[None]]:
            sums.costs += amount(None)
    return years


def _rows(years: Mapping[int | None, Sums]) -> tuple[YearMoney, ...]:
    gaps = gaps_of(years)
    return tuple(
        YearMoney(year, sums.costs, sums.covered, sums.asked, gaps[year])
        for year, sums in sorted(years.items(), key=lambda one: order(one[0]))
    )


def _funders(projects: Iterable[ProjectMoney]) -> tuple[FunderMoney, ...]:
    names: dict[int, str] = {}
    rows: dict[int, list[YearMoney]] = defaultdict(list)
    for line in chain.from_iterable(one.coverage for one in projects):
        names[line.funder_id] = line.funder
        firm = line.pledge in FIRM
        rows[line.funder_id].append(
            YearMoney(
                line.year,
                covered=amount(line.cents) if firm else Amount(),
                asked=Amount() if firm else amount(line.cents),
            )
        )
    return tuple(
        FunderMoney(pk, names[pk], by_year(rows[pk]), total_of(rows[pk]))
        for pk in sorted(names, key=lambda one: (names[one].casefold(), one))
    )

"""What lacks: how much it is, and how sure that is. Pure calculation, in whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class Bound(StrEnum):
    """What a number tells when some of what it is made of is not known."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of known amounts, and how many more are there whose amount is not known."""

    cents: int = 0
    unknown: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.cents + other.cents, self.unknown + other.unknown)


@dataclass(frozen=True, slots=True)
class Gap:
    """What has no coverage, as far as it is known.

    What is not known can make it ``lower_by`` less and ``higher_by`` more, to the cent;
    ``None`` where it may be any amount more.
    """

    known_cents: int = 0
    costs_unknown: bool = False
    coverage_unknown: bool = False
    lower_by: int = 0
    higher_by: int | None = 0

    @property
    def unknown(self) -> bool:
        """Tell whether an amount that counts is not known."""
        return self.costs_unknown or self.coverage_unknown

    @property
    def all_unknown(self) -> bool:
        """Tell whether there may be a gap of which nothing is known: that is no nought."""
        return self.known_cents == 0 and self.higher_by != 0

    @property
    def bound(self) -> Bound:
        """Tell how to read the number: costs may only add to it, coverage only take from it."""
        if self.lower_by:
            return Bound.AT_MOST if self.higher_by == 0 else Bound.UNSURE
        return Bound.EXACT if self.higher_by == 0 else Bound.AT_LEAST

    def __add__(self, other: Gap) -> Gap:
        return gap_of((self, other))


def amount_of(amounts: Iterable[Amount]) -> Amount:
    """Return the sum of amounts."""
    cents = unknown = 0
    for one in amounts:
        cents += one.cents
        unknown += one.unknown
    return Amount(cents, unknown)


def gap_of(gaps: Iterable[Gap]) -> Gap:
    """Return the sum of gaps."""
    known = lower = higher = 0
    costs = coverage = endless = False
    for one in gaps:
        known += one.known_cents
        costs = costs or one.costs_unknown
        coverage = coverage or one.coverage_unknown
        lower += one.lower_by
        endless = endless or one.higher_by is None
        higher += one.higher_by or 0
    return Gap(known, costs, coverage, lower, None if endless else higher)


NO_AMOUNT: Final = Amount()
NO_GAP: Final = Gap()
#: What lacks of costs that are not known: any amount, or nothing.
OPEN_GAP: Final = Gap(costs_unknown=True, higher_by=None)


@dataclass(slots=True)
class Sums:
    """What a year costs, what covers that, and what was asked: added up line by line.

    Beside each sum stands how many amounts are not known. Plain numbers, for there are
    thousands of lines.
    """

    costs: int = 0
    costs_unknown: int = 0
    covered: int = 0
    covered_unknown: int = 0
    asked: int = 0
    asked_unknown: int = 0

    def add_cost(self, cents: int | None) -> None:
        """Add a line of costs; ``None`` is not known."""
        if cents is None:
            self.costs_unknown += 1
        else:
            self.costs += cents

    def add_coverage(self, cents: int | None, *, firm: bool) -> None:
        """Add a line of coverage; what is not ``firm`` was only asked for."""
        if firm:
            self.covered += cents or 0
            self.covered_unknown += cents is None
        else:
            self.asked += cents or 0
            self.asked_unknown += cents is None


def gaps_of(years: Mapping[int | None, Sums]) -> dict[int | None, Gap]:
    """Return what each year of one project lacks.

    Coverage without a year fills the years from the first. What an unknown amount takes or
    leaves there counts in the years after it.
    """
    loose = years.get(None) or Sums()
    known = _lacks(years, loose.covered, _known)
    least = _lacks(years, loose.covered, _least)
    most = _lacks(years, loose.covered, _most)
    found = {}
    for year, sums in years.items():
        lacks, high = known[year] or 0, most[year]
        low = 0 if loose.covered_unknown else least[year] or 0
        found[year] = Gap(
            lacks,
            costs_unknown=sums.costs_unknown > 0,
            coverage_unknown=sums.covered_unknown > 0 or loose.covered_unknown > 0,
            lower_by=lacks - low,
            higher_by=None if high is None else high - lacks,
        )
    return found


def order(year: int | None) -> tuple[bool, int]:
    """Return where a year stands: what names no year comes last."""
    return year is None, year or 0


def _lacks(
    years: Mapping[int | None, Sums], left: int, read: Callable[[Sums], int | None]
) -> dict[int | None, int | None]:
    """Return what each year lacks once what is ``left`` has filled them from the first.

    Of a year that may lack any amount ``read`` tells ``None``: it takes all that is left.
    """
    found: dict[int | None, int | None] = {}
    for year in sorted(years, key=order):
        missing = read(years[year])
        filled = left if missing is None else min(left, missing)
        left -= filled
        found[year] = None if missing is None else missing - filled
    return found


def _known(sums: Sums) -> int:
    return max(0, sums.costs - sums.covered)


def _least(sums: Sums) -> int:
    """Unknown coverage may pay for everything of its year."""
    return 0 if sums.covered_unknown else _known(sums)


def _most(sums: Sums) -> int | None:
    """Unknown costs may be any amount."""
    return None if sums.costs_unknown else _known(sums)

"""What a table of money tells. Amounts are whole cents, ``None`` is not known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

COST: Final = "cost"
COVERAGE: Final = "coverage"


class Trouble(StrEnum):
    """What is wrong with a cell; ``hint`` of it holds what is in brackets."""

    MISSING = "missing"
    TOO_LONG = "too_long"  # [the most signs]
    UNKNOWN_KIND = "unknown_kind"
    NOT_A_YEAR = "not_a_year"
    YEAR_MISSING = "year_missing"  # costs are of a year; coverage may name none
    UNKNOWN_PLEDGE = "unknown_pledge"
    PLEDGE_OF_COSTS = "pledge_of_costs"
    NOT_AN_AMOUNT = "not_an_amount"
    AMBIGUOUS = "ambiguous"  # [the one thing it may mean, the other]
    NEGATIVE = "negative"
    NOT_WHOLE_CENTS = "not_whole_cents"
    TOO_MUCH = "too_much"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be; rows count from 1, the heading too, as a spreadsheet does."""

    row: int
    column: str
    value: str
    trouble: Trouble
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One line: what a project costs in a year, or (``pledge``) what a funder pays."""

    row: int
    number: str
    title: str
    kind: str
    year: int | None
    what: str
    pledge: str
    cents: int | None


@dataclass(frozen=True, slots=True)
class MoneyFile:
    """All of a table. Lines with something wrong stand in ``wrong`` only.

    ``columns`` says how the file calls what we call a column.
    """

    file: str
    columns: dict[str, str]
    lines: tuple[MoneyLine, ...]
    wrong: tuple[Wrong, ...] = ()

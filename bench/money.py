"""What money costs: the page, and 2,000 lines out as a workbook and in again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.databases import Number, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.table import Row

#: What is measured, in which unit, and what it may be; budgets as the project set them.
NUMBERS: Final[tuple[Number, ...]] = (
    ("2,000 lines of money out as a workbook and in again", "round_trip", "s CPU", 3.0),
    ("2,000 lines of money, half of them changed, read in", "half_changed", "s CPU", None),
    ("page of the money of a programme", "page_cpu", "ms CPU", None),
    ("page of the money, queries of its own", "page_queries", "queries", None),
)


def measure() -> Iterator[Row]:
    """Yield each number on both databases."""
    yield from measured("bench.inside_money", 0, NUMBERS)

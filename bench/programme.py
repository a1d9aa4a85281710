"""What a whole programme costs: 60 goals, 120 projects, 2,000 lines of money.

Each part of the programme adds its numbers to the one list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.databases import Number, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.table import Row

#: What is measured, in which unit, and what it may be; budgets as the project set them.
NUMBERS: Final[tuple[Number, ...]] = (
    ("programme page", "page_cpu", "ms CPU", 80.0),
    ("programme page, queries", "page_queries", "queries", 12.0),
    ("programme page for who steers it", "steers_cpu", "ms CPU", 80.0),
    ("programme page for who steers it, queries of its own", "steers_queries", "queries", 12.0),
    ("goal tree", "goals_cpu", "ms CPU", None),
    ("goal tree, queries", "goals_queries", "queries", None),
    ("goal tree on paper (PDF)", "paper_seconds", "s", 3.0),
    ("advice while typing", "advice_cpu", "ms CPU", None),
)


def measure() -> Iterator[Row]:
    """Yield each number on both databases."""
    yield from measured("bench.inside_programme", 0, NUMBERS)

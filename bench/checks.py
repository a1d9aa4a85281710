"""What the checks of a programme cost: 60 goals, 120 projects, 2,000 lines of money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.databases import Number, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.table import Row

#: What is measured, in which unit, and what it may be; budgets as the project set them.
NUMBERS: Final[tuple[Number, ...]] = (
    ("all 27 checks", "checks_cpu", "ms CPU", 1_000.0),
    ("all 27 checks, the rules alone", "rules_cpu", "ms CPU", None),
    ("page of the checks", "page_cpu", "ms CPU", None),
    ("page of the checks, queries of its own", "page_queries", "queries", None),
)


def measure() -> Iterator[Row]:
    """Yield each number on both databases."""
    yield from measured("bench.inside_checks", 0, NUMBERS)

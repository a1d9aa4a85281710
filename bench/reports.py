"""What a report to the council costs: 60 goals, 120 projects, 2,000 lines of money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.databases import Number, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.table import Row

#: What is measured, in which unit, and what it may be; budgets as the project set them.
NUMBERS: Final[tuple[Number, ...]] = (
    ("facts of a report", "facts_cpu", "ms CPU", None),
    ("progress report as PDF, by the clock", "report_pdf", "s", 3.0),
    ("programme plan as PDF, by the clock", "plan_pdf", "s", None),
)


def measure() -> Iterator[Row]:
    """Yield each number on both databases."""
    yield from measured("bench.inside_reports", 0, NUMBERS)

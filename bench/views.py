"""What the views of a programme cost: 120 projects with 720 lines on their timelines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.databases import Number, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.table import Row

#: What is measured, in which unit, and what it may be.
NUMBERS: Final[tuple[Number, ...]] = (
    ("timeline", "timeline_cpu", "ms CPU", None),
    ("timeline, queries", "timeline_queries", "queries", None),
    ("timeline of one area", "narrowed_cpu", "ms CPU", None),
    ("projects by area", "areas_cpu", "ms CPU", None),
    ("month of a partner", "partner_cpu", "ms CPU", None),
    ("what is stuck", "stuck_cpu", "ms CPU", None),
    ("what is stuck, queries", "stuck_queries", "queries", None),
    ("agenda of decisions", "moments_cpu", "ms CPU", None),
    ("timeline as a table (CSV)", "csv_cpu", "ms CPU", None),
)


def measure() -> Iterator[Row]:
    """Yield each number on both databases."""
    yield from measured("bench.inside_views", 0, NUMBERS)

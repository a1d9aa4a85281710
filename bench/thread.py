"""What the thread costs: the work list, receiving a report, the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.databases import Number, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.table import Row

SIGNALS: Final = 10_000
#: What is measured, in which unit, and what it may be; budgets as the project set them.
NUMBERS: Final[tuple[Number, ...]] = (
    ("work list, 50 of 10,000", "work_list_cpu", "ms CPU", 40.0),
    ("work list, queries of its own", "work_list_queries", "queries", 6.0),
    ("a report received", "receive_cpu", "ms CPU", 30.0),
    ("thread page, queries of its own", "thread_queries", "queries", 15.0),
    ("thread page", "thread_cpu", "ms CPU", None),
    ("council page", "council_cpu", "ms CPU", None),
    ("programme page", "programme_cpu", "ms CPU", None),
)


def measure() -> Iterator[Row]:
    """Yield each number on both databases."""
    yield from measured("bench.inside", SIGNALS, NUMBERS)

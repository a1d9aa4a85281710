"""What hearing and deciding cost with 100,000 signals: lists, the map, likeness, a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.databases import Number, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.table import Row

SIGNALS: Final = 100_000
#: What is measured, in which unit, and what it may be; budgets as the project set them.
NUMBERS: Final[tuple[Number, ...]] = (
    ("work list, 50 of 100,000", "work_list_cpu", "ms CPU", 40.0),
    ("work list, queries of its own", "work_list_queries", "queries", 6.0),
    ("public list with map", "overview_cpu", "ms CPU", None),
    ("public list with map, whole page", "overview_kb", "kB", 100.0),
    ("a report received and routed", "receive_cpu", "ms CPU", 30.0),
    ("alike while typing, 95 of 100", "similar_p95", "ms", 100.0),
    ("alike for who handles it, 95 of 100", "alike_p95", "ms", None),
    ("a meeting of 30 points and 60 mails closed", "close_ms", "ms", 2_000.0),
    ("who is heard", "voices_cpu", "ms CPU", None),
)


def measure() -> Iterator[Row]:
    """Yield each number on both databases."""
    yield from measured("bench.inside_hear", SIGNALS, NUMBERS)

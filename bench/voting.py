"""What casting a vote costs: by one process, and by two at the same moment on one round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.databases import Number, measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.table import Row

#: What is measured, in which unit, and what it may be; nothing may be above a budget here.
NUMBERS: Final[tuple[Number, ...]] = (
    ("one vote, cast by one process", "one", "ms", 5.0),
    ("one vote, cast by two processes at once", "two", "ms", 5.0),
    ("votes that were refused or lost meanwhile", "faults", "votes", 0.0),
    ("3,600 rows of a round shuffled", "shuffle", "s", None),
)


def measure() -> Iterator[Row]:
    """Yield each number on both databases."""
    yield from measured("bench.inside_voting", 600, NUMBERS)

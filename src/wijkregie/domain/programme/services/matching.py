"""Lay lines of money out of a file beside those that are here. Pure: no database, no clock.

A line has no number of its own in a controller's sheet, so it is known again by what did not
change: first lines that are the same, then lines of which one cell differs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

_There = TypeVar("_There")
_New = TypeVar("_New")

#: What makes one line, by which of its cells; the next is tried for what is left.
COST_KEYS: Final = (
    ("year", "what", "cents"),
    ("year", "what"),
    ("year", "cents"),
    ("what", "cents"),
)
COVERAGE_KEYS: Final = (
    ("year", "who", "pledge", "cents"),
    ("year", "who", "pledge"),
    ("year", "who", "cents"),
    ("year", "who"),
    ("who", "pledge", "cents"),
    ("year", "pledge", "cents"),
)


@dataclass(slots=True)
class Matched(Generic[_There, _New]):
    """Which line became which; what is only here, and what is only in the file."""

    pairs: list[tuple[_There, _New]] = field(default_factory=list)
    gone: list[_There] = field(default_factory=list)
    new: list[_New] = field(default_factory=list)


def match(
    there: Sequence[_There],
    wanted: Sequence[_New],
    keys: Sequence[Sequence[str]],
    cell: Callable[[_There | _New, str], Hashable],
) -> Matched[_There, _New]:
    """Pair lines, each with one other at most; ``cell`` gives what a cell is compared by."""
    found: Matched[_There, _New] = Matched(gone=list(there), new=list(wanted))
    for names in keys:
        free: dict[tuple[Hashable, ...], list[_There]] = defaultdict(list)
        for row in found.gone:
            free[tuple(cell(row, name) for name in names)].append(row)
        left: list[_New] = []
        for line in found.new:
            same = free[tuple(cell(line, name) for name in names)]
            if same:
                found.pairs.append((same.pop(0), line))
            else:
                left.append(line)
        kept = {id(row) for rows in free.values() for row in rows}
        found.gone = [row for row in found.gone if id(row) in kept]
        found.new = left
    return found

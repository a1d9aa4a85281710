"""How tangled lines between two columns are."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def crossings(left: Sequence[int], links: Sequence[tuple[int, int]]) -> int:
    """Count the crossings of lines from things on the left to things on the right.

    The right column is put in the order of the mean place of what each is linked to, so that
    only a real tangle counts. Links to what is not on the left are passed over.

    >>> crossings([1, 2], [(1, 10), (2, 20)])
    0
    >>> crossings([1, 2], [(1, 10), (1, 20), (2, 10), (2, 20)])
    1

    """
    place = {pk: at for at, pk in enumerate(left)}
    ends: dict[int, list[int]] = defaultdict(list)
    for one, other in links:
        if one in place:
            ends[other].append(place[one])
    column = sorted(ends, key=lambda pk: (Fraction(sum(ends[pk]), len(ends[pk])), pk))
    lines = sorted((at, row) for row, pk in enumerate(column) for at in ends[pk])
    seen: list[int] = []
    count = 0
    for _at, row in lines:
        count += len(seen) - bisect_right(seen, row)
        insort(seen, row)
    return count

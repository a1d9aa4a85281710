"""Somebody outside who sees all that is shown, knows how it works, and reckons exactly.

Written apart from what it tries: exact fractions, every combination, no bounds.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from wijkregie.core.suppression import Because, Cell, Limits, small

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def given_away(
    cells: Sequence[Cell], held: Mapping[int, Because], question: frozenset[str] = frozenset()
) -> list[int]:
    """Return the held back cells of too few people that follow exactly from what is shown."""
    parts = sorted({(place, one.answer) for one in cells for place in one.places})

    def row(one: Cell, answers: set[str]) -> list[Fraction]:
        return [Fraction(place in one.places and answer in answers) for place, answer in parts]

    shown = [row(one, {one.answer}) for index, one in enumerate(cells) if index not in held]
    shown += [row(one, set(question)) for one in cells if one.answer in question]
    rank = _rank(shown)
    return [
        index
        for index, why in held.items()
        if why != Because.REST
        and _rank([*shown, row(cells[index], {cells[index].answer})]) == rank
    ]


def _rank(rows: Sequence[list[Fraction]]) -> int:
    left, rank = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        rank += 1
        left.remove(pivot)
        left = [
            [a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)]
            for row in left
        ]
    return rank


def small_differences(
    cells: Sequence[Cell], held: Mapping[int, Because], limits: Limits
) -> list[object]:
    """Return the groups of too few people that one finds by taking shown parts from a whole."""
    shown = [one for index, one in enumerate(cells) if index not in held]
    found: list[object] = []
    for whole in shown:
        within = [
            one for one in shown if one.places < whole.places and one.answer == whole.answer
        ]
        for size in range(1, len(within) + 1):
            for taken in combinations(within, size):
                places = [place for one in taken for place in one.places]
                if len(places) != len(set(places)):
                    continue
                people = (whole.people or 0) - sum(one.people or 0 for one in taken)
                count = (whole.count or 0) - sum(one.count or 0 for one in taken)
                if people > 0 and small(count, people, limits):
                    found.append((whole, taken))
    return found

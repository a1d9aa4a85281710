"""Which figures of a table to hold back, so that nobody can reckon back a small group.

A figure of too few people is held back, and then as many others as it takes: whoever takes
the parts from the whole, over areas that lie in or across each other and over the answers
to one question, must not find a group that would have been held back by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Final

from wijkregie.core.reckoning import Sum, bounds_of, differences, solved, ways_to, without

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence


_ZERO: Final = 1e-6


class Because(StrEnum):
    """Why a figure is held back."""

    SAMPLE = "sample"  # too few people in the group
    CELL = "cell"  # too few people gave this answer, or too few gave another
    REST = "rest"  # with it one could reckon back a figure of too few people
    UNKNOWN = "unknown"  # it was held back before, and its value is not here


@dataclass(frozen=True, slots=True)
class Limits:
    """The fewest people in a group, and the fewest who gave an answer."""

    sample: float
    cell: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table: how many of ``people`` in these places gave this answer.

    Of ``places`` only equality counts: two areas share a place where they overlap. ``people``
    is None where nobody said how many there are; ``count`` is None where it is not known any
    more, as the figure was held back before. ``before`` says that it was held back for the
    rest: then it is the first to be so again.
    """

    places: frozenset[Hashable]
    answer: str
    people: float | None
    count: float | None
    before: bool = False


def small(count: float, people: float | None, limits: Limits) -> Because | None:
    """Return why a figure by itself must be held back, None if it need not.

    >>> small(12, 29, Limits(30, 10)), small(9, 100, Limits(30, 10))
    (<Because.SAMPLE: 'sample'>, <Because.CELL: 'cell'>)
    >>> small(95, 100, Limits(30, 10)), small(10, 30, Limits(30, 10))
    (<Because.CELL: 'cell'>, None)

    """
    if people is not None and people < limits.sample - _ZERO:
        return Because.SAMPLE
    others = inf if people is None else people - count
    return Because.CELL if min(count, others) < limits.cell - _ZERO else None


def protect(
    cells: Sequence[Cell], limits: Limits, *, question: frozenset[str] = frozenset()
) -> dict[int, Because]:
    """Return which cells to hold back, by their place in the list, and why.

    Parameters
    ----------
    cells
        Every figure of one period that is, or will be, shown.
    limits
        What is too few.
    question
        The answers that everybody chose exactly one of; empty if there is no such question.

    Notes
    -----
    Greedy: while an outsider can find too small a group, the smallest figure that it takes is
    held back too, one held back before first. So the same figures give the same answer again.

    """
    held: dict[int, Because] = {}
    for index, cell in enumerate(cells):
        if why := _by_itself(cell, limits):
            held[index] = why
    table = _Table(cells, limits, question)
    found = table.leak(held)
    if found is not None:
        held |= {
            index: Because.REST
            for index, cell in enumerate(cells)
            if cell.before and index not in held
        }
        found = table.leak(held)
    while found is not None:
        held[min(found, key=table.price)] = Because.REST
        found = table.leak(held)
    return held


def _by_itself(cell: Cell, limits: Limits) -> Because | None:
    return Because.UNKNOWN if cell.count is None else small(cell.count, cell.people, limits)


class _Table:
    """The cells over their smallest parts: places that always go together, times answers."""

    def __init__(self, cells: Sequence[Cell], limits: Limits, question: frozenset[str]) -> None:
        self.cells, self.limits, self.question = cells, limits, question
        self.answers = sorted({cell.answer for cell in cells})
        self.groups = _groups(cells)
        self.parts = [
            frozenset(self._part(group, cell.answer) for group in self.groups[cell.places])
            for cell in cells
        ]
        self.people = self._people()
        self.whole = self._totals()

    def _part(self, group: int, answer: str) -> int:
        return group * len(self.answers) + self.answers.index(answer)

    def price(self, index: int) -> tuple[bool, int, float, float, int]:
        """Return what it costs to hold a cell back: least for one held back before."""
        cell = self.cells[index]
        count = cell.count or 0
        people = count if cell.people is None else cell.people
        return (not cell.before, len(self.groups[cell.places]), people, count, index)

    def _people(self) -> dict[int, float]:
        """Return how many people each smallest part is about, where that is known."""
        sums = [
            Sum(parts, 0, cell.people, frozenset())
            for parts, cell in zip(self.parts, self.cells, strict=True)
            if cell.people is not None
        ]
        return {part: found.people or 0 for part, found in solved(sums).items()}

    def _totals(self) -> list[Sum]:
        """Return that all answers of a group of places are given by all of its people."""
        if not self.question or not self.question <= set(self.answers):
            return []
        found = {}
        for cell in self.cells:
            if cell.answer in self.question and cell.people is not None:
                parts = frozenset(
                    self._part(group, answer)
                    for group in self.groups[cell.places]
                    for answer in self.question
                )
                found[parts] = Sum(parts, cell.people, cell.people, frozenset(), total=True)
        return list(found.values())

    def leak(self, held: dict[int, Because]) -> frozenset[int] | None:
        """Return the shown cells by which an outsider finds too small a group, if so."""
        told = [
            Sum(parts, cell.count or 0, cell.people, frozenset({index}))
            for index, (parts, cell) in enumerate(zip(self.parts, self.cells, strict=True))
            if index not in held
        ]
        known = solved([*told, *self.whole])
        left = [rest for one in (*told, *self.whole) if (rest := without(one, known)).parts]
        derived = [one for one in known.values() if len(one.shown) > 1 or one.total]
        for one in (*derived, *differences(left)):
            if one.shown and self._tells(one):
                return one.shown
        guarded = [index for index, why in held.items() if why != Because.REST]
        return self._exact(left, known, guarded) or self._narrow(left, guarded)

    def _tells(self, found: Sum) -> bool:
        """Tell whether a sum is about too few people; of nobody nothing is told."""
        if found.people is not None and found.people <= _ZERO:
            return False
        people = None if found.total else found.people
        return small(found.count, people, self.limits) is not None

    def _exact(
        self, left: Sequence[Sum], known: Mapping[int, Sum], guarded: Sequence[int]
    ) -> frozenset[int] | None:
        """Return what gives a held back cell away to the last digit, by any reckoning."""
        for index in guarded:
            found = ways_to(self.parts[index], left, known)
            if shown := frozenset[int]().union(*(one.shown for one in found)):
                return shown
        return None

    def _narrow(self, left: Sequence[Sum], guarded: Sequence[int]) -> frozenset[int] | None:
        """Return what leaves too little doubt about a cell of too few people."""
        bounds = bounds_of(left, self.people)
        for index in guarded:
            cell = self.cells[index]
            low = sum(bounds.get(part, (0, inf))[0] for part in self.parts[index])
            high = sum(bounds.get(part, (0, inf))[1] for part in self.parts[index])
            room = min(self.limits.cell, inf if cell.people is None else cell.people)
            near = [one.shown for one in left if one.shown and one.parts & self.parts[index]]
            if high - low < room - _ZERO and near:
                return frozenset().union(*near)
        return None


def _groups(cells: Iterable[Cell]) -> dict[frozenset[Hashable], tuple[int, ...]]:
    """Return per set of places the numbers of the groups of places that it is made of."""
    wholes = list(dict.fromkeys(cell.places for cell in cells))
    signs: dict[Hashable, tuple[int, ...]] = {}
    for number, whole in enumerate(wholes):
        for place in whole:
            signs[place] = (*signs.get(place, ()), number)
    numbers = {sign: number for number, sign in enumerate(sorted(set(signs.values())))}
    return {whole: tuple(sorted({numbers[signs[one]] for one in whole})) for whole in wholes}

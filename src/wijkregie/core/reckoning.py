"""What an outsider can reckon from sums that are known: parts, differences, and bounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import numpy.typing as npt

_ZERO: Final = 1e-6
_ROUNDS: Final = 12


@dataclass(frozen=True, slots=True)
class Sum:
    """What an outsider knows: these unknown parts together are ``count`` of ``people``.

    ``shown`` are the figures that it takes to know it. ``total`` marks what holds without any
    of them: all answers of a group together are the group.
    """

    parts: frozenset[int]
    count: float
    people: float | None
    shown: frozenset[int]
    total: bool = False


def without(one: Sum, known: Mapping[int, Sum]) -> Sum:
    """Return a sum without the parts that are known."""
    found = [known[part] for part in one.parts & known.keys()]
    return _less(one, found, one.parts.difference(known)) if found else one


def _less(one: Sum, others: Sequence[Sum], parts: frozenset[int]) -> Sum:
    """Return what is left of a sum; who gives all answers stay as many, whatever is taken."""
    people = [one.people, *(other.people for other in others)]
    known = [number for number in people if number is not None]
    left = known[0] - sum(known[1:]) if len(known) == len(people) else None
    return Sum(
        parts,
        one.count - sum(other.count for other in others),
        one.people if one.total else left,
        one.shown.union(*(other.shown for other in others)),
        total=one.total,
    )


def solved(sums: Sequence[Sum]) -> dict[int, Sum]:
    """Return the parts that follow one by one: what is shown itself, then what is left."""
    known: dict[int, Sum] = {}
    left = sorted(sums, key=lambda one: (one.total, len(one.parts)))
    found = True
    while found:
        found = False
        for position, one in enumerate(left):
            rest = without(one, known)
            left[position] = rest
            if len(rest.parts) == 1:
                known[next(iter(rest.parts))] = rest
                found = True
    return known


def differences(sums: Sequence[Sum]) -> list[Sum]:
    """Return the sums, and what is left of each without others that lie within it.

    Without each other by itself, and without as many as lie apart, from large to small.
    """
    found = {one.parts: one for one in sums}
    wholes = sorted(found.values(), key=lambda one: -len(one.parts))
    for one in wholes:
        rest = one
        for other in wholes:
            if other.total or not other.parts < one.parts:
                continue
            for whole in {one, rest}:
                if other.parts < whole.parts:
                    found.setdefault(
                        whole.parts - other.parts,
                        _less(whole, [other], whole.parts - other.parts),
                    )
            rest = _taken(rest, other)
    return list(found.values())


def _taken(rest: Sum, other: Sum) -> Sum:
    return _less(rest, [other], rest.parts - other.parts) if other.parts < rest.parts else rest


def bounds_of(sums: Sequence[Sum], people: dict[int, float]) -> dict[int, tuple[float, float]]:
    """Return between what each part lies: at least nobody, at most all of its people."""
    bounds = {part: (0.0, people.get(part, inf)) for one in sums for part in one.parts}
    for _round in range(_ROUNDS):
        for one in sums:
            for part in one.parts:
                others = [bounds[other] for other in one.parts if other != part]
                least = one.count - sum(high for _low, high in others)
                most = one.count - sum(low for low, _high in others)
                low, high = bounds[part]
                bounds[part] = (max(low, least), min(high, most))
    return bounds


def ways_to(parts: frozenset[int], sums: Sequence[Sum], known: Mapping[int, Sum]) -> list[Sum]:
    """Return the sums that together give ``parts`` away; none if nothing does."""
    found = [known[part] for part in parts & known.keys()]
    wanted = parts.difference(known)
    used = sorted(frozenset[int]().union(*(one.parts for one in sums)))
    if not wanted <= set(used):
        return []
    if not wanted:
        return found
    rows = _matrix([one.parts for one in sums], used)
    aim = _matrix([wanted], used)[0]
    ways = np.linalg.lstsq(rows.T, aim, rcond=None)[0]
    if np.abs(rows.T @ ways - aim).max() > _ZERO:
        return []
    return found + [sums[int(row)] for row in np.flatnonzero(np.abs(ways) > _ZERO)]


def _matrix(rows: Sequence[Collection[int]], used: Sequence[int]) -> npt.NDArray[np.float64]:
    place = {part: number for number, part in enumerate(used)}
    made = np.zeros((len(rows), len(used)))
    for number, parts in enumerate(rows):
        made[number, [place[part] for part in parts]] = 1
    return made

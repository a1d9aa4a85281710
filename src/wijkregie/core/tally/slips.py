"""What one ballot may say: how many marks, how many points, how much money.

Ballots are looked at before they go into the urn, for nobody can mend one that is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wijkregie.core.tally.records import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Wrong(StrEnum):
    """What is wrong with a ballot."""

    BLANK = "blank"
    UNKNOWN = "unknown"
    TWICE = "twice"
    TOO_FEW = "too few"
    TOO_MANY = "too many"
    #: Points that do not belong to as many marks, or points on a ballot that has none.
    UNEVEN = "uneven"
    NEGATIVE = "negative"
    TOO_MUCH_EACH = "too much each"
    TOO_MUCH = "too much"
    NOT_ALL = "not all"
    NOT_IN_STEPS = "not in steps"
    TOO_DEAR = "too dear"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, with the number that is allowed, what it was, and the mark if one."""

    wrong: Wrong
    allowed: int = 0
    was: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """The form of a ballot. ``costs`` holds what can be marked, with what it costs.

    ``points`` is what all points may be together, and with ``whole`` must be; ``step`` is
    what each must be a multiple of. ``money`` is what all that is marked may cost together.
    ``None``: no limit. A ``blank`` ballot may be allowed, whatever the least number.
    """

    kind: Kind
    costs: Mapping[str, int]
    least: int = 1
    most: int | None = None
    points: int | None = None
    most_each: int | None = None
    step: int = 1
    whole: bool = False
    money: int | None = None
    blank: bool = False


def without_noughts(
    kind: Kind, marks: tuple[str, ...], points: tuple[int, ...]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return marks with their points, of points without those of nought.

    >>> without_noughts(Kind.POINTS, ("1", "2"), (0, 3))
    (('2',), (3,))
    """
    if kind is not Kind.POINTS or len(marks) != len(points):
        return marks, points
    given = [pair for pair in zip(marks, points, strict=True) if pair[1]]
    return tuple(mark for mark, _ in given), tuple(point for _, point in given)


def fault(slip: Slip, marks: tuple[str, ...], points: tuple[int, ...] = ()) -> Fault | None:
    """Return the first thing that is wrong with a ballot, or nothing.

    >>> slip = Slip(Kind.APPROVAL, {"1": 500, "2": 700}, most=1)
    >>> fault(slip, ("2",)), fault(slip, ("1", "2")).wrong
    (None, <Wrong.TOO_MANY: 'too many'>)
    """
    return next(_faults(slip, marks, points), None)


def _faults(slip: Slip, marks: tuple[str, ...], points: tuple[int, ...]) -> Iterator[Fault]:
    for at, mark in enumerate(marks):
        if mark not in slip.costs:
            yield Fault(Wrong.UNKNOWN, mark=mark)
        if mark in marks[:at]:
            yield Fault(Wrong.TWICE, mark=mark)
    if len(points) != (len(marks) if slip.kind is Kind.POINTS else 0):
        yield Fault(Wrong.UNEVEN, len(marks), len(points))
    if marks or not slip.blank:
        yield from _of_number(slip, len(marks))
        yield from _of_points(slip, marks, points)
    cost = sum(slip.costs[mark] for mark in marks)
    if slip.money is not None and cost > slip.money:
        yield Fault(Wrong.TOO_DEAR, slip.money, cost)


def _of_number(slip: Slip, number: int) -> Iterator[Fault]:
    if not number:
        yield Fault(Wrong.BLANK, slip.least)
    if number < slip.least:
        yield Fault(Wrong.TOO_FEW, slip.least, number)
    if slip.most is not None and number > slip.most:
        yield Fault(Wrong.TOO_MANY, slip.most, number)


def _of_points(slip: Slip, marks: tuple[str, ...], points: tuple[int, ...]) -> Iterator[Fault]:
    for mark, given in zip(marks, points, strict=False):
        if given < 0:
            yield Fault(Wrong.NEGATIVE, 0, given, mark)
        if slip.most_each is not None and given > slip.most_each:
            yield Fault(Wrong.TOO_MUCH_EACH, slip.most_each, given, mark)
        if given % slip.step:
            yield Fault(Wrong.NOT_IN_STEPS, slip.step, given, mark)
    total = sum(points)
    if slip.points is not None and total > slip.points:
        yield Fault(Wrong.TOO_MUCH, slip.points, total)
    if slip.whole and total != slip.points:
        yield Fault(Wrong.NOT_ALL, slip.points or 0, total)

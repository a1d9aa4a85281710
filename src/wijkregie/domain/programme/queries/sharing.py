"""What the points of a group come to: sums, and how far the members lie apart. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: With fewer sheets the sums would tell who gave what: to whoever takes off the own points,
#: and of one sheet to everybody.
SHOWN_FROM: Final = 5
#: Opinions differ where a quarter gives nothing, and a quarter this part of all points.
_SOME: Final = 0.25
_A_LOT: Final = 0.3


@dataclass(frozen=True, slots=True)
class Shared:
    """What one statement got: in all, from how many sheets, and how far those lie apart.

    ``lowest`` and ``highest`` count a sheet that gave it nothing as nought; ``counts`` tells
    how many sheets gave nought, one, two, … points. ``divided``: a quarter gave it nothing,
    and a quarter a lot.
    """

    statement_id: int
    points: int
    givers: int
    sheets: int
    lowest: int
    highest: int
    middle: float
    counts: tuple[int, ...]
    divided: bool


@dataclass(frozen=True, slots=True)
class Giver:
    """Whose a sheet is, if not of paper; and who knows it from typing it in."""

    person_id: int | None
    typed_by: frozenset[int] = frozenset()


def may_show(givers: Sequence[Giver]) -> bool:
    """Tell whether the sums of these sheets tell nobody what somebody else gave.

    The sheets that one typed in do not count for who typed them: one takes those off too.
    Who knows all of them learns nothing new.
    """
    if len(givers) < SHOWN_FROM:
        return False
    for one in frozenset().union(*(giver.typed_by for giver in givers)):
        others = [giver for giver in givers if one not in giver.typed_by]
        if len(others) < SHOWN_FROM and any(giver.person_id != one for giver in others):
            return False
    return True


def shared(
    statement_ids: Iterable[int], sheets: Sequence[Mapping[int, int]], *, most: int
) -> tuple[Shared, ...]:
    """Return what each statement got, the heaviest first; of as many: who has more givers.

    ``sheets`` hold points by statement, ``most`` is what a sheet may give in all. Of fewer
    than five sheets nothing is returned, not even the order.
    """
    if len(sheets) < SHOWN_FROM:
        return ()
    found = [_one(pk, [sheet.get(pk, 0) for sheet in sheets], most) for pk in statement_ids]
    return tuple(sorted(found, key=lambda one: (-one.points, -one.givers, one.statement_id)))


def _one(pk: int, given: Sequence[int], most: int) -> Shared:
    return Shared(
        statement_id=pk,
        points=sum(given),
        givers=sum(number > 0 for number in given),
        sheets=len(given),
        lowest=min(given),
        highest=max(given),
        middle=median(given),
        counts=tuple(given.count(number) for number in range(max(given) + 1)),
        divided=_apart(given, most),
    )


def _apart(given: Sequence[int], most: int) -> bool:
    nothing = given.count(0)
    a_lot = sum(number >= _A_LOT * most for number in given)
    return min(nothing, a_lot) >= _SOME * len(given)

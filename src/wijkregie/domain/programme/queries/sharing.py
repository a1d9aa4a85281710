"""What the points of a group come to: sums, and how far the members lie apart. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: With fewer sheets the lowest and the highest would tell who gave what.
SPREAD_FROM: Final = 3
#: Opinions differ where some give nothing, and some at least this part of their points.
_APART: Final = 0.3


@dataclass(frozen=True, slots=True)
class Shared:
    """What one statement got: in all, from how many sheets, and how far those lie apart.

    ``lowest`` and ``highest`` count a sheet that gave it nothing as nought; they, the
    ``middle`` and ``counts`` (how many sheets gave nought, one, two, … points) are empty for
    fewer than three sheets. ``divided``: some gave it nothing, and some a lot.
    """

    statement_id: int
    points: int
    givers: int
    sheets: int
    lowest: int | None = None
    highest: int | None = None
    middle: float | None = None
    counts: tuple[int, ...] = ()
    divided: bool = False


def shared(
    statement_ids: Iterable[int], sheets: Sequence[Mapping[int, int]], *, most: int
) -> tuple[Shared, ...]:
    """Return what each statement got, the heaviest first; of as many: who has more givers.

    ``sheets`` hold points by statement, ``most`` is what a sheet may give in all.
    """
    found = [_one(pk, [sheet.get(pk, 0) for sheet in sheets], most) for pk in statement_ids]
    return tuple(sorted(found, key=lambda one: (-one.points, -one.givers, one.statement_id)))


def _one(pk: int, given: Sequence[int], most: int) -> Shared:
    points, givers = sum(given), sum(number > 0 for number in given)
    if len(given) < SPREAD_FROM:
        return Shared(pk, points, givers, len(given))
    return Shared(
        statement_id=pk,
        points=points,
        givers=givers,
        sheets=len(given),
        lowest=min(given),
        highest=max(given),
        middle=median(given),
        counts=tuple(given.count(number) for number in range(max(given) + 1)),
        divided=min(given) == 0 and max(given) >= _APART * most,
    )

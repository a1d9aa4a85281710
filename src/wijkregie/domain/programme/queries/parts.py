"""The parts of which a percentage was taken together: counts are summed, never percentages."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from wijkregie.domain.indicators.rules import SMALLEST_CELL, SMALLEST_SAMPLE
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.seen_measuring import Parts, PartSeen

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from wijkregie.domain.programme.models import BaselinePart

_ALL: Final = 100


def parts_seen(
    rows: Sequence[BaselinePart], areas: Collection[int], *, may_steer: bool
) -> Parts:
    """Return the parts with the share of all together, in percent and exact.

    Counts of so few people that a figure of them is not shown (``indicators.rules``) are for
    who steers the programme; one of them holds back those of all, or it could be reckoned.
    ``areas`` are those that the viewer may see.
    """
    here = [one for one in rows if one.area_id is None or one.area_id in areas]
    told = [(one.numerator, one.denominator) for one in rows]
    held_back = not may_steer and (
        len(here) < len(rows) or any(_few(*counts) for counts in told)
    )
    share = _together(told, may_steer=may_steer)
    return Parts(
        rows=tuple(_part(one, held_back=held_back) for one in here),
        share=share,
        held_back=held_back,
    )


def _few(some: int | None, all_: int | None) -> bool:
    """Tell whether these are too few people to tell of; an unknown number tells nothing."""
    small = some is not None and some < SMALLEST_CELL
    rest = some is not None and all_ is not None and all_ - some < SMALLEST_CELL
    return small or rest or (all_ is not None and all_ < SMALLEST_SAMPLE)


def _together(
    told: Sequence[tuple[int | None, int | None]], *, may_steer: bool
) -> Fraction | None:
    known = [(some, all_) for some, all_ in told if some is not None and all_ is not None]
    if not known or len(known) < len(told):
        return None
    total, everybody = (sum(numbers) for numbers in zip(*known, strict=True))
    if not may_steer and _few(total, everybody):
        return None
    return Fraction(total * _ALL, everybody)


def _part(one: BaselinePart, *, held_back: bool) -> PartSeen:
    return PartSeen(
        area=door.area_named(one.area) if one.area else None,
        name=one.name,
        numerator=None if held_back else one.numerator,
        denominator=None if held_back else one.denominator,
    )

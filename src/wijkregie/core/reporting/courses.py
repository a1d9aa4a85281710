"""How far a goal came, and whether a figure changed for the better: never by chance alone."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wijkregie.core.reporting.facts import IndicatorFact


class Course(StrEnum):
    """Where an indicator stands between baseline and target."""

    REACHED = "reached"
    FORWARD = "forward"
    UNCLEAR = "unclear"
    SAME = "same"
    AWAY = "away"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What a change between two values of a figure means."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNCLEAR = "unclear"


def course(one: IndicatorFact) -> Course:
    """Return where an indicator stands; a way within the margin is no way.

    ``UNKNOWN`` where a value is missing or there was no way to go: too little is known.
    With a margin and no ends, chance alone could have made the whole way.
    """
    if one.progress is None:
        return Course.UNKNOWN
    if one.margin is not None and one.low is None:
        return Course.UNCLEAR
    low = one.progress if one.low is None else one.low
    high = one.progress if one.high is None else one.high
    found = {
        Course.REACHED: low >= 1,
        Course.FORWARD: low > 0,
        Course.AWAY: high < 0,
        Course.SAME: low == high,
    }
    return next((each for each, holds in found.items() if holds), Course.UNCLEAR)


def verdict(before: IndicatorFact, after: IndicatorFact) -> Verdict | None:
    """Return what the change from one value to the next means, ``None`` if one is missing.

    A difference no larger than the margins of both together is unclear. Source of that:
    the margin of a difference of two independent estimates is the root of the sum of their
    squares.
    """
    if before.now is None or after.now is None:
        return None
    difference = after.now - before.now
    if not difference:
        return Verdict.SAME
    if abs(difference) <= _together(before.margin, after.margin):
        return Verdict.UNCLEAR
    better = (difference < 0) == after.lower_is_better
    return Verdict.BETTER if better else Verdict.WORSE


def _together(one: Decimal | None, other: Decimal | None) -> Decimal:
    """Return the margin of a difference; what has no margin is exact."""
    return sum(((margin or Decimal(0)) ** 2 for margin in (one, other)), Decimal(0)).sqrt()

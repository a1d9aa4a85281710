"""How far a goal came, and whether a figure changed for the better: never by chance alone."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from wijkregie.core.reporting.facts import IndicatorFact


class Course(StrEnum):
    """Where an indicator stands between baseline and target."""

    REACHED = "reached"
    FORWARD = "forward"
    UNCLEAR = "unclear"
    SAME = "same"
    AWAY = "away"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What a change between two values of a figure means."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNCLEAR = "unclear"
    UNSURE = "unsure"


def course(one: IndicatorFact) -> Course:
    """Return where an indicator stands; a way within the margin is no way.

    ``UNKNOWN`` where a value is missing or there was no way to go: too little is known.
    ``UNSURE`` where nobody knows the margin: then nobody can tell. With a margin and no
    ends, chance alone could have made the whole way.
    """
    if one.progress is None:
        return Course.UNKNOWN
    if one.low is None or one.high is None:
        return Course.UNSURE if one.margin is None else Course.UNCLEAR
    found = {
        Course.REACHED: one.low >= 1,
        Course.FORWARD: one.low > 0,
        Course.AWAY: one.high < 0,
        Course.SAME: one.low == one.high,
    }
    return next((each for each, holds in found.items() if holds), Course.UNCLEAR)


def verdict(before: IndicatorFact, after: IndicatorFact) -> Verdict | None:
    """Return what the change from one value to the next means, ``None`` if one is missing.

    A difference no larger than the margins of both together is unclear. Source of that:
    the margin of a difference of two independent estimates is the root of the sum of their
    squares. Where nobody knows one of them, nobody can tell: ``UNSURE``.
    """
    if before.now is None or after.now is None:
        return None
    difference = after.now - before.now
    if not difference:
        return Verdict.SAME
    if before.margin is None or after.margin is None:
        return Verdict.UNSURE
    return _verdict(difference, before.margin, after.margin, lower=after.lower_is_better)


def _verdict(difference: Decimal, one: Decimal, other: Decimal, *, lower: bool) -> Verdict:
    if abs(difference) <= (one**2 + other**2).sqrt():
        return Verdict.UNCLEAR
    return Verdict.BETTER if (difference < 0) == lower else Verdict.WORSE

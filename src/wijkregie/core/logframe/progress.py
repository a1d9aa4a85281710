"""How far a goal came on its way from baseline to target, exact, with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

#: Parts of the way into which a bound that is no fraction is rounded, outward.
_FINE: Final = 10**9
_LINE: Final = 2


@dataclass(frozen=True, slots=True)
class Progress:
    """A part of the way: 0 at the baseline, 1 at the target; it may lie outside both.

    ``low`` and ``high`` are the interval; both are ``None`` where no margin is known, or
    where chance alone could have made the whole way.
    """

    share: Fraction
    low: Fraction | None = None
    high: Fraction | None = None


def progress(
    baseline: Decimal | None,
    now: Decimal | None,
    target: Decimal | None,
    *,
    margin: Decimal | None = None,
    baseline_margin: Decimal | None = None,
) -> Progress | None:
    """Return (now - baseline) / (target - baseline) with its interval.

    ``None`` where a value is missing, or where target and baseline are the same. The
    direction does not matter: on the way down both differences are below nought.

    ``margin`` is how far ``now`` can be off (half its 95% interval), ``baseline_margin`` the
    same of the baseline, both in the unit of the values; the two come from independent
    samples. The interval takes chance in ``now`` into account and, where its margin is
    known, chance in the baseline, which stands above and below the line (Fieller). It does
    not know what else changed between the two: another question, other people who answer,
    people who moved. The target is a choice and has no margin.
    """
    if baseline is None or now is None or target is None or target == baseline:
        return None
    gone, way = Fraction(now - baseline), Fraction(target - baseline)
    share = gone / way
    if margin is None:
        return Progress(share)
    off, before = Fraction(margin), Fraction(baseline_margin or 0)
    sure = way**2 - before**2
    if sure <= 0:
        return Progress(share)
    left = way - gone
    middle = way * left / sure
    reach = _root(left**2 * before**2 + sure * off**2) / sure
    return Progress(share, 1 - middle - reach, 1 - middle + reach)


def expected(path: Sequence[tuple[date, Decimal]], on: date) -> Fraction | None:
    """Return the value on a day if it went in straight lines along the values of a path.

    The path begins with the baseline and goes on with the targets, by date. ``None`` before
    its first day and where it has fewer than two points; after its last day its last value.
    """
    points = sorted(path)
    if len(points) < _LINE or on < points[0][0]:
        return None
    for (begin, low), (end, high) in pairwise(points):
        if on < end:
            gone = Fraction((on - begin).days, (end - begin).days)
            return Fraction(low) + gone * Fraction(high - low)
    return Fraction(points[-1][1])


def _root(value: Fraction) -> Fraction:
    """Return the square root, exact where it is a fraction, else rounded up."""
    square = value.numerator * value.denominator
    whole = isqrt(square)
    if whole * whole == square:
        return Fraction(whole, value.denominator)
    fine = isqrt(square * _FINE**2) + 1
    return Fraction(fine, _FINE * value.denominator)

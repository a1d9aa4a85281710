"""Which change a survey can show: two independent waves, 5 % two-sided, power 80 %.

Shares as ``power.prop.test`` of R has it, means by the normal approximation with the
correction of Guenther (1981), which follows ``power.t.test`` to four digits.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from wijkregie.core.logframe.records import Measure

#: Quantiles of the normal distribution at 97.5 % and at 80 %.
_SURE: Final = Decimal("1.959963984540054")
_POWER: Final = Decimal("0.8416212335729143")
_WHOLE: Final = Decimal(100)
#: The smallest change is told in thousandths of the unit, rounded up.
_FINE: Final = Decimal("0.001")


def is_detectable(
    measure: Measure,
    values: tuple[Decimal, Decimal],
    answers: tuple[int, int],
    *,
    deviation: Decimal | None = None,
) -> bool | None:
    """Tell whether a change from the first value to the second can show itself.

    Parameters
    ----------
    values
        Baseline and target; shares in percent.
    answers
        How many answers each of the two waves has.
    deviation
        Of one answer, for a mean.

    Returns
    -------
    bool | None
        ``None`` where it cannot be judged: another measure, no deviation, too few answers,
        or a share that cannot be.

    """
    if measure == Measure.SHARE:
        return _shares((values[0] / _WHOLE, values[1] / _WHOLE), answers)
    if measure == Measure.MEAN and deviation is not None:
        return _means(abs(values[1] - values[0]), answers, deviation)
    return None


def smallest_change(
    measure: Measure,
    value: Decimal,
    answers: tuple[int, int],
    *,
    higher: bool = True,
    deviation: Decimal | None = None,
) -> Decimal | None:
    """Return the smallest change from a value that can show itself, in the unit of the value.

    It is the smallest whole number of thousandths that ``is_detectable`` tells of: the larger
    a change is, the easier it shows, so that it can be found by halving.

    Parameters
    ----------
    value
        Baseline; a share in percent.
    answers
        How many answers each of the two waves has.
    higher
        Whether the value goes up.
    deviation
        Of one answer, for a mean.

    Returns
    -------
    Decimal | None
        ``None`` where it cannot be judged, or where even the largest change does not show.

    """
    room = _room(measure, value, answers, higher=higher, deviation=deviation)
    way = _FINE if higher else -_FINE

    def shows(steps: int) -> bool | None:
        values = (value, value + steps * way)
        return is_detectable(measure, values, answers, deviation=deviation)

    low, high = 0, int(room / _FINE)
    if high == 0 or not shows(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if shows(middle) else (middle, high)
    return high * _FINE


def _room(
    measure: Measure,
    value: Decimal,
    answers: tuple[int, int],
    *,
    higher: bool,
    deviation: Decimal | None,
) -> Decimal:
    """Return how far a value can go: a share to its end, a mean beyond what it takes."""
    if measure == Measure.SHARE:
        return max(_WHOLE - value if higher else value, Decimal(0))
    needed = _needed(answers, deviation or Decimal(0))
    return Decimal(0) if needed is None else needed + _FINE


def _shares(shares: tuple[Decimal, Decimal], answers: tuple[int, int]) -> bool | None:
    if min(answers) < 1 or not all(0 <= share <= 1 for share in shares):
        return None
    (one, two), (first, second) = shares, answers
    middle = (one + two) / 2
    same = middle * (1 - middle) * (Decimal(1) / first + Decimal(1) / second)
    apart = one * (1 - one) / first + two * (1 - two) / second
    return abs(two - one) >= _SURE * same.sqrt() + _POWER * apart.sqrt()


def _means(change: Decimal, answers: tuple[int, int], deviation: Decimal) -> bool | None:
    needed = _needed(answers, deviation)
    return None if needed is None else change >= needed


def _needed(answers: tuple[int, int], deviation: Decimal) -> Decimal | None:
    first, second = (Decimal(n) - _SURE * _SURE / 4 for n in answers)
    if min(first, second) <= 0:
        return None
    return (_SURE + _POWER) * deviation * (1 / first + 1 / second).sqrt()

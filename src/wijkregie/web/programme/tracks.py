"""The way from baseline to target as a drawing, of the facts of a report."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from wijkregie.core.reporting import IndicatorFact

_WIDTH: Final = 200
_ROOM: Final = 10  # kept free at both ends


def track(one: IndicatorFact) -> dict[str, Any] | None:
    """Return where baseline, target and now stand, from 0 to 200 for a page.

    ``places`` are the same from 0 to 1 for paper: baseline, target, low, high, now; low and
    high are those of now where no margin is known.
    """
    now = one.progress
    if now is None:
        return None
    low, high = (now if end is None else end for end in (one.low, one.high))
    first, last = min(low, now, Fraction(0)), max(high, now, Fraction(1))

    def place(value: Fraction) -> float:
        share = (value - first) / (last - first)
        return float(_ROOM + (_WIDTH - 2 * _ROOM) * share)

    found = [place(value) for value in (Fraction(0), Fraction(1), low, high, now)]
    names = ("from_x", "to_x", "low_x", "high_x", "now_x")
    words = {name: f"{at:.1f}" for name, at in zip(names, found, strict=True)}
    sure = one.low is None
    return {**words, "low_x": "" if sure else words["low_x"]} | {
        "places": [at / _WIDTH for at in found]
    }

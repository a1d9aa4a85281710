"""Sort areas above, at or below the average by their figures, as far as those can tell.

Heerhugowaard sorted its areas so in its Wijkscan. A figure counts as better or worse only
where it differs from that of the municipality by more than both can be off; an area only
where more figures point one way than chance would give.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING, Final

from wijkregie.domain.indicators.queries.beside import MODEL_ANSWERS, MODELLED
from wijkregie.domain.indicators.states import Direction, Kind
from wijkregie.domain.programme.states import Score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen

_COMPARED: Final = frozenset({Kind.COUNT, Kind.SHARE, Kind.MEAN, Kind.INDEX})
#: Counts of CBS are rounded to fives: each can be off by two and a half.
_SLACK: Final = 2.5
_FEWEST: Final = 5
_Z95: Final = 1.96


@dataclass(frozen=True, slots=True)
class Standing:
    """How many figures are better or worse than those of the municipality, or as good.

    ``score`` is ``None`` where fewer than five figures can be laid beside each other.
    """

    better: int
    worse: int
    alike: int

    @property
    def known(self) -> int:
        """How many figures were laid beside those of the municipality."""
        return self.better + self.worse + self.alike

    @property
    def score(self) -> Score | None:
        """Above or below where the difference is beyond chance: more than twice √(b + w).

        By chance alone each of b + w figures falls better or worse as often, and the
        difference has standard deviation √(b + w); twice that is passed once in twenty.
        """
        if self.known < _FEWEST:
            return None
        difference = self.better - self.worse
        if difference**2 <= 4 * (self.better + self.worse):
            return Score.AVERAGE
        return Score.ABOVE if difference > 0 else Score.BELOW


def verdict(
    indicator: Indicator, here: FigureSeen | None, whole: FigureSeen | None
) -> Score | None:
    """Return whether one figure is better, alike or worse than that of the municipality.

    ``None`` where it cannot be told: one is not known, or neither direction is better.
    """
    one, other = _comparable(indicator, here), _comparable(indicator, whole)
    if one is None or other is None or here is None or whole is None:
        return None
    margin = hypot(_margin(indicator, here), _margin(indicator, whole))
    if abs(one - other) <= margin:
        return Score.AVERAGE
    higher_is_better = indicator.direction == Direction.HIGHER
    return Score.ABOVE if (one > other) == higher_is_better else Score.BELOW


def standing(verdicts: Iterable[Score | None]) -> Standing:
    """Count what the figures of an area say."""
    found = list(verdicts)
    return Standing(
        better=found.count(Score.ABOVE),
        worse=found.count(Score.BELOW),
        alike=found.count(Score.AVERAGE),
    )


def _comparable(indicator: Indicator, seen: FigureSeen | None) -> float | None:
    if seen is None or not seen.has_value:
        return None
    if indicator.direction == Direction.NEUTRAL or indicator.kind not in _COMPARED:
        return None
    return seen.share if indicator.kind == Kind.COUNT else seen.value


def _margin(indicator: Indicator, seen: FigureSeen) -> float:
    """Return how far a figure can be off: by its margin, or else by what rounding hides.

    A modelled share is taken to be as sure as one of a sample of 400.
    """
    if seen.margin is not None:
        return seen.margin
    if seen.source in MODELLED and seen.value is not None:
        share = min(max(seen.value, 0.0), 100.0)
        return _Z95 * sqrt(share * (100 - share) / MODEL_ANSWERS)
    if indicator.kind != Kind.COUNT or not seen.share or seen.value is None:
        return 0.5 * 10.0**-indicator.decimals
    return _SLACK * seen.share / seen.value

"""The number that would have done it: searched for by trying, and by nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import permutations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL: Final = 8
"""Up to here every number is tried where halving proves nothing."""

ROUGH: Final = 4
"""A number that only suffices is found to within this part of itself."""


class Trial(Enum):
    """What a count with one thing changed says of a project."""

    FUNDED = auto()
    NOT = auto()
    #: The lot decides about it.
    LEVEL = auto()
    #: A lot is needed between others, or between too many to try all orders.
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class Enough:
    """So much more would have done it; ``least`` tells that less would not have.

    ``level`` tells that with one less a lot would have decided, and with still less nothing.
    """

    amount: int
    least: bool
    level: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for a number with which a project is funded, up to ``top``.

    ``proven`` tells that more never hurts, so that halving finds the least one. What was tried
    stands in ``told``; nothing more came to what was counted.
    """

    tried: Callable[[int], Trial]
    top: int
    proven: bool
    told: dict[int, Trial] = field(default_factory=lambda: {0: Trial.NOT})

    def found(self, guess: int) -> Enough | None:
        """Return such a number, the least one where that can be known, tried from a guess."""
        high = self._halved(guess)
        if high is None:
            return None
        if self.proven:
            return self._told(high)
        if high > SMALL:
            return Enough(high, least=False)
        return self._told(next(one for one in range(1, high + 1) if self._does(one)))

    @property
    def left_open(self) -> bool:
        """Tell whether a number was tried of which a lot between others leaves it open."""
        return Trial.OPEN in self.told.values()

    def _halved(self, guess: int) -> int | None:
        low, high = 0, min(guess, self.top)
        while high < 1 or not self._does(high):
            if high >= self.top:
                return None
            low, high = high, min(max(2 * high, 1), self.top)
        while high - low > max(1, 0 if self.proven else high // ROUGH):
            middle = (low + high) // 2
            low, high = (low, middle) if self._does(middle) else (middle, high)
        return high

    def _told(self, high: int) -> Enough:
        """Return what is known of this number by one less, and by what was tried below it."""
        one_less = self._trial(high - 1)
        if one_less is Trial.LEVEL:
            self._trial(high - 2)
        fewer = [its for number, its in self.told.items() if number < high - 1]
        sure = all(its is Trial.NOT for its in fewer)
        return Enough(
            high, least=sure and one_less is Trial.NOT, level=sure and one_less is Trial.LEVEL
        )

    def _trial(self, number: int) -> Trial:
        if number not in self.told:
            self.told[number] = self.tried(number)
        return self.told[number]

    def _does(self, number: int) -> bool:
        return self._trial(number) is Trial.FUNDED


def orders(drawn: tuple[str, ...], lot: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the orders in which these can be drawn that leave those of a lot as they are.

    >>> orders(("a", "b", "c"), ("b", "a"))
    [('b', 'a', 'c'), ('b', 'c', 'a'), ('c', 'b', 'a')]
    """
    found = permutations(drawn)
    return [one for one in found if tuple(name for name in one if name in lot) == lot]

"""What is on a ballot, as a page offers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijkregie.domain.budgets.states import BallotKind

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Ballots on which one marks plans, or one of them, or puts them in order; on the others one
#: gives each of them an amount.
MANY: Final = frozenset({BallotKind.APPROVAL, BallotKind.KNAPSACK})
SINGLE: Final = frozenset({BallotKind.ONE, BallotKind.VARIANTS})
AMOUNTS: Final = frozenset({BallotKind.POINTS, BallotKind.COINS, BallotKind.THEMES})


@dataclass(frozen=True, slots=True)
class Option:
    """A plan or a theme that one can choose; ``mark`` stands for it on a ballot.

    ``cents`` is what it asks, ``None`` for a theme, and ``price`` the same in words, in a game
    of coins in coins; ``left_out`` says why it cannot be chosen
    any more, and is empty where it can.
    """

    mark: str
    name: str
    text: str = ""
    cents: int | None = None
    price: str = ""
    area: str = ""
    url: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ballot. ``total`` is all that can be divided: points, coins, or money in cents."""

    kind: BallotKind
    options: tuple[Option, ...]
    total: int | None = None
    step: int = 1
    least: int = 1
    most: int | None = None
    blank: bool = False

    @property
    def open_options(self) -> tuple[Option, ...]:
        """Return what can still be chosen."""
        return tuple(one for one in self.options if not one.left_out)

    @property
    def in_money(self) -> bool:
        """Tell whether what is divided is money."""
        return self.kind in {BallotKind.KNAPSACK, BallotKind.THEMES}

    @property
    def names(self) -> Mapping[str, str]:
        """Return the names of the options by their marks."""
        return {one.mark: one.name for one in self.options}

"""Whether two figures differ by more than the chance of a sample."""

from __future__ import annotations

from math import hypot, inf
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.core.discovery import discoveries, share_errors, two_sided
from wijkregie.domain.indicators.queries.beside import MODEL_ANSWERS, MODELLED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.queries.seen import FigureSeen

# A margin is that of 95 percent: so many standard errors.
_OF_MARGIN: Final = 1.959963984540054


def apart(pairs: Sequence[tuple[FigureSeen, FigureSeen]]) -> list[bool | None]:
    """Tell of each pair of figures whether they differ by more than chance.

    All pairs are looked at together, as they stand in one report (Benjamini-Hochberg, 5 %).
    ``None`` for two figures of registers: those know no chance, only rounding.
    """
    chances = [_chance(one, other) for one, other in pairs]
    stands = iter(discoveries([chance for chance in chances if chance is not None]))
    return [None if chance is None else next(stands) for chance in chances]


def _chance(one: FigureSeen, other: FigureSeen) -> float | None:
    errors = [_error(one), _error(other)]
    known = [error for error in errors if error is not None]
    if not known or one.value is None or other.value is None:
        return None
    error = hypot(*known)
    if error == 0:
        return 1.0 if one.value == other.value else 0.0
    return two_sided((one.value - other.value) / error)


def _error(seen: FigureSeen) -> float | None:
    """Return the standard error of a figure; nothing for one of a register."""
    if seen.margin is not None:
        return seen.margin / _OF_MARGIN
    if seen.n is not None:
        return inf  # of a sample, but nobody told how sure it is
    if seen.source in MODELLED and seen.value is not None:
        return float(share_errors(np.array([seen.value]), MODEL_ANSWERS)[0])
    return None

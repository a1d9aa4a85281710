"""Figures that are a class, not an amount: their numbers, names and steps of colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy

from wijkregie.domain.indicators.states import Kind

if TYPE_CHECKING:
    from wijkregie.domain.indicators.models import Indicator

STEPS: Final = 5
_SCALE: Final = re.compile(r"klasse 1-([2-9])")
_URBANITY: Final = (
    gettext_lazy("very strongly urban"),
    gettext_lazy("strongly urban"),
    gettext_lazy("fairly urban"),
    gettext_lazy("hardly urban"),
    gettext_lazy("not urban"),
)


def names_of(indicator: Indicator) -> dict[int, str]:
    """Return the names of the classes by number, lowest first; most figures have none."""
    if indicator.labels:
        named = {int(number): str(name) for number, name in indicator.labels.items()}
        return dict(sorted(named.items()))
    if indicator.municipality_id is None and indicator.key == "urbanity":
        return {at: str(name) for at, name in enumerate(_URBANITY, start=1)}
    return {}


def numbers_of(indicator: Indicator) -> list[int]:
    """Return the numbers of the classes, lowest first; none for an amount."""
    if named := names_of(indicator):
        return list(named)
    scale = _SCALE.fullmatch(indicator.unit) if indicator.kind == Kind.CLASS else None
    return list(range(1, int(scale[1]) + 1)) if scale else []


def step_of(at: int, number: int) -> int:
    """Return the step of colour, 1 to 5, of class ``at`` (from 0) of so many.

    A map has five steps: of more classes some share one, the lowest and the highest as
    many, so that the middle of a scale stays in the middle.

    >>> [step_of(at, 9) for at in range(9)]
    [1, 1, 2, 3, 3, 3, 4, 5, 5]
    >>> [step_of(at, 3) for at in range(3)]
    [1, 3, 5]
    """
    return round(at * (STEPS - 1) / max(number - 1, 1)) + 1

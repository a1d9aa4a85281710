"""Who may vote: in which areas, in which age bands, and codes as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijkregie.core import codes

if TYPE_CHECKING:
    from wijkregie.domain.budgets.models import Electorate, Round
    from wijkregie.domain.places.models import Area

#: The first age of each band; of ages nothing else is kept than these bands.
_FIRST_AGES: Final = (0, 12, 18, 30, 45, 65)


def areas_of(found: Round, settled: Electorate) -> tuple[Area, ...]:
    """Return the areas of a vote by name; none means the whole municipality.

    Until the declaration the area of the fund stands in where none was named. From then on
    only those count that were declared, for a fund may change.
    """
    named = tuple(settled.areas.order_by("name", "pk"))
    area = None if named or found.declared else found.fund.area
    return named if area is None else (area,)


def band_of(age: int | None) -> str:
    """Return the band of an age, such as ``18-29`` or ``65+``; nothing where it is unknown."""
    if age is None:
        return ""
    first = max(one for one in _FIRST_AGES if one <= age)
    later = [one for one in _FIRST_AGES if one > age]
    return f"{first}-{later[0] - 1}" if later else f"{first}+"


def is_code_shaped(text: str) -> bool:
    """Tell whether a text can be a code of a letter: sixteen signs of which the last checks."""
    return codes.clean(text) is not None

"""Who may vote: age bands, and codes as they are typed."""

from __future__ import annotations

from typing import Final

from wijkregie.core import codes

#: The first age of each band; of ages nothing else is kept than these bands.
_FIRST_AGES: Final = (0, 12, 18, 30, 45, 65)


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

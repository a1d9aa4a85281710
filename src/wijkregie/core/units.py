"""Tell whether two units are the same: "%" and "procent" are, "%" and "mensen" are not."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

from wijkregie.core.counting import is_counted, unit_for

_PERCENT: Final = frozenset({"%", "percent", "procent", "procenten", "percentage", "pct"})
_NUMBER: Final = frozenset({"aantal", "aantallen", "stuks"})
#: What is measured rather than counted, by each way to write it.
_MEASURES: Final = {
    "euro": "euro",
    "euro's": "euro",
    "€": "euro",
    "kwh": "kwh",
    "m³": "m³",
    "m3": "m³",
    "m²": "m²",
    "m2": "m²",
    "km": "km",
    "kilometer": "km",
    "ha": "ha",
    "hectare": "ha",
    "score_0_10": "score_0_10",
}
_ENDS: Final = {
    "%": (Decimal(0), Decimal(100)),
    "score_0_10": (Decimal(0), Decimal(10)),
}


class Match(StrEnum):
    """Whether two units are the same; ``UNSURE`` is for a person to say."""

    SAME = "same"
    OTHER = "other"
    UNSURE = "unsure"


def match(one: str, other: str) -> Match:
    """Tell whether values in two units can stand beside each other.

    >>> match("procent", "%"), match("%", "aantal mensen"), match("cijfer", "punten")
    (<Match.SAME: 'same'>, <Match.OTHER: 'other'>, <Match.UNSURE: 'unsure'>)
    """
    first, second = _plain(one), _plain(other)
    sorts = _sort(first), _sort(second)
    if first == second or sorts == ("%", "%"):
        return Match.SAME
    if "" in sorts:
        return Match.UNSURE
    if sorts[0] == sorts[1]:
        return Match.SAME if {first, second} & _NUMBER else Match.UNSURE
    return Match.UNSURE if {*sorts} == {"number", "per"} else Match.OTHER


def ends(unit: str) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and highest value that a unit allows, ``None`` if it has none.

    A percentage of something that is named, such as "% groei", may lie outside 0 to 100.

    >>> ends("Procent"), ends("% groei")
    ((Decimal('0'), Decimal('100')), None)
    """
    return _ENDS.get(_plain(unit))


def _plain(unit: str) -> str:
    """Return a unit as it is compared: without capitals, "aantal" and the plural."""
    words = unit.casefold().replace("%", " % ").rstrip(". ").split()
    if len(words) > 1 and words[0] in _NUMBER:
        words = words[1:]
    found = " ".join(words)
    if found in _PERCENT:
        return "%"
    return _MEASURES.get(found) or unit_for(1, found)


def _sort(plain: str) -> str:
    """Return what sort of unit it is, nothing where nobody can tell."""
    first = plain.partition(" ")[0]
    if first in _PERCENT:
        return "%"
    if first == "per" or " per " in plain:
        return "per"
    if plain in _MEASURES.values():
        return plain
    return "number" if plain in _NUMBER or is_counted(plain) else ""

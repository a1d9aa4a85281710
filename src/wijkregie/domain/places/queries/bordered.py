"""How many areas have borders already: for who is about to replace them."""

from __future__ import annotations

from wijkregie.domain.places.models import BorderSet


def bordered(level: str, year: int) -> int:
    """Return of how many areas of a level the borders of a year were imported; one query."""
    found = BorderSet.objects.filter(level=level, year=year).values_list("areas", flat=True)
    return found.first() or 0

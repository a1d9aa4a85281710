"""The drawing of the whole country at a level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from wijkregie.domain.places.models import Area, Drawing

if TYPE_CHECKING:
    from django.db.models import QuerySet

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class DrawingSeen:
    """A drawing of the areas of a level as they were in a year, by code.

    ``without_shape`` is how many areas the file names but does not draw.
    """

    pk: int
    level: str
    year: int
    digest: str
    area_ids: Ids
    without_shape: int


def drawing_of(level: str, *, year: int | None) -> DrawingSeen | None:
    """Return the drawing of a year, or of the year nearest to it. Two queries.

    Of two as near the later one; without a year the last.
    """
    found = _drawings().filter(border_set__level=level)
    years = [*found.values_list("border_set__year", flat=True)]
    if not years:
        return None
    best = min(years, key=lambda one: (0 if year is None else abs(one - year), -one))
    return _seen(found.get(border_set__year=best))


def drawing(pk: int) -> DrawingSeen | None:
    """Return one drawing, or nothing. One query."""
    found = _drawings().filter(pk=pk).first()
    return _seen(found) if found else None


def drawing_parts(pk: int, digest: str) -> tuple[bytes, bytes] | None:
    """Return borders and names of a drawing as gzip, or nothing. One query."""
    rows = Drawing.objects.filter(pk=pk, digest=digest).values_list("packed", "names")
    return next(((bytes(packed), bytes(names)) for packed, names in rows), None)


def _drawings() -> QuerySet[Drawing]:
    return Drawing.objects.select_related("border_set").defer("packed", "names")


def _seen(found: Drawing) -> DrawingSeen:
    return DrawingSeen(
        pk=found.pk,
        level=found.border_set.level,
        year=found.border_set.year,
        digest=found.digest,
        area_ids=np.frombuffer(found.area_ids, "<i8"),
        without_shape=found.border_set.without_shape,
    )


def ids_at(level: str) -> Ids:
    """Return the ids of all areas that ever were at a level of CBS. One query."""
    rows = Area.objects.filter(level=level, municipality=None).values_list("pk", flat=True)
    return np.fromiter(rows.iterator(chunk_size=10_000), np.int64)

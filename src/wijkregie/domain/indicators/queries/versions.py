"""What each version of a table said of a figure, also those that were replaced since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.indicators.models import Edition
from wijkregie.domain.indicators.queries.seen import FigureSeen, cells_of, figure, part_ids

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.places.models import Area


@dataclass(frozen=True, slots=True)
class Version:
    """One delivery of a table and what it said of an area, if it held that area."""

    number: int
    division: int
    imported_at: datetime
    current: bool
    figure: FigureSeen | None


def versions(indicator: Indicator, whole: Area, period: int) -> list[Version]:
    """Return each version of the figure of an area in a period, the last one first.

    ``whole`` is an area that the viewer may see. Of figures that a municipality measured
    itself there are no versions. Three queries, however many versions.
    """
    if indicator.municipality_id is not None:
        return []
    found = Edition.objects.filter(period=period).order_by("-division", "-version", "pk")
    known = {one.pk: one for one in found if indicator.key in one.columns}
    ids = part_ids([whole]).get(whole.pk, [whole.pk])
    keys = {indicator.key, indicator.denominator}
    cells = cells_of(ids, known, keys=keys)
    return [
        Version(
            number=one.version,
            division=one.division,
            imported_at=one.imported_at,
            current=one.current,
            figure=figure(indicator, one, ids, cells),
        )
        for one in known.values()
    ]

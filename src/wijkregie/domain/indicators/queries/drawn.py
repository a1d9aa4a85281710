"""Figures in the borders of another year: only where those are of the same ground."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from wijkregie.core.packing import unpack
from wijkregie.domain.indicators.models import ColumnFigures, EditionOrder
from wijkregie.domain.indicators.queries.catalogue import editions
from wijkregie.domain.indicators.queries.seen import LAND
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.models import Edition
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import DrawingSeen, DrawnMap, Ground


def draw(areas: Sequence[Area], *, year: int | None) -> DrawnMap | None:
    """Draw areas of the layout of ``year``, as ``places.draw`` does, knowing their size.

    Three queries more than that where the borders are of another year.
    """
    return places.draw(areas, year=year, land=None if year is None else partial(land, year))


def ground_of(drawing: DrawingSeen, edition: Edition) -> Ground:
    """Return which areas of a table are those of a drawing of the country."""
    return places.same_ground(
        drawing.area_ids.tolist(),
        drawn=drawing.year,
        figures=edition.division,
        level=drawing.level,
        land=partial(land, edition.division),
    )


def land(year: int) -> dict[int, float]:
    """Return the hectares of land of areas in the layout of a year. Three queries."""
    found = [one for one in editions().values() if one.division == year and LAND in one.columns]
    if not found:
        return {}
    edition = max(found, key=lambda one: one.areas)
    packed = ColumnFigures.objects.values_list("packed", flat=True).get(
        edition=edition, key=LAND
    )
    order = EditionOrder.objects.values_list("area_ids", flat=True).get(edition=edition)
    ids = np.frombuffer(order, "<i8").tolist()
    values, _status = unpack(packed)
    return {pk: one for pk, one in zip(ids, values.tolist(), strict=True) if one == one}  # noqa: PLR0124 - not a number is not itself

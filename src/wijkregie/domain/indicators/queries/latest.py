"""The last known figure of indicators, each in an area of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.indicators.models import OwnFigure
from wijkregie.domain.indicators.queries.catalogue import editions
from wijkregie.domain.indicators.queries.seen import FigureSeen, cells_of, figure, part_ids
from wijkregie.domain.indicators.states import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries.seen import Cells
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

Pairs = dict[tuple[int, int], FigureSeen]


def latest_of(viewer: Viewer, pairs: Sequence[tuple[Indicator, Area]]) -> Pairs:
    """Return the last known figure of each indicator in its area, by the ids of both.

    Where nothing is known the pair is absent. Four queries, however many; none for none.
    Indicators and areas are those that the viewer may see: who asks saw to that.
    """
    if not pairs:
        return {}
    parts = part_ids([area for _indicator, area in pairs])
    known = editions()
    ids = {area.pk: parts.get(area.pk) or [area.pk] for _indicator, area in pairs}
    cells = cells_of({pk for each in ids.values() for pk in each}, known)
    found = _own(viewer, pairs)
    for indicator, area in pairs:
        if indicator.municipality_id is None:
            seen = _last(indicator, known, ids[area.pk], cells)
            if seen is not None:
                found[indicator.pk, area.pk] = seen
    return found


def _last(
    indicator: Indicator, known: Mapping[int, Edition], ids: Sequence[int], cells: Cells
) -> FigureSeen | None:
    """Return the figure of the last period, and of its last layout, that has a value."""
    newest = sorted(
        known.values(), key=lambda one: (one.period, one.division, one.areas), reverse=True
    )
    found = (figure(indicator, edition, ids, cells) for edition in newest)
    return next((seen for seen in found if seen is not None and seen.has_value), None)


def _own(viewer: Viewer, pairs: Sequence[tuple[Indicator, Area]]) -> Pairs:
    rows = OwnFigure.objects.filter(
        municipality_id=viewer.municipality_id or 0,
        indicator__in={one.pk for one, _area in pairs},
        area__in={area.pk for _one, area in pairs},
        value__isnull=False,
    ).order_by("period")
    wanted = {(indicator.pk, area.pk) for indicator, area in pairs}
    return {
        (row.indicator_id, row.area_id): FigureSeen(
            value=row.value,
            status=Status(row.status),
            period=row.period,
            division=row.period,
            source="own",
            edition_id=None,
            n=row.n,
            margin=row.margin,
        )
        for row in rows
        if (row.indicator_id, row.area_id) in wanted
    }

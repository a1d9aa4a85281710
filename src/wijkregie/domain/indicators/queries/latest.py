"""The last known figure of indicators, each in an area of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.indicators.models import OwnFigure
from wijkregie.domain.indicators.queries.catalogue import editions
from wijkregie.domain.indicators.queries.history import Here, History, told_by_key
from wijkregie.domain.indicators.queries.seen import (
    FigureSeen,
    cells_of,
    figure,
    part_ids,
    rows_of,
)
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries.seen import Cells
    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer

Pairs = dict[tuple[int, int], FigureSeen]


def latest_of(viewer: Viewer, pairs: Sequence[tuple[Indicator, Area]]) -> Pairs:
    """Return the last known figure of each indicator in its area, by the ids of both.

    Where nothing is known the pair is absent, also where it is known of another area only
    that had the code before. Four queries, however many; two more where a figure is older
    than the layout of its area; none for none. Indicators and areas are those that the
    viewer may see: who asks saw to that.
    """
    if not pairs:
        return {}
    areas = {area.pk: area for _indicator, area in pairs}
    parts = part_ids([*areas.values()])
    known = editions()
    ids = {pk: parts.get(pk) or [pk] for pk in areas}
    cells = cells_of({pk for each in ids.values() for pk in each}, known)
    found = _own(viewer, pairs)
    newest = {pk: _newest(known, each, cells) for pk, each in ids.items()}
    doubtful = []
    for indicator, area in pairs:
        if indicator.municipality_id is None:
            last = _last(indicator, known, ids[area.pk], cells)
            if last is not None and last.division == newest[area.pk]:
                found[indicator.pk, area.pk] = last
            elif last is not None:
                doubtful.append((indicator, area))
    return {**found, **_of_the_same_area(doubtful, parts, known, cells)}


def _newest(known: Mapping[int, Edition], ids: Sequence[int], cells: Cells) -> int:
    """Return the last layout in which something is told of an area."""
    told = (one.division for pk, one in known.items() if rows_of(pk, ids, cells))
    return max(told, default=0)


def _last(
    indicator: Indicator, known: Mapping[int, Edition], ids: Sequence[int], cells: Cells
) -> FigureSeen | None:
    """Return the figure of the last period, and of its last layout, that has a value."""
    newest = sorted(
        known.values(), key=lambda one: (one.period, one.division, one.areas), reverse=True
    )
    found = (figure(indicator, edition, ids, cells) for edition in newest)
    return next((seen for seen in found if seen is not None and seen.has_value), None)


def _of_the_same_area(
    pairs: Sequence[tuple[Indicator, Area]],
    parts: Mapping[int, Sequence[int]],
    known: Mapping[int, Edition],
    cells: Cells,
) -> Pairs:
    """Return the last known figures that are of the area as it is now."""
    if not pairs:
        return {}
    found: Pairs = {}
    layouts = places.layouts_of_many({area for _indicator, area in pairs}, parts)
    for indicator, area in pairs:
        its = layouts[area.pk]
        told = told_by_key(known.values(), its, cells)
        history = History(indicator, told.get(indicator.key, []), [], its)
        seen = history.last(Here.of(told, its, None), None)
        if seen is not None and seen.has_value:
            found[indicator.pk, area.pk] = seen
    return found


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

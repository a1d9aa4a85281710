"""The figures of now of several areas beside those of their municipality."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from wijkregie.domain.indicators.models import OwnFigure
from wijkregie.domain.indicators.queries import FigureSeen, editions, indicators_visible_to
from wijkregie.domain.indicators.queries.seen import around, cells_of, figure, part_ids
from wijkregie.domain.indicators.states import Direction, Status
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import MunicipalityCode
from wijkregie.domain.places.states import Level
from wijkregie.domain.programme.queries import door
from wijkregie.domain.programme.queries.classing import Standing, standing, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries.seen import Cells
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.programme.states import Score
    from wijkregie.kit.viewer import Viewer

#: An indicator and an area; and what was counted there, by period.
Key = tuple[int, int]
Sample = dict[int, FigureSeen]


def standings_of(viewer: Viewer, areas: Sequence[Area]) -> dict[int, Standing]:
    """Return how areas stand by their last figures, by id. Six queries, however many."""
    known = editions()
    parts = part_ids(areas)
    whole = _municipality(viewer)
    ids = {area.pk: parts.get(area.pk) or [area.pk] for area in areas}
    cells = cells_of({*chain(*ids.values()), *whole}, known)
    newest = sorted(known.values(), key=lambda one: (one.period, one.division), reverse=True)
    judged = list(indicators_visible_to(viewer).exclude(direction=Direction.NEUTRAL))
    own = _own(viewer, [*ids, *whole])
    found = {}
    for area in areas:
        national = _national(judged, newest, (ids[area.pk], whole), cells)
        found[area.pk] = standing(chain(national, _of_own(judged, area.pk, whole, own)))
    return found


def _municipality(viewer: Viewer) -> list[int]:
    """Return the municipality as an area, under all its codes."""
    codes = MunicipalityCode.objects.filter(municipality_id=door.here(viewer)).values("code")
    rows = places.visible_to(viewer).filter(municipality=None, level=Level.MUNICIPALITY)
    return list(rows.filter(code__in=codes).values_list("pk", flat=True))


def _national(
    judged: Sequence[Indicator],
    newest: Sequence[Edition],
    beside: tuple[Sequence[int], Sequence[int]],
    cells: Cells,
) -> Iterator[Score | None]:
    """Judge each figure of open data in the last delivery that knows it of the area."""
    here, whole = beside
    for indicator in judged:
        if indicator.municipality_id is not None:
            continue
        for edition in newest:
            seen = figure(indicator, edition, here, cells)
            if seen is not None and seen.has_value:
                yield verdict(indicator, seen, around(indicator, edition, whole, cells))
                break


def _of_own(
    judged: Sequence[Indicator], area_id: int, whole: Sequence[int], own: Mapping[Key, Sample]
) -> Iterator[Score | None]:
    """Judge each own figure beside that of the municipality in the same period."""
    for indicator in judged:
        seen = own.get((indicator.pk, area_id), {})
        others = (own.get((indicator.pk, pk), {}) for pk in whole)
        both = [
            (period, one, other)
            for other_periods in others
            for period, other in other_periods.items()
            if (one := seen.get(period)) is not None
        ]
        for _period, one, other in sorted(both, key=lambda each: each[0])[-1:]:
            yield verdict(indicator, one, other)


def _own(viewer: Viewer, area_ids: Sequence[int]) -> dict[Key, Sample]:
    rows = OwnFigure.objects.filter(
        municipality_id=door.here(viewer), area__in=area_ids, value__isnull=False
    )
    found: dict[Key, Sample] = defaultdict(dict)
    for row in rows:
        found[row.indicator_id, row.area_id][row.period] = FigureSeen(
            value=row.value,
            status=Status(row.status),
            period=row.period,
            division=row.period,
            source="own",
            edition_id=None,
            n=row.n,
            margin=row.margin,
        )
    return found

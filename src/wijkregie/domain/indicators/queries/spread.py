"""One figure over many areas."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from wijkregie.core.packing import unpack
from wijkregie.domain.indicators.models import ColumnFigures, Edition, OwnFigure
from wijkregie.domain.indicators.queries.seen import (
    FigureSeen,
    around,
    cells_of,
    figure,
    in_edition,
    part_ids,
)
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.sources.records import COUNTRY_CODE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Choice:
    """A period of which an indicator has figures, and the edition they come from."""

    period: int
    edition: Edition | None


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One area and its figure."""

    area: Area
    figure: FigureSeen | None


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over the areas of a level, with that of municipality and country beside it."""

    rows: tuple[SpreadRow, ...]
    municipality: FigureSeen | None
    country: FigureSeen | None


def choices(viewer: Viewer, indicator: Indicator) -> list[Choice]:
    """Return the periods of an indicator, the last one first. Two queries.

    Of two layouts of one period the later one counts.
    """
    found: dict[int, Choice] = {}
    current = Edition.objects.filter(current=True).order_by("period", "division")
    for edition in current:
        if indicator.municipality_id is None and indicator.key in edition.columns:
            found[edition.period] = Choice(edition.period, edition)
    own = OwnFigure.objects.filter(
        indicator=indicator, municipality_id=viewer.municipality_id or 0
    ).values_list("period", flat=True)
    for period in own.distinct():
        found.setdefault(period, Choice(period, None))
    return [found[period] for period in sorted(found, reverse=True)]


def spread(
    viewer: Viewer, scope: Scope, indicator: Indicator, choice: Choice, areas: Sequence[Area]
) -> Spread:
    """Return the figure of each of the areas in one period. Four queries.

    ``areas`` come from ``places.queries``, so the viewer may see them.
    """
    if choice.edition is None:
        return _own_spread(viewer, indicator, choice.period, areas)
    edition = choice.edition
    parts = part_ids(areas)
    beside = _beside(viewer, scope)
    ids = [pk for area in areas for pk in parts.get(area.pk, [area.pk])]
    keys = {indicator.key, indicator.denominator}
    cells = cells_of([*ids, *chain(*beside.values())], {edition.pk: edition}, keys=keys)

    def of(pks: Sequence[int]) -> FigureSeen | None:
        return figure(indicator, edition, pks, cells)

    return Spread(
        rows=tuple(SpreadRow(area, of(parts.get(area.pk, [area.pk]))) for area in areas),
        municipality=around(indicator, edition, beside[Level.MUNICIPALITY], cells),
        country=around(indicator, edition, beside[Level.COUNTRY], cells),
    )


def values_through_years(
    viewer: Viewer, indicator: Indicator, areas: Sequence[Area], *, shares: bool = False
) -> list[float]:
    """Return all values that an indicator ever had in these areas. Four queries.

    The classes of a map are made of them, so that a colour means the same in every year.
    With ``shares`` what counts were in percent of their denominator.
    """
    known = {
        choice.edition.pk: choice.edition
        for choice in choices(viewer, indicator)
        if choice.edition
    }
    parts = part_ids(areas)
    ids = [pk for area in areas for pk in parts.get(area.pk, [area.pk])]
    cells = cells_of(ids, known, keys={indicator.key, indicator.denominator})
    found = [
        figure(indicator, edition, parts.get(area.pk, [area.pk]), cells)
        for edition in known.values()
        for area in areas
    ]
    own = OwnFigure.objects.filter(
        indicator=indicator,
        area__in=[area.pk for area in areas],
        municipality_id=viewer.municipality_id or 0,
        value__isnull=False,
    ).values_list("value", flat=True)
    known_values = [seen.share if shares else seen.value for seen in found if seen]
    return [value for value in (*known_values, *own) if value is not None]


def nationwide(
    indicator: Indicator, edition: Edition, areas: Sequence[Area]
) -> tuple[SpreadRow, ...]:
    """Return the figure of each of these CBS areas in an edition. Two queries."""
    cells = everywhere(edition, indicator)
    found = ((area, cells.get(area.pk)) for area in areas)
    return tuple(
        SpreadRow(area, in_edition(cell[0], Status(cell[1]), edition) if cell else None)
        for area, cell in found
    )


def ranked(edition: Edition, indicator: Indicator, area_ids: Sequence[int]) -> list[int]:
    """Return those of the areas that have a value, from the lowest to the highest.

    Areas with the same value stay in the order in which they were given. Two queries.
    """
    cells = everywhere(edition, indicator)
    known = [pk for pk in area_ids if pk in cells and isfinite(cells[pk][0])]
    return sorted(known, key=lambda pk: cells[pk][0])


def everywhere(edition: Edition, indicator: Indicator) -> dict[int, tuple[float, int]]:
    """Return value (NaN if none) and status of a figure per area id, in the whole country.

    One packed column and the order of its areas: two rows are read, however many areas.
    """
    packed = ColumnFigures.objects.values_list("packed", flat=True).get(
        edition=edition, key=indicator.key
    )
    values, statuses = unpack(packed)
    ids = np.frombuffer(edition.order.area_ids, "<i8")
    rows = zip(ids.tolist(), values.tolist(), statuses.tolist(), strict=True)
    return {area_id: (value, status) for area_id, value, status in rows}


def _beside(viewer: Viewer, scope: Scope) -> dict[str, list[int]]:
    """Return the ids of the municipality, under all its codes, and the country. One query."""
    found: dict[str, list[int]] = {Level.MUNICIPALITY: [], Level.COUNTRY: []}
    national = places.visible_to(viewer).filter(municipality=None)
    codes = (*scope.codes, COUNTRY_CODE)
    for pk, level in national.filter(code__in=codes).values_list("pk", "level"):
        found[level].append(pk)
    return found


def _own_spread(
    viewer: Viewer, indicator: Indicator, period: int, areas: Sequence[Area]
) -> Spread:
    rows = OwnFigure.objects.filter(
        indicator=indicator,
        period=period,
        area__in=[area.pk for area in areas],
        municipality_id=viewer.municipality_id or 0,
    )
    by_area = {
        row.area_id: FigureSeen(
            value=row.value,
            status=Status(row.status),
            period=period,
            division=period,
            source="own",
            edition_id=None,
            n=row.n,
            margin=row.margin,
        )
        for row in rows
    }
    return Spread(
        rows=tuple(SpreadRow(area, by_area.get(area.pk)) for area in areas),
        municipality=None,
        country=None,
    )

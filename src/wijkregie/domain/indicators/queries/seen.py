"""Figures of areas as they can be shown: own areas are taken together from their parts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from wijkregie.core.aggregate import total, weighted
from wijkregie.core.packing import unpack
from wijkregie.domain.indicators.models import AreaFigures
from wijkregie.domain.indicators.states import WITH_VALUE, Kind, Status
from wijkregie.domain.places.states import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.places.models import Area


@dataclass(frozen=True, slots=True)
class FigureSeen:
    """One figure: its value or why there is none, and where it comes from.

    ``edition_id`` is ``None`` for a figure of the municipality itself; ``n`` and ``margin``
    are those of a sample. ``share`` is what a count is in percent of its denominator, for
    only that can be compared between areas of another size.
    """

    value: float | None
    status: Status
    period: int
    division: int
    source: str
    edition_id: int | None
    n: int | None = None
    margin: float | None = None
    share: float | None = None

    @property
    def has_value(self) -> bool:
        """Tell whether there is a number to show."""
        return self.value is not None and self.status in WITH_VALUE


#: Per key the value (NaN if there is none) and the status.
Row = dict[str, tuple[float, int]]
#: Per area: per edition: its row.
Cells = dict[int, dict[int, Row]]

_NOTHING: Final[dict[Any, Any]] = {}
_UNKNOWN: Final = (float("nan"), Status.MISSING.value)


def cells_of(
    area_ids: Iterable[int], editions: Mapping[int, Edition], *, keys: set[str] | None = None
) -> Cells:
    """Return what the editions say of these areas. One query."""
    found: Cells = defaultdict(dict)
    rows = AreaFigures.objects.filter(area_id__in=set(area_ids), edition_id__in=editions.keys())
    for area_id, edition_id, packed in rows.values_list("area_id", "edition_id", "packed"):
        values, statuses = unpack(packed)
        found[area_id][edition_id] = {
            key: (value, status)
            for key, value, status in zip(
                editions[edition_id].columns, values.tolist(), statuses.tolist(), strict=True
            )
            if keys is None or key in keys
        }
    return found


def part_ids(areas: Sequence[Area]) -> dict[int, list[int]]:
    """Return the ids of the parts of each own area. One query, none without own areas."""
    own = [area.pk for area in areas if area.level == Level.OWN]
    found: dict[int, list[int]] = {pk: [] for pk in own}
    if own:
        through = type(areas[0]).parts.through.objects.filter(from_area_id__in=own)
        for whole, part in through.values_list("from_area_id", "to_area_id"):
            found[whole].append(part)
    return found


def figure(
    indicator: Indicator, edition: Edition, ids: Sequence[int], cells: Cells
) -> FigureSeen | None:
    """Return the figure of an area that is made of the CBS areas ``ids``, in an edition.

    One CBS area: its own figure. Several: counts are summed, shares and means weighted by
    their own denominator, the result marked as estimated; medians and classes are not taken
    together. Returns ``None`` where the edition says nothing of the area.
    """
    rows = [cells.get(pk, _NOTHING).get(edition.pk, _NOTHING) for pk in ids]
    known = [row[indicator.key] for row in rows if indicator.key in row]
    if not known or len(known) < len(ids):
        return None
    if len(known) == 1:
        value, status = known[0][0], Status(known[0][1])
    else:
        together = _together(indicator, rows, [value for value, _ in known])
        worst = Status(max(status for _, status in known))
        value, status = _estimated(together, worst)
    return in_edition(value, status, edition, share=_share(indicator, rows, value))


def around(
    indicator: Indicator, edition: Edition | None, ids: Sequence[int], cells: Cells
) -> FigureSeen | None:
    """Return the figure of a municipality that has, or had, these CBS areas.

    After a merger an edition from before knows its parts only: they are taken together.
    Beside a figure of our own, of no edition, there is none.
    """
    if edition is None:
        return None
    return figure(indicator, edition, [pk for pk in ids if edition.pk in cells[pk]], cells)


def in_edition(
    value: float, status: Status, edition: Edition, *, share: float | None = None
) -> FigureSeen:
    """Return a figure of one CBS area as an edition holds it; NaN is no value."""
    return FigureSeen(
        value=value if isfinite(value) else None,
        status=status,
        period=edition.period,
        division=edition.division,
        source=edition.source,
        edition_id=edition.pk,
        share=share,
    )


def _estimated(together: float | None, worst: Status) -> tuple[float, Status]:
    if together is not None:
        return together, Status.ESTIMATED
    return np.nan, Status.NO_FIGURE if worst == Status.KNOWN else worst


def _share(indicator: Indicator, rows: Sequence[Row], value: float) -> float | None:
    if indicator.kind != Kind.COUNT or not indicator.denominator or not isfinite(value):
        return None
    whole = total(_weights(indicator, rows))
    return 100 * value / whole if whole else None


def _weights(indicator: Indicator, rows: Sequence[Row]) -> list[float]:
    return [row.get(indicator.denominator, _UNKNOWN)[0] for row in rows]


def _together(indicator: Indicator, rows: Sequence[Row], values: list[float]) -> float | None:
    if indicator.kind == Kind.COUNT:
        return total(values)
    if indicator.kind not in {Kind.SHARE, Kind.MEAN} or not indicator.denominator:
        return None
    return weighted(values, _weights(indicator, rows))

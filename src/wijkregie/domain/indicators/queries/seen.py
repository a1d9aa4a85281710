"""Figures of areas as they can be shown: own areas are taken together from their parts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import isfinite, nan
from typing import TYPE_CHECKING, Final

from wijkregie.core.aggregate import total, weighted
from wijkregie.core.packing import unpack
from wijkregie.domain.indicators.models import AreaFigures
from wijkregie.domain.indicators.states import WITH_VALUE, Kind, Status
from wijkregie.domain.places.states import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijkregie.core.packing import Statuses, Values
    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.places.models import Area

# By their number: looking up a member of an enumeration takes longer than all the rest.
#: How many hectares an area is, without its water.
LAND: Final = "area_land"
_STATUSES: Final = {one.value: one for one in Status}


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


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """What an edition says of one CBS area: where each key stands, values (NaN), statuses.

    The rows of one edition share ``places``.
    """

    places: Mapping[str, int]
    values: Sequence[float]
    statuses: Sequence[int]

    def value(self, key: str) -> float:
        """Return the value of a key, NaN if there is none."""
        at = self.places.get(key)
        return nan if at is None else self.values[at]


#: Per area: per edition: its row.
Cells = dict[int, dict[int, Row]]


def cells_of(
    area_ids: Iterable[int], editions: Mapping[int, Edition], *, keys: set[str] | None = None
) -> Cells:
    """Return what the editions say of these areas. One query."""
    found: Cells = defaultdict(dict)
    heads = {pk: _Head.of(edition.columns, keys) for pk, edition in editions.items()}
    rows = AreaFigures.objects.filter(area_id__in=set(area_ids), edition_id__in=editions.keys())
    for area_id, edition_id, packed in rows.values_list("area_id", "edition_id", "packed"):
        found[area_id][edition_id] = heads[edition_id].row(*unpack(packed))
    return found


@dataclass(frozen=True, slots=True)
class _Head:
    """Which cells of the packed rows of an edition are kept, and where they then stand."""

    places: Mapping[str, int]
    kept: Sequence[int] | None

    @classmethod
    def of(cls, columns: Sequence[str], keys: set[str] | None) -> _Head:
        if keys is None:
            return cls({key: at for at, key in enumerate(columns)}, None)
        kept = [at for at, key in enumerate(columns) if key in keys]
        return cls({columns[at]: place for place, at in enumerate(kept)}, kept)

    def row(self, values: Values, statuses: Statuses) -> Row:
        if self.kept is None:
            return Row(self.places, values.tolist(), statuses.tolist())
        return Row(self.places, values[self.kept].tolist(), statuses[self.kept].tolist())


def part_ids(areas: Sequence[Area]) -> dict[int, list[int]]:
    """Return the ids of the parts of each own area. One query, none without own areas."""
    own = [area.pk for area in areas if area.level == Level.OWN]
    found: dict[int, list[int]] = {pk: [] for pk in own}
    if own:
        through = type(areas[0]).parts.through.objects.filter(from_area_id__in=own)
        for whole, part in through.values_list("from_area_id", "to_area_id"):
            found[whole].append(part)
    return found


def rows_of(edition_id: int, ids: Sequence[int], cells: Cells) -> list[Row]:
    """Return what an edition says of each of these CBS areas; nothing if one is not in it."""
    rows = [cells[pk][edition_id] for pk in ids if pk in cells and edition_id in cells[pk]]
    return rows if len(rows) == len(ids) else []


def figure(
    indicator: Indicator, edition: Edition, ids: Sequence[int], cells: Cells
) -> FigureSeen | None:
    """Return the figure of an area that is made of the CBS areas ``ids``, in an edition.

    Returns ``None`` where the edition says nothing of the area, or has no such indicator.
    """
    rows = rows_of(edition.pk, ids, cells)
    if not rows or indicator.key not in rows[0].places:
        return None
    return of_rows(indicator, edition, rows)


def of_rows(indicator: Indicator, edition: Edition, rows: Sequence[Row]) -> FigureSeen:
    """Return the figure of an area that is made of the CBS areas of these rows.

    One CBS area: its own figure. Several: counts are summed, shares and means weighted by
    their own denominator, the result marked as estimated; medians and classes are not taken
    together.
    """
    at = rows[0].places[indicator.key]
    if len(rows) == 1:
        value, status = rows[0].values[at], _STATUSES[rows[0].statuses[at]]
    else:
        together = _together(indicator, rows, [row.values[at] for row in rows])
        worst = _STATUSES[max(row.statuses[at] for row in rows)]
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
    return nan, Status.NO_FIGURE if worst == Status.KNOWN else worst


def _share(indicator: Indicator, rows: Sequence[Row], value: float) -> float | None:
    if indicator.kind != Kind.COUNT or not indicator.denominator or not isfinite(value):
        return None
    whole = total(_weights(indicator, rows))
    return 100 * value / whole if whole else None


def _weights(indicator: Indicator, rows: Sequence[Row]) -> list[float]:
    return [row.value(indicator.denominator) for row in rows]


def _together(indicator: Indicator, rows: Sequence[Row], values: list[float]) -> float | None:
    if indicator.kind == Kind.COUNT:
        return total(values)
    if indicator.kind not in {Kind.SHARE, Kind.MEAN} or not indicator.denominator:
        return None
    return weighted(values, _weights(indicator, rows))

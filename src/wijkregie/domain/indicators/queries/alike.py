"""How much areas are alike in what makes them comparable, all areas of a table at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, log, nan
from typing import TYPE_CHECKING

import numpy as np

from wijkregie.core.aggregate import total, weighted
from wijkregie.core.packing import unpack
from wijkregie.domain.indicators.models import AreaFigures, ColumnFigures, Edition, EditionOrder
from wijkregie.domain.indicators.queries.catalogue import editions
from wijkregie.domain.indicators.queries.seen import part_ids
from wijkregie.domain.indicators.states import RESPECTS, Measure, Width
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Level, OwnKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.core.standing import Counts, Floats
    from wijkregie.domain.indicators.states import Respect

_NEEDED = frozenset(
    key for one in RESPECTS for key in (one.key, one.part_of, one.weight) if key
)


@dataclass(frozen=True, slots=True)
class Place:
    """What CBS areas an area is made of, the level of its peers, and what lies around it."""

    ids: tuple[int, ...]
    level: str
    around: frozenset[int]


@dataclass(frozen=True, slots=True)
class Table:
    """All areas of an edition beside the own figures, per respect that is known here.

    ``distance`` adds what an area differs in each respect, in steps of the usual reach.
    """

    edition: Edition
    area_ids: Counts
    own: Mapping[str, float]
    others: Mapping[str, Floats]
    distance: Floats


def own_place(area: Area) -> Place | None:
    """Return what an area is made of, or nothing for what has no peers.

    No query, or two for an own area. An own area that the municipality calls a wijk, or that
    holds a whole wijk, stands beside wijken; any other beside buurten.
    """
    if area.level == Level.COUNTRY:
        return None
    if area.level != Level.OWN:
        return Place((area.pk,), area.level, frozenset({area.pk}))
    ids = part_ids([area])[area.pk]
    parts = list(Area.objects.filter(pk__in=ids).values_list("pk", "parent_id", "level"))
    if not parts:
        return None
    large = {Level.DISTRICT, Level.MUNICIPALITY} & {level for _pk, _above, level in parts}
    wijk = area.kind == OwnKind.WIJK or large
    around = {pk for part in parts for pk in part[:2] if pk}
    return Place(
        tuple(pk for pk, _above, _level in parts),
        Level.DISTRICT if wijk else Level.NEIGHBOURHOOD,
        frozenset(around),
    )


def table_for(place: Place) -> Table | None:
    """Return the table in which most is known of a place, the last one of those. Four queries.

    Nothing where its number of inhabitants is not known: then nobody knows its size.
    """
    found = _own_figures(place)
    best = max(
        (one for one in found if "inhabitants" in one[1]),
        key=lambda one: (len(one[1]), one[0].period, one[0].division),
        default=None,
    )
    if best is None:
        return None
    edition, own = best
    columns = ColumnFigures.objects.filter(edition=edition, key__in=_NEEDED)
    cells = {key: unpack(packed)[0] for key, packed in columns.values_list("key", "packed")}
    order = EditionOrder.objects.get(edition=edition)
    others = {one.key: _valued(one, cells) for one in RESPECTS if one.key in own}
    table = Table(
        edition=edition,
        area_ids=np.frombuffer(order.area_ids, "<i8"),
        own=own,
        others=others,
        distance=np.zeros(0),
    )
    steps = [_steps(one, table) for one in RESPECTS if one.key in own]
    return replace(table, distance=np.nansum(steps, axis=0))


def respects_of(edition: Edition, area_ids: Sequence[int]) -> dict[int, dict[str, float]]:
    """Return in each respect what is known of each of these CBS areas. One query."""
    rows = AreaFigures.objects.filter(edition=edition, area_id__in=area_ids)
    return {
        pk: _together([_known(edition, packed)])
        for pk, packed in rows.values_list("area_id", "packed")
    }


def _steps(respect: Respect, table: Table) -> Floats:
    usual = respect.reach_of(Width.NORMAL)
    if respect.measure == Measure.TIMES:
        return np.log(excess(respect, table)) / log(usual)
    return excess(respect, table) / (usual or 1.0)


def excess(respect: Respect, table: Table) -> Floats:
    """Return how far each area is away in one respect, ``nan`` where that is not known.

    In classes or percentage points; for times as many: how many times, so 1 is the same.
    """
    own, others = table.own[respect.key], table.others[respect.key]
    with np.errstate(divide="ignore", invalid="ignore"):
        if respect.measure == Measure.TIMES:
            return np.where(others > 0, np.maximum(others / own, own / others), np.nan)
        return np.abs(others - own)


def limits(respect: Respect, own: float, width: str) -> tuple[float, float]:
    """Return between which figures others are alike at this width."""
    reach = respect.reach_of(width)
    if respect.measure == Measure.TIMES:
        return own / reach, own * reach
    if respect.measure == Measure.CLASS:
        return max(own - reach, 1), min(own + reach, 5)
    return max(own - reach, 0.0), min(own + reach, 100.0)


def _own_figures(place: Place) -> list[tuple[Edition, dict[str, float]]]:
    """Return what is known of a place in each table that holds all of it. Two queries."""
    known = {pk: one for pk, one in editions().items() if "inhabitants" in one.columns}
    rows = AreaFigures.objects.filter(area_id__in=place.ids, edition_id__in=known)
    found: dict[int, list[dict[str, float]]] = {}
    for edition_id, packed in rows.values_list("edition_id", "packed"):
        found.setdefault(edition_id, []).append(_known(known[edition_id], packed))
    return [
        (known[edition_id], _together(parts))
        for edition_id, parts in found.items()
        if len(parts) == len(place.ids)
    ]


def _known(edition: Edition, packed: bytes | memoryview) -> dict[str, float]:
    cells = zip(edition.columns, unpack(packed)[0].tolist(), strict=True)
    return {key: value for key, value in cells if key in _NEEDED and isfinite(value)}


def _together(parts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the figures of an area that is made of these parts, as far as they are known."""
    found = {one.key: _one(one, parts) for one in RESPECTS}
    spare = {one.key for one in RESPECTS if found.get(one.instead_of) is not None}
    nought = {
        one.key for one in RESPECTS if one.measure == Measure.TIMES and not found[one.key]
    }
    return {
        key: value
        for key, value in found.items()
        if value is not None and key not in spare | nought
    }


def _one(respect: Respect, parts: Sequence[Mapping[str, float]]) -> float | None:
    values = [part.get(respect.key, nan) for part in parts]
    if respect.part_of:
        part, whole = total(values), total([one.get(respect.part_of, nan) for one in parts])
        return None if part is None or not whole else 100 * part / whole
    if respect.key == "inhabitants" or len(parts) == 1:
        return total(values)
    if respect.measure == Measure.CLASS:
        return _of_most(parts, respect.key)
    return weighted(values, [part.get(respect.weight, nan) for part in parts])


def _of_most(parts: Sequence[Mapping[str, float]], key: str) -> float | None:
    """Return the class in which most inhabitants of the parts live."""
    living: dict[float, float] = {}
    for part in parts:
        if key in part:
            living[part[key]] = living.get(part[key], 0) + part.get("inhabitants", 0)
    return max(living, key=lambda one: (living[one], -one), default=None)


def _valued(respect: Respect, cells: Mapping[str, Floats]) -> Floats:
    if not respect.part_of:
        return cells[respect.key]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(
            cells[respect.part_of] > 0,
            100 * cells[respect.key] / cells[respect.part_of],
            np.nan,
        )

"""The areas that an area is compared with: alike in urbanity, size, age and housing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from wijkregie.domain.indicators.models import PeerChoice, PeerMark
from wijkregie.domain.indicators.queries.alike import (
    Table,
    excess,
    limits,
    own_place,
    table_for,
)
from wijkregie.domain.indicators.states import RESPECTS, Width
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.indicators.queries.alike import Place
    from wijkregie.kit.viewer import Viewer

#: With fewer the search is widened once.
ENOUGH: Final = 10
#: Of more only the nearest are taken.
MOST: Final = 30
# Of all levels together; those of the right level among them are looked up in one query.
_LOOKED_AT: Final = 1000


@dataclass(frozen=True, slots=True)
class Criterion:
    """In what peers are alike: the area's own figure, and between which bounds they lie.

    ``measure`` tells how far: classes, times as many, or percentage points.
    """

    key: str
    label: str
    own: float
    low: float
    high: float
    width: str
    measure: str


@dataclass(frozen=True, slots=True)
class PeerSet:
    """The areas that an area is compared with, nearest first, and why these.

    ``level`` is the level of the peers, ``year`` the year in which they are alike, and
    ``edition_id`` the table that says so. ``widened`` tells that too few were found at
    first, ``changed`` that the municipality changed the set, ``partial`` that the table holds
    a part of the country only. Without peers ``area_ids`` is empty.
    """

    area_ids: tuple[int, ...]
    names: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    changed: bool
    year: int
    edition_id: int | None = None
    level: str = ""
    widened: bool = False
    partial: bool = False


NO_PEERS: Final = PeerSet((), (), (), changed=False, year=0)


@dataclass(frozen=True, slots=True)
class PeerWishes:
    """What a municipality changed: a width per criterion, and areas in or out."""

    widths: Mapping[str, str]
    taken_in: tuple[int, ...]
    left_out: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Tell whether anything was changed."""
        return bool(self.widths or self.taken_in or self.left_out)


def peers_of(viewer: Viewer, area: Area) -> PeerSet:
    """Return the areas of all that are known that are most like this one. Eight queries.

    They are of the same level and in the same edition, and lie within bounds around the
    area's own figures; of more than thirty the nearest count. If fewer than ten are that
    near, the bounds are widened once, unless the municipality chose them itself. An own area
    is compared with areas of CBS, at two queries more; the country with nothing.
    """
    place = own_place(area)
    if place is None:
        return NO_PEERS
    wishes = peer_wishes(viewer, area)
    table = table_for(place)
    if table is None:
        return replace(NO_PEERS, changed=wishes.any, level=place.level)
    return _chosen(place, table, wishes)


def peer_wishes(viewer: Viewer, area: Area) -> PeerWishes:
    """Return what the viewer's municipality changed about the peers. Two queries."""
    here = {"municipality_id": viewer.municipality_id or 0}
    choice = PeerChoice.objects.filter(area=area, **here).first()
    marks = PeerMark.objects.filter(choice__area=area, **here).order_by("pk")
    found = list(marks.values_list("area_id", "taken_in"))
    return PeerWishes(
        widths=dict(choice.widths) if choice else {},
        taken_in=tuple(pk for pk, taken_in in found if taken_in),
        left_out=tuple(pk for pk, taken_in in found if not taken_in),
    )


def _chosen(place: Place, table: Table, wishes: PeerWishes) -> PeerSet:
    widths = {one.key: wishes.widths.get(one.key, Width.NORMAL) for one in RESPECTS}
    wide = {key: Width.WIDE if at == Width.NORMAL else at for key, at in widths.items()}
    near, far = _inside(table, widths), _inside(table, wide)
    at = np.flatnonzero(far)
    order = at[np.lexsort((table.distance[at], ~near[at]))][:_LOOKED_AT]
    areas = _areas(place, table, [*table.area_ids[order].tolist(), *wishes.taken_in])
    nearest = order[np.argsort(table.distance[order], kind="stable")]
    found = [pk for pk in table.area_ids[nearest[near[nearest]]].tolist() if pk in areas]
    widened = len(found) < ENOUGH and not wishes.widths
    if widened:
        found = [pk for pk in table.area_ids[nearest].tolist() if pk in areas]
    found = [pk for pk in found if pk not in wishes.taken_in][:MOST]
    found += [pk for pk in wishes.taken_in if pk in areas]
    kept = [pk for pk in found if pk not in wishes.left_out]
    return PeerSet(
        area_ids=tuple(kept),
        names=_names([areas[pk] for pk in kept]),
        criteria=_criteria(table, wide if widened else widths),
        changed=wishes.any,
        year=table.edition.period,
        edition_id=table.edition.pk,
        level=place.level,
        widened=widened,
        partial=table.edition.partial,
    )


def _inside(
    table: Table, widths: Mapping[str, str]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    inside = np.ones(len(table.area_ids), np.bool_)
    for respect in RESPECTS:
        if respect.key in table.own and widths[respect.key] != Width.OFF:
            away = excess(respect, table)
            inside &= away <= respect.reach_of(widths[respect.key]) + 1e-9
    return inside


def _areas(place: Place, table: Table, wanted: Sequence[int]) -> dict[int, Area]:
    """Return those of the areas that are of the right level and on land. One query."""
    found = Area.objects.filter(
        pk__in=set(wanted) - place.around,
        level=place.level,
        years__year=table.edition.division,
        years__water=False,
    )
    return {one.pk: one for one in found.only("name", "code", "gm_code", "level")}


def _names(areas: Sequence[Area]) -> tuple[str, ...]:
    """Return how the areas are called, with their municipality. One query."""
    codes = {area.gm_code for area in areas}
    towns = dict(
        Area.objects.filter(level=Level.MUNICIPALITY, code__in=codes).values_list(
            "code", "name"
        )
    )
    return tuple(_name(area, towns.get(area.gm_code, "")) for area in areas)


def _name(area: Area, town: str) -> str:
    if area.level == Level.MUNICIPALITY or not town:
        return str(area)
    return f"{area} ({town})"


def _criteria(table: Table, widths: Mapping[str, str]) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            key=respect.key,
            label=str(respect.label),
            own=table.own[respect.key],
            low=bounds[0],
            high=bounds[1],
            width=widths[respect.key],
            measure=respect.measure,
        )
        for respect in RESPECTS
        if respect.key in table.own and widths[respect.key] != Width.OFF
        for bounds in [limits(respect, table.own[respect.key], widths[respect.key])]
    )

"""The areas that an area is compared with, each with the figures that make it alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkregie.domain.indicators import rules
from wijkregie.domain.indicators.models import Edition
from wijkregie.domain.indicators.queries.alike import respects_of
from wijkregie.domain.indicators.queries.peers import peer_wishes
from wijkregie.domain.indicators.states import RESPECTS, Width
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijkregie.domain.indicators.queries.peers import PeerSet
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One area of a comparison; ``town`` is its municipality, ``values`` by criterion."""

    area_id: int
    code: str
    name: str
    town: str
    values: Mapping[str, float]
    taken_in: bool


@dataclass(frozen=True, slots=True)
class PeerTable:
    """The peers nearest first, those left out by hand, and the width of each respect."""

    rows: tuple[PeerRow, ...]
    left_out: tuple[PeerRow, ...]
    widths: Mapping[str, str]


def peer_table(viewer: Viewer, area: Area, peers: PeerSet) -> PeerTable:
    """Return each peer with the figures that make it alike. Six queries."""
    wishes = peer_wishes(viewer, area)
    ids = (*peers.area_ids, *wishes.left_out)
    areas = Area.objects.filter(municipality=None).in_bulk(ids)
    towns = dict(
        Area.objects.filter(
            level=Level.MUNICIPALITY, code__in={one.gm_code for one in areas.values()}
        ).values_list("code", "name")
    )
    edition = Edition.objects.filter(pk=peers.edition_id or 0).first()
    values = respects_of(edition, list(areas)) if edition else {}

    def row(pk: int) -> PeerRow:
        one = areas[pk]
        town = "" if one.level == Level.MUNICIPALITY else towns.get(one.gm_code, "")
        found = values.get(pk, {})
        return PeerRow(pk, one.code, one.name, town, found, pk in wishes.taken_in)

    return PeerTable(
        rows=tuple(row(pk) for pk in peers.area_ids),
        left_out=tuple(row(pk) for pk in wishes.left_out if pk in areas),
        widths={one.key: wishes.widths.get(one.key, Width.NORMAL) for one in RESPECTS},
    )


def has_peers(area: Area) -> bool:
    """Tell whether an area can be compared with others at all: the country cannot."""
    return area.level != Level.COUNTRY


def may_choose_peers(viewer: Viewer, scope: Scope, area: Area) -> bool:
    """Tell whether the viewer may choose what an area is compared with. Four queries."""
    around = places.areas_around(viewer, scope, area.pk)
    here = scope.municipality_id or 0
    return bool(around) and rules.may_choose_peers(viewer, here, [one.pk for one in around])

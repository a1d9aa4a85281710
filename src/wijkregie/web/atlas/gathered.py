"""What the atlas of an area is made of: everything is asked once, before a word is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.domain.reports import queries as reports

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from wijkregie.domain.indicators.queries import Line, PeerSet, Standing
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.reports.queries import AreaStory
    from wijkregie.kit.viewer import Viewer

INHABITANTS: Final = "inhabitants"
MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Around:
    """What stays the same for all areas of a municipality: itself, and the country."""

    municipality: Area | None
    country: Area | None
    lines: Mapping[str, Mapping[str, Line]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is known of one area on one day."""

    viewer: Viewer
    scope: Scope
    area: Area
    at: datetime
    year: int | None
    lines: tuple[Line, ...]
    around: Around
    peers: PeerSet
    standings: Mapping[str, Standing]
    strong: tuple[Standing, ...]
    weak: tuple[Standing, ...]
    parts: tuple[Area, ...]
    story: AreaStory | None

    @property
    def by_key(self) -> dict[str, Line]:
        """The figures that have a value, by the key of their indicator."""
        return {line.indicator.key: line for line in self.lines if line.now.has_value}


def around(viewer: Viewer, scope: Scope) -> Around:
    """Return the municipality and the country with all their figures. Eighteen queries."""
    lines: dict[str, Mapping[str, Line]] = {Level.MUNICIPALITY: {}, Level.COUNTRY: {}}
    found: dict[str, Area | None] = {Level.MUNICIPALITY: None, Level.COUNTRY: None}
    codes = {Level.MUNICIPALITY: scope.codes[-1] if scope.codes else "", Level.COUNTRY: "NL00"}
    for level, code in codes.items():
        area = places.area(viewer, scope, code) if code else None
        if area is not None:
            found[level] = area
            lines[level] = {
                line.indicator.key: line for line in indicators.profile(viewer, area)
            }
    return Around(found[Level.MUNICIPALITY], found[Level.COUNTRY], lines)


def gather(
    viewer: Viewer, scope: Scope, area: Area, *, at: datetime, beside: Around | None = None
) -> Gathered:
    """Return what the atlas of an area tells; ``beside`` spares asking it for each area."""
    beside = beside or around(viewer, scope)
    lines = indicators.profile(viewer, area)
    peers = indicators.peers_of(viewer, area)
    standings = indicators.standings(viewer, area, lines, peers)
    strong, weak = indicators.strengths_and_weaknesses(standings, lines, most=MOST)
    year = _layout(lines)
    parts = list(places.parts_of(viewer, area, year=year).select_related("parent"))
    return Gathered(
        viewer=viewer,
        scope=scope,
        area=area,
        at=at,
        year=year,
        lines=tuple(lines),
        around=beside,
        peers=peers,
        standings=standings,
        strong=strong,
        weak=weak,
        parts=tuple(parts),
        story=_story(viewer, scope, area, parts, at),
    )


def neighbours(found: Gathered) -> list[Area]:
    """Return the areas among which an area lies, without itself. At most one query."""
    area = found.area
    if area.level in {Level.COUNTRY, Level.MUNICIPALITY}:
        return []
    if area.level == Level.OWN:
        own = places.areas_of(found.viewer, found.scope, level=OwnKind.WIJK)
        return list(own.exclude(pk=area.pk))
    same = places.visible_to(found.viewer).filter(
        gm_code=area.gm_code, level=Level.DISTRICT, municipality=None
    )
    there = same.filter(years__year=found.year) if found.year else same
    return list(there.exclude(pk=area.pk).distinct())


def _layout(lines: list[Line]) -> int | None:
    for line in lines:
        if line.indicator.key == INHABITANTS:
            return line.now.division
    return max((line.now.division for line in lines if line.now.edition_id), default=None)


def _story(
    viewer: Viewer, scope: Scope, area: Area, parts: list[Area], at: datetime
) -> AreaStory | None:
    """Return what happens here; nothing of an area of another municipality."""
    if scope.is_country or not (area.level == Level.OWN or area.gm_code in scope.codes):
        return None
    own = places.visible_to(viewer).filter(parts=area, level=Level.OWN).values_list("pk")
    ids = {area.pk, *(one.pk for one in parts), *(pk for (pk,) in own)}
    ids |= {one.pk for one in places.breadcrumbs(area)}
    return reports.area_story(
        viewer,
        None if area.level == Level.MUNICIPALITY else area.pk,
        ids,
        on=timezone.localdate(at),
        at=at,
    )

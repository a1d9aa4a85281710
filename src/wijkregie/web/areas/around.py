"""Where an area lies: the areas it is part of, and a small map among its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.web.areas.parts import INHABITANTS
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.drawing import plain_map
from wijkregie.web.http.wording import area_name, level_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.queries import Line
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


def layout(lines: Sequence[Line]) -> int | None:
    """Return the year of the layout of the newest figure of inhabitants."""
    for line in lines:
        if line.indicator.key == INHABITANTS:
            return line.now.division
    return max((line.now.division for line in lines if line.now.edition_id), default=None)


def place_map(
    viewer: Viewer, scope: Scope, area: Area, year: int | None
) -> dict[str, Any] | None:
    """Return the small map of where an area lies among its neighbours."""
    around = _neighbours(viewer, scope, area, year)
    by_id = {one.pk: one for one in [*around, area]}
    drawn = plain_map(
        scope, indicators.draw(list(by_id.values()), year=year), by_id, here=area.pk
    )
    if drawn is None or not drawn["here"]:
        return None
    label = _("Where %(area)s lies") % {"area": area_name(area)}
    return {**drawn, "id": "place", "label": label, "size": "small"}


def _neighbours(viewer: Viewer, scope: Scope, area: Area, year: int | None) -> list[Area]:
    if area.level in {Level.COUNTRY, Level.MUNICIPALITY}:
        return []
    if area.level == Level.OWN:
        kind = OwnKind.WIJK
        return list(places.areas_of(viewer, scope, level=kind).exclude(pk=area.pk))
    same = places.visible_to(viewer).filter(
        gm_code=area.gm_code, level=Level.DISTRICT, municipality=None
    )
    found = same.filter(years__year=year) if year else same
    return list(found.exclude(pk=area.pk).distinct())


def wholes_of(viewer: Viewer, area: Area) -> list[Area]:
    """Return the areas that an area lies in, the smallest first, then own areas. One query."""
    wholes = places.visible_to(viewer).filter(parts=area, level=Level.OWN)
    return [*reversed(places.breadcrumbs(area)), *wholes.order_by("name")]


def part_of(scope: Scope, wholes: Sequence[Area]) -> list[dict[str, str]]:
    """Return the areas it lies in as ``partials/index_list.html`` asks for them."""
    return [
        {"name": area_name(one), "url": area_url(scope, one), "text": level_name(one)}
        for one in wholes
        if one.level != Level.COUNTRY or scope.is_country
    ]

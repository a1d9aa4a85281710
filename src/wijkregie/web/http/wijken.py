"""The areas that a municipality thinks in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


def main_areas(viewer: Viewer, scope: Scope) -> list[Area]:
    """Return a municipality's own wijken, else those of CBS. Two queries at most."""
    if scope.is_country:
        return []
    own = list(places.areas_of(viewer, scope, level=OwnKind.WIJK).select_related("parent"))
    if own:
        return own
    year = places.latest_year(scope)
    found = places.areas_of(viewer, scope, level=Level.DISTRICT, year=year)
    return list(found.select_related("parent"))

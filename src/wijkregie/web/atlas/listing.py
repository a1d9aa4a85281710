"""Of which areas of a municipality there is an atlas: the way to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.web.http.addresses import area_url, area_words
from wijkregie.web.http.wording import area_name, level_plural

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


def page(viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """Return what ``atlas/index.html`` asks for. At most six queries."""
    groups = [(level, [*areas]) for level, areas in areas_of(viewer, scope)]
    return {
        "crumbs": [
            {"name": scope.name, "url": reverse("home:index", args=[scope.slug])},
            {"name": _("Wijkatlas")},
        ],
        "groups": [
            {
                "title": _title(level),
                "items": [_item(scope, area) for area in found],
            }
            for level, found in groups
            if found
        ],
    }


def areas_of(viewer: Viewer, scope: Scope) -> list[tuple[str, QuerySet[Area]]]:
    """Return the areas to make an atlas of, by level, as in the last known layout."""
    wanted: list[tuple[str, QuerySet[Area]]] = []
    for level in (Level.MUNICIPALITY, OwnKind.WIJK, Level.DISTRICT, Level.NEIGHBOURHOOD):
        if level == Level.MUNICIPALITY:
            found = places.areas_of(viewer, scope, level=level).filter(
                code__in=scope.codes[-1:]
            )
        else:
            year = None if level == OwnKind.WIJK else places.latest_year(scope, level=level)
            found = places.areas_of(viewer, scope, level=level, year=year)
        wanted.append((level, found.select_related("parent__parent__parent")))
    return wanted


def _title(level: str) -> str:
    if level == Level.MUNICIPALITY:
        return _("The whole municipality")
    name = level_plural(level)
    return f"{name[:1].upper()}{name[1:]}"


def _item(scope: Scope, area: Area) -> dict[str, str]:
    words = area_words(area)
    return {
        "name": area_name(area),
        "url": area_url(scope, area),
        "atlas_url": reverse("atlas:pdf", args=[scope.slug, words]),
        "short_url": reverse("atlas:short", args=[scope.slug, words]),
    }

"""Areas to choose from in a form, by level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.web.areas.asking import area_of
from wijkregie.web.http.wording import area_name, kind_text, level_plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_ORDER: Final = (Level.OWN, Level.MUNICIPALITY, Level.DISTRICT, Level.NEIGHBOURHOOD)


def chosen_area(request: HttpRequest, viewer: Viewer, scope: Scope, name: str) -> Area | None:
    """Return the area whose code was asked for, or nothing; an unknown one is not found."""
    code = request.GET.get(name, "")
    if not code:
        return None
    area = area_of(viewer, scope, code)
    if area is None:
        raise Http404
    return area


def options_of(viewer: Viewer, scope: Scope, chosen: Sequence[Area]) -> dict[str, list[Area]]:
    """Return the areas to choose from, by level; of the country only those asked for."""
    found: dict[str, list[Area]] = {}
    if scope.is_country:
        for area in chosen:
            found.setdefault(area.level, []).append(area)
        return found
    year = places.latest_year(scope)
    for area in places.listed(viewer, scope, year=year).prefetch_related(None):
        found.setdefault(area.level, []).append(area)
    return {level: found[level] for level in _ORDER if level in found}


def area_choice(
    field: tuple[str, str],
    options: Mapping[str, Sequence[Area]],
    chosen: Area | None,
    scope: Scope,
) -> dict[str, Any]:
    """Return areas by level as a field of a form of choices, ``field`` its name and label."""
    here = chosen.pk if chosen else None
    groups = [
        {
            "name": _level(level),
            "options": [
                {"value": one.code, "text": area_name(one), "selected": one.pk == here}
                for one in sorted(areas, key=lambda one: area_name(one).casefold())
            ],
        }
        for level, areas in options.items()
    ]
    listed = {one.pk for areas in options.values() for one in areas}
    if chosen is not None and here not in listed:
        groups.insert(0, _alone(chosen, scope))
    first = {"value": "", "text": _("Choose an area"), "selected": chosen is None}
    return {"name": field[0], "label": field[1], "options": [first], "groups": groups}


def _level(level: str) -> str:
    return _("Our own areas") if level == Level.OWN else capfirst(level_plural(level))


def _alone(area: Area, scope: Scope) -> dict[str, Any]:
    """Return an area that is not in the list, such as one of another municipality."""
    option = {"value": area.code, "text": area_name(area), "selected": True}
    return {"name": kind_text(scope, area), "options": [option]}

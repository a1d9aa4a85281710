"""Where somebody is: the areas that hold a place, asked for by a phone or by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.core.dutch_grid import to_metres
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.wording import area_name, level_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_LONGEST = 30


def page(scope: Scope) -> dict[str, Any]:
    """Return what ``areas/here.html`` asks for before a place is known."""
    return {
        "crumbs": [
            {"name": scope.name, "url": reverse("home:index", args=[scope.slug])},
            {"name": _("Where am I?"), "url": ""},
        ],
        "results": [],
        "problem": "",
        "url": reverse("areas:here", args=[scope.slug]),
    }


def answer(viewer: Viewer, scope: Scope, sent: QueryDict) -> dict[str, Any]:
    """Return the areas that hold the place that was sent; the place is kept nowhere."""
    at = to_metres(_number(sent, "breedte"), _number(sent, "lengte"))
    if at is None:
        return {**page(scope), "problem": _("This place is not in the Netherlands.")}
    found = places.areas_at(viewer, scope, x=at[0], y=at[1])
    if not found:
        problem = _("You are outside the areas of %(place)s that we know.")
        return {**page(scope), "problem": problem % {"place": scope.name}}
    return {**page(scope), "results": _results(scope, found)}


def _results(scope: Scope, areas: Sequence[Area]) -> list[dict[str, str]]:
    return [
        {"name": area_name(area), "url": area_url(scope, area), "text": level_name(area)}
        for area in areas
        if area.level != Level.COUNTRY
    ]


def _number(sent: QueryDict, name: str) -> float:
    """Return a number that was sent; what is none lies nowhere."""
    try:
        return float(sent.get(name, "")[:_LONGEST])
    except ValueError:
        return float("nan")

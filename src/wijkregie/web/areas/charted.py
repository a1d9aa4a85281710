"""What the map of a municipality shows: one figure, one level, one year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.web.areas.parts import links
from wijkregie.web.http.addresses import figure_url
from wijkregie.web.http.asked import (
    chosen_level,
    chosen_period,
    level_choice,
    levels_of,
    period_choice,
)
from wijkregie.web.http.drawing import Shown, class_borders, figure_map, plain_map
from wijkregie.web.http.spreads import spread_table
from wijkregie.web.http.wording import cited, level_plural, level_singular

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import Spread
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_FIRST: Final = "inhabitants"


def map_page(request: HttpRequest, viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """Return what ``areas/map.html`` asks for."""
    levels = levels_of(viewer, scope)
    level = chosen_level(request, levels)
    known = indicators.measured(viewer)
    indicator = _chosen(request, known)
    if indicator is None:
        return _without_figures(viewer, scope, level)
    found = indicators.choices(viewer, indicator)
    period = chosen_period(request, [choice.period for choice in found])
    choice = next(choice for choice in found if choice.period == period)
    year = choice.edition.division if choice.edition else None
    areas = list(
        places.areas_of(viewer, scope, level=level, year=year).select_related("parent")
    )
    spread = indicators.spread(viewer, scope, indicator, choice, areas)
    shown = _shown(viewer, indicator, spread)
    drawn = figure_map(
        scope, places.draw(areas, year=year), {area.pk: area for area in areas}, shown
    )
    label = f"{indicator.name}: {level_plural(level)}, {scope.name}, {period}"
    title = _("%(figure)s per %(level)s")
    return {
        "title": title % {"figure": indicator.name, "level": level_singular(level)},
        "choices": [
            _figure_choice(known, indicator),
            level_choice(levels, level),
            period_choice([one.period for one in found], period),
        ],
        "map": {**drawn, "id": "map", "label": label} if drawn else None,
        "table": spread_table(request, scope, indicator, spread, caption=label),
        "figure": _about(scope, indicator, choice.period),
    }


def _shown(viewer: Viewer, indicator: Indicator, spread: Spread) -> Shown:
    """Return what colours the areas: of counts their share, where one is known."""
    figures = {row.area.pk: row.figure for row in spread.rows}
    areas = [row.area for row in spread.rows]
    by_share = any(seen is not None and seen.share is not None for seen in figures.values())
    values = indicators.values_through_years(viewer, indicator, areas, shares=by_share)
    return Shown(indicator, figures, class_borders(indicator, values), by_share)


def _about(scope: Scope, indicator: Indicator, period: int) -> dict[str, str]:
    return {
        "name": indicator.name,
        "url": figure_url(scope, indicator.key),
        "definition": indicator.definition,
        "source_text": cited(indicator.source_nl, period),
    }


def _chosen(request: HttpRequest, known: list[Indicator]) -> Indicator | None:
    by_key = {one.key: one for one in known}
    asked = request.GET.get("cijfer", "")
    if asked and asked not in by_key:
        raise Http404
    return by_key.get(asked or _FIRST) or next(iter(known), None)


def _figure_choice(known: list[Indicator], chosen: Indicator) -> dict[str, Any]:
    names = indicators.theme_names()
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in known:
        groups.setdefault(one.theme, []).append(
            {"value": one.key, "text": one.name, "selected": one.pk == chosen.pk}
        )
    return {
        "name": "cijfer",
        "label": _("Figure"),
        "groups": [
            {"name": names.get(theme, theme), "options": options}
            for theme, options in groups.items()
        ],
    }


def _without_figures(viewer: Viewer, scope: Scope, level: str) -> dict[str, Any]:
    areas: list[Area] = list(
        places.areas_of(viewer, scope, level=level).select_related("parent")
    )
    drawn = plain_map(scope, places.draw(areas, year=None), {area.pk: area for area in areas})
    label = _("Map of %(place)s") % {"place": scope.name}
    return {
        "title": label,
        "map": {**drawn, "id": "map", "label": label} if drawn else None,
        "areas": links(scope, areas),
    }

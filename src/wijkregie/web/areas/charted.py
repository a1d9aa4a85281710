"""What the map of a municipality shows: one figure, one level, one year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.web.areas.parts import links
from wijkregie.web.http.addresses import figure_url
from wijkregie.web.http.asked import (
    chosen_level,
    chosen_period,
    first_period,
    level_choice,
    levels_of,
    period_choice,
    with_query,
)
from wijkregie.web.http.drawing import Shown, class_borders, figure_map, plain_map
from wijkregie.web.http.pictures import map_picture
from wijkregie.web.http.spreads import extremes, spread_table
from wijkregie.web.http.wording import cited, level_plural, level_singular

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import Choice, Spread
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer
    from wijkregie.web.http.pictures import Picture

_FIRST: Final = "inhabitants"


@dataclass(frozen=True, slots=True)
class Charted:
    """A figure over the areas of a level in a year, and its map where there are borders."""

    indicator: Indicator
    choice: Choice
    level: str
    spread: Spread
    drawn: dict[str, Any] | None
    label: str


def map_page(request: HttpRequest, viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """Return what ``areas/map.html`` asks for."""
    levels = levels_of(viewer, scope)
    level = chosen_level(request, levels)
    known = indicators.measured(viewer)
    indicator = _chosen(request, known)
    if indicator is None:
        return _without_figures(viewer, scope, level)
    found = indicators.choices(viewer, indicator)
    shown = _charted(request, viewer, scope, (indicator, level, found))
    period = shown.choice.period
    title = _("%(figure)s per %(level)s")
    return {
        "title": title % {"figure": indicator.name, "level": level_singular(level)},
        "choices": [
            _figure_choice(known, indicator),
            level_choice(levels, level),
            period_choice([one.period for one in found], period),
        ],
        "map": {**shown.drawn, "id": "map", "label": shown.label} if shown.drawn else None,
        "table": spread_table(request, scope, indicator, shown.spread, caption=shown.label),
        "summary": extremes(indicator, shown.spread.rows),
        "figure": _about(scope, indicator, period),
        "files": _files(scope, shown),
        "permalink": request.build_absolute_uri(_permalink(scope, shown)),
    }


def _charted(
    request: HttpRequest,
    viewer: Viewer,
    scope: Scope,
    asked: tuple[Indicator, str, Sequence[Choice]],
) -> Charted:
    indicator, level, found = asked
    first = first_period(scope, level, found)
    period = chosen_period(request, [choice.period for choice in found], first=first)
    choice = next(choice for choice in found if choice.period == period)
    year = choice.edition.division if choice.edition else None
    areas = list(
        places.areas_of(viewer, scope, level=level, year=year).select_related("parent")
    )
    spread = indicators.spread(viewer, scope, indicator, choice, areas)
    drawn = figure_map(
        scope,
        indicators.draw(areas, year=year),
        {area.pk: area for area in areas},
        _shown(viewer, indicator, spread),
    )
    label = f"{indicator.name}: {level_plural(level)}, {scope.name}, {period}"
    return Charted(indicator, choice, level, spread, drawn, label)


def map_file(request: HttpRequest, viewer: Viewer, scope: Scope) -> tuple[str, Picture]:
    """Return the map that was asked for as a picture, and the name of its file."""
    level = chosen_level(request, levels_of(viewer, scope))
    indicator = _chosen(request, indicators.measured(viewer))
    found = indicators.choices(viewer, indicator) if indicator else []
    if indicator is None or not found:
        raise Http404
    shown = _charted(request, viewer, scope, (indicator, level, found))
    if shown.drawn is None:
        raise Http404
    made = map_picture(
        scope,
        shown.drawn,
        title=shown.label,
        source=cited(indicator.source_nl, shown.choice.period),
        address=request.build_absolute_uri(_permalink(scope, shown)),
    )
    return f"{scope.slug}-{indicator.key}-{level}-{shown.choice.period}", made


def map_url(request: HttpRequest, scope: Scope) -> str:
    """Return the address of the page with the map that was asked for."""
    return reverse("areas:map", args=[scope.slug]) + with_query(request)


def _permalink(scope: Scope, shown: Charted) -> str:
    return reverse("areas:map", args=[scope.slug]) + _query(shown)


def _query(shown: Charted) -> str:
    return f"?cijfer={shown.indicator.key}&niveau={shown.level}&jaar={shown.choice.period}"


def _files(scope: Scope, shown: Charted) -> list[dict[str, str]]:
    """Return what one can take along: the table always, the map where it is drawn."""
    slug = [scope.slug]
    told = [
        (_("Table (CSV)"), reverse("figures:csv", args=[*slug, shown.indicator.key])),
        (_("Table (Excel)"), reverse("figures:xlsx", args=[*slug, shown.indicator.key])),
    ]
    if shown.drawn:
        told += [
            (_("Map (SVG)"), reverse("areas:map_svg", args=slug)),
            (_("Map (PNG)"), reverse("areas:map_png", args=slug)),
        ]
    return [{"text": text, "url": url + _query(shown)} for text, url in told]


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

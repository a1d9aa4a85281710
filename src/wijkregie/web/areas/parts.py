"""The parts of an area: the same ones in a table and on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.drawing import Shown, class_borders, figure_map
from wijkregie.web.http.wording import (
    area_name,
    badge_text,
    level_name,
    missing_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijkregie.domain.indicators.queries import Line, Spread
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

INHABITANTS: Final = "inhabitants"


def shown(viewer: Viewer, made_of: list[Area], year: int | None) -> list[Area]:
    """Return what an area is made of; one part that is the whole area is looked into."""
    if len(made_of) != 1 or made_of[0].level == Level.NEIGHBOURHOOD:
        return made_of
    inside = places.parts_of(viewer, made_of[0], year=year).select_related("parent")
    return list(inside) or made_of


def inhabitants(
    viewer: Viewer, scope: Scope, lines: Sequence[Line], parts: list[Area]
) -> tuple[Line, Spread] | None:
    """Return the inhabitants of the parts, in the year in which those of the whole are."""
    line = next((line for line in lines if line.indicator.key == INHABITANTS), None)
    if line is None or not parts:
        return None
    found = indicators.choices(viewer, line.indicator)
    choice = next(one for one in found if one.period == line.now.period)
    return line, indicators.spread(viewer, scope, line.indicator, choice, parts)


def links(scope: Scope, parts: list[Area]) -> list[dict[str, str]]:
    """Return the parts as ``partials/index_list.html`` asks for them."""
    return [{"name": area_name(part), "url": area_url(scope, part)} for part in parts]


def table(
    scope: Scope, parts: list[Area], spread: tuple[Line, Spread] | None
) -> dict[str, Any] | None:
    """Return the parts as ``partials/stat_table.html`` asks for them, if they were counted."""
    if spread is None:
        return None
    line, found = spread
    most = max((row.figure.value or 0 for row in found.rows if row.figure), default=0) or 1
    return {
        "caption": f"{line.indicator.name}, {line.now.period}",
        "area_head": level_name(parts[0]),
        "value_head": line.indicator.name,
        "bars": True,
        "rows": [
            {
                "name": area_name(row.area),
                "url": area_url(scope, row.area),
                "value_text": value_text(line.indicator, row.figure),
                "missing_text": missing_text(row.figure),
                "badge_text": badge_text(row.figure),
                "width": f"{100 * (row.figure.value or 0) / most:.1f}"
                if row.figure and row.figure.has_value
                else "",
                "kind": "this",
            }
            for row in found.rows
        ],
    }


def drawn(
    scope: Scope, parts: list[Area], spread: tuple[Line, Spread] | None, year: int | None
) -> dict[str, Any] | None:
    """Return the parts as ``partials/map.html`` asks for them, coloured by inhabitants."""
    if len(parts) < 2 or spread is None:  # noqa: PLR2004 - one part needs no map of its own
        return None
    line, found = spread
    figures = {row.area.pk: row.figure for row in found.rows}
    known = [seen.value for seen in figures.values() if seen and seen.value is not None]
    shapes = figure_map(
        scope,
        indicators.draw(parts, year=year),
        {part.pk: part for part in parts},
        Shown(line.indicator, figures, class_borders(line.indicator, known)),
    )
    label = f"{line.indicator.name}, {line.now.period}"
    return {**shapes, "id": "parts", "label": label, "size": "middle"} if shapes else None

"""What the page of an area shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level, OwnKind
from wijkregie.web.http.addresses import area_url, area_words
from wijkregie.web.http.cards import card
from wijkregie.web.http.drawing import Shown, class_borders, figure_map, plain_map
from wijkregie.web.http.wording import (
    area_name,
    kind_text,
    level_name,
    missing_text,
    number,
    value_text,
)

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import Line, Spread
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_MOST_CARDS: Final = 8
_INHABITANTS: Final = "inhabitants"
# What people ask first, in this order; then what else there is.
_FIRST: Final = (
    "wijkscan",
    "lbm_class",
    "aged_0_14",
    "aged_65_plus",
    "households_with_children",
    "income_per_inhabitant",
    "households_low_income",
    "home_value",
    "homes_owned",
    "health_good",
    "health_lonely",
    "crimes",
    "distance_gp",
    "population_density",
)  # fmt: skip - one list


def page(viewer: Viewer, scope: Scope, area: Area) -> dict[str, Any]:
    """Return what ``areas/detail.html`` asks for."""
    lines = indicators.profile(viewer, area)
    year = _layout(lines)
    parts = _parts(viewer, area, year)
    spread = _parts_spread(viewer, scope, lines, parts)
    return {
        "crumbs": crumbs(scope, area),
        "area": head(scope, area),
        "lead": lead(area, lines),
        "place_map": _place_map(viewer, scope, area, year),
        "figures": [card(scope, area, line) for line in chosen(lines)],
        "more_url": reverse("areas:figures", args=[scope.slug, area_words(area)])
        if lines
        else "",
        "parts": _parts_table(scope, parts, spread),
        "parts_title": _("The parts of %(area)s") % {"area": area_name(area)},
        "parts_map": _parts_map(scope, parts, spread, year),
        "part_of": _part_of(viewer, scope, area),
        "sources": sources(lines),
        "download_url": reverse("areas:figures_csv", args=[scope.slug, area_words(area)])
        if lines
        else "",
    }


def _parts(viewer: Viewer, area: Area, year: int | None) -> list[Area]:
    """Return what an area is made of; one part that is the whole area is looked into."""
    parts = list(places.parts_of(viewer, area, year=year).select_related("parent"))
    if len(parts) != 1 or parts[0].level == Level.NEIGHBOURHOOD:
        return parts
    return list(places.parts_of(viewer, parts[0], year=year).select_related("parent")) or parts


def all_figures(viewer: Viewer, scope: Scope, area: Area) -> dict[str, Any]:
    """Return what ``areas/figures.html`` asks for."""
    lines = indicators.profile(viewer, area)
    names = indicators.theme_names()
    by_theme: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_theme.setdefault(line.indicator.theme, []).append(card(scope, area, line))
    return {
        "crumbs": [
            *crumbs(scope, area)[:-1],
            {"name": area_name(area), "url": area_url(scope, area)},
            {"name": _("All figures")},
        ],
        "area": head(scope, area),
        "themes": [
            {"name": names.get(theme, theme), "figures": cards}
            for theme, cards in sorted(by_theme.items(), key=lambda one: _theme(one[0], names))
        ],
        "download_url": reverse("areas:figures_csv", args=[scope.slug, area_words(area)]),
    }


def _theme(theme: str, names: dict[str, str]) -> int:
    order = list(names)
    return order.index(theme) if theme in order else -1


def head(scope: Scope, area: Area) -> dict[str, str]:
    """Return the name of an area and what sort of area it is."""
    return {
        "name": area_name(area),
        "kind_text": kind_text(scope, area),
        "code": area.code,
        "url": area_url(scope, area),
        "changes_text": area.remark,
    }


def crumbs(scope: Scope, area: Area) -> list[dict[str, str]]:
    """Return the way to an area: the municipality first."""
    found = [{"name": scope.name, "url": reverse("home:index", args=[scope.slug])}]
    for above in places.breadcrumbs(area):
        outside = scope.is_country and above.level != Level.COUNTRY
        if outside or above.level == Level.DISTRICT:
            found.append({"name": area_name(above), "url": area_url(scope, above)})
    return [*found, {"name": area_name(area), "url": ""}]


def chosen(lines: list[Line]) -> list[Line]:
    """Return five to ten figures: what people ask first, of every theme something."""
    known = {line.indicator.key: line for line in lines if line.now.has_value}
    known.pop(_INHABITANTS, None)
    own = [line for line in known.values() if line.indicator.theme == "own"]
    first = [known[key] for key in _FIRST if key in known and known[key] not in own]
    rest = [line for line in known.values() if line not in first and line not in own]
    return [*own[:2], *first, *rest][:_MOST_CARDS]


def lead(area: Area, lines: list[Line]) -> list[dict[str, Any]]:
    """Return in one sentence who lives here, in pieces, the figures strong."""
    known = {line.indicator.key: line for line in lines if line.now.has_value}
    people = known.get(_INHABITANTS)
    if people is None or people.now.value is None:
        return []
    pieces = [
        _piece(_("%(area)s has ") % {"area": area_name(area)}),
        _piece(_("%(number)s inhabitants") % {"number": number(people.now.value)}, strong=True),
        _piece(_(" (%(year)d)") % {"year": people.now.period}),
    ]
    for key, words in (
        ("aged_0_14", _(" are younger than 15")),
        ("aged_65_plus", _(" are 65 or older")),
    ):
        share = known[key].now.share if key in known else None
        if share is not None:
            pieces += [
                _piece(_(", of whom ") if len(pieces) == 3 else _(" and ")),  # noqa: PLR2004 - the first
                _piece(_("%(share)s %%") % {"share": number(share)}, strong=True),
                _piece(words),
            ]
    return [*pieces, _piece(".")]


def _piece(text: str, *, strong: bool = False) -> dict[str, Any]:
    return {"text": text, "strong": strong}


def sources(lines: list[Line]) -> list[dict[str, str]]:
    """Return where the figures of an area come from, with the years."""
    years: dict[str, set[int]] = {}
    for line in lines:
        years.setdefault(line.indicator.source_nl, set()).update(
            point.figure.period for point in line.trend
        )
    return [
        {"name": name, "text": ", ".join(map(str, sorted(found))), "url": ""}
        for name, found in sorted(years.items())
    ]


def _layout(lines: list[Line]) -> int | None:
    """Return the year of the layout of the newest figure of inhabitants."""
    for line in lines:
        if line.indicator.key == _INHABITANTS:
            return line.now.division
    return max((line.now.division for line in lines if line.now.edition_id), default=None)


def _parts_spread(
    viewer: Viewer, scope: Scope, lines: list[Line], parts: list[Area]
) -> tuple[Line, Spread] | None:
    line = next((line for line in lines if line.indicator.key == _INHABITANTS), None)
    if line is None or not parts:
        return None
    found = indicators.choices(viewer, line.indicator)
    choice = next((one for one in found if one.period == line.now.period), None)
    if choice is None:
        return None
    return line, indicators.spread(viewer, scope, line.indicator, choice, parts)


def _parts_table(
    scope: Scope, parts: list[Area], spread: tuple[Line, Spread] | None
) -> dict[str, Any] | None:
    if not parts:
        return None
    if spread is None:
        rows = [{"name": area_name(part), "url": area_url(scope, part)} for part in parts]
        return {
            "caption": "",
            "area_head": level_name(parts[0]),
            "value_head": "",
            "rows": rows,
        }
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
                "width": f"{100 * (row.figure.value or 0) / most:.1f}"
                if row.figure and row.figure.has_value
                else "",
                "kind": "this",
            }
            for row in found.rows
        ],
    }


def _parts_map(
    scope: Scope, parts: list[Area], spread: tuple[Line, Spread] | None, year: int | None
) -> dict[str, Any] | None:
    if len(parts) < 2 or spread is None:  # noqa: PLR2004 - one part needs no map of its own
        return None
    line, found = spread
    figures = {row.area.pk: row.figure for row in found.rows}
    known = [seen.value for seen in figures.values() if seen and seen.value is not None]
    drawn = figure_map(
        scope,
        places.draw(parts, year=year),
        {part.pk: part for part in parts},
        Shown(line.indicator, figures, class_borders(line.indicator, known)),
    )
    label = f"{line.indicator.name}, {line.now.period}"
    return {**drawn, "id": "parts", "label": label, "size": "middle"} if drawn else None


def _place_map(
    viewer: Viewer, scope: Scope, area: Area, year: int | None
) -> dict[str, Any] | None:
    """Return the small map of where an area lies among its neighbours."""
    around = _neighbours(viewer, scope, area, year)
    by_id = {one.pk: one for one in [*around, area]}
    drawn = plain_map(scope, places.draw(list(by_id.values()), year=year), by_id, here=area.pk)
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


def _part_of(viewer: Viewer, scope: Scope, area: Area) -> list[dict[str, str]]:
    wholes = places.visible_to(viewer).filter(parts=area, level=Level.OWN)
    found = [*reversed(places.breadcrumbs(area)), *wholes.order_by("name")]
    return [
        {"name": area_name(one), "url": area_url(scope, one), "text": level_name(one)}
        for one in found
        if one.level != Level.COUNTRY or scope.is_country
    ]

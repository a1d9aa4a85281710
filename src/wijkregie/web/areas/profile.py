"""What the page of an area shows, and the page with all its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.reports import queries as reports
from wijkregie.web.areas import about, happening, parts
from wijkregie.web.areas.around import layout, part_of, place_map, wholes_of
from wijkregie.web.areas.asking import compared, level_choice, year_choice
from wijkregie.web.areas.facing import Facing, heads, most_asked
from wijkregie.web.areas.highlights import highlights, peers_told
from wijkregie.web.http.addresses import optional
from wijkregie.web.http.wording import area_name, why_no_figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wijkregie.domain.indicators.queries import Line
    from wijkregie.web.areas.asking import Asked

#: So many figures of each theme stand on the page of an area itself.
_OF_EACH_THEME: Final = 4
# What people ask first; of a theme these stand before the others.
_FIRST: Final = (
    "lbm_class",
    "inhabitants",
    "aged_0_14",
    "aged_65_plus",
    "households_single",
    "households_with_children",
    "income_per_inhabitant",
    "households_low_income",
    "home_value",
    "homes_owned",
    "homes_rented_corporation",
    "gas_use",
    "health_good",
    "health_lonely",
    "crimes",
    "distance_gp",
    "distance_supermarket",
    "population_density",
    "urbanity",
)  # fmt: skip - one list


def page(found: Asked) -> dict[str, Any]:
    """Return what ``areas/detail.html`` asks for."""
    viewer, scope, area, lines = found.viewer, found.scope, found.area, found.lines
    year = layout(lines)
    made_of = list(places.parts_of(viewer, area, year=year).select_related("parent"))
    wholes = wholes_of(viewer, area)
    shown = parts.shown(viewer, made_of, year)
    spread = parts.inhabitants(viewer, scope, lines, shown)
    beside = compared(found)
    return {
        **_head(found, year),
        "changes_text": about.changes(area, made_of, lines),
        "choices": [
            level_choice(found, wholes, shown),
            year_choice(found.years, found.until),
        ],
        "points": highlights(found, beside) if lines else [],
        "peers": peers_told(found, beside.peers),
        "heads": heads(found),
        "themes": themes(found, Facing(found, beside.standings, _threads(found))),
        "empty_text": why_no_figures(area, has_parts=bool(made_of)),
        "parts": parts.table(scope, shown, spread),
        "parts_links": parts.links(scope, shown),
        "parts_title": _("The parts of %(area)s") % {"area": area_name(area)},
        "parts_map": parts.drawn(scope, shown, spread, year),
        "part_of": part_of(scope, wholes),
        "happening": happening.blocks(viewer, scope, area, [*wholes, *made_of]),
        "sources": about.sources(lines),
        "meanings_url": reverse("figures:index", args=[scope.slug]),
        "tools": tools(found),
    }


def _head(found: Asked, year: int | None) -> dict[str, Any]:
    scope, area = found.scope, found.area
    return {
        "crumbs": about.crumbs(scope, area),
        "area": about.head(scope, area),
        "lead": about.lead(area, found.lines),
        "place_map": place_map(found.viewer, scope, area, year),
        "choose_url": reverse("areas:choose", args=[scope.slug]),
    }


def all_figures(found: Asked) -> dict[str, Any]:
    """Return what ``areas/figures.html`` asks for."""
    beside = compared(found)
    facing = Facing(found, beside.standings, _threads(found))
    return {
        "crumbs": about.deeper(found.scope, found.area, _("All figures")),
        "area": about.head(found.scope, found.area),
        "choices": [year_choice(found.years, found.until)],
        "heads": heads(found),
        "peers": peers_told(found, beside.peers),
        "themes": [
            {"id": theme, "name": name, "rows": facing.rows(lines), "more_url": ""}
            for theme, name, lines in by_theme(found.lines)
        ],
        "tools": tools(found),
    }


def themes(found: Asked, facing: Facing) -> list[dict[str, Any]]:
    """Return of each theme what people ask first, and the way to the rest of it."""
    told = []
    for theme, name, lines in by_theme(found.lines):
        chosen = most_asked(lines, _FIRST, most=_OF_EACH_THEME)
        if not chosen:
            continue
        more = len(lines) - len(chosen)
        words = ngettext("%(number)d figure more", "%(number)d figures more", more)
        told.append(
            {
                "id": theme,
                "name": name,
                "rows": facing.rows(chosen),
                "more_url": f"{found.url('figures')}#{theme}" if more else "",
                "more_text": words % {"number": more},
            }
        )
    return told


def by_theme(lines: Sequence[Line]) -> list[tuple[str, str, list[Line]]]:
    """Return the lines of each theme, with its key and name, in reading order."""
    names = indicators.theme_names()
    found: dict[str, list[Line]] = {theme: [] for theme in names}
    for line in lines:
        found.setdefault(line.indicator.theme, []).append(line)
    return [(theme, names.get(theme, theme), each) for theme, each in found.items() if each]


def tools(found: Asked) -> list[dict[str, str]]:
    """Return what one can take along or do next, as links with an icon."""
    if not found.lines:
        return []
    code = found.area.code
    told = [
        (_("Print the wijkatlas (PDF)"), "download", optional("atlas:pdf", *found.words)),
        (_("In short on one page (PDF)"), "download", optional("atlas:short", *found.words)),
        (_("All figures for a spreadsheet (Excel)"), "download", found.url("figures_xlsx")),
        (_("All figures as CSV"), "download", found.url("figures_csv")),
        (
            _("Compare with another area"),
            "chart",
            reverse("areas:compare", args=[found.scope.slug]) + f"?a={code}",
        ),
    ]
    return [{"text": text, "icon": icon, "url": url} for text, icon, url in told if url]


def _threads(found: Asked) -> Mapping[str, str]:
    """Return the address of the thread of each figure that a goal or bottleneck rests on."""
    if found.scope.is_country:
        return {}
    return {
        key: reverse("reports:figure", args=[found.scope.slug, key, found.area.code])
        for key in reports.figures_on_thread(found.viewer, found.area.pk)
    }

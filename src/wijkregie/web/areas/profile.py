"""What the page of an area shows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Change, Level, OwnKind
from wijkregie.domain.reports import queries as reports
from wijkregie.web.areas import happening, parts
from wijkregie.web.areas.parts import INHABITANTS
from wijkregie.web.http.addresses import area_url, area_words
from wijkregie.web.http.cards import card
from wijkregie.web.http.drawing import plain_map
from wijkregie.web.http.licences import source_fact
from wijkregie.web.http.wording import (
    area_name,
    kind_text,
    level_name,
    number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.indicators.queries import Line
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_MOST_CARDS: Final = 9
_MOST_OWN: Final = 2
# What people ask first, in this order; then what else there is.
_FIRST: Final = (
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
    made_of = list(places.parts_of(viewer, area, year=year).select_related("parent"))
    wholes = _wholes(viewer, area)
    shown = parts.shown(viewer, made_of, year)
    spread = parts.inhabitants(viewer, scope, lines, shown)
    return {
        "crumbs": crumbs(scope, area),
        "area": head(scope, area),
        "changes_text": _changes(area, made_of, lines),
        "lead": lead(area, lines),
        "place_map": _place_map(viewer, scope, area, year),
        "figures": cards(viewer, scope, area, chosen(lines)),
        "more_url": reverse("areas:figures", args=[scope.slug, area_words(area)])
        if lines
        else "",
        "parts": parts.table(scope, shown, spread),
        "parts_links": parts.links(scope, shown),
        "parts_title": _("The parts of %(area)s") % {"area": area_name(area)},
        "parts_map": parts.drawn(scope, shown, spread, year),
        "part_of": _part_of(scope, wholes),
        "happening": happening.blocks(viewer, scope, area, [*wholes, *made_of]),
        "sources": sources(lines),
        "meanings_url": reverse("figures:index", args=[scope.slug]),
        "download_url": reverse("areas:figures_csv", args=[scope.slug, area_words(area)])
        if lines
        else "",
    }


def cards(
    viewer: Viewer, scope: Scope, area: Area, lines: Iterable[Line]
) -> list[dict[str, Any]]:
    """Return figures as cards; those that a goal or bottleneck rests on lead to its thread."""
    on_thread = frozenset() if scope.is_country else reports.figures_on_thread(viewer, area.pk)
    return [
        card(scope, area, line)
        | {
            "thread_url": reverse(
                "reports:figure", args=[scope.slug, line.indicator.key, area.code]
            )
            if line.indicator.key in on_thread
            else ""
        }
        for line in lines
    ]


def _changes(area: Area, made_of: list[Area], lines: list[Line]) -> str:
    """Tell since which years the border is another one, as far as figures are older."""
    layouts = places.layouts_of(area, [part.pk for part in made_of])
    first = min((point.figure.division for line in lines for point in line.trend), default=0)
    years = {
        year
        for changes in layouts.changes.values()
        for year, change in changes.items()
        if change == Change.CHANGED and year > first
    }
    if not years:
        return ""
    told = get_text_list([str(year) for year in sorted(years)], _("and"))
    return _(
        "The border changed in %(years)s. Figures from before are about another area, so we "
        "draw no line between them."
    ) % {"years": told}


def all_figures(viewer: Viewer, scope: Scope, area: Area) -> dict[str, Any]:
    """Return what ``areas/figures.html`` asks for."""
    lines = indicators.profile(viewer, area)
    names = indicators.theme_names()
    by_theme: dict[str, list[dict[str, Any]]] = {}
    for line, shown in zip(lines, cards(viewer, scope, area, lines), strict=True):
        by_theme.setdefault(line.indicator.theme, []).append(shown)
    return {
        "crumbs": [
            *crumbs(scope, area)[:-1],
            {"name": area_name(area), "url": area_url(scope, area)},
            {"name": _("All figures")},
        ],
        "area": head(scope, area),
        "themes": [
            {"name": names.get(theme, theme), "figures": figures}
            for theme, figures in sorted(
                by_theme.items(), key=lambda one: _theme(one[0], names)
            )
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
        "remark": area.remark,
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
    """Return five to ten figures: what people ask first, then of every theme something.

    Where somebody comes from stands last: it says least about how a neighbourhood is doing.
    """
    known = {line.indicator.key: line for line in lines if line.now.has_value}
    known.pop(INHABITANTS, None)
    own = [line for line in known.values() if line.indicator.theme == "own"][:_MOST_OWN]
    first = [known[key] for key in _FIRST if key in known]
    told = [*own, *(line for line in first if line not in own)]
    return [*told, *_of_each_theme(list(known.values()), told)][:_MOST_CARDS]


def _of_each_theme(known: list[Line], told: list[Line]) -> list[Line]:
    seen = Counter(line.indicator.theme for line in told)
    rest: list[tuple[bool, int, int, Line]] = []
    for line in known:
        theme = line.indicator.theme
        if line not in told and theme != "own":
            rest.append((theme == "origin", seen[theme], len(rest), line))
            seen[theme] += 1
    return [line for _origin, _turn, _at, line in sorted(rest, key=lambda one: one[:3])]


def lead(area: Area, lines: list[Line]) -> list[dict[str, Any]]:
    """Return in one sentence who lives here, in pieces, the figures strong."""
    known = {line.indicator.key: line for line in lines if line.now.has_value}
    people = known.get(INHABITANTS)
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
                _piece(_(", of whom ") if len(pieces) == 3 else f" {_('and')} "),  # noqa: PLR2004 - the first
                _piece(_("%(share)s %%") % {"share": number(share)}, strong=True),
                _piece(words),
            ]
    return [*pieces, _piece(".")]


def _piece(text: str, *, strong: bool = False) -> dict[str, Any]:
    return {"text": text, "strong": strong}


def sources(lines: list[Line]) -> list[dict[str, str]]:
    """Return where the figures of an area come from, with years and licence."""
    years: dict[tuple[str, str], set[int]] = {}
    for line in lines:
        source = (line.indicator.source_nl, line.now.source)
        years.setdefault(source, set()).update(point.figure.period for point in line.trend)
    return [
        source_fact(name, sorted(found), source)
        for (name, source), found in sorted(years.items())
    ]


def _layout(lines: list[Line]) -> int | None:
    """Return the year of the layout of the newest figure of inhabitants."""
    for line in lines:
        if line.indicator.key == INHABITANTS:
            return line.now.division
    return max((line.now.division for line in lines if line.now.edition_id), default=None)


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


def _wholes(viewer: Viewer, area: Area) -> list[Area]:
    """Return the areas that an area lies in, the smallest first, then own areas. One query."""
    wholes = places.visible_to(viewer).filter(parts=area, level=Level.OWN)
    return [*reversed(places.breadcrumbs(area)), *wholes.order_by("name")]


def _part_of(scope: Scope, wholes: list[Area]) -> list[dict[str, str]]:
    return [
        {"name": area_name(one), "url": area_url(scope, one), "text": level_name(one)}
        for one in wholes
        if one.level != Level.COUNTRY or scope.is_country
    ]

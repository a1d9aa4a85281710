"""What the page of one figure shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.queries import Choice, Spread, SpreadRow
from wijkregie.domain.places import queries as places
from wijkregie.web.http.addresses import area_words, figure_url
from wijkregie.web.http.asked import (
    chosen_level,
    chosen_period,
    first_period,
    level_choice,
    levels_of,
    page_links,
    page_of,
    period_choice,
    with_query,
)
from wijkregie.web.http.charts import line_chart
from wijkregie.web.http.meanings import direction_text, facts_of, versions_table
from wijkregie.web.http.spreads import asked_order, extremes, ordered, spread_table
from wijkregie.web.http.wording import comparable_text, full_text, level_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.indicators.queries import Line
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure, at which level, in which year, by whom and where."""

    viewer: Viewer
    scope: Scope
    indicator: Indicator
    choices: Sequence[Choice]
    choice: Choice
    levels: Sequence[str]
    level: str

    @property
    def year(self) -> int | None:
        """The year of the layout of the areas."""
        return self.choice.edition.division if self.choice.edition else None


def asked(request: HttpRequest, viewer: Viewer, scope: Scope, indicator: Indicator) -> Asked:
    """Return what the address asks for; what is not there is not found."""
    found = indicators.choices(viewer, indicator)
    levels = levels_of(viewer, scope)
    level = chosen_level(request, levels)
    first = first_period(scope, level, found)
    period = chosen_period(request, [choice.period for choice in found], first=first)
    choice = next((one for one in found if one.period == period), None)
    if choice is None:
        raise Http404
    return Asked(viewer, scope, indicator, found, choice, levels, level)


def rows_of(found: Asked) -> Sequence[SpreadRow]:
    """Return every area of the level with its figure."""
    areas = list(_areas(found))
    if found.scope.is_country and found.choice.edition:
        return indicators.nationwide(found.indicator, found.choice.edition, areas)
    return indicators.spread(
        found.viewer, found.scope, found.indicator, found.choice, areas
    ).rows


def _areas(found: Asked) -> QuerySet[Area]:
    areas = places.areas_of(found.viewer, found.scope, level=found.level, year=found.year)
    return areas.select_related("parent")


def _shown(request: HttpRequest, found: Asked) -> tuple[Page[Any], Spread, str]:
    """Return the page that was asked for, its rows, and the highest and lowest in words."""
    order = asked_order(request)
    if found.scope.is_country and found.choice.edition:
        return _national(request, found, found.choice.edition, order)
    spread = indicators.spread(
        found.viewer, found.scope, found.indicator, found.choice, list(_areas(found))
    )
    page = page_of(request, ordered(spread.rows, order))
    shown = Spread(tuple(page.object_list), spread.municipality, spread.country)
    return page, shown, extremes(found.indicator, spread.rows)


def _national(
    request: HttpRequest, found: Asked, edition: Edition, order: str
) -> tuple[Page[Any], Spread, str]:
    """Sort ids by the packed column, and fetch no more areas than a page shows."""
    ids = list(_areas(found).values_list("pk", flat=True))
    by_value = indicators.ranked(edition, found.indicator, ids)
    ends = {*by_value[:1], *by_value[-1:]}
    if order.endswith("waarde"):
        unknown = set(ids) - set(by_value)
        ids = [*by_value, *(pk for pk in ids if pk in unknown)]
    if order.startswith("-"):
        ids = ids[::-1] if order.endswith("naam") else [*by_value[::-1], *ids[len(by_value) :]]
    page = page_of(request, ids)
    wanted = places.areas_in(found.viewer, [*page.object_list, *ends])
    rows = indicators.nationwide(found.indicator, edition, list(wanted.values()))
    by_id = {row.area.pk: row for row in rows}
    shown = Spread(tuple(by_id[pk] for pk in page.object_list), None, None)
    return page, shown, extremes(found.indicator, [by_id[pk] for pk in ends])


def detail_page(request: HttpRequest, found: Asked) -> dict[str, Any]:
    """Return what ``figures/detail.html`` asks for."""
    page, shown, summary = _shown(request, found)
    caption = f"{found.indicator.name}, {level_plural(found.level)}, {found.choice.period}"
    slug, key = found.scope.slug, found.indicator.key
    return {
        "crumbs": _crumbs(found),
        "figure": {
            "name": found.indicator.name,
            "definition": found.indicator.definition,
            "direction_text": direction_text(found.indicator),
        },
        "facts": _facts(found),
        "choices": [
            level_choice(found.levels, found.level),
            period_choice([one.period for one in found.choices], found.choice.period),
        ],
        "hidden": [{"name": "volgorde", "value": asked_order(request)}],
        "table": spread_table(request, found.scope, found.indicator, shown, caption=caption),
        "summary": summary,
        **_through_years(found),
        "pages": page_links(request, page),
        "files": [
            {
                "text": text,
                "url": reverse(f"figures:{kind}", args=[slug, key]) + with_query(request),
            }
            for kind, text in (("csv", _("Table (CSV)")), ("xlsx", _("Table (Excel)")))
        ],
        "permalink": request.build_absolute_uri(figure_url(found.scope, key) + _query(found)),
        "map_url": reverse("areas:map", args=[slug])
        + (
            f"?cijfer={key}" if found.scope.is_country else f"?cijfer={key}&{_query(found)[1:]}"
        ),
    }


def about_file(request: HttpRequest, found: Asked) -> list[tuple[str, str]]:
    """Return what stands on the second sheet of a workbook with this table."""
    facts = [(fact["name"], fact["text"]) for fact in _facts(found)]
    page = request.build_absolute_uri(figure_url(found.scope, found.indicator.key))
    return [
        (_("Figure"), found.indicator.name),
        (_("Meaning"), found.indicator.definition),
        *facts,
        (_("Page"), page + _query(found)),
    ]


def _query(found: Asked) -> str:
    return f"?niveau={found.level}&jaar={found.choice.period}"


def _crumbs(found: Asked) -> list[dict[str, str]]:
    slug = [found.scope.slug]
    return [
        {"name": found.scope.name, "url": reverse("home:index", args=slug)},
        {"name": _("Figures"), "url": reverse("figures:index", args=slug)},
        {"name": found.indicator.name, "url": ""},
    ]


def _facts(found: Asked) -> list[dict[str, str]]:
    edition = found.choice.edition
    more = []
    if edition:
        version = _("version %(version)d") % {"version": edition.version}
        more = [(_("Areas as in"), str(edition.division)), (_("Delivery"), version)]
    source = edition.source if edition else ""
    return facts_of(found.indicator, source, found.choice.period, more)


def _whole(found: Asked) -> Area | None:
    """Return the municipality or the country as an area; own figures have no whole."""
    if found.indicator.municipality_id is not None:
        return None
    code = "NL00" if found.scope.is_country else next(reversed(found.scope.codes), "")
    return places.visible_to(found.viewer).filter(code=code, municipality=None).first()


def _through_years(found: Asked) -> dict[str, Any]:
    """Return the municipality through the years and what each version said of it."""
    whole = _whole(found)
    if whole is None:
        return {"chart": None, "trend_text": "", "versions": None}
    return {**_trend(found, whole), "versions": _versions(found, whole)}


def _trend(found: Asked, whole: Area) -> dict[str, Any]:
    """Return the line of the whole, with the same as a table, or why there is none."""
    lines = indicators.profile(found.viewer, whole, keys={found.indicator.key})
    chart = line_chart(lines[0], id_="trend", name=found.scope.name) if lines else None
    if chart:
        return {
            "chart": chart,
            "trend_text": "",
            "trend_table": _trend_table(found, lines[0]),
            "trend_url": reverse(
                "areas:figure", args=[found.scope.slug, area_words(whole), found.indicator.key]
            ),
        }
    if lines and any(point.figure.has_value for point in lines[0].trend):
        text = _("Of %(place)s one year is known only, so there is no trend yet.")
    else:
        text = _("Of %(place)s as a whole this figure is not known.")
    return {"chart": None, "trend_text": text % {"place": found.scope.name}}


def _trend_table(found: Asked, line: Line) -> dict[str, Any]:
    figures = [point.figure for point in reversed(line.trend)]
    shares = any(seen.share is not None for seen in figures)
    return {
        "caption": f"{found.indicator.name}, {found.scope.name}",
        "heads": [_("Year"), found.scope.name, *([_("Share")] if shares else [])],
        "rows": [
            [
                str(seen.period),
                full_text(found.indicator, seen),
                *([comparable_text(found.indicator, seen)] if shares else []),
            ]
            for seen in figures
        ],
    }


def _versions(found: Asked, whole: Area) -> dict[str, Any] | None:
    """Return what each version of this year said of the whole."""
    told = indicators.versions(found.indicator, whole, found.choice.period)
    if not told:
        return None
    address = figure_url(found.scope, found.indicator.key) + _query(found)
    return versions_table(found.indicator, told, place=found.scope.name, address=address)

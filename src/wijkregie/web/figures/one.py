"""What the page of one figure shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.queries import Choice, Spread, SpreadRow
from wijkregie.domain.indicators.states import Direction
from wijkregie.domain.places import queries as places
from wijkregie.web.http.asked import (
    chosen_level,
    chosen_period,
    level_choice,
    levels_of,
    page_links,
    page_of,
    period_choice,
    with_query,
)
from wijkregie.web.http.charts import line_chart
from wijkregie.web.http.classes import numbers_of
from wijkregie.web.http.licences import licence_of
from wijkregie.web.http.spreads import asked_order, ordered, spread_table
from wijkregie.web.http.wording import area_name, full_text, level_plural, share_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from wijkregie.domain.indicators.models import Edition, Indicator
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

_DIRECTIONS = {
    Direction.HIGHER: gettext_lazy("Higher is better"),
    Direction.LOWER: gettext_lazy("Lower is better"),
    Direction.NEUTRAL: gettext_lazy("Neither higher nor lower is better"),
}


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
    period = chosen_period(request, [choice.period for choice in found])
    choice = next((one for one in found if one.period == period), None)
    if choice is None:
        raise Http404
    levels = levels_of(viewer, scope)
    return Asked(viewer, scope, indicator, found, choice, levels, chosen_level(request, levels))


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
    return page, shown, _summary(found.indicator, spread.rows)


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
    return page, shown, _summary(found.indicator, [by_id[pk] for pk in ends])


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
            "direction_text": str(_DIRECTIONS[Direction(found.indicator.direction)]),
        },
        "facts": _facts(found),
        "choices": [
            level_choice(found.levels, found.level),
            period_choice([one.period for one in found.choices], found.choice.period),
        ],
        "hidden": [{"name": "volgorde", "value": asked_order(request)}],
        "table": spread_table(request, found.scope, found.indicator, shown, caption=caption),
        "summary": summary,
        **_trend(found),
        "pages": page_links(request, page),
        "csv_url": reverse("figures:csv", args=[slug, key]) + with_query(request),
        "map_url": ""
        if found.scope.is_country
        else reverse("areas:map", args=[slug]) + _map_query(found),
    }


def _map_query(found: Asked) -> str:
    return f"?cijfer={found.indicator.key}&niveau={found.level}&jaar={found.choice.period}"


def _crumbs(found: Asked) -> list[dict[str, str]]:
    slug = [found.scope.slug]
    return [
        {"name": found.scope.name, "url": reverse("home:index", args=slug)},
        {"name": _("Figures"), "url": reverse("figures:index", args=slug)},
        {"name": found.indicator.name, "url": ""},
    ]


def _facts(found: Asked) -> list[dict[str, str]]:
    indicator, edition = found.indicator, found.choice.edition
    facts = [
        (_("Source"), indicator.source_nl),
        (_("Year"), str(found.choice.period)),
        (_("Unit"), indicator.unit_text),
    ]
    if edition:
        facts += [
            (_("Areas as in"), str(edition.division)),
            (_("Delivery"), _("version %(version)d") % {"version": edition.version}),
        ]
    if indicator.rounding:
        rounding = _("counts of small areas are rounded to %(number)d")
        facts.append((_("Rounding"), rounding % {"number": indicator.rounding}))
    facts += [(_("Break"), str(one["nl"])) for one in indicator.breaks]
    told = [{"name": name, "text": text, "url": ""} for name, text in facts if text]
    licence, url = licence_of(edition.source if edition else "")
    if licence:
        told.append({"name": _("Licence"), "text": licence, "url": url})
    return told


def _summary(indicator: Indicator, rows: Sequence[SpreadRow]) -> str:
    """Tell where a figure is highest and lowest; of counts the share, where there is one."""
    known = [
        (seen.value if seen.share is None else seen.share, row)
        for row in rows
        if (seen := row.figure) and seen.has_value and seen.value is not None
    ]
    if len(known) < 2 or numbers_of(indicator):  # noqa: PLR2004 - a highest and a lowest
        return ""
    (_least, low), (_most, high) = min(known, key=_first), max(known, key=_first)
    least, most = (_told(indicator, row) for row in (low, high))
    if least == most:
        return ""
    return _("Highest in %(high)s (%(most)s), lowest in %(low)s (%(least)s).") % {
        "high": area_name(high.area),
        "most": most,
        "low": area_name(low.area),
        "least": least,
    }


def _first(one: tuple[float, SpreadRow]) -> float:
    return one[0]


def _told(indicator: Indicator, row: SpreadRow) -> str:
    return share_text(indicator, row.figure) or full_text(indicator, row.figure)


def _trend(found: Asked) -> dict[str, Any]:
    """Return the municipality through the years, or why there is no line."""
    if found.indicator.municipality_id is not None:
        return {"chart": None, "trend_text": ""}  # measured per area, not for the whole
    code = "NL00" if found.scope.is_country else next(reversed(found.scope.codes), "")
    whole = places.visible_to(found.viewer).filter(code=code, municipality=None).first()
    lines = indicators.profile(found.viewer, whole, keys={found.indicator.key}) if whole else []
    chart = line_chart(lines[0], id_="trend", name=found.scope.name) if lines else None
    if chart:
        return {"chart": chart, "trend_text": ""}
    if lines and any(point.figure.has_value for point in lines[0].trend):
        text = _("Of %(place)s one year is known only, so there is no trend yet.")
    else:
        text = _("Of %(place)s as a whole this figure is not known.")
    return {"chart": None, "trend_text": text % {"place": found.scope.name}}

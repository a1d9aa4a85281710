"""Two areas beside each other: every figure that both have, in the same year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.web.areas.asking import asked_year, year_choice, years_of
from wijkregie.web.areas.choosing import area_choice, chosen_area, options_of
from wijkregie.web.areas.facing import beside_text
from wijkregie.web.areas.profile import by_theme
from wijkregie.web.http.addresses import area_url, figure_url
from wijkregie.web.http.cards import blur
from wijkregie.web.http.charts import Named, line_chart
from wijkregie.web.http.classes import names_of, numbers_of
from wijkregie.web.http.wording import (
    area_name,
    comparable,
    full_text,
    kind_text,
    number,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Line
    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure of two areas in the last year in which both have it."""

    indicator: Indicator
    one: FigureSeen
    other: FigureSeen
    country: FigureSeen | None
    lines: tuple[Line, Line]

    @property
    def period(self) -> int:
        """The year of both figures."""
        return self.one.period


def page(request: HttpRequest, viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """Return what ``areas/compare.html`` asks for."""
    until = asked_year(request)
    chosen = [chosen_area(request, viewer, scope, name) for name in ("a", "b")]
    areas = [area for area in chosen if area is not None]
    lines = [indicators.profile(viewer, area, until=until) for area in areas]
    years = sorted({year for each in lines for year in years_of(each)}, reverse=True)
    if until is not None and lines and until not in years:
        raise Http404
    options = options_of(viewer, scope, areas)
    context: dict[str, Any] = {
        "choices": [
            *(
                area_choice((name, label), options, area, scope)
                for name, label, area in zip(
                    ("a", "b"), (_("First area"), _("Second area")), chosen, strict=True
                )
            ),
            year_choice(years, until),
        ],
        "title": _("Compare two areas"),
        "crumbs": _crumbs(scope),
    }
    if len(areas) < len(chosen):
        return context
    return context | _both(request, scope, areas, pairs(lines[0], lines[1]))


def _both(
    request: HttpRequest, scope: Scope, areas: Sequence[Area], found: Sequence[Pair]
) -> dict[str, Any]:
    names = [area_name(area) for area in areas]
    drawn = _drawn_pair(request, found)
    return {
        "title": _("%(one)s beside %(other)s") % {"one": names[0], "other": names[1]},
        "areas": [
            {"name": name, "url": area_url(scope, area), "text": kind_text(scope, area)}
            for name, area in zip(names, areas, strict=True)
        ],
        "heads": [*names, _("Difference"), _("The Netherlands")],
        "themes": _themes(request, scope, names, found),
        "line": _line(drawn, names) if drawn else None,
        "same": areas[0].pk == areas[1].pk,
    }


def pairs(one: Sequence[Line], other: Sequence[Line]) -> list[Pair]:
    """Return the figures that both areas have, each in the last year of both."""
    by_id = {line.indicator.pk: line for line in other}
    found = (
        _pair(line, by_id[line.indicator.pk]) for line in one if line.indicator.pk in by_id
    )
    return [pair for pair in found if pair is not None]


def _pair(one: Line, other: Line) -> Pair | None:
    first, second = _by_year(one), _by_year(other)
    both = first.keys() & second.keys()
    if not both:
        return None
    year = max(both)
    country = one.country if one.now.period == year else None
    return Pair(one.indicator, first[year], second[year], country, (one, other))


def _by_year(line: Line) -> dict[int, FigureSeen]:
    """Return the figures that are known, until the year that is shown."""
    return {
        point.figure.period: point.figure
        for point in line.trend
        if point.figure.has_value and point.figure.period <= line.now.period
    }


def difference_text(pair: Pair, names: Sequence[str], *, clear: bool | None) -> str:
    """Tell in words which of two areas has the higher figure, if that can be told.

    ``clear``: whether figures of samples differ by more than chance, as ``apart`` says.
    """
    indicator = pair.indicator
    one, other = comparable(indicator, pair.one), comparable(indicator, pair.other)
    if one is None or other is None:
        return _("cannot be compared")
    if numbers_of(indicator) or names_of(indicator):
        return _("the same class") if one == other else _("another class")
    if clear is False or abs(one - other) <= _rounding(pair):
        return _("no clear difference")
    return _higher(indicator, abs(one - other)) % {"name": names[0 if one > other else 1]}


def _higher(indicator: Indicator, gap: float) -> str:
    told = number(gap, max(indicator.decimals, 1))
    if _is_percent(indicator):
        return told + _(" percentage points higher in %(name)s")
    return _("higher in %(name)s")


def _is_percent(indicator: Indicator) -> bool:
    return indicator.unit == "%" or indicator.kind == "count"


def _rounding(pair: Pair) -> float:
    """Return how far two figures may be apart by rounding alone."""
    return blur(pair.indicator, pair.one) + blur(pair.indicator, pair.other)


def _themes(
    request: HttpRequest, scope: Scope, names: Sequence[str], found: Sequence[Pair]
) -> list[dict[str, Any]]:
    clear = indicators.apart([(pair.one, pair.other) for pair in found])
    rows = {
        id(pair.lines[0]): _row(request, scope, pair, difference_text(pair, names, clear=told))
        for pair, told in zip(found, clear, strict=True)
    }
    lines = [pair.lines[0] for pair in found]
    return [
        {"id": theme, "name": name, "rows": [rows[id(line)] for line in each]}
        for theme, name, each in by_theme(lines)
    ]


def _row(request: HttpRequest, scope: Scope, pair: Pair, difference: str) -> dict[str, Any]:
    indicator = pair.indicator
    query = request.GET.copy()
    query["cijfer"] = indicator.key
    texts = [_value(indicator, pair.one), _value(indicator, pair.other)]
    return {
        "name": indicator.name,
        "url": figure_url(scope, indicator.key),
        "period": pair.period,
        "texts": [
            *texts,
            difference,
            beside_text(indicator, pair.country),
        ],
        "bars": _bars(pair),
        "line_url": f"?{query.urlencode()}#line",
    }


def _value(indicator: Indicator, seen: FigureSeen) -> str:
    """Return a figure as it can be compared, and the number it stands for beside it."""
    told = beside_text(indicator, seen)
    plain = value_text(indicator, seen)
    if told and told != plain and indicator.kind == "count":
        return f"{told} ({plain})"
    return told or full_text(indicator, seen)


def _bars(pair: Pair) -> list[dict[str, str]]:
    values = [comparable(pair.indicator, seen) for seen in (pair.one, pair.other)]
    most = max((value for value in values if value is not None), default=0.0)
    if None in values or most <= 0 or numbers_of(pair.indicator):
        return []
    return [
        {"width": f"{100 * max(value or 0.0, 0.0) / most:.1f}", "kind": kind}
        for value, kind in zip(values, ("this", "other"), strict=True)
    ]


def _drawn_pair(request: HttpRequest, found: Sequence[Pair]) -> Pair | None:
    """Return the figure whose line is drawn: which was asked for, or the first that has one."""
    by_key = {pair.indicator.key: pair for pair in found}
    key = request.GET.get("cijfer", "")
    if key and key not in by_key:
        raise Http404
    with_line = (
        pair
        for pair in found
        if any(line.has_trend for line in pair.lines) and _chart(pair, ("", ""))
    )
    return by_key.get(key) or next(with_line, None)


def _chart(pair: Pair, names: Sequence[str]) -> dict[str, Any] | None:
    first, second = pair.lines
    other = Named(names[1], second, "other")
    return line_chart(first, id_="line-chart", name=names[0], others=[other])


def _line(pair: Pair, names: Sequence[str]) -> dict[str, Any]:
    """Return the chart of one figure of both, and the same as a table."""
    years = sorted({p.figure.period for line in pair.lines for p in line.trend}, reverse=True)
    by_year = [{p.figure.period: p.figure for p in line.trend} for line in pair.lines]
    return {
        "name": pair.indicator.name,
        "chart": _chart(pair, names),
        "table": {
            "caption": pair.indicator.name,
            "heads": [_("Year"), *names],
            "rows": [
                [str(year), *(_of(pair.indicator, found.get(year)) for found in by_year)]
                for year in years
            ],
        },
    }


def _of(indicator: Indicator, seen: FigureSeen | None) -> str:
    return _value(indicator, seen) if seen is not None and seen.has_value else ""


def _crumbs(scope: Scope) -> list[dict[str, str]]:
    return [
        {"name": scope.name, "url": reverse("home:index", args=[scope.slug])},
        {"name": _("Compare two areas"), "url": ""},
    ]

"""One figure of one area: through the years, beside others, with its meaning and versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators.states import Direction
from wijkregie.domain.places import queries as places
from wijkregie.web.areas import about
from wijkregie.web.areas.asking import compared, year_choice
from wijkregie.web.areas.facing import median_text, rank_text, verdict_of
from wijkregie.web.areas.highlights import peers_told
from wijkregie.web.http.addresses import figure_url
from wijkregie.web.http.cards import comparison_text
from wijkregie.web.http.charts import Named, compared_by_share, line_chart
from wijkregie.web.http.meanings import direction_text, facts_of, versions_table
from wijkregie.web.http.wording import (
    area_name,
    badge_text,
    cited,
    comparable_text,
    full_text,
    missing_text,
    plain_share,
    plain_value,
    sample_text,
    share_text,
    value_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from wijkregie.domain.indicators.models import Indicator
    from wijkregie.domain.indicators.queries import FigureSeen, Line, Standing
    from wijkregie.web.areas.asking import Asked


@dataclass(frozen=True, slots=True)
class One:
    """A figure of an area, with the lines of the areas around it."""

    asked: Asked
    line: Line
    others: Sequence[Named]

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.line.indicator

    def chart(self) -> dict[str, Any] | None:
        """Return the line through the years beside those of the others, if there is one."""
        name = area_name(self.asked.area)
        return line_chart(self.line, id_="years", name=name, others=self.others)


def one_of(found: Asked, key: str) -> One:
    """Return what is asked of one figure; one that is not known here is not found."""
    indicator = indicators.indicator(found.viewer, key)
    line = next((one for one in found.lines if one.indicator == indicator), None)
    if line is None:
        raise Http404
    return One(found, line, _others(found, line))


def _others(found: Asked, line: Line) -> list[Named]:
    """Return the lines of municipality and country. Fifteen queries at most."""
    if line.indicator.municipality_id is not None:
        return []
    code = next(reversed(found.scope.codes), found.area.gm_code)
    wanted = {code: "other", "NL00": "whole"}
    national = places.visible_to(found.viewer).filter(code__in=wanted, municipality=None)
    areas = national.exclude(pk=found.area.pk).order_by("-code")
    told = []
    for area in areas:
        lines = indicators.profile(found.viewer, area, keys={line.indicator.key})
        told += [
            Named(area_name(area), one, wanted[area.code])
            for one in lines
            if one.indicator == line.indicator
        ]
    return sorted(told, key=lambda one: one.kind)


def page(request: HttpRequest, one: One) -> dict[str, Any]:
    """Return what ``areas/figure.html`` asks for."""
    found, line, indicator = one.asked, one.line, one.indicator
    beside = compared(found)
    standing = beside.standings.get(indicator.key)
    area = area_name(found.area)
    permalink = request.build_absolute_uri(_address(one))
    return {
        "crumbs": about.deeper(found.scope, found.area, indicator.name),
        "area": about.head(found.scope, found.area),
        "figure": {
            "name": indicator.name,
            "definition": indicator.definition,
            "value_text": full_text(indicator, line.now),
            "period": line.now.period,
            "share_text": share_text(indicator, line.now),
            "badge_text": badge_text(line.now),
            "sample_text": sample_text(indicator, line.now),
            "comparison_text": comparison_text(found.scope, line),
        },
        "choices": [year_choice(_years(line), found.until)],
        "standing": _standing(standing),
        "beside": _beside(one, standing),
        "peers": peers_told(found, beside.peers),
        "chart": one.chart(),
        "table": _table(one),
        "files": _files(one),
        "permalink": permalink,
        "citation": f"{cited(indicator.source_nl, line.now.period)}. {indicator.name}, {area}.",
        "versions": _versions(one),
        "facts": facts_of(
            indicator,
            line.now.source,
            line.now.period,
            [(_("Direction"), direction_text(indicator))],
        ),
        "everywhere_url": figure_url(found.scope, indicator.key),
        "figures_url": found.url("figures"),
    }


def _years(line: Line) -> list[int]:
    return [point.figure.period for point in reversed(line.trend)]


def _address(one: One) -> str:
    """Return the address of this figure of this year, whatever comes later."""
    return one.asked.url("figure", one.indicator.key).partition("?")[0] + (
        f"?jaar={one.line.now.period}"
    )


def _standing(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    return {
        "verdict": verdict_of(standing),
        "rank_text": rank_text(standing),
        "reason": standing.reason,
    }


def _beside(one: One, standing: Standing | None) -> list[dict[str, str]]:
    """Return the figure of this year beside the others, as ``partials/facts.html`` asks."""
    found, line = one.asked, one.line
    rows = [
        (area_name(found.area), _compared(one.indicator, line.now)),
        (found.scope.name, _compared(one.indicator, line.municipality)),
        (_("The middle of similar areas"), median_text(one.indicator, standing)),
        (_("The Netherlands"), _compared(one.indicator, line.country)),
        (_rank_name(one.indicator), rank_text(standing)),
    ]
    return [{"name": name, "text": text} for name, text in rows if text]


def _rank_name(indicator: Indicator) -> str:
    if indicator.direction == Direction.NEUTRAL:
        return _("Place among similar areas, the highest first")
    return _("Place among similar areas, the best first")


def _compared(indicator: Indicator, seen: FigureSeen | None) -> str:
    return comparable_text(indicator, seen) or value_text(indicator, seen)


def _table(one: One) -> dict[str, Any]:
    caption = f"{one.indicator.name}, {area_name(one.asked.area)}"
    names, rows = heads(one), told(one)
    if not any(row[-1] for row in rows):  # nothing to remark
        names, rows = names[:-1], [row[:-1] for row in rows]
    return {"caption": caption, "heads": names, "rows": rows}


def heads(one: One) -> list[str]:
    """Return the heads of the table that stands beside the chart."""
    names = [other.name for other in one.others]
    share = [_("Share")] if _has_shares(one) else []
    return [_("Year"), area_name(one.asked.area), *share, *names, _("Remark")]


def told(one: One) -> list[list[str]]:
    """Return a row for each year, the last one first: the same that the chart shows."""
    return [
        [
            str(seen.period),
            _own(one.indicator, seen),
            *([comparable_text(one.indicator, seen)] if _has_shares(one) else []),
            *(_compared(one.indicator, other) for other in _of_year(one, seen.period)),
            _remark(one.indicator, seen),
        ]
        for seen in (point.figure for point in reversed(one.line.trend))
    ]


def _own(indicator: Indicator, seen: FigureSeen) -> str:
    """Return a figure of this area: a count as it is, for its share stands beside it."""
    if compared_by_share(indicator):
        return value_text(indicator, seen)
    return _compared(indicator, seen)


def _has_shares(one: One) -> bool:
    return any(point.figure.share is not None for point in one.line.trend)


def _of_year(one: One, period: int) -> list[FigureSeen | None]:
    return [
        next((p.figure for p in other.line.trend if p.figure.period == period), None)
        for other in one.others
    ]


def _remark(indicator: Indicator, seen: FigureSeen) -> str:
    if not seen.has_value:
        return missing_text(seen)
    return ", ".join(filter(None, (badge_text(seen), sample_text(indicator, seen))))


def numbers(one: One) -> list[list[Any]]:
    """Return the same rows as numbers, for a file."""
    return [
        [
            seen.period,
            plain_value(one.indicator, seen),
            *([plain_share(seen)] if _has_shares(one) else []),
            *(
                plain_share(other) if _has_shares(one) else plain_value(one.indicator, other)
                for other in _of_year(one, seen.period)
            ),
            _remark(one.indicator, seen),
        ]
        for seen in (point.figure for point in reversed(one.line.trend))
    ]


def _files(one: One) -> list[dict[str, str]]:
    drawn = one.chart() is not None
    names = [("figure_csv", _("Table (CSV)")), ("figure_xlsx", _("Table (Excel)"))]
    if drawn:
        names += [("figure_svg", _("Chart (SVG)")), ("figure_png", _("Chart (PNG)"))]
    key = one.indicator.key
    return [{"url": one.asked.url(name, key), "text": text} for name, text in names]


def _versions(one: One) -> dict[str, Any] | None:
    """Return what each delivery of this year said of this area."""
    found = indicators.versions(one.indicator, one.asked.area, one.line.now.period)
    if not found:
        return None
    place = area_name(one.asked.area)
    return versions_table(one.indicator, found, place=place, address=_address(one))

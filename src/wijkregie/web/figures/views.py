"""A figure over all areas: what it means, where it comes from, and the table to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.indicators import queries as indicators
from wijkregie.web.figures.one import Asked, about_file, asked, detail_page, rows_of
from wijkregie.web.http.addresses import figure_url
from wijkregie.web.http.tables import csv_answer, xlsx_answer
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.http.wording import (
    area_name,
    badge_text,
    missing_text,
    plain_value,
    unit_text,
)

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """List the figures by theme."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    names = indicators.theme_names()
    periods = indicators.last_periods(viewer)
    by_theme: dict[str, list[dict[str, str]]] = {}
    for one in indicators.measured(viewer):
        by_theme.setdefault(one.theme, []).append(
            {
                "name": one.name,
                "url": figure_url(scope, one.key),
                "text": "" if one.unit == "%" else unit_text(one),
                "side_text": str(periods.get(one.pk, "")),
            }
        )
    themes = [{"name": names[theme], "figures": found} for theme, found in by_theme.items()]
    return render(request, "figures/index.html", {"themes": themes})


@require_safe
def detail(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show a figure: definition, source, and every area of a level in a table."""
    return render(
        request, "figures/detail.html", detail_page(request, _asked(request, slug, key))
    )


@require_safe
def table(request: HttpRequest, slug: str, key: str, kind: str) -> HttpResponse:
    """Give the same table as a file: every area of the level, not one page of them."""
    found = _asked(request, slug, key)
    head = [_("code"), _("area"), _("year"), _("value"), _("unit"), _("status"), _("source")]
    rows = [
        [
            row.area.code,
            area_name(row.area),
            found.choice.period,
            plain_value(found.indicator, row.figure),
            found.indicator.unit_text,
            badge_text(row.figure)
            or ("" if row.figure and row.figure.has_value else missing_text(row.figure)),
            found.indicator.source_nl,
        ]
        for row in rows_of(found)
    ]
    name = f"{slug}-{key}-{found.level}-{found.choice.period}.{kind}"
    if kind == "csv":
        return csv_answer(name, head, rows)
    return xlsx_answer(name, head, rows, about=about_file(request, found))


def _asked(request: HttpRequest, slug: str, key: str) -> Asked:
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    indicator = indicators.indicator(viewer, key)
    if indicator is None:
        raise Http404
    return asked(request, viewer, scope, indicator)

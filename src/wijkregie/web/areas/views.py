"""The page of an area, all its figures, and the map of a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.web.areas import profile
from wijkregie.web.areas.charted import map_page
from wijkregie.web.http.addresses import area_words
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.http.wording import area_name, badge_text, missing_text

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@require_safe
def detail(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Show an area: where it is, who lives there, five to ten figures, its parts."""
    scope, viewer, area = _asked(request, slug, words)
    if words != area_words(area):
        return redirect("areas:detail", slug, area_words(area), permanent=False)
    context = profile.page(viewer, scope, area)
    return render(request, "areas/detail.html", context)


@require_safe
def figures(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Show all figures of an area by theme."""
    scope, viewer, area = _asked(request, slug, words)
    if words != area_words(area):
        return redirect("areas:figures", slug, area_words(area), permanent=False)
    return render(request, "areas/figures.html", profile.all_figures(viewer, scope, area))


@require_safe
def figures_csv(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Give all figures of an area, all years, as CSV."""
    _scope, viewer, area = _asked(request, slug, words)
    head = [
        _("area"),
        _("code"),
        _("figure"),
        _("key"),
        _("year"),
        _("value"),
        _("unit"),
        _("status"),
        _("source"),
    ]  # fmt: skip - one row
    rows = [
        [
            area_name(area),
            area.code,
            line.indicator.name,
            line.indicator.key,
            point.figure.period,
            point.figure.value if point.figure.has_value else None,
            line.indicator.unit_text,
            badge_text(point.figure)
            or ("" if point.figure.has_value else missing_text(point.figure)),
            line.indicator.source_nl,
        ]
        for line in indicators.profile(viewer, area)
        for point in line.trend
    ]
    return csv_answer(f"{area_words(area)}.csv", head, rows)


@require_safe
def area_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one figure of all areas of a level on the map, and the same areas in a table."""
    scope = scope_of(request, slug)
    if scope.is_country:
        return redirect(reverse("figures:index", args=[slug]))
    return render(
        request, "areas/map.html", map_page(request, viewer_of(request, scope), scope)
    )


def _asked(request: HttpRequest, slug: str, words: str) -> tuple[Scope, Viewer, Area]:
    """Return the area whose code the address begins with; its name in it is for people."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    code = words.partition("-")[0].upper()
    area = places.area(viewer, scope, code) if code.isalnum() else None
    if area is None:
        raise Http404
    return scope, viewer, area

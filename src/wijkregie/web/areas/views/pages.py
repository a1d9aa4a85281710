"""The page of an area, all its figures, one of them, and two areas beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkregie.web.areas import beside, one, profile
from wijkregie.web.areas.asking import asked, found_area
from wijkregie.web.areas.charted import map_page
from wijkregie.web.http.addresses import area_words
from wijkregie.web.http.asked import with_query
from wijkregie.web.http.viewer import scope_of, viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def detail(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Show an area: where it is, who lives there, how it does, what happens, its parts."""
    viewer, scope, area = found_area(request, slug, words)
    if words != area_words(area):
        return redirect(_right("detail", slug, area_words(area)) + with_query(request))
    found = asked(request, viewer, scope, area)
    return render(request, "areas/detail.html", profile.page(found))


@require_safe
def figures(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Show all figures of an area by theme."""
    viewer, scope, area = found_area(request, slug, words)
    if words != area_words(area):
        return redirect(_right("figures", slug, area_words(area)) + with_query(request))
    found = asked(request, viewer, scope, area)
    return render(request, "areas/figures.html", profile.all_figures(found))


@require_safe
def figure(request: HttpRequest, slug: str, words: str, key: str) -> HttpResponse:
    """Show one figure of an area: its line with the same as a table, meaning and versions."""
    viewer, scope, area = found_area(request, slug, words)
    if words != area_words(area):
        return redirect(_right("figure", slug, area_words(area), key) + with_query(request))
    found = one.one_of(asked(request, viewer, scope, area), key)
    return render(request, "areas/figure.html", one.page(request, found))


@require_safe
def area_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one figure of all areas of a level on the map, and the same areas in a table."""
    scope = scope_of(request, slug)
    return render(
        request, "areas/map.html", map_page(request, viewer_of(request, scope), scope)
    )


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Show two areas beside each other, or let somebody choose them."""
    scope = scope_of(request, slug)
    return render(
        request, "areas/compare.html", beside.page(request, viewer_of(request, scope), scope)
    )


def _right(name: str, *words: str) -> str:
    return reverse(f"areas:{name}", args=words)

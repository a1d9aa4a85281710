"""What one can take along: tables for a spreadsheet, charts and maps as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from wijkregie.kit.typeset import TypesetFault
from wijkregie.web.areas import files, one
from wijkregie.web.areas.asking import asked, found_area
from wijkregie.web.areas.charted import map_file, map_url
from wijkregie.web.http.addresses import area_words
from wijkregie.web.http.pictures import chart_picture
from wijkregie.web.http.tables import csv_answer, xlsx_answer
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.http.wording import area_name, cited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.web.areas.one import One

_PICTURES: Final = {"svg", "png"}


@require_safe
def figures(request: HttpRequest, slug: str, words: str, kind: str) -> HttpResponse:
    """Give all figures of an area, all years, as CSV or as a workbook."""
    found = asked(request, *found_area(request, slug, words))
    name = f"{area_words(found.area)}.{kind}"
    if kind == "csv":
        return csv_answer(name, files.heads(), files.rows(found))
    about = files.about(request, found)
    return xlsx_answer(name, files.heads(), files.rows(found), about=about)


@require_safe
def figure(request: HttpRequest, slug: str, words: str, key: str, kind: str) -> HttpResponse:
    """Give one figure of an area through the years, as a table or as a chart."""
    found = one.one_of(asked(request, *found_area(request, slug, words)), key)
    name = f"{area_words(found.asked.area)}-{key}"
    if kind in _PICTURES:
        return _chart(request, found, name, kind)
    if kind == "csv":
        told = files.one_told(found)
        rows = [[*row, *told] for row in one.numbers(found)]
        return csv_answer(f"{name}.csv", [*one.heads(found), *files.one_heads()], rows)
    about = files.about_one(request, found)
    return xlsx_answer(f"{name}.xlsx", one.heads(found), one.numbers(found), about=about)


def _chart(request: HttpRequest, found: One, name: str, kind: str) -> HttpResponse:
    drawn = found.chart()
    if drawn is None:
        raise Http404
    here, indicator = found.asked, found.indicator
    page = here.url("figure", indicator.key)
    made = chart_picture(
        here.scope,
        drawn,
        title=f"{indicator.name}, {area_name(here.area)}",
        source=cited(indicator.source_nl, found.line.now.period),
        address=request.build_absolute_uri(page),
    )
    try:
        return made.answer(name, kind)
    except TypesetFault as fault:
        messages.error(request, str(fault))
        return redirect(page)


@require_safe
def area_map(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give the map as a picture with its legend and source."""
    scope = scope_of(request, slug)
    if scope.is_country:
        raise Http404
    name, made = map_file(request, viewer_of(request, scope), scope)
    try:
        return made.answer(name, kind)
    except TypesetFault as fault:
        messages.error(request, str(fault))
        return redirect(map_url(request, scope))

"""The thread of one thing, the numbers for the council, and the lists behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.domain.programme import rules as programme
from wijkregie.domain.reports import queries as reports
from wijkregie.domain.reports.states import Knot
from wijkregie.web.http.tables import csv_answer
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.http.wijken import main_areas
from wijkregie.web.http.wording import area_name
from wijkregie.web.reports import behind as lists
from wijkregie.web.reports import counts, names, parts, story
from wijkregie.web.reports import voices as heard
from wijkregie.web.reports.asked import Asked

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wijkregie.domain.places.models import Area
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@require_safe
def thread(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Tell the story of a bottleneck, goal, signal, decision, project, euro or figure."""
    scope = scope_of(request, slug)
    knot = names.SORTS.get(kind)
    if knot is None:
        raise Http404
    viewer = viewer_of(request, scope)
    found = reports.thread(viewer, knot, pk, on=timezone.localdate())
    if found is None:
        raise Http404
    starts = knot == Knot.BOTTLENECK and programme.may_start_somewhere(viewer)
    context = story.page(scope, found) | {
        "start_url": f"{reverse('programme:project_new', args=[slug])}?knelpunt={pk}"
        if starts
        else ""
    }
    return render(request, "reports/thread.html", context)


@require_safe
def figure_thread(request: HttpRequest, slug: str, key: str, code: str) -> HttpResponse:
    """Tell the story of a figure of an area."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    found = reports.figure_thread(viewer, key, code, on=timezone.localdate())
    if found is None:
        raise Http404
    return render(request, "reports/thread.html", story.page(scope, found))


@require_safe
def council(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the six numbers for the council, of the municipality or of one wijk."""
    return render(request, "reports/council.html", counts.page(_asked(request, slug)))


@require_safe
def council_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the numbers and their trend as CSV."""
    head, rows = counts.table(_asked(request, slug))
    return csv_answer(f"{slug}-raad.csv", head, rows)


@require_safe
def voices(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who is heard, individuals beside groups, and who takes part."""
    asked = _asked(request, slug)
    areas = main_areas(asked.viewer, asked.scope)
    context = {**heard.page(asked), "parts": parts.tables(asked, areas)}
    return render(request, "reports/voices.html", context)


@require_safe
def voices_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the figures of who is heard as CSV."""
    head, rows = heard.table(_asked(request, slug))
    return csv_answer(f"{slug}-gehoord.csv", head, rows)


@require_safe
def behind(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show the list behind a number."""
    context = lists.page(_asked(request, slug), _sort(name))
    return render(request, "reports/list.html", context)


@require_safe
def behind_csv(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Give the list behind a number as CSV, whole."""
    head, rows = lists.table(_asked(request, slug), _sort(name))
    return csv_answer(f"{slug}-raad-{name}.csv", head, rows)


def _sort(name: str) -> lists.Sort:
    found = lists.SORTS.get(name)
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest, slug: str) -> Asked:
    scope = scope_of(request, slug)
    if scope.is_country:
        raise Http404
    viewer = viewer_of(request, scope)
    areas = main_areas(viewer, scope)
    code = request.GET.get("gebied", "")
    area = next((one for one in areas if one.code == code), None)
    if code and area is None:
        area = _other_area(viewer, scope, code)
        areas.append(area)
    return Asked(
        request=request,
        scope=scope,
        viewer=viewer,
        on=timezone.localdate(),
        areas=tuple((one.code, area_name(one)) for one in areas),
        area_id=area.pk if area and area.level != Level.MUNICIPALITY else None,
        area_code=code,
        area_name=area_name(area) if area else scope.name,
    )


def _other_area(viewer: Viewer, scope: Scope, code: str) -> Area:
    """Return an area of this municipality that is not one of its wijken, such as a buurt."""
    found = places.area(viewer, scope, code) if code.isalnum() else None
    if found is None or not (found.level == Level.OWN or found.gm_code in scope.codes):
        raise Http404
    return found

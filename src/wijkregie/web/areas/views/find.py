"""Finding an area: by choosing another level, and by where somebody is."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.web.areas import here as places_here
from wijkregie.web.areas.asking import area_of, asked_year
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.viewer import scope_of, viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the page of the area and year that were chosen in a form."""
    scope = scope_of(request, slug)
    area = area_of(viewer_of(request, scope), scope, request.GET.get("code", ""))
    if area is None:
        raise Http404
    year = asked_year(request)
    return redirect(area_url(scope, area) + (f"?jaar={year}" if year else ""))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell in which areas somebody is; the place comes in a form and is kept nowhere."""
    scope = scope_of(request, slug)
    if request.method != "POST":
        return render(request, "areas/here.html", places_here.page(scope))
    context = places_here.answer(viewer_of(request, scope), scope, request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if context["problem"] else HTTPStatus.OK
    return render(request, "areas/here.html", context, status=status)

"""The map of the country, and the files from which a browser draws it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from wijkregie.core import columns
from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.places import queries as places
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.nation.colouring import coloured, decimals_of
from wijkregie.web.nation.page import asked, map_page

if TYPE_CHECKING:
    from django.http import HttpRequest

_YEAR: Final = 365 * 24 * 3600
_LONGEST: Final = 18


@require_safe
def country_map(request: HttpRequest) -> HttpResponse:
    """Show one figure in every area of the country, drawn and as a table."""
    scope = scope_of(request, places.COUNTRY_SLUG)
    found = asked(request, viewer_of(request, scope), scope)
    return render(request, "nation/map.html", map_page(request, found))


@require_safe
def borders(request: HttpRequest) -> HttpResponse:
    """Give the borders of a drawing: never another answer at one address."""
    return _kept(request, _parts(request)[0], "application/octet-stream")


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Give codes and names of the areas of a drawing, in its order."""
    return _kept(request, _parts(request)[1], "application/json")


@require_safe
def values(request: HttpRequest) -> HttpResponse:
    """Give one figure of the areas of a drawing, in its order."""
    drawing = places.drawing(_number(request, "tekening"))
    edition = indicators.country_edition(_number(request, "tabel"))
    viewer = viewer_of(request, scope_of(request, places.COUNTRY_SLUG))
    indicator = indicators.indicator(viewer, request.GET.get("cijfer", ""))
    if drawing is None or edition is None or indicator is None:
        raise Http404
    if indicator.key not in edition.columns:
        raise Http404
    ground = indicators.ground_of(drawing, edition)
    found = coloured(indicator, edition, drawing, ground)
    packed = columns.pack(found.values, decimals=decimals_of(indicator, found))
    return _kept(request, gzip.compress(packed, 9, mtime=0), "application/octet-stream")


def _parts(request: HttpRequest) -> tuple[bytes, bytes]:
    found = places.drawing_parts(_number(request, "tekening"), request.GET.get("versie", ""))
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise Http404
    return int(text)


def _kept(request: HttpRequest, packed: bytes, kind: str) -> HttpResponse:
    """Return bytes that are gzip already, to be kept by the browser for good."""
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = HttpResponse(packed, content_type=kind)
        answer["Content-Encoding"] = "gzip"
    else:
        answer = HttpResponse(gzip.decompress(packed), content_type=kind)
    patch_vary_headers(answer, ["Accept-Encoding"])
    patch_cache_control(answer, public=True, max_age=_YEAR, immutable=True)
    return answer

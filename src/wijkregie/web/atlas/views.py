"""The atlas of an area and its sheet, as PDF; and the list of them for a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkregie.domain.places import queries as places
from wijkregie.kit.typeset import TypesetFault
from wijkregie.web.atlas import listing, paper
from wijkregie.web.http.addresses import area_words
from wijkregie.web.http.viewer import scope_of, viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Show of which areas there is an atlas."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    return render(request, "atlas/index.html", listing.page(viewer, scope))


@require_safe
def atlas(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Give the wijkatlas of an area."""
    return _document(request, slug, words, paper.BOOK)


@require_safe
def short(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Give the sheet of an area."""
    return _document(request, slug, words, paper.SHEET)


def _document(request: HttpRequest, slug: str, words: str, kind: str) -> HttpResponse:
    """Give a document; where it cannot be made, say so on the page of the area."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    asked = words.partition("-")[0].upper()
    area = places.area(viewer, scope, asked) if asked.isalnum() else None
    if area is None:
        raise Http404
    try:
        made = paper.pdf(kind, viewer, scope, area, at=timezone.now())
    except TypesetFault as fault:
        messages.error(request, str(fault))
        return redirect("areas:detail", slug, area_words(area))
    answer = HttpResponse(made, content_type="application/pdf")
    name = f"{kind}-{area_words(area)}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer

"""All that was reported in a municipality: a map, and the same as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkregie.web.signals import overview as pages
from wijkregie.web.signals.views.asked import asked

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where something was reported and how far it is, for everyone."""
    return render(request, "signals/overview.html", pages.page(asked(request, slug)))

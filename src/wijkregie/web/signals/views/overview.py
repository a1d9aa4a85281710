"""All that was reported in a municipality: a map, and the same as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkregie.web.signals import of_group as own
from wijkregie.web.signals import overview as pages
from wijkregie.web.signals.views.asked import asked, for_members

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.web.signals.views.asked import Asked


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where something was reported and how far it is, for everyone."""
    return render(request, "signals/overview.html", pages.page(asked(request, slug)))


@require_safe
@for_members
def of_group(found: Asked) -> HttpResponse:
    """Show all that the viewer's groups raised, and what became of it."""
    return render(found.request, "signals/of_group.html", own.page(found))

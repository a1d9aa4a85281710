"""The work list of who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkregie.web.signals import worklist
from wijkregie.web.signals.views.asked import for_members

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.signals.views.asked import Asked


@require_safe
@for_members
def work(found: Asked) -> HttpResponse:
    """Show what has to be done, overdue first, by state."""
    return render(found.request, "signals/work.html", worklist.page(found))

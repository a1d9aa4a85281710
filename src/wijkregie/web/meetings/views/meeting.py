"""The page of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_safe

from wijkregie.web.meetings.desk import opened
from wijkregie.web.meetings.page import show

if TYPE_CHECKING:
    from django.http import HttpResponse

    from wijkregie.web.meetings.desk import Desk

_DIGITS = 12


@require_safe
@opened
def detail(desk: Desk, pk: int) -> HttpResponse:
    """Show a meeting, open at the point that the address asks for."""
    asked = desk.request.GET.get("punt", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS):
        raise Http404
    return show(desk, desk.meeting(pk), int(asked) if asked else None)

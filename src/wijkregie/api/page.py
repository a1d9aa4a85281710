"""The page about the API, for people."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkregie.api.first import schema
from wijkregie.api.shared.links import base

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show what there is to read, and how."""
    return render(
        request,
        "api/about.html",
        {"base": base(), "resources": _resources()},
    )


@cache
def _resources() -> list[dict[str, object]]:
    """Return the addresses in the order of the description, which never changes."""
    return [
        {
            "path": path,
            "summary": methods["get"]["summary"],
            "parameters": [one["name"] for one in methods["get"]["parameters"]],
        }
        for path, methods in schema()["paths"].items()
    ]

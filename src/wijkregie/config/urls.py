"""Root addresses. Each area of pages brings its own; a municipality's pages come last."""

from __future__ import annotations

from importlib import import_module

from django.urls import URLResolver, include, path

from wijkregie.web.http import errors

_AREAS = (
    "operations",
    "accounts",
    "demo",
    "control",
    "home",
    "nation",
    "peers",
    "atlas",
    "figures",
    "areas",
    "signals",
    "letters",
    "concerns",
    "covenants",
    "meetings",
    "programme",
    "practice",
    "budgets",
    "proposals",
    "voting",
    "awards",
    "recount",
    "reports",
)


def _areas() -> list[URLResolver]:
    """Return the addresses of the pages; those with a fixed first word before the others."""
    return [path("", include(f"wijkregie.web.{name}.urls")) for name in _AREAS]


urlpatterns = [
    path("api/", include(import_module("wijkregie.api.urls"))),
    *_areas(),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

"""What the frame of every page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from wijkregie.domain.people.states import Role
from wijkregie.web.http.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the municipality of the page, who looks, and whether this is a demo."""
    scope = getattr(request, "scope", None)
    if not hasattr(request, "session"):
        return {"scope": scope, "demo": settings.WIJKREGIE_DEMO}
    viewer = viewer_of(request, scope)
    return {
        "scope": scope,
        "viewer": viewer,
        "may_administer": viewer.operator or viewer.holds(Role.ADMINISTRATOR),
        "demo": settings.WIJKREGIE_DEMO,
    }

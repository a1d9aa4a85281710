"""What the frame of every page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkregie.domain.places import queries as places
from wijkregie.web.http.menu import menu
from wijkregie.web.http.viewer import viewer_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the municipality of the page, who looks, and whether this is a demo.

    A page without a municipality, such as logging in, takes the only one there is.
    """
    if not hasattr(request, "user"):
        return {}
    try:
        scope = getattr(request, "scope", None) or places.only_scope() or places.country_scope()
        viewer = viewer_of(request, scope)
    except DatabaseError:
        return {}  # the page that tells of a broken database needs no frame
    frame = _frame(request, scope, viewer)
    return {
        "scope": scope,
        "viewer": viewer,
        "frame": frame,
        "site": frame,
        "tokens_url": reverse("home:tokens", args=[scope.slug]) if scope.tokens else "",
    }


def _frame(request: HttpRequest, scope: Scope, viewer: Viewer) -> dict[str, Any]:
    slug = [scope.slug]
    return {
        "name": scope.name,
        "logo_url": reverse("operations:file", args=[scope.logo]) if scope.logo else "",
        "menu": menu(request, scope, viewer),
        "home_url": reverse("home:index", args=slug),
        "search_url": reverse("home:search", args=slug),
        "here_url": _here_url(request, scope),
        "about_url": reverse("home:about", args=slug),
        "privacy_url": reverse("home:privacy", args=slug),
        "accessibility_url": reverse("home:accessibility", args=slug),
        "login_url": reverse("account_login"),
        "logout_url": reverse("account_logout"),
        "account_url": reverse("account"),
        "person_name": getattr(request.user, "name", ""),
        "is_demo": settings.WIJKREGIE_DEMO,
        "demo_url": reverse("demo:roles") if settings.WIJKREGIE_DEMO else "",
        "source_text": _("Beside every figure stands its source. Most are open data."),
    }


def _here_url(request: HttpRequest, scope: Scope) -> str:
    """Return where one asks in which area one is; nothing on that page itself."""
    match = request.resolver_match
    is_there = match is not None and match.view_name == "areas:here"
    return "" if is_there else reverse("areas:here", args=[scope.slug])

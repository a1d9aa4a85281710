"""Who is looking, at which municipality: asked once per request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import Http404
from django.utils import timezone

from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

DEMO_ROLE: Final = "demo_role"


def scope_of(request: HttpRequest, slug: str) -> Scope:
    """Return the municipality (or country) of this address, and remember it on the request.

    Raises ``Http404`` for a municipality that does not work with this installation.
    """
    scope = places.scope(slug)
    if scope is None:
        raise Http404
    request.scope = scope  # type: ignore[attr-defined] # the frame of the page reads it
    return scope


def viewer_of(request: HttpRequest, scope: Scope | None) -> Viewer:
    """Return who looks at this municipality; grants only after the second factor.

    Kept for the rest of the request: two queries the first time, none for a passer-by.
    """
    kept: dict[int | None, Viewer] = request.__dict__.setdefault("_viewers", {})
    municipality_id = scope.municipality_id if scope else None
    if municipality_id not in kept:
        kept[municipality_id] = people.viewer(
            request.user.pk if request.user.is_authenticated else None,
            municipality_id=municipality_id,
            on=timezone.localdate(),
            strong=passed_second_factor(request),
        )
    return kept[municipality_id]


def passed_second_factor(request: HttpRequest) -> bool:
    """Tell whether this session passed the second factor of the person who is logged in.

    The log of this session is kept by allauth, and it is that of this person or empty. In
    a demo, and only there, a switch of role counts as one.
    """
    if not request.user.is_authenticated:
        return False
    if settings.WIJKREGIE_DEMO and request.session.get(DEMO_ROLE) == request.user.pk:
        return True
    steps = get_authentication_records(request, request.user)
    return any(step.get("method") == "mfa" for step in steps)

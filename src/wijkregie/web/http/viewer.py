"""Who is looking, at which municipality: asked once per request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone

from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


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
    """Return who looks at this municipality; grants only after the second factor."""
    kept: dict[int | None, Viewer] = request.__dict__.setdefault("_viewers", {})
    municipality_id = scope.municipality_id if scope else None
    if municipality_id not in kept:
        kept[municipality_id] = people.viewer(
            request.user.pk if request.user.is_authenticated else None,
            municipality_id=municipality_id,
            on=timezone.localdate(),
            strong=bool(request.session.get("second_factor")),
        )
    return kept[municipality_id]

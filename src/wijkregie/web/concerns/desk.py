"""Who sits at the desk for concerns: who attends the team, after a second step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wijkregie.domain.concerns import rules
from wijkregie.domain.people import queries as people
from wijkregie.web.http.viewer import passed_second_factor, scope_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose page, who looks, and when."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer
    at: datetime

    def url(self, name: str, *args: object) -> str:
        """Return the address of a page of this desk."""
        return reverse(f"concerns:{name}", args=[self.scope.slug, *args])


def for_team(
    view: Callable[Concatenate[Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let only who attends the designated team open a view."""
    return _guarded(view, lambda viewer: bool(viewer.sealed_ids))


def for_leaders(
    view: Callable[Concatenate[Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let only who leads the work here, or attends the team, open a view."""
    return _guarded(view, rules.may_see_alarm)


def _guarded(
    view: Callable[Concatenate[Desk, Args], HttpResponse], may: Callable[[Viewer], bool]
) -> Callable[..., HttpResponse]:
    """Ask who is not logged in to do so, and lead who lacks the second step to it."""

    @never_cache
    @wraps(view)
    def guarded(
        request: HttpRequest, slug: str, *args: Args.args, **words: Args.kwargs
    ) -> HttpResponse:
        scope = scope_of(request, slug)
        if scope.is_country:
            raise Http404
        viewer = viewer_of(request, scope)
        if viewer.is_anonymous:
            return redirect_to_login(reverse("concerns:queue", args=[slug]))
        if may(viewer):
            return view(Desk(request, scope, viewer, timezone.now()), *args, **words)
        if not passed_second_factor(request) and may(_after_second_step(viewer)):
            asked = urlencode({"next": reverse("concerns:queue", args=[slug])})
            return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{asked}")
        raise PermissionDenied

    return guarded


def _after_second_step(viewer: Viewer) -> Viewer:
    return people.viewer(
        viewer.person_id,
        municipality_id=viewer.municipality_id,
        on=timezone.localdate(),
        strong=True,
    )

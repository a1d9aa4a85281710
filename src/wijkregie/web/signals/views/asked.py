"""What every page about one signal begins with: the municipality, who looks, the signal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from wijkregie.core import reference as references
from wijkregie.domain.signals import queries
from wijkregie.web.http.viewer import scope_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.signals.queries import SignalSeen
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")
Answer = TypeVar("Answer", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose page, who looks, and when."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer
    at: datetime

    @property
    def on(self) -> date:
        """The day on which somebody looks."""
        return timezone.localdate(self.at)

    @property
    def municipality_id(self) -> int:
        """The number of the municipality."""
        if self.scope.municipality_id is None:
            raise ValueError("the country has no signals")
        return self.scope.municipality_id

    def signal(self, reference: str) -> SignalSeen:
        """Return the signal with this reference, or say that there is none."""
        known = references.clean(reference)
        found = queries.signal_seen(self.viewer, known, on=self.on) if known else None
        if found is None:
            raise Http404
        return found


def asked(request: HttpRequest, slug: str) -> Asked:
    """Return who asks what. The country has no signals."""
    scope = scope_of(request, slug)
    if scope.is_country:
        raise Http404
    return Asked(request, scope, viewer_of(request, scope), timezone.now())


def for_members(
    view: Callable[Concatenate[Asked, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let only who works along in this municipality reach a view.

    Who is not logged in is asked to; anybody else is refused.
    """

    @never_cache
    @wraps(view)
    def guarded(
        request: HttpRequest, slug: str, *args: Args.args, **kwargs: Args.kwargs
    ) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(_way_back(request))
        found = asked(request, slug)
        if not (found.viewer.is_member or found.viewer.operator):
            raise PermissionDenied
        return view(found, *args, **kwargs)

    return guarded


def _way_back(request: HttpRequest) -> str:
    """Return where to go on to; what was sent is gone by then, so to the page it was on."""
    path = request.get_full_path()
    return path if request.method == "GET" else path.rpartition("/")[0]


def not_there(request: HttpRequest, title: str, text: str) -> HttpResponse:
    """Answer that something is not there, with a sentence that says what to do."""
    context = {"title": title, "text": text}
    return render(request, "signals/not_there.html", context, status=404)


def quiet(response: Answer) -> Answer:
    """Keep a private link out of stores, search engines and the address one came from."""
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response

"""Who may sit at the settings of a municipality: its administrators, and the operator.

District managers sit at some of them: see ``for_managers`` and ``for_recorders``.
"""

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

from wijkregie.domain.indicators.rules import may_record
from wijkregie.domain.people import queries as people
from wijkregie.domain.people import rules
from wijkregie.domain.signals import rules as signal_rules
from wijkregie.web.http.viewer import passed_second_factor, scope_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")


@dataclass(frozen=True, slots=True)
class Desk:
    """The municipality whose settings are open, who sits there, and what is asked."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer

    @property
    def municipality_id(self) -> int:
        """The number of the municipality."""
        if self.scope.municipality_id is None:
            raise ValueError("the country has no settings")
        return self.scope.municipality_id

    @property
    def administers(self) -> bool:
        """Tell whether all settings are open to who sits here."""
        return rules.may_administer(self.viewer)

    @property
    def records(self) -> bool:
        """Tell whether who sits here may record own figures."""
        return may_record(self.viewer, self.municipality_id)

    def url(self, name: str, *args: object) -> str:
        """Return the address of a page of these settings."""
        return reverse(f"control:{name}", args=[self.scope.slug, *args])


def for_administrators(
    view: Callable[Concatenate[HttpRequest, Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let only administrators of the municipality in the address reach a view.

    Who is not logged in is asked to; an administrator without the second step is led to it;
    anybody else is refused. Nothing of these pages is kept by a browser or on the way.
    """
    return _guarded(view, rules.may_administer, "index")


def for_managers(
    view: Callable[Concatenate[HttpRequest, Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let administrators and district managers of the municipality reach a view, as above."""
    return _guarded(view, signal_rules.may_set_routing, "routing")


def for_recorders(
    view: Callable[Concatenate[HttpRequest, Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let those who record figures of the municipality reach a view, as above."""
    return _guarded(view, _may_record, "own_figures")


def _may_record(viewer: Viewer) -> bool:
    return may_record(viewer, viewer.municipality_id or 0)


def _guarded(
    view: Callable[Concatenate[HttpRequest, Desk, Args], HttpResponse],
    may: Callable[[Viewer], bool],
    home: str,
) -> Callable[..., HttpResponse]:
    @never_cache
    @wraps(view)
    def guarded(
        request: HttpRequest, slug: str, *args: Args.args, **kwargs: Args.kwargs
    ) -> HttpResponse:
        scope = scope_of(request, slug)
        if scope.is_country:
            raise Http404
        if not request.user.is_authenticated:
            return redirect_to_login(_way_back(request, slug, home))
        viewer = viewer_of(request, scope)
        if may(viewer):
            return view(request, Desk(request, scope, viewer), *args, **kwargs)
        if _lacks_second_step_only(request, scope, may):
            asked = urlencode({"next": _way_back(request, slug, home)})
            return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{asked}")
        raise PermissionDenied

    return guarded


def _way_back(request: HttpRequest, slug: str, home: str) -> str:
    """Return where to go on to; what was sent is gone by then, so not to where it was sent."""
    if request.method == "GET":
        return request.get_full_path()
    return reverse(f"control:{home}", args=[slug])


def _lacks_second_step_only(
    request: HttpRequest, scope: Scope, may: Callable[[Viewer], bool]
) -> bool:
    if passed_second_factor(request):
        return False
    after = people.viewer(
        request.user.pk,
        municipality_id=scope.municipality_id,
        on=timezone.localdate(),
        strong=True,
    )
    return may(after)

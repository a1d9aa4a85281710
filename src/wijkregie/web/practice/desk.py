"""Who borrows or shares, in which municipality, and how a change is answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse

from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.http.viewer import passed_second_factor, scope_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")


@dataclass(frozen=True, slots=True)
class Desk:
    """The municipality, who looks, and what is asked."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer

    def url(self, name: str, *args: object) -> str:
        """Return the address of one of these pages."""
        return reverse(f"practice:{name}", args=[self.scope.slug, *args])

    @property
    def sent(self) -> QueryDict | None:
        """What was sent, or nothing when the page is only asked for."""
        return self.request.POST if self.request.method == "POST" else None

    def refuse(self) -> HttpResponse:
        """Lead who is not logged in, or lacks the second step, to it; refuse anybody else.

        Raises ``PermissionDenied``.
        """
        back = self.request.get_full_path()
        if not self.request.user.is_authenticated:
            return redirect_to_login(back)
        if not passed_second_factor(self.request):
            asked = urlencode({"next": back})
            return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{asked}")
        raise PermissionDenied


def at_desk(
    view: Callable[Concatenate[Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the municipality in the address and who looks at it."""

    @wraps(view)
    def opened(
        request: HttpRequest, slug: str, *args: Args.args, **kwargs: Args.kwargs
    ) -> HttpResponse:
        scope = scope_of(request, slug)
        if scope.is_country:
            raise Http404
        return view(Desk(request, scope, viewer_of(request, scope)), *args, **kwargs)

    return opened


def answered(form: forms.Form, act: Callable[[], object]) -> bool:
    """Tell whether a form was sent, was filled in well, and ``act`` was done with it.

    What a service refuses becomes an error of the form.
    """
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except Refusal as refusal:
        add_refusal(form, refusal, None)
    else:
        return True
    return False

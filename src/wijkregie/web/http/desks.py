"""Who stands at the pages of a municipality, and how what they send is answered.

Each part of the site has a ``Desk`` of its own, which knows its addresses and what it needs
more. What is the same for all stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.http.sending import Done, sent_once
from wijkregie.web.http.viewer import passed_second_factor, scope_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict

    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Desk:
    """The municipality, who looks, and what is asked; ``pages`` is how its addresses begin."""

    pages: ClassVar[str] = ""

    request: HttpRequest
    scope: Scope
    viewer: Viewer

    def url(self, name: str, *args: object) -> str:
        """Return the address of one of these pages."""
        return reverse(f"{self.pages}:{name}", args=[self.scope.slug, *args])

    @property
    def sent(self) -> QueryDict | None:
        """What was sent, or nothing when the page is only asked for."""
        return self.request.POST if self.request.method == "POST" else None

    @property
    def way_back(self) -> str:
        """Where to go on to after logging in."""
        return self.request.get_full_path()

    @property
    def lacks_step(self) -> bool:
        """Tell whether who looks has to take the second step of logging in first."""
        return not passed_second_factor(self.request)

    def refuse(self) -> HttpResponse:
        """Lead who is not logged in, or lacks the second step, to it; refuse anybody else.

        Raises ``PermissionDenied``.
        """
        if not self.request.user.is_authenticated:
            return redirect_to_login(self.way_back)
        if self.lacks_step:
            asked = urlencode({"next": self.way_back})
            return HttpResponseRedirect(f"{reverse('mfa_activate_totp')}?{asked}")
        raise PermissionDenied


AnyDesk = TypeVar("AnyDesk", bound=Desk)
AnyDesk_co = TypeVar("AnyDesk_co", bound=Desk, covariant=True)


class AtDesk(Protocol[AnyDesk_co]):
    """Makes of a view that wants a desk one that Django calls."""

    def __call__(
        self, view: Callable[Concatenate[AnyDesk_co, Args], HttpResponse], /
    ) -> Callable[..., HttpResponse]:
        """Return the view with its desk."""


def opened_at(kind: type[AnyDesk]) -> AtDesk[AnyDesk]:
    """Give a view the municipality in the address and who looks at it; no country has these."""

    def opening(
        view: Callable[Concatenate[AnyDesk, Args], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(
            request: HttpRequest, slug: str, *args: Args.args, **kwargs: Args.kwargs
        ) -> HttpResponse:
            scope = scope_of(request, slug)
            if scope.is_country:
                raise Http404
            return view(kind(request, scope, viewer_of(request, scope)), *args, **kwargs)

        return opened

    return opening


def worked_at(
    kind: type[AnyDesk], may: Callable[[AnyDesk], bool] | None = None
) -> AtDesk[AnyDesk]:
    """Give a view that changes something its desk; nothing of it is kept on the way.

    What is sent twice from one page is done once: the second leads where the first did. With
    ``may`` who may not is refused.
    """
    opening = opened_at(kind)

    def working(
        view: Callable[Concatenate[AnyDesk, Args], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @wraps(view)
        def worked(desk: AnyDesk, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
            if may is not None and not may(desk):
                return desk.refuse()
            return sent_once(desk.request, desk.viewer, lambda: view(desk, *args, **kwargs))

        return never_cache(shown_and_sent(opening(worked)))

    return working


def answered(form: forms.Form, act: Callable[[], object], *, field: str | None = None) -> bool:
    """Tell whether a form was sent, was filled in well, and ``act`` was done with it.

    What a service refuses becomes an error of the form, at ``field``.
    """
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except Refusal as refusal:
        add_refusal(form, refusal, field)
    except IntegrityError:
        moment = _("Somebody else saved this at the same moment. Reload the page to see it.")
        form.add_error(None, moment)
    else:
        return True
    return False


def done(desk: Desk, text: str, url: str) -> HttpResponse:
    """Say what was done, on the page at ``url``."""
    messages.success(desk.request, text)
    return Done(url)


def asked(desk: Desk, template: str, form: forms.Form | None, context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    wrong = form is not None and form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(desk.request, template, {"form": form, **context}, status=status)

"""Who looks at the programme, in which municipality, and who may work on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
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
    """The municipality, who looks, and what is asked."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer

    def url(self, name: str, *args: object) -> str:
        """Return the address of one of these pages."""
        return reverse(f"programme:{name}", args=[self.scope.slug, *args])

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


def open_to_all(
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


def for_work(
    view: Callable[Concatenate[Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view that changes something its desk; nothing of it is kept on the way.

    What is sent twice from one page is done once: the second leads where the first did.
    """

    def worked(desk: Desk, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        return sent_once(desk.request, desk.viewer, lambda: view(desk, *args, **kwargs))

    return never_cache(shown_and_sent(open_to_all(worked)))


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


def ask(desk: Desk, form: forms.Form | None, **context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    wrong = form is not None and form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    shown = {"form": form} | context
    return render(desk.request, "programme/ask.html", shown, status=status)

"""Who looks at the funds, in which municipality, and who may change them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkregie.domain.budgets import queries
from wijkregie.domain.budgets.rules import may_run_funds
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.http.sending import Done, sent_once
from wijkregie.web.http.viewer import passed_second_factor, scope_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict

    from wijkregie.domain.budgets.queries import FundSeen, PotSeen, RoundSeen
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")
Found = TypeVar("Found")
shown_and_sent = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Desk:
    """The municipality, who looks, and what is asked."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer

    @property
    def on(self) -> date:
        """Today."""
        return timezone.localdate()

    @property
    def may_change(self) -> bool:
        """Tell whether who looks may make and change funds."""
        return may_run_funds(self.viewer)

    @property
    def sent(self) -> QueryDict | None:
        """What was sent, or nothing when the page is only asked for."""
        return self.request.POST if self.request.method == "POST" else None

    def url(self, name: str, *args: object) -> str:
        """Return the address of one of these pages."""
        return reverse(f"budgets:{name}", args=[self.scope.slug, *args])

    def fund(self, pk: int) -> FundSeen:
        """Return a fund. Raises ``Http404`` where it is not there."""
        return _there(queries.fund_seen(self.viewer, pk, on=self.on))

    def pot(self, pk: int) -> PotSeen:
        """Return the formula of a year. Raises ``Http404`` where it is not there."""
        return _there(queries.pot_seen(self.viewer, pk))

    def round(self, pk: int) -> RoundSeen:
        """Return a round. Raises ``Http404`` where it is not there."""
        return _there(queries.round_seen(self.viewer, pk))

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


def _there(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


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
    """Give a view its desk where who looks may change funds; refuse anybody else."""

    def guarded(desk: Desk, /, *args: Args.args, **kwargs: Args.kwargs) -> HttpResponse:
        if not desk.may_change:
            return desk.refuse()
        return sent_once(desk.request, desk.viewer, lambda: view(desk, *args, **kwargs))

    return never_cache(shown_and_sent(open_to_all(guarded)))


def answered(form: forms.Form, act: Callable[[], object], *, field: str | None = None) -> bool:
    """Tell whether a form was sent, was filled in well, and ``act`` was done with it.

    A refusal stands at its own field, at ``field``, or above the form.
    """
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except Refusal as refusal:
        add_refusal(form, refusal, field)
    else:
        return True
    return False


def done(desk: Desk, text: str, url: str) -> HttpResponse:
    """Say what was done, on the page at ``url``."""
    messages.success(desk.request, text)
    return Done(url)


def ask(desk: Desk, form: forms.Form, **context: Any) -> HttpResponse:
    """Answer with a page around one form; 422 when it was sent and holds errors."""
    wrong = form.is_bound and form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    shown = {"form": form, "once": True} | context
    return render(desk.request, "budgets/form.html", shown, status=status)

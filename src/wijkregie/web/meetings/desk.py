"""Who looks at the meetings, in which municipality, and how a change is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from wijkregie.domain.meetings import queries
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.http.viewer import passed_second_factor, scope_of, viewer_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.meetings.queries import MeetingSeen
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer

Args = ParamSpec("Args")


@dataclass(frozen=True, slots=True)
class Desk:
    """The municipality, who looks, what is asked, and when."""

    request: HttpRequest
    scope: Scope
    viewer: Viewer
    now: datetime = field(default_factory=timezone.now)

    @property
    def on(self) -> date:
        """The day here."""
        return timezone.localdate(self.now)

    def url(self, name: str, *args: object) -> str:
        """Return the address of one of these pages."""
        return reverse(f"meetings:{name}", args=[self.scope.slug, *args])

    def meeting(self, pk: int) -> MeetingSeen:
        """Return a meeting of this municipality, or raise ``Http404``."""
        found = queries.meeting_seen(self.viewer, pk, on=self.on)
        if found is None:
            raise Http404
        return found

    def has_begun(self, meeting: MeetingSeen) -> bool:
        """Tell whether the day of a meeting has come: only then one decides and closes."""
        return self.on >= timezone.localdate(meeting.starts_at)

    def refuse(self) -> HttpResponse:
        """Lead who is not logged in, or lacks the second step, to it; refuse anybody else.

        Raises ``PermissionDenied``.
        """
        asked = self.request.method == "GET"
        back = self.request.get_full_path() if asked else self.url("index")
        if not self.request.user.is_authenticated:
            return redirect_to_login(back)
        if not (passed_second_factor(self.request) or self.viewer.is_member):
            return HttpResponseRedirect(
                f"{reverse('mfa_activate_totp')}?{urlencode({'next': back})}"
            )
        raise PermissionDenied


def opened(
    view: Callable[Concatenate[Desk, Args], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the municipality in the address and who looks; nothing is kept on the way."""

    @never_cache
    @wraps(view)
    def wrapped(
        request: HttpRequest, slug: str, *args: Args.args, **kwargs: Args.kwargs
    ) -> HttpResponse:
        scope = scope_of(request, slug)
        if scope.is_country:
            raise Http404
        return view(Desk(request, scope, viewer_of(request, scope)), *args, **kwargs)

    return wrapped


def answered(form: forms.Form, act: Callable[[], object]) -> bool:
    """Tell whether a form was filled in well and ``act`` was done with it.

    What a service refuses becomes an error of the form.
    """
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        add_refusal(form, refusal)
    except IntegrityError:
        moment = _("Somebody else saved this at the same moment. Reload the page to see it.")
        form.add_error(None, moment)
    else:
        return True
    return False


def done(desk: Desk, text: str, url: str) -> HttpResponse:
    """Say what was done, on the page at ``url``."""
    messages.success(desk.request, text)
    return redirect(url)

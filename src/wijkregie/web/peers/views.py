"""Show what an area is compared with, and let who may change that."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.indicators import queries as indicators
from wijkregie.domain.indicators import services
from wijkregie.domain.indicators.states import RESPECTS
from wijkregie.domain.places import queries as places
from wijkregie.web.http.addresses import area_words
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.peers.forms import PeerForm
from wijkregie.web.peers.page import Asked, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


@require_safe
def detail(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Show the similar areas and why these; who may choose finds the means here too."""
    asked = _asked(request, slug, words)
    if words != area_words(asked.area):
        return redirect("peers:detail", slug, area_words(asked.area), permanent=False)
    return render(request, "peers/detail.html", page(asked, query=request.GET.get("q", "")))


@require_POST
def widths(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Say in each respect how much alike the areas must be."""
    asked = _asked(request, slug, words)
    chosen = {one.key: request.POST[one.key] for one in RESPECTS if one.key in request.POST}

    def act() -> None:
        services.set_peer_widths(asked.area.pk, chosen, by=asked.viewer, at=timezone.now())

    return _done(request, asked, act, _("From now on the similar areas are chosen like this."))


@require_POST
def leave_out(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Leave one area out of the comparison."""
    asked = _asked(request, slug, words)
    peer = _peer(request)

    def act() -> None:
        services.leave_out_peer(asked.area.pk, peer, by=asked.viewer, at=timezone.now())

    return _done(request, asked, act, _("The area is left out. You can put it back below."))


@require_POST
def take_in(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Take one area into the comparison, or put it back."""
    asked = _asked(request, slug, words)
    peer = _peer(request)

    def act() -> None:
        services.take_in_peer(asked.area.pk, peer, by=asked.viewer, at=timezone.now())

    return _done(request, asked, act, _("The area is in the comparison now."))


@require_POST
def reset(request: HttpRequest, slug: str, words: str) -> HttpResponse:
    """Go back to the similar areas that follow from the figures."""
    asked = _asked(request, slug, words)

    def act() -> None:
        services.reset_peers(asked.area.pk, by=asked.viewer, at=timezone.now())

    return _done(request, asked, act, _("The similar areas are as usual again."))


def _asked(request: HttpRequest, slug: str, words: str) -> Asked:
    """Return the area whose code the address begins with; its name in it is for people."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    code = words.partition("-")[0].upper()
    area = places.area(viewer, scope, code) if code.isalnum() else None
    if area is None or not indicators.has_peers(area):
        raise Http404
    return Asked(scope, viewer, area)


def _peer(request: HttpRequest) -> int:
    form = PeerForm(request.POST)
    return form.cleaned_data["area"] if form.is_valid() else 0


def _done(
    request: HttpRequest, asked: Asked, act: Callable[[], None], text: str
) -> HttpResponse:
    """Do ``act`` and show the page again; who is not logged in is asked to first."""
    here = reverse("peers:detail", args=[asked.scope.slug, area_words(asked.area)])
    if not request.user.is_authenticated:
        return redirect_to_login(here)
    try:
        act()
    except services.PeersRefused as refusal:
        context = page(asked, refused=str(refusal))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "peers/detail.html", context, status=status)
    messages.success(request, text)
    return redirect(here)

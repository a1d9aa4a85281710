"""The front page, search, and the pages about this site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.web.home import about as about_pages
from wijkregie.web.home import front, together
from wijkregie.web.http.addresses import area_url
from wijkregie.web.http.alarm import alarm_banner
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.http.wording import area_name, kind_text

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wijkregie.domain.places.queries import Hit, Scope


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the only municipality, or show those there are."""
    scope = places.only_scope()
    if scope:
        return redirect("home:index", scope.slug)
    found = places.scopes()
    if not found:
        return redirect("home:index", places.COUNTRY_SLUG)
    links = [{"name": one.name, "url": reverse("home:index", args=[one.slug])} for one in found]
    return render(request, "home/start.html", {"municipalities": links})


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the front page of a municipality, or of the country."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    context = {**front.page(viewer, scope), "alarm": alarm_banner(viewer, scope)}
    return render(request, "home/index.html", context)


@require_safe
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """Find an area by its name, a street, a postcode or a place in it."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    asked = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    hits = places.search(viewer, scope, asked) if asked else []
    own = any(hit.area.level == Level.OWN for hit in hits)
    context: dict[str, Any] = {
        "query": asked,
        "results": [_result(scope, hit, beside=own) for hit in hits],
        "summary": _summary(len(hits), asked),
        "areas": [] if hits else front.areas(viewer, scope)[0],
    }
    return render(request, "home/search.html", context)


def _result(scope: Scope, hit: Hit, *, beside: bool) -> dict[str, str]:
    """Return a place that was found; ``beside`` areas of our own, those of CBS say so."""
    found_as = "" if hit.name == hit.area.name else hit.name
    if hit.detail and found_as:
        found_as = f"{found_as}, {hit.detail}"
    text = kind_text(scope, hit.area)
    if beside and hit.area.level != Level.OWN:
        text = _("%(kind)s, as CBS draws it") % {"kind": text}
    return {
        "name": area_name(hit.area),
        "url": area_url(scope, hit.area),
        "text": text,
        "side_text": found_as,
    }


def _summary(number: int, asked: str) -> str:
    if not asked or not number:
        return ""
    words = ngettext(
        "%(number)d place found for “%(asked)s”",
        "%(number)d places found for “%(asked)s”",
        number,
    )
    return words % {"number": number, "asked": asked}


@require_safe
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell who made this site and where the figures come from."""
    scope = scope_of(request, slug)
    viewer = viewer_of(request, scope)
    return render(request, "home/about.html", about_pages.about(viewer, scope))


@require_safe
def groups(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the groups that work together here, and who sits in them."""
    scope = scope_of(request, slug)
    if scope.is_country:
        raise Http404
    return render(
        request, "home/together.html", together.page(viewer_of(request, scope), scope)
    )


@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell which personal data are kept, why and how long."""
    scope = scope_of(request, slug)
    return render(request, "home/privacy.html", about_pages.privacy(scope))


@require_safe
def accessibility(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell how accessible this site is."""
    scope = scope_of(request, slug)
    return render(request, "home/accessibility.html", about_pages.accessibility(scope))


@require_safe
@cache_control(public=True, max_age=300)
def tokens(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the colours of a municipality as a stylesheet."""
    scope = scope_of(request, slug)
    lines = [f"  --wr-{key}: {value};" for key, value in scope.tokens]
    sheet = "\n".join((":root {", *lines, "}", ""))
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")

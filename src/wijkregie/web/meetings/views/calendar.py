"""Meetings in one's own calendar: what there is to follow, and the feeds themselves."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.meetings import queries, services
from wijkregie.kit import calendar
from wijkregie.web.http.viewer import scope_of
from wijkregie.web.meetings.desk import answered, done, opened
from wijkregie.web.meetings.forms import Empty
from wijkregie.web.meetings.rhythm_words import rhythm_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from wijkregie.domain.meetings.queries import CalendarSeen
    from wijkregie.domain.places.queries import Scope
    from wijkregie.web.meetings.desk import Desk

_NONCE_BITS = 128


@require_safe
@opened
def page(desk: Desk) -> HttpResponse:
    """Show which calendars one can follow, and how."""
    return _show(desk)


@require_POST
@opened
def link(desk: Desk) -> HttpResponse:
    """Make one's private link, or take it away."""
    if not desk.viewer.group_ids:
        return desk.refuse()
    form, drops = Empty(desk.request.POST), desk.request.POST.get("drop")

    def act() -> None:
        if drops:
            services.drop_calendar_link(by=desk.viewer, at=desk.now)
        else:
            seed = secrets.randbits(_NONCE_BITS)
            services.make_calendar_link(by=desk.viewer, at=desk.now, seed=seed)

    if answered(form, act):
        text = _("Your link works no more.") if drops else _("Your link is ready.")
        return done(desk, text, f"{desk.url('calendar')}#mine")
    return _show(desk, [str(error) for error in form.non_field_errors()])


@require_safe
@cache_control(public=True, max_age=900)
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give when all groups of a municipality meet."""
    scope = _scope(request, slug)
    on, address = timezone.localdate(), address_of(scope)
    found = queries.public_calendar(scope.municipality_id or 0, on=on, address=address)
    return _answer(found, scope)


@require_safe
@cache_control(public=True, max_age=900)
def series_feed(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the meetings of a public series."""
    scope = _scope(request, slug)
    return _answer(
        queries.series_calendar(
            scope.municipality_id or 0,
            pk,
            on=timezone.localdate(),
            address=address_of(scope),
        ),
        scope,
    )


@require_safe
@cache_control(private=True, no_store=True)
def personal_feed(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Give the meetings and actions of who has this private link."""
    scope = _scope(request, slug)
    return _answer(
        queries.personal_calendar(
            scope.municipality_id or 0,
            token,
            on=timezone.localdate(),
            address=address_of(scope),
        ),
        scope,
    )


def address_of(scope: Scope) -> Callable[[int], str]:
    """Return what gives the full address of the page of a meeting."""

    def address(pk: int) -> str:
        return f"{settings.WIJKREGIE_URL}/{scope.slug}/overleg/{pk}"

    return address


def _scope(request: HttpRequest, slug: str) -> Scope:
    scope = scope_of(request, slug)
    if scope.is_country:
        raise Http404
    return scope


def _answer(found: CalendarSeen | None, scope: Scope) -> HttpResponse:
    if found is None:
        raise Http404
    name = found.name or _("Meetings in %(name)s") % {"name": scope.name}
    answer = HttpResponse(
        calendar.write(name, found.events), content_type=calendar.CONTENT_TYPE
    )
    answer["Content-Disposition"] = 'inline; filename="overleg.ics"'
    return answer


def _show(desk: Desk, errors: list[str] | None = None) -> HttpResponse:
    token = queries.calendar_token(desk.viewer)
    context = {
        "crumbs": [
            {"name": _("Meetings"), "url": desk.url("index")},
            {"name": _("In your own calendar"), "url": ""},
        ],
        "all_feed": _feed(desk.url("feed")),
        "series": _public_series(desk),
        "is_member": bool(desk.viewer.group_ids),
        "mine": _feed(desk.url("personal_feed", token)) if token else None,
        "link_url": desk.url("calendar_link"),
        "errors": errors or [],
    }
    status = 422 if errors else 200
    return render(desk.request, "meetings/calendar.html", context, status=status)


def _feed(path: str) -> dict[str, str]:
    """Return the address of a feed: to copy, and for a program that opens by itself."""
    full = f"{settings.WIJKREGIE_URL}{path}"
    return {"url": full, "open_url": "webcal:" + full.partition(":")[2], "path": path}


def _public_series(desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{one.group_name}: {one.name}",
            "text": rhythm_text(one),
            "feed": _feed(desk.url("series_feed", one.id)),
        }
        for one in queries.series_visible_to(desk.viewer, on=desk.on)
        if one.public
    ]

"""Write a concern down, and see how far it is by the private link."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.domain.concerns import queries, services
from wijkregie.domain.concerns.states import State
from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places
from wijkregie.domain.places.states import Level
from wijkregie.kit.refusals import Refusal
from wijkregie.web.concerns import words
from wijkregie.web.concerns.forms import ConcernForm
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.http.wording import area_name

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.concerns.services import Receipt
    from wijkregie.domain.places.queries import Scope
    from wijkregie.kit.viewer import Viewer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what worries somebody; then lead to the receipt. Nothing of it is kept but sealed."""
    scope = _municipality(request, slug)
    viewer = viewer_of(request, scope)
    desk = people.sealed_desk(scope.municipality_id or 0, on=timezone.localdate())
    if desk is None:
        return redirect("signals:report_person", slug)
    form = ConcernForm(
        request.POST if request.method == "POST" else None,
        areas=_buurten(viewer, scope),
        key=uuid4().hex,
    )
    if form.is_bound and form.is_valid():
        receipt = _received(form, viewer)
        if receipt is not None:
            return redirect("concerns:follow", slug, receipt.token)
    context = {
        "form": form,
        "fields": [(field, field.errors) for field in form.visible_fields()],
        "group_name": desk.group_name,
        "urgent": [one for one in places.phone_numbers(scope) if one.urgent],
        "back_url": reverse("signals:report_person", args=[slug]),
        "privacy_url": reverse("home:privacy", args=[slug]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "concerns/new.html", context, status=status)


@never_cache
@require_safe
def follow(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Tell who wrote a concern how far it is: received, taken up or closed, and no more."""
    scope = _municipality(request, slug)
    found = queries.followed_concern(scope.municipality_id or 0, token)
    if found is None:
        context: dict[str, Any] = {"report_url": reverse("signals:report", args=[slug])}
        return render(request, "concerns/gone.html", context, status=HTTPStatus.NOT_FOUND)
    context = {
        "reference": words.grouped(found.reference),
        "stand": {
            "text": words.STATES[found.state],
            "icon": "info" if found.state == State.RECEIVED else "ok",
            "kind": "neutral" if found.state == State.RECEIVED else "safe",
        },
        "is_waiting": found.state == State.RECEIVED,
        "story": words.STORIES[found.state] % {"group": found.group_name},
        "received": words.day(found.received_on),
        "link": request.build_absolute_uri(request.path),
        "urgent": [one for one in places.phone_numbers(scope) if one.urgent],
        "numbers": [one for one in places.phone_numbers(scope) if not one.urgent],
    }
    answer = render(request, "concerns/follow.html", context)
    answer["Referrer-Policy"] = "strict-origin"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _received(form: ConcernForm, viewer: Viewer) -> Receipt | None:
    """Hand in what was written; what is refused becomes an error of the form."""
    sent = form.cleaned_data
    draft = services.ConcernDraft(
        text=sent["text"],
        submission=form.key(),
        area_id=int(sent["area"]) if sent["area"] else None,
        name=sent["name"],
        phone=sent["phone"],
        email=sent["email"],
    )
    try:
        return services.receive_concern(
            draft,
            municipality_id=viewer.municipality_id or 0,
            by=viewer,
            at=timezone.now(),
            seed=secrets.randbits(63),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None


def _buurten(viewer: Viewer, scope: Scope) -> list[tuple[int, str]]:
    year = places.latest_year(scope)
    found = places.areas_of(viewer, scope, level=Level.NEIGHBOURHOOD, year=year)
    return [(area.pk, area_name(area)) for area in found]


def _municipality(request: HttpRequest, slug: str) -> Scope:
    scope = scope_of(request, slug)
    if scope.is_country:
        raise Http404
    return scope

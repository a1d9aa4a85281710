"""Reporting: first the choice, then the form; a concern about a person leaves here."""

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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import queries, services
from wijkregie.domain.signals.states import Kind
from wijkregie.kit.images import ImageRefused
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.words import WordsRefused
from wijkregie.web.http.raisers import first_choices, fitted
from wijkregie.web.http.refused import add_refusal
from wijkregie.web.http.viewer import scope_of
from wijkregie.web.signals import alike
from wijkregie.web.signals.forms.report import RecordForm, ReportForm
from wijkregie.web.signals.places import choosable, spot_map
from wijkregie.web.signals.views.asked import asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.places.queries.scopes import NumberShown
    from wijkregie.domain.signals.services import Receipt, SignalDraft
    from wijkregie.web.signals.views.asked import Asked


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask first whether it is about a place or subject, or about a person or family."""
    scope = _municipality(request, slug)
    query = request.GET.urlencode()
    place = reverse("signals:report_place", args=[slug])
    context = {
        "place_url": f"{place}?{query}" if query else place,
        "person_url": reverse("signals:report_person", args=[slug]),
        "lookup_url": reverse("signals:lookup", args=[slug]),
        "overview_url": reverse("signals:overview", args=[slug]),
        "urgent": _urgent(scope),
    }
    return render(request, "signals/choose.html", context)


@require_safe
def report_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell whom to call about a person or family, and who reads what one writes down.

    Nothing is asked here. Where no team reads along, there are numbers only.
    """
    scope = _municipality(request, slug)
    numbers = places.phone_numbers(scope)
    desk = people.sealed_desk(scope.municipality_id or 0, on=timezone.localdate())
    context = {
        "group_name": desk.group_name if desk else "",
        "write_url": reverse("concerns:new", args=[slug]) if desk else "",
        "urgent": _urgent(scope),
        "numbers": [number for number in numbers if not number.urgent],
        "back_url": reverse("signals:report", args=[slug]),
    }
    return render(request, "signals/person.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_place(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what is going on, where, and how to hear back; then lead to the receipt.

    What looks very much like an open report nearby is shown first, if it was not yet.
    """
    found = asked(request, slug)
    form = _form(found)
    if form.is_bound and form.is_valid():
        similar = alike.not_shown_yet(found.viewer, form, on=found.on)
        if similar:
            return _show(found, form, alike.shown(found.scope, similar))
        receipt = _received(form, found)
        if receipt is not None:
            return redirect("signals:follow", slug, receipt.token)
    form.ask_photo_again()
    return _show(found, form)


@require_POST
def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show open reports nearby that look like what somebody is typing; keep nothing of it."""
    found = asked(request, slug)
    context = {"alike": alike.while_typing(found, request.POST)}
    return render(request, "signals/part_alike.html", context)


def _form(found: Asked) -> ReportForm:
    """Return the form as this viewer gets it, with what the address fills in already."""
    request, viewer = found.request, found.viewer
    themes = [(one.pk, one.name) for one in queries.themes_visible_to(viewer) if one.active]
    area = request.POST.get("area", request.GET.get("gebied", "")).upper()
    wanted: dict[str, Any] = {
        "places": choosable(viewer, found.scope, also=area),
        "themes": themes,
        "key": uuid4().hex,
        "initial": {
            "area": area,
            "theme": request.GET.get("thema", ""),
            "kind": request.GET.get("soort", Kind.REPORT),
            "place": request.GET.get("plek", ""),
            **first_choices(viewer),
        },
    }
    if "terug" in request.POST:  # somebody looked at a report like it, and comes back
        wanted["initial"] |= request.POST.dict()
    elif request.method == "POST":
        wanted |= {"data": request.POST, "files": request.FILES}
    form = (RecordForm if viewer.is_member else ReportForm)(**wanted)
    fitted(form, viewer, on=found.on)
    return form


def _received(form: ReportForm, found: Asked) -> Receipt | None:
    """Hand in what was written; what is refused becomes an error of the form."""
    try:
        return services.receive(
            _draft(form),
            municipality_id=found.municipality_id,
            by=found.viewer,
            at=found.at,
            seed=secrets.randbits(63),
        )
    except ImageRefused as refusal:
        form.add_error("photo", str(refusal))
    except WordsRefused as refusal:
        form.warned = refusal.may_keep
        form.add_error(refusal.field or "text", str(refusal))
    except services.WordsRefused as refusal:
        form.warned = form.warned or refusal.may_keep
        add_refusal(form, refusal)
    except Refusal as refusal:
        form.add_error("area" if form.spot else None, str(refusal))
    return None


def _draft(form: ReportForm) -> SignalDraft:
    sent = form.cleaned_data
    return services.SignalDraft(
        text=sent["text"],
        theme_id=int(sent["theme"]),
        submission=form.key(),
        kind=Kind(sent["kind"]),
        area_id=form.found.pk if form.found else None,
        place=sent["place"],
        point=form.spot,
        photo=sent["photo"],
        raiser=form.raiser(),
        keep_words=sent["keep_words"],
    )


def _show(
    found: Asked, form: ReportForm, similar: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    slug = found.scope.slug
    context = {
        "form": form,
        "fields": [(field, field.errors) for field in form.visible_fields()],
        "map": spot_map(form.places.wijken, str(form["area"].value() or ""), form.spot),
        "person_url": reverse("signals:report_person", args=[slug]),
        "privacy_url": reverse("home:privacy", args=[slug]),
        "similar_url": reverse("signals:similar", args=[slug]),
        "alike": similar,
        "photo_again": bool(similar and form.files.get("photo")),
        "records": isinstance(form, RecordForm),
        "for_others": found.viewer.is_professional,
        "can_send": len(form.fields["theme"].choices) > 1,  # type: ignore[attr-defined] # a ChoiceField
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(found.request, "signals/place.html", context, status=status)


def _urgent(scope: Scope) -> list[NumberShown]:
    return [number for number in places.phone_numbers(scope) if number.urgent]


def _municipality(request: HttpRequest, slug: str) -> Scope:
    scope = scope_of(request, slug)
    if scope.is_country:
        raise Http404
    return scope

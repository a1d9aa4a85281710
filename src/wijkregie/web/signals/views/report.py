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
from django.views.decorators.http import require_http_methods, require_safe

from wijkregie.domain.people import queries as people
from wijkregie.domain.places import queries as places
from wijkregie.domain.signals import queries, rules, services
from wijkregie.domain.signals.states import Channel, HearBack, Kind
from wijkregie.kit.images import ImageRefused
from wijkregie.kit.refusals import Refusal
from wijkregie.web.http.viewer import scope_of, viewer_of
from wijkregie.web.signals.forms.report import RecordForm, ReportForm
from wijkregie.web.signals.places import choosable, spot_map

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.queries import Scope
    from wijkregie.domain.places.queries.scopes import NumberShown
    from wijkregie.domain.signals.services import Receipt, SignalDraft
    from wijkregie.kit.viewer import Viewer


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask first whether it is about a place or subject, or about a person or family."""
    scope = _municipality(request, slug)
    asked = request.GET.urlencode()
    place = reverse("signals:report_place", args=[slug])
    context = {
        "place_url": f"{place}?{asked}" if asked else place,
        "person_url": reverse("signals:report_person", args=[slug]),
        "lookup_url": reverse("signals:lookup", args=[slug]),
        "urgent": _urgent(scope),
    }
    return render(request, "signals/choose.html", context)


@require_safe
def report_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell whom to call about a person or family. Nothing is asked and nothing is kept."""
    scope = _municipality(request, slug)
    numbers = places.phone_numbers(scope)
    context = {
        "urgent": _urgent(scope),
        "numbers": [number for number in numbers if not number.urgent],
        "back_url": reverse("signals:report", args=[slug]),
    }
    return render(request, "signals/person.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_place(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what is going on, where, and how to hear back; then lead to the receipt."""
    scope = _municipality(request, slug)
    viewer = viewer_of(request, scope)
    form = _form(request, viewer, scope)
    if form.is_bound and form.is_valid():
        receipt = _received(form, viewer)
        if receipt is not None:
            return redirect("signals:follow", slug, receipt.token)
    form.ask_photo_again()
    return _show(request, scope, form)


def _form(request: HttpRequest, viewer: Viewer, scope: Scope) -> ReportForm:
    """Return the form as this viewer gets it, with what the address fills in already."""
    themes = [(one.pk, one.name) for one in queries.themes_visible_to(viewer) if one.active]
    area = request.POST.get("area", request.GET.get("gebied", "")).upper()
    asked: dict[str, Any] = {
        "places": choosable(viewer, scope, also=area),
        "themes": themes,
        "key": uuid4().hex,
        "initial": {
            "area": area,
            "theme": request.GET.get("thema", ""),
        },
    }
    if request.method == "POST":
        asked |= {"data": request.POST, "files": request.FILES}
    if not viewer.is_member:
        return ReportForm(**asked)
    professional = viewer.is_professional
    asked["initial"] |= {
        "hear_back": HearBack.NONE if professional else HearBack.MAIL,
        "channel": Channel.PROFESSIONAL if professional else Channel.WEB,
    }
    groups = people.group_names(viewer, on=timezone.localdate())
    mine = [(pk, name) for pk, name in groups if rules.may_raise_for(viewer, pk)]
    return RecordForm(groups=mine, **asked)


def _received(form: ReportForm, viewer: Viewer) -> Receipt | None:
    """Hand in what was written; what is refused becomes an error of the form."""
    try:
        return services.receive(
            _draft(form),
            municipality_id=viewer.municipality_id or 0,
            by=viewer,
            at=timezone.now(),
            seed=secrets.randbits(63),
        )
    except ImageRefused as refusal:
        form.add_error("photo", str(refusal))
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
        raiser=services.RaiserDraft(
            hear_back=HearBack(sent["hear_back"]),
            name=sent["name"],
            email=sent["email"],
            phone=sent["phone"],
            address=sent["address"],
            channel=Channel(sent.get("channel", Channel.WEB)),
            group_id=int(sent["group"]) if sent.get("group") else None,
        ),
    )


def _show(request: HttpRequest, scope: Scope, form: ReportForm) -> HttpResponse:
    context = {
        "form": form,
        "fields": [(field, field.errors) for field in form.visible_fields()],
        "map": spot_map(form.places.wijken, str(form["area"].value() or ""), form.spot),
        "person_url": reverse("signals:report_person", args=[scope.slug]),
        "privacy_url": reverse("home:privacy", args=[scope.slug]),
        "records": isinstance(form, RecordForm),
        "can_send": len(form.fields["theme"].choices) > 1,  # type: ignore[attr-defined] # a ChoiceField
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "signals/place.html", context, status=status)


def _urgent(scope: Scope) -> list[NumberShown]:
    return [number for number in places.phone_numbers(scope) if number.urgent]


def _municipality(request: HttpRequest, slug: str) -> Scope:
    scope = scope_of(request, slug)
    if scope.is_country:
        raise Http404
    return scope

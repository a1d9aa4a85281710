"""The phone numbers that a municipality shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.places import queries, services
from wijkregie.web.control.asking import answered, sent
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.forms.contact import PhoneForm
from wijkregie.web.control.frame import (
    Place,
    done,
    done_with_undo,
    paged,
    show,
    show_form,
    shown_and_sent,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.web.control.desk import Desk


@for_administrators
@require_safe
def phones(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the numbers, the urgent ones first."""
    found, pages = paged(request, queries.phone_numbers(desk.scope))
    context = {
        "items": [
            {
                "name": number.label,
                "url": desk.url("phone", number.pk),
                "text": _text(asdict(number)),
                "side_text": number.number,
            }
            for number in found
        ],
        "pages": pages,
        "intro_text": _("Residents see these numbers where they report something."),
        "add_url": desk.url("phone_new"),
        "add_text": _("Add a number"),
        "empty_text": _("Here come the numbers that residents can call, such as 112."),
    }
    return show(desk, Place("phones"), "control/index.html", context)


@for_administrators
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show another number."""
    form = PhoneForm(sent(request))
    if answered(form, lambda: _add(desk, form), field="number"):
        text = _("The number for “%(label)s” is added.") % form.cleaned_data
        return done(request, text, desk.url("phones"))
    return show_form(desk, Place("phones", _("A new number")), form)


@for_administrators
@shown_and_sent
def phone(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show and change a number."""
    found = _found(desk, pk)
    form = PhoneForm(sent(request), initial=found)
    if answered(form, lambda: _change(desk, pk, form), field="number"):
        text = _("The number for “%(label)s” is saved.") % form.cleaned_data
        return done(request, text, desk.url("phones"))
    return _page(desk, found, form)


@for_administrators
@require_POST
def remove(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show a number no longer."""
    found = _found(desk, pk)
    form = Empty(request.POST)
    if not answered(form, lambda: _remove(desk, pk)):
        return _page(desk, found, PhoneForm(initial=found), refused=form)
    fields = {name: found[name] for name in ("label", "number", "when", "order")}
    return done_with_undo(
        request,
        _("The number for “%(label)s” is gone.") % found,
        desk.url("phones"),
        undo_url=desk.url("phone_new"),
        fields=fields | ({"urgent": "on"} if found["urgent"] else {}),
    )


def _found(desk: Desk, pk: int) -> dict[str, Any]:
    for number in queries.phone_numbers(desk.scope):
        if number.pk == pk:
            return asdict(number)
    raise Http404


def _page(
    desk: Desk,
    found: dict[str, Any],
    form: PhoneForm,
    *,
    refused: Empty | None = None,
) -> HttpResponse:
    return show_form(
        desk,
        Place("phones", found["label"]),
        form,
        template="control/phone.html",
        refused=refused,
        remove_url=desk.url("phone_remove", found["pk"]),
    )


def _text(number: dict[str, Any]) -> str:
    told = [number["when"], _("urgent") if number["urgent"] else ""]
    return " · ".join(part for part in told if part)


def _wanted(form: PhoneForm) -> services.NewPhoneNumber:
    asked = form.cleaned_data
    return services.NewPhoneNumber(**asked | {"order": asked["order"] or 0})


def _add(desk: Desk, form: PhoneForm) -> None:
    services.add_phone_number(
        desk.municipality_id, _wanted(form), by=desk.viewer, at=timezone.now()
    )


def _change(desk: Desk, pk: int, form: PhoneForm) -> None:
    services.change_phone_number(
        desk.municipality_id, pk, _wanted(form), by=desk.viewer, at=timezone.now()
    )


def _remove(desk: Desk, pk: int) -> None:
    services.remove_phone_number(desk.municipality_id, pk, by=desk.viewer, at=timezone.now())

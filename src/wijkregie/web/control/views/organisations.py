"""The organisations that work in a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.people import queries, services
from wijkregie.domain.people.states import OrganisationKind
from wijkregie.web.control.asking import answered, sent
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.persons import OrganisationForm
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
def organisations(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the organisations."""
    found, pages = paged(request, queries.organisations_visible_to(desk.viewer))
    context = {
        "items": [
            {
                "name": one.name,
                "url": desk.url("organisation", one.id),
                "side_text": one.kind.label,
            }
            for one in found
        ],
        "pages": pages,
        "intro_text": _("The parties that work along. They can take a seat in a group."),
        "add_url": desk.url("organisation_new"),
        "add_text": _("Add an organisation"),
        "empty_text": _("Here come the parties that work along, such as a corporation."),
    }
    return show(desk, Place("organisations"), "control/index.html", context)


@for_administrators
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Add an organisation."""
    form = OrganisationForm(sent(request))
    if answered(form, lambda: _create(desk, form), field="name"):
        text = _("“%(name)s” is added.") % form.cleaned_data
        return done(request, text, desk.url("organisations"))
    place = Place("organisations", _("A new organisation"))
    return show_form(desk, place, form)


@for_administrators
@shown_and_sent
def organisation(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show and change an organisation."""
    found = queries.organisations_visible_to(desk.viewer).get(pk)
    if found is None:
        raise Http404
    before = {"name": found.name, "kind": found.kind.value}
    form = OrganisationForm(sent(request), initial=before)
    if answered(form, lambda: _change(desk, pk, form), field="name"):
        return done_with_undo(
            request,
            _("“%(name)s” is saved.") % form.cleaned_data,
            desk.url("organisations"),
            undo_url=desk.url("organisation", pk),
            fields=before,
        )
    return show_form(desk, Place("organisations", found.name), form)


def _wanted(form: OrganisationForm) -> services.OrganisationDraft:
    asked = form.cleaned_data
    return services.OrganisationDraft(asked["name"], OrganisationKind(asked["kind"]))


def _create(desk: Desk, form: OrganisationForm) -> None:
    services.create_organisation(_wanted(form), by=desk.viewer, at=timezone.now())


def _change(desk: Desk, pk: int, form: OrganisationForm) -> None:
    services.change_organisation(pk, _wanted(form), by=desk.viewer, at=timezone.now())

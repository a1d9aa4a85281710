"""The name of a municipality and how it addresses people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.places import services
from wijkregie.web.control.asking import answered, sent
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.details import FORMAL, INFORMAL, DetailsForm
from wijkregie.web.control.frame import Place, done_with_undo, show_form, shown_and_sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.queries import Scope
    from wijkregie.web.control.desk import Desk


@for_administrators
@shown_and_sent
def details(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show and change the name and the form of address."""
    before = _as_filled_in(desk.scope)
    form = DetailsForm(sent(request), initial=before)
    if answered(form, lambda: _change(desk, form), field="name"):
        return done_with_undo(
            request,
            _("The name and the form of address are saved."),
            desk.url("details"),
            undo_url=desk.url("details"),
            fields=before,
        )
    return show_form(desk, Place("details"), form, cancel_url=desk.url("index"))


def _as_filled_in(scope: Scope) -> dict[str, str]:
    return {"name": scope.name, "address": FORMAL if scope.formal else INFORMAL}


def _change(desk: Desk, form: DetailsForm) -> None:
    services.change_municipality(
        desk.municipality_id,
        name=form.cleaned_data["name"],
        formal=form.cleaned_data["address"] == FORMAL,
        by=desk.viewer,
        at=timezone.now(),
    )

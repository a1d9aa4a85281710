"""The colours and the logo of a municipality, with a preview that needs no script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wijkregie.domain.places import queries, services
from wijkregie.kit.images import store_image
from wijkregie.web.control.asking import answered, sent
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.forms.look import NAMES, LogoForm, LookForm
from wijkregie.web.control.frame import (
    Place,
    done,
    done_with_undo,
    show_form,
    shown_and_sent,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.queries import Reading
    from wijkregie.web.control.desk import Desk

_WELL = 7


@for_administrators
@shown_and_sent
def look(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show, try out and save the colours."""
    before = dict(desk.scope.tokens)
    form = LookForm(sent(request), initial=before)
    if request.POST.get("do") == "save" and answered(form, lambda: _save(desk, form)):
        return done_with_undo(
            request,
            _("The colours are saved. Everyone sees them from now on."),
            desk.url("look"),
            undo_url=desk.url("look"),
            fields={"do": "save"} | {key: before.get(key, "") for key in NAMES},
        )
    return _page(desk, form)


@for_administrators
@shown_and_sent
def logo(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take over another logo."""
    form = LogoForm(sent(request), request.FILES if request.method == "POST" else None)
    if answered(form, lambda: _store(desk, form), field="logo"):
        return done(request, _("The logo is saved."), desk.url("look"))
    place = Place("look", _("Another logo"))
    return show_form(desk, place, form, upload=True)


@for_administrators
@require_POST
def logo_remove(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show no logo any more."""
    form = Empty(request.POST)
    if answered(form, lambda: _set_logo(desk, "")):
        return done(request, _("The logo is gone. The mark stands there."), desk.url("look"))
    return _page(desk, LookForm(initial=dict(desk.scope.tokens)), refused=form)


def _save(desk: Desk, form: LookForm) -> None:
    services.set_tokens(
        desk.municipality_id, form.cleaned_data, by=desk.viewer, at=timezone.now()
    )


def _store(desk: Desk, form: LogoForm) -> None:
    _set_logo(desk, store_image(form.cleaned_data["logo"], folder="logos"))


def _set_logo(desk: Desk, path: str) -> None:
    services.set_logo(desk.municipality_id, path, by=desk.viewer, at=timezone.now())


def _page(desk: Desk, form: LookForm, *, refused: Empty | None = None) -> HttpResponse:
    chosen = _tried_out(form)
    return show_form(
        desk,
        Place("look"),
        form,
        template="control/look.html",
        refused=refused,
        preview=_by_word(queries.THEME | chosen),
        proofs=_proofs(chosen),
        logo_page=desk.url("logo"),
        logo_remove=desk.url("logo_remove"),
        logo_url=reverse("operations:file", args=[desk.scope.logo]) if desk.scope.logo else "",
    )


def _tried_out(form: LookForm) -> dict[str, str]:
    """Return the colours to draw: those filled in, as far as they are colours."""
    if not form.is_bound:
        return dict(form.initial)
    form.is_valid()
    return {key: value for key, value in form.cleaned_data.items() if value and key in NAMES}


def _by_word(look: Mapping[str, str]) -> dict[str, str]:
    """Return the colours by a name that a template can say."""
    return {key.replace("-", "_"): colour for key, colour in look.items()}


def _proofs(chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return for every colour how it is read, in words."""
    look = queries.THEME | dict(chosen)
    found: dict[str, list[Reading]] = {key: [] for key in NAMES}
    for reading in queries.readings(chosen):
        found[reading.key].append(reading)
    return [
        {
            "name": NAMES[key],
            "colour": look[key],
            "readings": readings,
            "verdict": _verdict(readings),
            "is_poor": any(not reading.is_readable for reading in readings),
        }
        for key, readings in found.items()
    ]


def _verdict(readings: list[Reading]) -> str:
    if not readings:
        return _("Carries no text.")
    least = min(reading.ratio for reading in readings)
    if least < queries.READABLE:
        return _("Cannot be read well. Choose a darker colour, or a lighter ground.")
    return _("Reads very well.") if least >= _WELL else _("Reads well.")

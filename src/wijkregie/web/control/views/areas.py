"""The own areas of a municipality: make, change and remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.places import queries, services
from wijkregie.domain.places.states import Level
from wijkregie.web.control import choices
from wijkregie.web.control.asking import answered, fingerprint, sent, tried
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.areas import OwnAreaForm
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.frame import Place, done, show_form, shown_and_sent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.places.models import Area
    from wijkregie.web.control.desk import Desk


@for_administrators
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make an own area."""
    form = OwnAreaForm(
        sent(request), parts=choices.parts(desk), was="", initial={"public": True}
    )
    if answered(form, lambda: _create(desk, form), field="name"):
        text = _("The area “%(name)s” is made.") % form.cleaned_data
        return done(request, text, desk.url("areas"))
    return show_form(desk, Place("areas", _("A new area")), form)


@for_administrators
@shown_and_sent
def area(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Show and change an own area."""
    found = _found(desk, code)
    parts = list(queries.parts_of(desk.viewer, found))
    now = _as_asked(found, parts)
    form = OwnAreaForm(
        sent(request),
        parts=choices.parts(desk, parts),
        was=fingerprint(now),
        initial={
            "name": now.name,
            "kind": now.kind,
            "public": now.public,
            "remark": now.remark,
            "parts": now.parts,
        },
    )
    if form.is_bound and form.is_valid() and _saved(desk, found, form, now):
        text = _("The area “%(name)s” is saved.") % form.cleaned_data
        return done(request, text, desk.url("areas"))
    return show_form(
        desk,
        Place("areas", str(found)),
        form,
        template="control/area.html",
        remove_url=desk.url("area_remove", code),
    )


@for_administrators
@shown_and_sent
def remove(request: HttpRequest, desk: Desk, code: str) -> HttpResponse:
    """Tell what removing an own area means, and remove it."""
    found = _found(desk, code)
    form = Empty(sent(request))
    if answered(form, lambda: _remove(desk, found.pk)):
        text = _("The area “%(name)s” is gone.") % {"name": found.name}
        return done(request, text, desk.url("areas"))
    between = ((str(found), desk.url("area", code)),)
    return show_form(
        desk,
        Place("areas", _("Remove area"), between),
        form,
        template="control/confirm.html",
        cancel_url=desk.url("area", code),
        lead=_("You are about to remove “%(name)s”.") % {"name": found.name},
        consequences=[
            _("Its page and its place on the map go. The areas of CBS it is made of stay."),
            _("If you make it again, it gets another address."),
            _("An area that a group, role or figure uses cannot be removed."),
        ],
        submit_text=_("Remove area"),
    )


def _found(desk: Desk, code: str) -> Area:
    found = queries.area(desk.viewer, desk.scope, code)
    if found is None or found.level != Level.OWN:
        raise Http404
    return found


def _as_asked(found: Area, parts: Iterable[Area]) -> services.NewOwnArea:
    return services.NewOwnArea(
        name=found.name,
        kind=found.kind,
        parts=tuple(sorted(part.code for part in parts)),
        remark=found.remark,
        public=found.public,
    )


def _wanted(form: OwnAreaForm) -> services.NewOwnArea:
    asked = form.cleaned_data
    return services.NewOwnArea(
        name=asked["name"],
        kind=asked["kind"],
        parts=tuple(sorted(asked["parts"])),
        remark=asked["remark"],
        public=asked["public"],
    )


def _saved(desk: Desk, found: Area, form: OwnAreaForm, now: services.NewOwnArea) -> bool:
    """Tell whether the area is as asked now: it was already, or it was changed."""
    wanted = _wanted(form)
    if wanted == now:
        return True
    return not form.is_stale() and tried(
        form,
        lambda: services.change_own_area(found.pk, wanted, by=desk.viewer, at=timezone.now()),
    )


def _create(desk: Desk, form: OwnAreaForm) -> None:
    services.create_own_area(
        desk.municipality_id, _wanted(form), by=desk.viewer, at=timezone.now()
    )


def _remove(desk: Desk, area_id: int) -> None:
    services.remove_own_area(area_id, by=desk.viewer, at=timezone.now())

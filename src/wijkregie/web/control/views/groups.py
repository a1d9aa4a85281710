"""The groups of a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.people import queries, services
from wijkregie.domain.people.states import GroupKind
from wijkregie.web.control import choices
from wijkregie.web.control.asking import answered, fingerprint, sent, tried
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.forms.groups import GroupForm
from wijkregie.web.control.frame import (
    Place,
    done,
    paged,
    show,
    show_form,
    shown_and_sent,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.people.queries import GroupSeen
    from wijkregie.web.control.desk import Desk


@for_administrators
@require_safe
def groups(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the groups."""
    on = timezone.localdate()
    found, pages = paged(request, queries.groups_visible_to(desk.viewer, on=on))
    context = {
        "items": [
            {
                "name": group.name,
                "url": desk.url("group", group.id),
                "text": str(group.kind.label),
                "side_text": areas_in_words(group),
            }
            for group in found
        ],
        "pages": pages,
        "intro_text": _(
            "Teams, platforms and panels. Everyone sees that a group exists and what it is "
            "for; only who works along sees who holds a seat."
        ),
        "add_url": desk.url("group_new"),
        "add_text": _("Make a group"),
        "empty_text": _("Here come the groups that work for the neighbourhoods."),
    }
    return show(desk, Place("groups"), "control/index.html", context)


@for_administrators
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make a group."""
    form = GroupForm(sent(request), areas=choices.all_areas(desk), was="")
    if answered(form, lambda: _create(desk, form), field="name"):
        text = _("The group “%(name)s” is made. Now give it seats.") % form.cleaned_data
        return done(request, text, desk.url("groups"))
    return show_form(desk, Place("groups", _("A new group")), form)


@for_administrators
@shown_and_sent
def change(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Change a group."""
    found = found_group(desk, pk)
    now = _as_asked(found)
    form = GroupForm(
        sent(request),
        areas=choices.all_areas(desk),
        was=fingerprint(now),
        initial={
            "name": now.name,
            "kind": now.kind,
            "purpose": now.purpose,
            "areas": now.area_ids,
            "planned_on": now.planned_on,
            "started_on": now.started_on,
        },
    )
    if form.is_bound and form.is_valid() and _saved(desk, pk, form, now):
        text = _("The group “%(name)s” is saved.") % form.cleaned_data
        return done(request, text, desk.url("group", pk))
    return show_form(
        desk,
        Place("groups", _("Change group"), ((found.name, desk.url("group", pk)),)),
        form,
        cancel_url=desk.url("group", pk),
    )


@for_administrators
@shown_and_sent
def end(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Tell what ending a group means, and end it."""
    found = found_group(desk, pk)
    form = Empty(sent(request))
    if answered(form, lambda: _end(desk, pk)):
        text = _("The group “%(name)s” has ended.") % {"name": found.name}
        return done(request, text, desk.url("groups"))
    return show_form(
        desk,
        Place("groups", _("End group"), ((found.name, desk.url("group", pk)),)),
        form,
        template="control/confirm.html",
        cancel_url=desk.url("group", pk),
        lead=_("You are about to end “%(name)s”.") % {"name": found.name},
        consequences=[
            _("All its seats end today."),
            _("What the group did stays readable."),
            _("A group that has ended does not come back. You can make a new one."),
        ],
        submit_text=_("End group"),
    )


def found_group(desk: Desk, pk: int) -> GroupSeen:
    """Return a group of this municipality that exists today, or answer that it is not there."""
    seen = queries.groups_visible_to(desk.viewer, on=timezone.localdate()).get(pk)
    if seen is None:
        raise Http404
    return seen


def areas_in_words(group: GroupSeen) -> str:
    """Return for which areas a group is there."""
    if not group.areas:
        return _("whole municipality")
    return ", ".join(area.name or area.code for area in group.areas)


def _as_asked(found: GroupSeen) -> services.GroupDraft:
    return services.GroupDraft(
        kind=found.kind,
        name=found.name,
        purpose=found.purpose,
        area_ids=tuple(sorted(area.id for area in found.areas)),
        planned_on=found.planned_on,
        started_on=found.started_on,
    )


def _wanted(form: GroupForm) -> services.GroupDraft:
    asked = form.cleaned_data
    return services.GroupDraft(
        kind=GroupKind(asked["kind"]),
        name=asked["name"],
        purpose=asked["purpose"],
        area_ids=tuple(sorted(asked["areas"])),
        planned_on=asked["planned_on"],
        started_on=asked["started_on"],
    )


def _saved(desk: Desk, pk: int, form: GroupForm, now: services.GroupDraft) -> bool:
    """Tell whether the group is as asked now: it was already, or it was changed."""
    wanted = _wanted(form)
    if wanted == now:
        return True
    return not form.is_stale() and tried(
        form,
        lambda: services.change_group(pk, wanted, by=desk.viewer, at=timezone.now()),
        field="name",
    )


def _create(desk: Desk, form: GroupForm) -> None:
    services.create_group(_wanted(form), by=desk.viewer, at=timezone.now())


def _end(desk: Desk, pk: int) -> None:
    services.end_group(pk, by=desk.viewer, at=timezone.now())

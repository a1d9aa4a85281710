"""The team that takes concerns about persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people import queries, services
from wijkregie.web.control.asking import answered, sent
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.contact import AlarmForm, SealedForm
from wijkregie.web.control.frame import (
    Place,
    done,
    done_with_undo,
    show_form,
    shown_and_sent,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.web.control.desk import Desk


@for_administrators
@shown_and_sent
def sealed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show and appoint the group that takes concerns about persons."""
    before = queries.sealed_desk_of(desk.viewer)
    groups = queries.groups_visible_to(desk.viewer, on=timezone.localdate())
    names = {one.id: one.name for one in groups}
    form = SealedForm(sent(request), groups=[*names.items()], initial={"group": before or ""})
    if answered(form, lambda: _appoint(desk, form, before)):
        text = _("“%(name)s” takes concerns about persons from now on.") % {
            "name": names[form.cleaned_data["group"]]
        }
        url = desk.url("sealed")
        if before in names and before != form.cleaned_data["group"]:
            fields = {"group": before}
            return done_with_undo(request, text, url, undo_url=url, fields=fields)
        return done(request, text, url)
    return show_form(
        desk,
        Place("sealed"),
        form,
        template="control/sealed.html",
        cancel_url=desk.url("index"),
        groups=names,
        group_new_url=desk.url("group_new"),
        alarm_url=desk.url("sealed_alarm") if before in names else "",
    )


@for_administrators
@shown_and_sent
def alarm(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Say who is told, and who is called, when a concern stays unread."""
    known = queries.sealed_alarm_of(desk.viewer)
    persons = queries.persons_visible_to(desk.viewer, on=timezone.localdate())
    form = AlarmForm(
        sent(request),
        persons=[(one.id, one.name or "") for one in persons],
        initial={
            "deputy": known.deputy_id or "",
            "calls": "\n".join(f"{one.name}: {one.number}" for one in known.calls),
        },
    )
    if answered(form, lambda: _set_alarm(desk, form)):
        text = _("It is saved who hears it when a concern stays unread.")
        return done(request, text, desk.url("sealed"))
    return show_form(
        desk,
        Place("sealed", _("When a concern stays unread")),
        form,
        intro_text=_(
            "What nobody opens within four hours, and within a day, must come to the ear of "
            "somebody. It is never wiped unread."
        ),
    )


def _set_alarm(desk: Desk, form: AlarmForm) -> None:
    asked = form.cleaned_data
    draft = services.AlarmDraft(asked["deputy"], asked["calls"])
    services.set_sealed_alarm(draft, by=desk.viewer, at=timezone.now())


def _appoint(desk: Desk, form: SealedForm, before: int | None) -> None:
    group_id = form.cleaned_data["group"]
    if group_id != before:
        services.set_sealed_desk(group_id, by=desk.viewer, at=timezone.now())

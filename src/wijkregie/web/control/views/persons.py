"""The accounts of who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkregie.domain.people import queries, services
from wijkregie.web.control.asking import answered, sent
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.forms.persons import PersonForm
from wijkregie.web.control.frame import (
    Place,
    done,
    paged,
    show,
    show_form,
    shown_and_sent,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.people.queries import PersonSeen, RoleSeen
    from wijkregie.web.control.desk import Desk


@for_administrators
@require_safe
def persons(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show who works here, with their roles."""
    on = timezone.localdate()
    found, pages = paged(request, queries.persons_visible_to(desk.viewer, on=on))
    roles: dict[int | None, list[str]] = {}
    for role in queries.roles_visible_to(desk.viewer, on=on):
        roles.setdefault(role.person.id, []).append(role_in_words(role))
    context = {
        "items": [
            {
                "name": person.name,
                "url": desk.url("person", person.id),
                "text": ", ".join(roles.get(person.id, [])) or _("no role"),
                "side_text": "",
            }
            for person in found
        ],
        "pages": pages,
        "intro_text": _(
            "Who has an account here. A role says what somebody may do; it counts after "
            "the second step of logging in."
        ),
        "add_url": desk.url("person_new"),
        "add_text": _("Add somebody"),
        "empty_text": _("Here come the people who work with you."),
    }
    return show(desk, Place("persons"), "control/index.html", context)


@for_administrators
@shown_and_sent
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make an account."""
    form = PersonForm(sent(request))
    if answered(form, lambda: _create(desk, form), field="email"):
        text = _("%(name)s can log in now. A role or a seat comes next.")
        return done(request, text % form.cleaned_data, desk.url("persons"))
    return show_form(desk, Place("persons", _("A new person")), form)


@for_administrators
@shown_and_sent
def change(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Change somebody's name or mail address."""
    found = found_person(desk, pk)
    form = PersonForm(sent(request), initial={"name": found.name, "email": found.email})
    if answered(form, lambda: _change(desk, pk, form), field="email"):
        return done(request, _("The account is saved."), desk.url("person", pk))
    return show_form(
        desk,
        _below(desk, found, _("Change account")),
        form,
        cancel_url=desk.url("person", pk),
        intro_text=_("With another mail address somebody is logged out everywhere."),
    )


@for_administrators
@shown_and_sent
def reset(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Tell what forgetting somebody's second step means, and forget it."""
    found = found_person(desk, pk)
    return _confirmed(
        request,
        desk,
        found,
        lambda: services.reset_second_factor(pk, by=desk.viewer, at=timezone.now()),
        {
            "heading": _("Set up the second step anew"),
            "lead": _("For when %(name)s lost the phone or the recovery codes."),
            "consequences": [
                _("The person is logged out everywhere."),
                _("At the next log-in the person sets up a new second step."),
                _("Make sure that it is really this person who asks."),
            ],
            "submit_text": _("Forget the second step"),
            "done": _("%(name)s sets up a new second step at the next log-in."),
        },
    )


@for_administrators
@shown_and_sent
def end(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Tell what ending an account means, and end it."""
    found = found_person(desk, pk)
    return _confirmed(
        request,
        desk,
        found,
        lambda: services.end_person(pk, by=desk.viewer, at=timezone.now()),
        {
            "heading": _("End account"),
            "lead": _("You are about to end the account of %(name)s."),
            "consequences": [
                _("All roles and seats end today, in other municipalities too."),
                _("The person is logged out and cannot log in any more."),
                _("Name and mail address are erased after two years."),
                _("An account that has ended does not come back."),
            ],
            "submit_text": _("End account"),
            "done": _("The account of %(name)s has ended."),
        },
    )


def found_person(desk: Desk, pk: int) -> PersonSeen:
    """Return somebody who works here, or answer that nobody is there."""
    seen = queries.persons_visible_to(desk.viewer, on=timezone.localdate()).get(pk)
    if seen is None:
        raise Http404
    return seen


def role_in_words(role: RoleSeen) -> str:
    """Return a role and where it holds."""
    if role.area is None:
        return str(role.role.label)
    where = {"role": role.role.label, "area": role.area.name or role.area.code}
    return _("%(role)s in %(area)s") % where


def _below(desk: Desk, found: PersonSeen, heading: str) -> Place:
    return Place("persons", heading, ((found.name or "", desk.url("person", found.id)),))


def _confirmed(
    request: HttpRequest,
    desk: Desk,
    found: PersonSeen,
    act: Callable[[], object],
    words: dict[str, object],
) -> HttpResponse:
    form, name = Empty(sent(request)), {"name": found.name}
    if answered(form, act):
        return done(request, str(words["done"]) % name, desk.url("persons"))
    return show_form(
        desk,
        _below(desk, found, str(words["heading"])),
        form,
        template="control/confirm.html",
        cancel_url=desk.url("person", found.id),
        lead=str(words["lead"]) % name,
        consequences=words["consequences"],
        submit_text=words["submit_text"],
    )


def _create(desk: Desk, form: PersonForm) -> None:
    draft = services.PersonDraft(**form.cleaned_data)
    services.create_person(draft, by=desk.viewer, at=timezone.now())


def _change(desk: Desk, pk: int, form: PersonForm) -> None:
    draft = services.PersonDraft(**form.cleaned_data)
    services.change_person(pk, draft, by=desk.viewer, at=timezone.now())

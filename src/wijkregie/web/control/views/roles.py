"""The page of a person: roles and seats here, and another role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkregie.domain.people import queries, services
from wijkregie.domain.people.states import Role
from wijkregie.web.control import choices
from wijkregie.web.control.asking import answered
from wijkregie.web.control.desk import for_administrators
from wijkregie.web.control.forms.base import Empty
from wijkregie.web.control.forms.persons import RoleForm
from wijkregie.web.control.frame import Place, done, done_with_undo, show_form
from wijkregie.web.control.views.persons import found_person, role_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wijkregie.domain.people.queries import PersonSeen, RoleSeen
    from wijkregie.web.control.desk import Desk


@for_administrators
@require_safe
def person(_request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Show somebody's roles and seats."""
    return _page(desk, found_person(desk, pk), _form(desk))


@for_administrators
@require_POST
def give(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Give a role."""
    found = found_person(desk, pk)
    form = _form(desk, request.POST)
    if answered(form, lambda: _give(desk, pk, form), field="role"):
        return done(request, _("The role is given."), desk.url("person", pk))
    return _page(desk, found, form)


@for_administrators
@require_POST
def end(request: HttpRequest, desk: Desk, pk: int, role_pk: int) -> HttpResponse:
    """Take a role away."""
    found = found_person(desk, pk)
    role = next((one for one in _roles(desk, pk) if one.id == role_pk), None)
    if role is None:
        raise Http404
    form = Empty(request.POST)
    if not answered(form, lambda: _end(desk, role_pk)):
        return _page(desk, found, _form(desk), refused=form)
    text = _("%(name)s is no longer %(role)s.") % {
        "name": found.name,
        "role": role_in_words(role),
    }
    if role.role == Role.ADMINISTRATOR and pk == desk.viewer.person_id:
        return done(request, text, f"/{desk.scope.slug}/")
    return done_with_undo(
        request,
        text,
        desk.url("person", pk),
        undo_url=desk.url("role_give", pk),
        fields={"role": role.role.value, "area": role.area.id if role.area else ""},
    )


def _form(desk: Desk, filled_in: Any = None) -> RoleForm:
    return RoleForm(filled_in, areas=choices.all_areas(desk))


def _roles(desk: Desk, pk: int) -> list[RoleSeen]:
    found = queries.roles_visible_to(desk.viewer, on=timezone.localdate())
    return [role for role in found if role.person.id == pk]


def _page(
    desk: Desk,
    found: PersonSeen,
    form: RoleForm,
    *,
    refused: Empty | None = None,
) -> HttpResponse:
    pk = found.id or 0
    return show_form(
        desk,
        Place("persons", found.name or ""),
        form,
        template="control/person.html",
        refused=refused,
        person=found,
        facts=[{"name": _("Mail address"), "text": found.email or _("not known")}],
        roles=[
            {
                "name": role_in_words(role),
                "action_url": desk.url("role_end", pk, role.id),
                "action_text": _("Take role away"),
            }
            for role in _roles(desk, pk)
        ],
        seats=_seats(desk, pk),
        give_url=desk.url("role_give", pk),
        change_url=desk.url("person_change", pk),
        reset_url=desk.url("person_reset", pk),
        end_url=desk.url("person_end", pk),
        is_self=pk == desk.viewer.person_id,
    )


def _seats(desk: Desk, pk: int) -> list[dict[str, Any]]:
    on = timezone.localdate()
    groups = {one.id: one.name for one in queries.groups_visible_to(desk.viewer, on=on)}
    return [
        {
            "name": groups[seat.group_id],
            "url": desk.url("group", seat.group_id),
            "text": f"{seat.function.label}, {seat.shell.label}",
        }
        for seat in queries.seats_visible_to(desk.viewer, on=on)
        if seat.person.id == pk
    ]


def _give(desk: Desk, pk: int, form: RoleForm) -> None:
    draft = services.RoleDraft(pk, Role(form.cleaned_data["role"]), form.cleaned_data["area"])
    services.give_role(draft, by=desk.viewer, at=timezone.now())


def _end(desk: Desk, role_pk: int) -> None:
    services.end_role(role_pk, by=desk.viewer, at=timezone.now())

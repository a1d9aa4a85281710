"""Who sits where and who does what: seats and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkregie.domain.people.models import Group, Organisation, Person, RoleHeld, Seat
from wijkregie.domain.people.services.drafts import (
    PeopleRefused,
    RoleDraft,
    SeatDraft,
    found,
    known_areas,
    municipality_of,
    not_there,
)
from wijkregie.domain.people.states import Role
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import date, datetime

    from wijkregie.domain.people.models import PeriodQuerySet
    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def give_seat(draft: SeatDraft, *, by: Viewer, at: datetime) -> int:
    """Give a place in a group from today on, and return its number.

    Raises ``PeopleRefused`` if group, person or organisation are not of this municipality,
    if nobody is named, or if the person (or organisation) has a seat there already.
    """
    municipality_id, today = municipality_of(by), timezone.localdate(at)
    group = found(Group.objects.current(today), draft.group_id, municipality_id=municipality_id)
    if draft.person_id is None and draft.organisation_id is None:
        raise PeopleRefused(_("Choose a person, an organisation or both."))
    seat = Seat(
        municipality_id=municipality_id,
        group=group,
        person=_person(draft.person_id, by) if draft.person_id else None,
        organisation=_organisation(draft.organisation_id, municipality_id),
        shell=draft.shell,
        function=draft.function,
        from_on=today,
    )
    taken = Seat.objects.not_over(today).filter(group=group, person=seat.person)
    if seat.person is None:
        taken = taken.filter(organisation=seat.organisation)
    if taken.exists():
        raise PeopleRefused(_("There is a seat in this group already. End it first."))
    seat.save()
    audit.record("seat_given", seat, by=by, at=at)
    return seat.pk


@transaction.atomic
def end_seat(seat_id: int, *, by: Viewer, at: datetime) -> None:
    """End a seat now; the row stays, so that one can read later who sat there."""
    municipality_id, today = municipality_of(by), timezone.localdate(at)
    seat = found(Seat.objects.not_over(today), seat_id, municipality_id=municipality_id)
    _end(seat, today)
    audit.record("seat_ended", seat, by=by, at=at)


@transaction.atomic
def give_role(draft: RoleDraft, *, by: Viewer, at: datetime) -> int:
    """Give a role from today on, and return its number; it counts after the second factor.

    Raises ``PeopleRefused`` if person or area are not of this municipality, if the role is
    held already, or if an administrator would be one for a single area.
    """
    municipality_id, today = municipality_of(by), timezone.localdate(at)
    person = _person(draft.person_id, by)
    if draft.area_id is not None:
        known_areas([draft.area_id], municipality_id)
        if draft.role == Role.ADMINISTRATOR:
            raise PeopleRefused(_("An administrator is one for the whole municipality."))
    held = RoleHeld.objects.not_over(today).filter(
        municipality_id=municipality_id, person=person, role=draft.role, area_id=draft.area_id
    )
    if held.exists():
        raise PeopleRefused(_("This person holds this role already."))
    role = RoleHeld.objects.create(
        municipality_id=municipality_id,
        person=person,
        role=draft.role,
        area_id=draft.area_id,
        from_on=today,
    )
    audit.record("role_given", role, by=by, at=at)
    return role.pk


@transaction.atomic
def end_role(role_id: int, *, by: Viewer, at: datetime) -> None:
    """Take a role away now. Raises ``PeopleRefused`` for the last administrator."""
    municipality_id, today = municipality_of(by), timezone.localdate(at)
    here = RoleHeld.objects.not_over(today).filter(municipality_id=municipality_id)
    ended = end_all(here.filter(pk=role_id), at=at)
    if not ended:
        raise not_there()
    audit.record("role_ended", ended[0], by=by, at=at)


def end_all(rows: PeriodQuerySet, *, at: datetime) -> list[Seat | RoleHeld]:
    """End these seats or roles now, and return them; part of a larger change.

    Raises ``PeopleRefused`` if a municipality would be left without an administrator.
    """
    today = timezone.localdate(at)
    if rows.model is RoleHeld:
        _lock_administrators(rows, today)
    ending: list[Seat | RoleHeld] = list(rows.not_over(today).select_for_update(no_key=True))
    for row in ending:
        _end(row, today)
    for row in ending:
        if isinstance(row, RoleHeld) and row.role == Role.ADMINISTRATOR:
            _refuse_the_last(row, today)
    return ending


def _lock_administrators(rows: PeriodQuerySet, today: date) -> None:
    """Hold the administrators around these roles, always in one order.

    Two of them who remove each other wait for each other, and do not end in a deadlock.
    """
    around = RoleHeld.objects.not_over(today).filter(
        role=Role.ADMINISTRATOR, municipality_id__in=rows.values("municipality_id")
    )
    list(around.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def _refuse_the_last(role: RoleHeld, today: date) -> None:
    others = RoleHeld.objects.current(today).filter(
        municipality_id=role.municipality_id,
        role=Role.ADMINISTRATOR,
        person__is_active=True,
    )
    if not others.exists():
        raise PeopleRefused(
            _("This is the last administrator of the municipality. Appoint another one first.")
        )


def _end(row: Seat | RoleHeld, today: date) -> None:
    row.until_on = max(row.from_on, today)
    row.save(update_fields=["until_on"])


def _person(person_id: int, by: Viewer) -> Person:
    """Return an active person of this municipality; operators connect those of another."""
    persons = Person.objects.filter(is_active=True)
    if not by.operator:
        persons = persons.filter(municipality_id=municipality_of(by))
    return found(persons, person_id)


def _organisation(organisation_id: int | None, municipality_id: int) -> Organisation | None:
    if organisation_id is None:
        return None
    return found(Organisation.objects.all(), organisation_id, municipalities=municipality_id)

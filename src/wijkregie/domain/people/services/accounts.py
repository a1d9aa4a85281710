"""Changes to the accounts of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wijkregie.domain.people import rules
from wijkregie.domain.people.models import Person, RoleHeld, Seat
from wijkregie.domain.people.services.drafts import (
    PeopleRefused,
    PersonDraft,
    found,
    municipality_of,
    named,
)
from wijkregie.domain.people.services.work import end_all
from wijkregie.kit import audit

if TYPE_CHECKING:
    from datetime import datetime

    from wijkregie.kit.viewer import Viewer


@transaction.atomic
def create_person(draft: PersonDraft, *, by: Viewer, at: datetime) -> int:
    """Make an account that the municipality of ``by`` looks after, and return its number.

    The person can log in at once with a code by mail, and sees no more than a passer-by
    until there is a seat or a role. Raises ``PeopleRefused`` for an address in use.
    """
    person = Person(
        municipality_id=by.municipality_id if by.operator else municipality_of(by),
        name=named(draft.name),
        email=_free_address(draft.email),
        created_at=at,
    )
    person.set_unusable_password()
    person.save()
    audit.record("person_created", person, by=by, at=at)
    return person.pk


@transaction.atomic
def change_person(person_id: int, draft: PersonDraft, *, by: Viewer, at: datetime) -> None:
    """Change the name or the mail address of an account; a new address ends all sessions.

    Everybody may change their own name. The address only changes by the hand of the
    municipality that looks after the account.
    """
    person = found(Person.objects.filter(is_active=True), person_id)
    if not rules.may_rename(by, person):
        raise PeopleRefused(_("Another municipality looks after this account. Ask them."))
    address = draft.email.strip()
    if address.casefold() != (person.email or "").casefold():
        _refuse_unless_looks_after(person, by)
        person.email = _free_address(address)
        person.set_unusable_password()
    person.name = named(draft.name)
    person.save()
    audit.record("person_changed", person, by=by, at=at)


@transaction.atomic
def end_person(person_id: int, *, by: Viewer, at: datetime) -> None:
    """End an account with all its seats, roles and sessions, now.

    Name and address are erased at their term. Raises ``PeopleRefused`` if a municipality
    would be left without an administrator.
    """
    person = found(Person.objects.filter(is_active=True), person_id)
    _refuse_unless_looks_after(person, by)
    end_all(RoleHeld.objects.filter(person=person), at=at)
    end_all(Seat.objects.filter(person=person), at=at)
    Authenticator.objects.filter(user=person).delete()
    person.is_active, person.ended_at, person.operator = False, at, False
    person.set_unusable_password()
    person.save()
    audit.record("person_ended", person, by=by, at=at)


@transaction.atomic
def reset_second_factor(person_id: int, *, by: Viewer, at: datetime) -> None:
    """Forget the second factor of somebody who lost it, and end all sessions.

    At the next log-in the person sets up a new one. Nobody does this for oneself: who can
    still log in with the second factor, can replace it on the page of the account.
    """
    person = found(Person.objects.filter(is_active=True), person_id)
    _refuse_unless_looks_after(person, by)
    if by.person_id == person.pk:
        raise PeopleRefused(_("Replace your own second step on the page of your account."))
    Authenticator.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    audit.record("second_factor_reset", person, by=by, at=at)


@transaction.atomic
def set_operator(person_id: int, *, operator: bool, by: Viewer, at: datetime) -> None:
    """Let a person look after the whole installation, or no longer; only operators may."""
    if not by.operator:
        raise PeopleRefused(_("Only an operator of this installation can do this."))
    person = found(Person.objects.filter(is_active=True), person_id)
    person.operator = operator
    person.save(update_fields=["operator"])
    audit.record("operator_set" if operator else "operator_unset", person, by=by, at=at)


def _refuse_unless_looks_after(person: Person, by: Viewer) -> None:
    if not rules.looks_after(by, person):
        raise PeopleRefused(_("Another municipality looks after this account. Ask them."))


def _free_address(address: str) -> str:
    address = address.strip()
    try:
        Person._meta.get_field("email").clean(address or None, None)
    except ValidationError as fault:
        raise PeopleRefused(
            _("This is not a mail address. An address looks like name@example.nl.")
        ) from fault
    if Person.objects.filter(email__iexact=address).exists():
        raise PeopleRefused(
            _(
                "This address is in use already. Look for it in the list of persons, or ask "
                "an operator to add this person to your municipality."
            )
        )
    return address

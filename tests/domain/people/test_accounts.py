"""Accounts: made, changed and ended by the municipality that looks after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator

from tests.makers.people import (
    administrator_of,
    make_group,
    make_operator,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality
from wijkregie.domain.people import queries, services
from wijkregie.domain.people.models import Person, RoleHeld, Seat
from wijkregie.domain.people.states import Role
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


def test_an_account_belongs_to_the_municipality_that_made_it(here: Municipality) -> None:
    draft = services.PersonDraft("  Ada   Bewoner ", " Ada@Voorbeeld.nl ")

    person_id = services.create_person(draft, by=administrator_of(here), at=AT)

    person = Person.objects.get(pk=person_id)
    assert (person.name, person.email) == ("Ada Bewoner", "Ada@Voorbeeld.nl")
    assert person.municipality == here
    assert not person.has_usable_password()
    assert LogRow.objects.filter(what="person_created", object_id=person_id).exists()


def test_the_log_holds_no_name_and_no_address(here: Municipality) -> None:
    make_person("Kanarie Geel", email="kanarie@voorbeeld.nl", municipality=here)

    for row in LogRow.objects.values():
        assert "anarie" not in str(row)


def test_an_address_is_used_once_however_it_is_typed(here: Municipality) -> None:
    make_person(email="ada@voorbeeld.nl", municipality=make_municipality())

    with pytest.raises(services.PeopleRefused, match="in use already"):
        services.create_person(
            services.PersonDraft("Ander", "ADA@voorbeeld.nl"),
            by=administrator_of(here),
            at=AT,
        )


@pytest.mark.parametrize(
    ("name", "email", "sentence"),
    [
        (" ", "a@voorbeeld.nl", "Fill in a name"),
        ("x" * 121, "a@voorbeeld.nl", "longer than 120"),
        ("Ada", "geen adres", "not a mail address"),
        ("Ada", "", "not a mail address"),
        ("Ada", "a@voorbeeld.nl\nBcc: b@voorbeeld.nl", "not a mail address"),
        ("Ada", "a" * 200 + "@voorbeeld.nl", "not a mail address"),
    ],
)
def test_a_senseless_account_is_refused(
    here: Municipality, name: str, email: str, sentence: str
) -> None:
    with pytest.raises(services.PeopleRefused, match=sentence):
        services.create_person(
            services.PersonDraft(name, email), by=administrator_of(here), at=AT
        )

    assert not Person.objects.filter(name=name).exists()


def test_who_may_not_make_accounts_is_refused(here: Municipality) -> None:
    manager = make_role(here, Role.DISTRICT_MANAGER).person

    for by in (anonymous(here.pk), viewer_for(manager, here), anonymous()):
        with pytest.raises(services.PeopleRefused, match="Only an administrator"):
            services.create_person(services.PersonDraft("X", "x@voorbeeld.nl"), by=by, at=AT)


def test_a_new_address_ends_the_sessions_of_the_old_one(here: Municipality) -> None:
    person = make_person(municipality=here)
    before = person.get_session_auth_hash()

    services.change_person(
        person.pk,
        services.PersonDraft("Nieuwe Naam", "nieuw@voorbeeld.nl"),
        by=administrator_of(here),
        at=AT,
    )

    person.refresh_from_db()
    assert (person.name, person.email) == ("Nieuwe Naam", "nieuw@voorbeeld.nl")
    assert person.get_session_auth_hash() != before


def test_everybody_may_change_the_own_name_and_not_the_own_address(
    here: Municipality,
) -> None:
    person = make_seat(make_group(here)).person
    assert person is not None
    assert person.email is not None
    me = viewer_for(person, None)

    services.change_person(
        person.pk, services.PersonDraft("Mijn Naam", person.email.upper()), by=me, at=AT
    )
    with pytest.raises(services.PeopleRefused, match="looks after this account"):
        services.change_person(
            person.pk, services.PersonDraft("Mijn Naam", "ik@voorbeeld.nl"), by=me, at=AT
        )

    after = Person.objects.get(pk=person.pk)
    assert (after.name, after.email) == ("Mijn Naam", person.email)


def test_another_municipality_cannot_take_over_an_account(here: Municipality) -> None:
    """Otherwise its administrator could redirect the mail and log in as a colleague here."""
    person = make_role(here, Role.SPECIALIST).person
    elsewhere = make_municipality()
    RoleHeld.objects.create(
        municipality=elsewhere, person=person, role=Role.SPECIALIST, from_on=AT.date()
    )
    by = administrator_of(elsewhere)

    with pytest.raises(services.PeopleRefused, match="looks after"):
        services.change_person(
            person.pk, services.PersonDraft("X", "dief@voorbeeld.nl"), by=by, at=AT
        )
    with pytest.raises(services.PeopleRefused, match="looks after"):
        services.end_person(person.pk, by=by, at=AT)
    with pytest.raises(services.PeopleRefused, match="looks after"):
        services.reset_second_factor(person.pk, by=by, at=AT)


def test_an_account_ends_with_all_its_work_and_its_second_factor(here: Municipality) -> None:
    make_role(here)
    person = make_role(here, Role.SPECIALIST).person
    make_seat(make_group(here), person)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    before = person.get_session_auth_hash()

    services.end_person(person.pk, by=administrator_of(here), at=AT)

    person.refresh_from_db()
    assert (person.is_active, person.ended_at) == (False, AT)
    assert person.get_session_auth_hash() != before
    assert not Authenticator.objects.filter(user=person).exists()
    assert not RoleHeld.objects.current(AT.date()).filter(person=person).exists()
    assert not Seat.objects.current(AT.date()).filter(person=person).exists()
    with pytest.raises(services.PeopleRefused, match="not there any more"):
        services.end_person(person.pk, by=administrator_of(here), at=AT)


def test_a_lost_second_factor_is_forgotten_and_sessions_end(here: Municipality) -> None:
    person = make_role(here, Role.SPECIALIST).person
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    before = person.get_session_auth_hash()

    services.reset_second_factor(person.pk, by=administrator_of(here), at=AT)

    person.refresh_from_db()
    assert person.get_session_auth_hash() != before
    assert not Authenticator.objects.exists()


def test_nobody_resets_the_own_second_factor(here: Municipality) -> None:
    by = administrator_of(here)
    assert by.person_id is not None

    with pytest.raises(services.PeopleRefused, match="your own second step"):
        services.reset_second_factor(by.person_id, by=by, at=AT)


def test_operators_are_appointed_by_operators_only(here: Municipality) -> None:
    person = make_person()

    with pytest.raises(services.PeopleRefused, match="Only an operator"):
        services.set_operator(person.pk, operator=True, by=administrator_of(here), at=AT)
    services.set_operator(person.pk, operator=True, by=viewer_for(make_operator(), None), at=AT)
    assert Person.objects.get(pk=person.pk).operator
    services.set_operator(person.pk, operator=False, by=installation(), at=AT)

    assert not Person.objects.get(pk=person.pk).operator


def test_a_person_is_found_by_address_without_regard_to_capitals() -> None:
    person = make_person(email="Ada@Voorbeeld.nl")

    assert Person.objects.get_by_natural_key("ada@voorbeeld.NL") == person


def test_mail_goes_to_an_account_that_has_not_ended(here: Municipality) -> None:
    person = make_person(email="ada@voorbeeld.nl", municipality=here)
    assert queries.mail_address_of(person.pk) == "ada@voorbeeld.nl"

    services.end_person(person.pk, by=administrator_of(here), at=AT)

    assert queries.mail_address_of(person.pk) == ""
    assert queries.mail_address_of(0) == ""

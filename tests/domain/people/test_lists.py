"""What may be seen of people, by whom."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from tests.makers.people import (
    administrator_of,
    make_group,
    make_operator,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, area_row, make_areas, make_municipality, make_own_area
from wijkregie.domain.people import queries, services
from wijkregie.domain.people.models import Organisation, RoleHeld
from wijkregie.domain.people.queries import PersonSeen
from wijkregie.domain.people.states import OrganisationKind, Role, SeatFunction
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.people.models import Person
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


@pytest.fixture
def chair(here: Municipality) -> Person:
    person = make_person("Ada Voorzitter", email="ada@voorbeeld.nl", municipality=here)
    make_seat(make_group(here, "Wijkpanel"), person, function=SeatFunction.CHAIR)
    return person


def test_the_public_sees_a_group_and_its_functions_and_no_person(
    here: Municipality, chair: Person
) -> None:
    passer_by = anonymous(here.pk)

    groups = queries.groups_visible_to(passer_by, on=ON)
    seats = queries.seats_visible_to(passer_by, on=ON)

    assert [group.name for group in groups] == ["Wijkpanel"]
    assert [(seat.function, seat.person) for seat in seats] == [
        (SeatFunction.CHAIR, PersonSeen())
    ]
    assert list(queries.persons_visible_to(passer_by, on=ON)) == []


def test_a_member_sees_names_and_only_the_own_address(
    here: Municipality, chair: Person
) -> None:
    make_seat(make_group(here), make_person("Bo Lid", municipality=here))

    seen = list(queries.persons_visible_to(viewer_for(chair, here), on=ON))

    assert [(one.name, one.email) for one in seen] == [
        ("Ada Voorzitter", "ada@voorbeeld.nl"),
        ("Bo Lid", None),
    ]


def test_a_member_does_not_see_an_account_without_work(
    here: Municipality, chair: Person
) -> None:
    idle = make_person("Zonder Werk", municipality=here)

    members = queries.persons_visible_to(viewer_for(chair, here), on=ON)
    administrators = queries.persons_visible_to(administrator_of(here), on=ON)

    assert members.get(idle.pk) is None
    found = administrators.get(idle.pk)
    assert found is not None
    assert found.email == idle.email


def test_an_administrator_sees_addresses_here_and_nothing_elsewhere(
    here: Municipality, chair: Person
) -> None:
    elsewhere = make_municipality()
    administrator = make_role(elsewhere).person

    assert queries.persons_visible_to(administrator_of(here), on=ON).get(chair.pk) == (
        PersonSeen(chair.pk, chair.name, chair.email, looked_after_here=True)
    )
    for where in (here, elsewhere):
        seen = queries.persons_visible_to(viewer_for(administrator, where), on=ON)
        assert seen.get(chair.pk) is None


def test_an_operator_sees_the_persons_of_the_municipality_looked_at(
    here: Municipality, chair: Person
) -> None:
    operator = make_operator()

    seen = queries.persons_visible_to(viewer_for(operator, here), on=ON)

    assert [one.name for one in seen] == ["Ada Voorzitter"]
    assert list(queries.persons_visible_to(viewer_for(operator, None), on=ON)) == []


def test_that_a_role_is_held_is_public_and_by_whom_is_not(here: Municipality) -> None:
    held = make_role(here, Role.DISTRICT_MANAGER)

    public = list(queries.roles_visible_to(anonymous(here.pk), on=ON))
    colleague = list(queries.roles_visible_to(administrator_of(here), on=ON))

    assert [(role.role, role.person.name) for role in public] == [(Role.DISTRICT_MANAGER, None)]
    assert held.person.name in {role.person.name for role in colleague}


def test_an_area_that_is_not_public_yet_is_seen_by_members_only(here: Municipality) -> None:
    [code] = [row.code for row in here.codes.all()]
    make_areas(area_row(f"BU{code[2:]}0001", "Buurt"))
    secret = make_own_area(here, "Geheim plan", f"BU{code[2:]}0001", public=False)
    group = make_group(here, areas=[secret])
    make_role(here, Role.COMMUNITY_WORKER, area=secret)
    member = viewer_for(make_seat(group).person, here)

    for viewer, names in ((anonymous(here.pk), set()), (member, {"Geheim plan"})):
        [seen] = queries.groups_visible_to(viewer, on=ON)
        roles = queries.roles_visible_to(viewer, on=ON)
        assert {area.name for area in seen.areas} == names
        assert {role.area.name for role in roles if role.area} == names


def test_no_list_holds_a_row_of_another_municipality(here: Municipality) -> None:
    elsewhere = make_municipality()
    make_seat(make_group(elsewhere), organisation=make_organisation(elsewhere))
    make_role(elsewhere)
    viewer = administrator_of(here)

    assert not list(queries.groups_visible_to(viewer, on=ON))
    assert not list(queries.seats_visible_to(viewer, on=ON))
    assert not list(queries.organisations_visible_to(viewer))
    assert [role.person.id for role in queries.roles_visible_to(viewer, on=ON)] == [
        viewer.person_id
    ]


def test_the_country_has_no_groups_and_no_organisations() -> None:
    Organisation.objects.create(name="Van niemand", kind=OrganisationKind.OTHER)

    for viewer in (anonymous(), installation()):
        assert not list(queries.organisations_visible_to(viewer))
        assert not list(queries.groups_visible_to(viewer, on=ON))


def test_a_page_of_seats_costs_one_query_and_of_groups_two(
    here: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(3):
        group = make_group(here)
        make_seat(group, organisation=make_organisation(here))
        make_seat(group)
    viewer = administrator_of(here)

    with django_assert_num_queries(1):
        assert len(queries.seats_visible_to(viewer, on=ON)[:10]) == 6
    with django_assert_num_queries(2):
        assert len(queries.groups_visible_to(viewer, on=ON)[:10]) == 3
    with django_assert_num_queries(1):
        assert len(queries.groups_visible_to(viewer, on=ON)) == 3


def test_one_group_has_its_own_seats(here: Municipality) -> None:
    group, other = make_group(here), make_group(here)
    seat = make_seat(group)
    make_seat(other)

    seats = queries.seats_visible_to(administrator_of(here), on=ON, group_id=group.pk)

    assert [one.id for one in seats] == [seat.pk]
    assert seats[0].id == seat.pk


def test_the_sealed_desk_is_known_to_administrators(here: Municipality) -> None:
    group = make_group(here)
    services.set_sealed_desk(group.pk, by=installation(here.pk), at=AT)

    assert queries.sealed_desk_of(administrator_of(here)) == group.pk
    assert queries.sealed_desk_of(anonymous(here.pk)) is None


def test_what_is_seen_of_a_row_holds_no_model() -> None:
    """A value that holds a model would let a template walk on to what may not be seen."""
    kinds = [getattr(queries, name) for name in queries.__all__ if name.endswith("Seen")]
    model = re.compile(rf"\b({'|'.join(one.__name__ for one in apps.get_models())})\b")

    held = {
        f"{kind.__name__}.{one.name}": str(one.type) for kind in kinds for one in fields(kind)
    }

    assert len(held) > 10
    assert not [name for name, kind in held.items() if model.search(kind)]


def test_an_own_account_shows_ones_own_work_everywhere(
    here: Municipality, chair: Person
) -> None:
    elsewhere = make_municipality("Zuidstad")
    RoleHeld.objects.create(
        municipality=elsewhere, person=chair, role=Role.SPECIALIST, from_on=ON
    )

    account = queries.account_of(chair.pk, on=ON)

    assert account is not None
    assert account.needs_second_factor
    assert [(place.municipality, place.roles, place.seats) for place in account.places] == [
        (here.name, (), ((SeatFunction.CHAIR, "Wijkpanel"),)),
        ("Zuidstad", (Role.SPECIALIST,), ()),
    ]


def test_demo_accounts_are_those_that_no_mail_can_reach(here: Municipality) -> None:
    make_person()
    shown = make_person(email="wijkregisseur@demo.invalid", municipality=here)
    gone = make_person(email="weg@demo.invalid", municipality=here)
    services.end_person(gone.pk, by=installation(), at=AT)

    assert [one.person_id for one in queries.demo_accounts(on=ON)] == [shown.pk]


def test_one_person_is_seen_as_in_the_lists(here: Municipality, chair: Person) -> None:
    elsewhere = make_role(make_municipality()).person
    colleague = make_role(here).person
    idle = make_person(municipality=here)
    member = viewer_for(chair, here)

    def names(*persons: Person, viewer: Viewer) -> list[str | None]:
        seen = [queries.person_seen(viewer, person.pk) for person in persons]
        return [one.name if one else None for one in seen]

    everybody = (chair, colleague, idle, elsewhere)
    assert names(*everybody, viewer=anonymous(here.pk)) == [None] * 4
    assert names(*everybody, viewer=member) == [chair.name, colleague.name, None, None]
    assert names(*everybody, viewer=administrator_of(here)) == [
        chair.name,
        colleague.name,
        idle.name,
        None,
    ]
    assert names(idle, chair, viewer=viewer_for(idle, here)) == [idle.name, None]
    seen = queries.person_seen(member, colleague.pk)
    assert seen is not None
    assert seen.email is None

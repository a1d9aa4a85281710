"""Who looks: grants only here, only now, only after the second factor."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.people import (
    make_group,
    make_operator,
    make_organisation,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality
from wijkregie.domain.people import queries, services
from wijkregie.domain.people.states import Role
from wijkregie.kit.viewer import Grant, anonymous, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_nobody_is_anonymous_and_costs_no_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        viewer = queries.viewer(None, municipality_id=1, on=AT.date(), strong=True)

    assert viewer == anonymous(1)


def test_a_professional_has_grants_here_after_the_second_factor(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    here = make_municipality()
    person = make_role(here, Role.DISTRICT_MANAGER).person
    group = make_group(here)
    make_seat(group, person)

    with django_assert_num_queries(2):
        viewer = viewer_for(person, here)

    assert viewer.grants == {Grant(Role.DISTRICT_MANAGER)}
    assert viewer.group_ids == {group.pk}


def test_a_seat_on_behalf_of_an_organisation_is_known_of() -> None:
    here = make_municipality()
    organisation = make_organisation(here)
    person = make_seat(make_group(here), make_person(), organisation=organisation).person
    make_seat(make_group(here), person)
    make_seat(make_group(here), organisation=make_organisation(here))

    assert viewer_for(person, here).organisation_ids == {organisation.pk}
    assert viewer_for(person, make_municipality()).organisation_ids == frozenset()


def test_without_the_second_factor_seats_count_and_roles_do_not() -> None:
    here = make_municipality()
    person = make_role(here).person
    group = make_group(here)
    make_seat(group, person)

    viewer = viewer_for(person, here, strong=False)

    assert viewer.grants == frozenset()
    assert viewer.group_ids == {group.pk}


def test_grants_and_groups_of_another_municipality_do_not_count() -> None:
    here, elsewhere = make_municipality(), make_municipality()
    person = make_role(here).person
    make_seat(make_group(here), person)

    viewer = viewer_for(person, elsewhere)

    assert not viewer.is_member
    assert viewer.person_id == person.pk


def test_a_role_counts_from_its_first_day_until_it_is_taken_away() -> None:
    here = make_municipality()
    make_role(here)
    role = make_role(here, Role.SPECIALIST)

    before = queries.viewer(
        role.person_id,
        municipality_id=here.pk,
        on=AT.date() - timedelta(days=1),
        strong=True,
    )
    services.end_role(role.pk, by=installation(here.pk), at=AT)

    assert not before.is_professional
    assert not viewer_for(role.person, here).is_professional


def test_a_seat_in_a_group_that_ended_does_not_count() -> None:
    here = make_municipality()
    seat = make_seat(make_group(here))
    assert seat.person is not None

    services.end_group(seat.group_id, by=installation(here.pk), at=AT)

    assert not viewer_for(seat.person, here).is_member


def test_an_account_that_ended_is_anonymous() -> None:
    here = make_municipality()
    seat = make_seat(make_group(here))
    assert seat.person is not None
    services.end_person(seat.person.pk, by=installation(here.pk), at=AT)

    assert viewer_for(seat.person, here) == anonymous(here.pk)


@pytest.mark.parametrize("strong", [True, False])
def test_an_operator_is_one_after_the_second_factor(*, strong: bool) -> None:
    operator = make_operator()

    assert viewer_for(operator, None, strong=strong).operator is strong


def test_a_role_anywhere_asks_for_a_second_factor_and_a_seat_does_not() -> None:
    here = make_municipality()
    chair, professional = make_seat(make_group(here)).person, make_role(here).person
    assert chair is not None

    asked = [
        queries.needs_second_factor(person.pk, on=AT.date())
        for person in (chair, professional, make_operator(), make_person())
    ]

    assert asked == [False, True, True, False]

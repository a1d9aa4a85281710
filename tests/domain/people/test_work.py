"""Seats and roles: who may give and end them, and what must always hold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

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
from wijkregie.domain.people import services
from wijkregie.domain.people.models import RoleHeld, Seat
from wijkregie.domain.people.states import Role, SeatFunction, Shell
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


@pytest.fixture
def administrator(here: Municipality) -> Viewer:
    return administrator_of(here)


def outsiders(here: Municipality) -> list[Viewer]:
    """Everybody who may not change anything here."""
    manager = make_role(here, Role.DISTRICT_MANAGER).person
    chair = make_seat(make_group(here), function=SeatFunction.CHAIR).person
    weak = make_role(here).person
    elsewhere = make_role(make_municipality()).person
    return [
        anonymous(here.pk),
        viewer_for(manager, here),
        viewer_for(chair, here),
        viewer_for(weak, here, strong=False),
        viewer_for(elsewhere, here),
    ]


def test_an_administrator_gives_a_seat_and_the_log_tells_so(
    here: Municipality, administrator: Viewer
) -> None:
    group, person = make_group(here), make_person(municipality=here)
    organisation = make_organisation(here)
    draft = services.SeatDraft(
        group.pk, person.pk, organisation.pk, Shell.SECOND, SeatFunction.SECRETARY
    )

    seat_id = services.give_seat(draft, by=administrator, at=AT)

    seat = Seat.objects.get(pk=seat_id)
    assert (seat.person, seat.organisation, seat.shell) == (person, organisation, Shell.SECOND)
    assert seat.from_on == AT.date()
    row = LogRow.objects.get(what="seat_given")
    assert (row.by_id, row.municipality_id, row.object_id, row.at) == (
        administrator.person_id,
        here.pk,
        seat_id,
        AT,
    )


def test_nobody_but_an_administrator_gives_seats_and_roles(here: Municipality) -> None:
    group, person = make_group(here), make_person(municipality=here)
    before = (Seat.objects.count(), RoleHeld.objects.count())
    viewers = outsiders(here)
    made = (Seat.objects.count() - before[0], RoleHeld.objects.count() - before[1])

    for by in viewers:
        with pytest.raises(services.PeopleRefused, match="Only an administrator"):
            services.give_seat(services.SeatDraft(group.pk, person.pk), by=by, at=AT)
        with pytest.raises(services.PeopleRefused, match="Only an administrator"):
            services.give_role(services.RoleDraft(person.pk, Role.SPECIALIST), by=by, at=AT)

    assert Seat.objects.count() == before[0] + made[0]
    assert RoleHeld.objects.count() == before[1] + made[1]


def test_nobody_but_an_administrator_ends_them(here: Municipality) -> None:
    seat, role = make_seat(make_group(here)), make_role(here, Role.SPECIALIST)

    for by in outsiders(here):
        with pytest.raises(services.PeopleRefused):
            services.end_seat(seat.pk, by=by, at=AT)
        with pytest.raises(services.PeopleRefused):
            services.end_role(role.pk, by=by, at=AT)

    seat.refresh_from_db()
    role.refresh_from_db()
    assert (seat.until_on, role.until_on) == (None, None)


def test_group_person_and_organisation_of_another_municipality_are_refused(
    here: Municipality, administrator: Viewer
) -> None:
    elsewhere = make_municipality()
    group, person = make_group(here), make_person(municipality=here)
    drafts = [
        services.SeatDraft(make_group(elsewhere).pk, person.pk),
        services.SeatDraft(group.pk, make_person(municipality=elsewhere).pk),
        services.SeatDraft(group.pk, person.pk, make_organisation(elsewhere).pk),
    ]

    for draft in drafts:
        with pytest.raises(services.PeopleRefused, match="not there any more"):
            services.give_seat(draft, by=administrator, at=AT)

    assert not Seat.objects.exists()


def test_a_seat_or_role_of_another_municipality_cannot_be_ended(
    administrator: Viewer,
) -> None:
    elsewhere = make_municipality()
    seat, role = make_seat(make_group(elsewhere)), make_role(elsewhere, Role.SPECIALIST)

    with pytest.raises(services.PeopleRefused, match="not there any more"):
        services.end_seat(seat.pk, by=administrator, at=AT)
    with pytest.raises(services.PeopleRefused, match="not there any more"):
        services.end_role(role.pk, by=administrator, at=AT)


def test_an_operator_connects_a_person_of_another_municipality(here: Municipality) -> None:
    person = make_person(municipality=make_municipality())
    operator = viewer_for(make_operator(), here)

    role_id = services.give_role(
        services.RoleDraft(person.pk, Role.SPECIALIST), by=operator, at=AT
    )

    assert RoleHeld.objects.get(pk=role_id).municipality == here


def test_a_seat_is_for_somebody_and_not_twice(
    here: Municipality, administrator: Viewer
) -> None:
    group, organisation = make_group(here), make_organisation(here)
    person = make_seat(group).person
    make_seat(group, organisation=organisation)
    assert person is not None

    with pytest.raises(services.PeopleRefused, match="Choose a person"):
        services.give_seat(services.SeatDraft(group.pk), by=administrator, at=AT)
    for person_id, organisation_id in ((person.pk, None), (None, organisation.pk)):
        double = services.SeatDraft(group.pk, person_id, organisation_id)
        with pytest.raises(services.PeopleRefused, match="a seat in this group already"):
            services.give_seat(double, by=administrator, at=AT)


def test_a_person_may_sit_on_behalf_of_an_organisation_that_has_a_seat(
    here: Municipality, administrator: Viewer
) -> None:
    group, organisation = make_group(here), make_organisation(here)
    make_seat(group, organisation=organisation)
    person = make_person(municipality=here)

    services.give_seat(
        services.SeatDraft(group.pk, person.pk, organisation.pk), by=administrator, at=AT
    )

    assert Seat.objects.count() == 2


def test_a_seat_that_ended_may_be_given_again(
    here: Municipality, administrator: Viewer
) -> None:
    seat = make_seat(make_group(here))
    assert seat.person_id is not None
    services.end_seat(seat.pk, by=administrator, at=AT + timedelta(days=30))

    later = AT + timedelta(days=60)
    again = services.SeatDraft(seat.group_id, seat.person_id)
    services.give_seat(again, by=administrator, at=later)

    seat.refresh_from_db()
    assert seat.until_on == (AT + timedelta(days=30)).date()
    assert Seat.objects.current(later.date()).count() == 1


def test_a_role_for_an_area_of_this_municipality(
    here: Municipality, administrator: Viewer
) -> None:
    [code] = [row.code for row in here.codes.all()]
    area = make_areas(area_row(f"WK{code[2:]}01", "Wijk"))[f"WK{code[2:]}01"]
    person = make_person(municipality=here)
    draft = services.RoleDraft(person.pk, Role.COMMUNITY_WORKER, area.pk)

    services.give_role(draft, by=administrator, at=AT)

    assert viewer_for(person, here).holds(Role.COMMUNITY_WORKER, area_id=area.pk)
    assert not viewer_for(person, here).holds(Role.COMMUNITY_WORKER)
    with pytest.raises(services.PeopleRefused, match="holds this role already"):
        services.give_role(draft, by=administrator, at=AT)


def test_an_area_of_another_municipality_is_refused(
    here: Municipality, administrator: Viewer
) -> None:
    elsewhere = make_municipality()
    [code] = [row.code for row in elsewhere.codes.all()]
    national = make_areas(area_row(f"WK{code[2:]}01", "Wijk"))[f"WK{code[2:]}01"]
    own = make_own_area(elsewhere, "Eigen", national.code)
    person = make_person(municipality=here)

    for area_id in (national.pk, own.pk, 0):
        draft = services.RoleDraft(person.pk, Role.COMMUNITY_WORKER, area_id)
        with pytest.raises(services.PeopleRefused, match="does not belong"):
            services.give_role(draft, by=administrator, at=AT)


def test_an_administrator_is_one_for_the_whole_municipality(
    here: Municipality, administrator: Viewer
) -> None:
    [code] = [row.code for row in here.codes.all()]
    area = make_areas(area_row(f"WK{code[2:]}01", "Wijk"))[f"WK{code[2:]}01"]
    person = make_person(municipality=here)
    draft = services.RoleDraft(person.pk, Role.ADMINISTRATOR, area.pk)

    with pytest.raises(services.PeopleRefused, match="whole municipality"):
        services.give_role(draft, by=administrator, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(
            municipality=here,
            person=person,
            role=Role.ADMINISTRATOR,
            area=area,
            from_on=AT.date(),
        )


def test_the_last_administrator_stays(here: Municipality) -> None:
    only = make_role(here)

    with pytest.raises(services.PeopleRefused, match="last administrator"):
        services.end_role(only.pk, by=installation(here.pk), at=AT)
    with pytest.raises(services.PeopleRefused, match="last administrator"):
        services.end_person(only.person_id, by=installation(here.pk), at=AT)

    make_role(here)
    services.end_role(only.pk, by=installation(here.pk), at=AT)
    assert RoleHeld.objects.current(AT.date()).count() == 1


def test_an_administrator_of_elsewhere_does_not_count_as_the_next_one(
    here: Municipality,
) -> None:
    only = make_role(here)
    make_role(make_municipality())

    with pytest.raises(services.PeopleRefused, match="last administrator"):
        services.end_role(only.pk, by=installation(here.pk), at=AT)


def test_ending_what_ended_is_refused(here: Municipality, administrator: Viewer) -> None:
    role = make_role(here, Role.SPECIALIST)
    services.end_role(role.pk, by=administrator, at=AT)

    with pytest.raises(services.PeopleRefused, match="not there any more"):
        services.end_role(role.pk, by=administrator, at=AT)

"""The team for concerns about persons, its deputy and its phone list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.makers.people import (
    administrator_of,
    make_group,
    make_person,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, make_municipality
from wijkregie.domain.people import queries, services
from wijkregie.domain.people.models import SealedCall, SealedDesk
from wijkregie.domain.people.states import Role, Shell
from wijkregie.kit import erasure
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.people.models import Group
    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

ON = AT.date()
CALLS = (("Piket sociaal team", "06 12345678"), ("Teamleider", "+31 72 1234567"))


@pytest.fixture
def here(db: None) -> Municipality:
    return make_municipality()


@pytest.fixture
def desk(here: Municipality) -> Group:
    group = make_group(here, "Zorgmeldpunt")
    services.set_sealed_desk(group.pk, by=installation(here.pk), at=AT)
    return group


@pytest.fixture
def administrator(here: Municipality) -> Viewer:
    return administrator_of(here)


def test_who_attends_the_team_may_open_after_the_second_step_only(desk: Group) -> None:
    first, second = make_seat(desk).person, make_seat(desk, shell=Shell.SECOND).person
    other = make_seat(make_group(desk.municipality)).person
    here = desk.municipality

    assert viewer_for(first, here).sealed_ids == {desk.pk}
    assert viewer_for(first, here, strong=False).sealed_ids == frozenset()
    assert viewer_for(second, here).sealed_ids == frozenset()
    assert viewer_for(other, here).sealed_ids == frozenset()
    assert viewer_for(first, make_municipality()).sealed_ids == frozenset()


def test_a_role_gives_no_way_in(desk: Group) -> None:
    for role in Role:
        person = make_role(desk.municipality, role).person
        assert viewer_for(person, desk.municipality).sealed_ids == frozenset()


def test_who_attends_the_team_needs_a_second_factor(desk: Group) -> None:
    first, second = make_seat(desk).person, make_seat(desk, shell=Shell.SECOND).person

    assert first is not None
    assert second is not None
    assert queries.needs_second_factor(first.pk, on=ON)
    assert not queries.needs_second_factor(second.pk, on=ON)


def test_everyone_may_know_the_team_once_somebody_sits_in_it(
    desk: Group, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert queries.sealed_desk(desk.municipality_id, on=ON) is None
    seat = make_seat(desk)

    with django_assert_num_queries(2):
        found = queries.sealed_desk(desk.municipality_id, on=ON)

    assert found == queries.DeskSeen(desk.pk, "Zorgmeldpunt")
    assert queries.sealed_readers(desk.pk, on=ON) == [seat.person_id]
    assert queries.sealed_desk(make_municipality().pk, on=ON) is None


def test_who_left_reads_no_more(desk: Group) -> None:
    seat = make_seat(desk)
    assert seat.person_id is not None
    services.end_person(seat.person_id, by=installation(desk.municipality_id), at=AT)

    assert queries.sealed_desk(desk.municipality_id, on=ON) is None


def test_the_deputy_and_the_numbers_are_kept_in_order(
    desk: Group, administrator: Viewer
) -> None:
    deputy = make_role(desk.municipality, Role.SPECIALIST).person
    draft = services.AlarmDraft(deputy.pk, CALLS)
    services.set_sealed_alarm(draft, by=administrator, at=AT)

    found = queries.sealed_alarm_of(administrator)

    assert found.deputy_id == deputy.pk
    assert [(one.name, one.number) for one in found.calls] == list(CALLS)
    row = LogRow.objects.get(what="sealed_alarm_set")
    assert (row.by_id, row.why) == (administrator.person_id, "")


def test_saving_again_replaces_them(desk: Group, administrator: Viewer) -> None:
    for draft in (services.AlarmDraft(None, CALLS), services.AlarmDraft(None, CALLS[:1])):
        services.set_sealed_alarm(draft, by=administrator, at=AT)

    assert [one.name for one in queries.sealed_alarm_of(administrator).calls] == [CALLS[0][0]]


def test_a_deputy_may_be_somebody_with_a_seat(desk: Group, administrator: Viewer) -> None:
    seat = make_seat(desk)
    services.set_sealed_alarm(services.AlarmDraft(seat.person_id), by=administrator, at=AT)

    assert SealedDesk.objects.get().deputy_id == seat.person_id


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (services.AlarmDraft(10**9), "works here"),
        (services.AlarmDraft(None, (("", "112"),)), "Fill in a name"),
        (services.AlarmDraft(None, (("Piket", "bel maar"),)), "phone number"),
        (services.AlarmDraft(None, (("Piket", "112"),) * 6), "five at most"),
    ],
)
def test_what_cannot_be_reached_is_refused(
    draft: services.AlarmDraft, words: str, desk: Group, administrator: Viewer
) -> None:
    with pytest.raises(services.PeopleRefused, match=words):
        services.set_sealed_alarm(draft, by=administrator, at=AT)

    assert not SealedCall.objects.exists()


def test_a_deputy_who_works_elsewhere_is_refused(desk: Group, administrator: Viewer) -> None:
    other = make_person(municipality=desk.municipality)

    with pytest.raises(services.PeopleRefused, match="works here"):
        services.set_sealed_alarm(services.AlarmDraft(other.pk), by=administrator, at=AT)


def test_without_a_team_there_is_nobody_to_alarm(administrator: Viewer) -> None:
    with pytest.raises(services.PeopleRefused, match="Appoint the group first"):
        services.set_sealed_alarm(services.AlarmDraft(), by=administrator, at=AT)


def test_only_administrators_set_and_see_them(desk: Group, administrator: Viewer) -> None:
    services.set_sealed_alarm(services.AlarmDraft(None, CALLS), by=administrator, at=AT)
    manager = make_role(desk.municipality, Role.DISTRICT_MANAGER).person

    for viewer in (anonymous(desk.municipality_id), viewer_for(manager, desk.municipality)):
        assert queries.sealed_alarm_of(viewer).calls == ()
        with pytest.raises(services.PeopleRefused, match="administrator"):
            services.set_sealed_alarm(services.AlarmDraft(), by=viewer, at=AT)
    assert queries.sealed_alarm(make_municipality().pk).calls == ()


def test_a_number_that_nobody_checked_for_two_years_goes(
    desk: Group, administrator: Viewer
) -> None:
    services.set_sealed_alarm(services.AlarmDraft(None, CALLS), by=administrator, at=AT)

    erasure.erase(at=AT + timedelta(days=729))
    assert SealedCall.objects.count() == 2
    erasure.erase(at=AT + timedelta(days=731))
    assert not SealedCall.objects.exists()


def test_who_leads_here_is_known_to_the_installation(desk: Group) -> None:
    held = make_role(desk.municipality, Role.DISTRICT_MANAGER)
    make_role(make_municipality(), Role.DISTRICT_MANAGER)

    assert queries.district_managers(desk.municipality_id, on=ON) == [held.person_id]

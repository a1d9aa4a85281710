"""Groups, organisations and the desk for sealed concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.people import (
    administrator_of,
    make_group,
    make_operator,
    make_organisation,
    make_role,
    make_seat,
    viewer_for,
)
from tests.makers.places import AT, area_row, make_areas, make_municipality
from wijkregie.domain.people import services
from wijkregie.domain.people.models import Group, Organisation, SealedDesk, Seat
from wijkregie.domain.people.states import GroupKind, OrganisationKind, Role
from wijkregie.kit.models import LogRow
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from collections.abc import Callable

    from wijkregie.domain.places.models import Municipality
    from wijkregie.kit.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return make_municipality()


@pytest.fixture
def administrator(here: Municipality) -> Viewer:
    return administrator_of(here)


def draft(name: str = "Wijkteam Noord", **more: object) -> services.GroupDraft:
    return services.GroupDraft(kind=GroupKind.DISTRICT_TEAM, name=name, **more)  # type: ignore[arg-type] # short


def test_a_group_is_made_and_changed(here: Municipality, administrator: Viewer) -> None:
    [code] = [row.code for row in here.codes.all()]
    area = make_areas(area_row(f"WK{code[2:]}01", "Wijk"))[f"WK{code[2:]}01"]

    group_id = services.create_group(draft(area_ids=(area.pk,)), by=administrator, at=AT)
    services.change_group(
        group_id,
        services.GroupDraft(GroupKind.PANEL, "Wijkpanel Noord", " Praat  mee. "),
        by=administrator,
        at=AT,
    )

    group = Group.objects.get(pk=group_id)
    assert (group.kind, group.name, group.purpose) == (
        GroupKind.PANEL,
        "Wijkpanel Noord",
        "Praat mee.",
    )
    assert not group.areas.exists()
    assert list(LogRow.objects.filter(kind="people.group").values_list("what", flat=True)) == [
        "group_created",
        "group_changed",
    ]


def test_a_name_is_used_once_in_a_municipality(
    here: Municipality, administrator: Viewer
) -> None:
    make_group(here, "Wijkteam Noord")
    other = make_group(here)

    with pytest.raises(services.PeopleRefused, match="with this name already"):
        services.create_group(draft("wijkteam noord"), by=administrator, at=AT)
    with pytest.raises(services.PeopleRefused, match="with this name already"):
        services.change_group(other.pk, draft(), by=administrator, at=AT)
    make_group(make_municipality(), "Wijkteam Noord")


def test_an_area_of_another_municipality_is_refused(
    here: Municipality, administrator: Viewer
) -> None:
    area = make_areas(area_row("WK999901", "Elders"))["WK999901"]

    with pytest.raises(services.PeopleRefused, match="does not belong"):
        services.create_group(draft(area_ids=(area.pk,)), by=administrator, at=AT)

    assert not Group.objects.filter(name="Wijkteam Noord").exists()


def test_a_group_ends_with_its_seats_and_keeps_them_to_be_read(
    here: Municipality, administrator: Viewer
) -> None:
    seat = make_seat(make_group(here))

    services.end_group(seat.group_id, by=administrator, at=AT)

    assert Seat.objects.get().until_on == AT.date()
    assert not Group.objects.current(AT.date()).exists()
    with pytest.raises(services.PeopleRefused, match="not there any more"):
        services.end_group(seat.group_id, by=administrator, at=AT)


def test_the_group_for_sealed_concerns_does_not_end(
    here: Municipality, administrator: Viewer
) -> None:
    desk, other = make_group(here), make_group(here)
    services.set_sealed_desk(desk.pk, by=administrator, at=AT)

    with pytest.raises(services.PeopleRefused, match="Appoint another group"):
        services.end_group(desk.pk, by=administrator, at=AT)
    services.set_sealed_desk(other.pk, by=administrator, at=AT)
    services.end_group(desk.pk, by=administrator, at=AT)

    assert SealedDesk.objects.get().group == other


CHANGES: list[Callable[[Group, Organisation, Viewer], object]] = [
    lambda _group, _org, by: services.create_group(draft(), by=by, at=AT),
    lambda group, _org, by: services.change_group(group.pk, draft(), by=by, at=AT),
    lambda group, _org, by: services.end_group(group.pk, by=by, at=AT),
    lambda group, _org, by: services.set_sealed_desk(group.pk, by=by, at=AT),
    lambda _group, _org, by: services.create_organisation(
        services.OrganisationDraft("Nieuw", OrganisationKind.CARE), by=by, at=AT
    ),
    lambda _group, org, by: services.change_organisation(
        org.pk, services.OrganisationDraft("Nieuw", OrganisationKind.CARE), by=by, at=AT
    ),
    lambda _group, org, by: services.connect_organisation(org.pk, by=by, at=AT),
]


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_by_who_does_not_administer_here(
    here: Municipality, change: Callable[[Group, Organisation, Viewer], object]
) -> None:
    group, organisation = make_group(here), make_organisation(here)
    manager = make_role(here, Role.DISTRICT_MANAGER).person
    elsewhere = make_role(make_municipality()).person
    before = (Group.objects.count(), Organisation.objects.count(), LogRow.objects.count())

    for by in (anonymous(here.pk), viewer_for(manager, here), viewer_for(elsewhere, here)):
        with pytest.raises(services.PeopleRefused):
            change(group, organisation, by)

    after = (Group.objects.count(), Organisation.objects.count(), LogRow.objects.count())
    assert after == before


@pytest.mark.parametrize("change", [*CHANGES[1:4], CHANGES[5]])
def test_no_change_to_what_belongs_to_another_municipality(
    administrator: Viewer, change: Callable[[Group, Organisation, Viewer], object]
) -> None:
    elsewhere = make_municipality()

    with pytest.raises(services.PeopleRefused, match="not there any more"):
        change(make_group(elsewhere), make_organisation(elsewhere), administrator)


def test_an_organisation_is_made_changed_and_not_doubled(
    here: Municipality, administrator: Viewer
) -> None:
    made = services.create_organisation(
        services.OrganisationDraft("Welzijn Noord", OrganisationKind.WELFARE),
        by=administrator,
        at=AT,
    )
    other = make_organisation(here)
    double = services.OrganisationDraft("WELZIJN NOORD", OrganisationKind.CARE)

    with pytest.raises(services.PeopleRefused, match="with this name already"):
        services.create_organisation(double, by=administrator, at=AT)
    with pytest.raises(services.PeopleRefused, match="with this name already"):
        services.change_organisation(other.pk, double, by=administrator, at=AT)
    services.change_organisation(made, double, by=administrator, at=AT)

    changed = Organisation.objects.get(pk=made)
    assert (changed.name, changed.kind) == ("WELZIJN NOORD", OrganisationKind.CARE)
    assert list(changed.municipalities.all()) == [here]


def test_an_organisation_of_several_municipalities_is_changed_by_an_operator(
    here: Municipality, administrator: Viewer
) -> None:
    organisation = make_organisation(make_municipality())
    operator = viewer_for(make_operator(), here)
    new = services.OrganisationDraft("Nieuw", OrganisationKind.CARE)

    services.connect_organisation(organisation.pk, by=operator, at=AT)
    with pytest.raises(services.PeopleRefused, match="other municipalities too"):
        services.change_organisation(organisation.pk, new, by=administrator, at=AT)
    services.change_organisation(organisation.pk, new, by=operator, at=AT)

    organisation.refresh_from_db()
    assert organisation.name == "Nieuw"


def test_connecting_is_for_operators(administrator: Viewer) -> None:
    organisation = make_organisation(make_municipality())

    with pytest.raises(services.PeopleRefused, match="Only an operator"):
        services.connect_organisation(organisation.pk, by=administrator, at=AT)

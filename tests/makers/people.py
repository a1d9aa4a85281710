"""Persons, groups, seats and roles for tests; what a test is not about is filled in."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from tests.makers.places import AT
from wijkregie.domain.people import queries, services
from wijkregie.domain.people.models import Group, Organisation, Person, RoleHeld, Seat
from wijkregie.domain.people.states import (
    GroupKind,
    OrganisationKind,
    Role,
    SeatFunction,
    Shell,
)
from wijkregie.kit.viewer import Viewer, installation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijkregie.domain.places.models import Area, Municipality

_numbers = count(1)


def make_person(
    name: str = "", *, email: str = "", municipality: Municipality | None = None
) -> Person:
    number = next(_numbers)
    person_id = services.create_person(
        services.PersonDraft(
            name=name or f"Persoon {number}", email=email or f"persoon{number}@voorbeeld.nl"
        ),
        by=installation(municipality.pk if municipality else None),
        at=AT,
    )
    return Person.objects.get(pk=person_id)


def make_operator(name: str = "") -> Person:
    person = make_person(name)
    services.set_operator(person.pk, operator=True, by=installation(), at=AT)
    return Person.objects.get(pk=person.pk)


def make_organisation(
    municipality: Municipality,
    name: str = "",
    *,
    kind: OrganisationKind = OrganisationKind.WELFARE,
) -> Organisation:
    draft = services.OrganisationDraft(name or f"Organisatie {next(_numbers)}", kind)
    made = services.create_organisation(draft, by=installation(municipality.pk), at=AT)
    return Organisation.objects.get(pk=made)


def make_group(
    municipality: Municipality,
    name: str = "",
    *,
    kind: GroupKind = GroupKind.DISTRICT_TEAM,
    areas: Iterable[Area] = (),
) -> Group:
    draft = services.GroupDraft(
        kind=kind,
        name=name or f"Groep {next(_numbers)}",
        area_ids=tuple(area.pk for area in areas),
    )
    made = services.create_group(draft, by=installation(municipality.pk), at=AT)
    return Group.objects.get(pk=made)


def make_seat(
    group: Group,
    person: Person | None = None,
    *,
    organisation: Organisation | None = None,
    function: SeatFunction = SeatFunction.MEMBER,
    shell: Shell = Shell.FIRST,
) -> Seat:
    holder = person or (None if organisation else make_person(municipality=group.municipality))
    draft = services.SeatDraft(
        group_id=group.pk,
        person_id=holder.pk if holder else None,
        organisation_id=organisation.pk if organisation else None,
        function=function,
        shell=shell,
    )
    made = services.give_seat(draft, by=installation(group.municipality_id), at=AT)
    return Seat.objects.get(pk=made)


def make_role(
    municipality: Municipality,
    role: Role = Role.ADMINISTRATOR,
    *,
    person: Person | None = None,
    area: Area | None = None,
) -> RoleHeld:
    holder = person or make_person(municipality=municipality)
    draft = services.RoleDraft(holder.pk, role, area.pk if area else None)
    made = services.give_role(draft, by=installation(municipality.pk), at=AT)
    return RoleHeld.objects.get(pk=made)


def viewer_for(
    person: Person | None, municipality: Municipality | None, *, strong: bool = True
) -> Viewer:
    """Return how this person looks at this municipality, on the day of the makers."""
    return queries.viewer(
        person.pk if person else None,
        municipality_id=municipality.pk if municipality else None,
        on=AT.date(),
        strong=strong,
    )


def administrator_of(municipality: Municipality) -> Viewer:
    return viewer_for(make_role(municipality).person, municipality)

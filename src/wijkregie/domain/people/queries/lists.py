"""The lists of a municipality, each as far as the viewer may see it.

The public sees groups, functions and organisations, never who holds them. Who works along
here (a role or a seat) sees names. Mail addresses are for administrators of this
municipality, and one's own for oneself. No list holds a row of another municipality.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q

from wijkregie.domain.people import rules
from wijkregie.domain.people.models import (
    Group,
    Organisation,
    Person,
    RoleHeld,
    Seat,
)
from wijkregie.domain.people.queries.seen import (
    AreaNamed,
    GroupSeen,
    OrganisationSeen,
    PersonSeen,
    RoleSeen,
    SeatSeen,
)
from wijkregie.domain.people.states import (
    GroupKind,
    OrganisationKind,
    Role,
    SeatFunction,
    Shell,
)
from wijkregie.domain.places import queries as places
from wijkregie.kit.rows import Rows

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.places.models import Area
    from wijkregie.kit.viewer import Viewer


def groups_visible_to(viewer: Viewer, *, on: date) -> Rows[GroupSeen]:
    """Return the groups of this municipality, by name: two queries a page."""
    areas = places.visible_to(viewer).order_by("code")
    rows = (
        Group.objects.current(on)
        .filter(municipality_id=_here(viewer))
        .prefetch_related(Prefetch("areas", areas, to_attr="areas_seen"))
        .order_by("name", "pk")
    )
    return Rows(rows, _group)


def group_names(viewer: Viewer, *, on: date) -> list[tuple[int, str]]:
    """Return number and name of the groups of this municipality, to choose from. One query."""
    rows = Group.objects.current(on).filter(municipality_id=_here(viewer))
    return [*rows.order_by("name", "pk").values_list("pk", "name")]


def seats_visible_to(
    viewer: Viewer, *, on: date, group_id: int | None = None
) -> Rows[SeatSeen]:
    """Return the seats of the groups (or one group) that exist here on this day: one query."""
    rows = (
        Seat.objects.current(on)
        .filter(
            Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=on),
            municipality_id=_here(viewer),
        )
        .select_related("person", "organisation")
        .order_by("group_id", "shell", "pk")
    )
    if group_id is not None:
        rows = rows.filter(group_id=group_id)
    return Rows(rows, lambda seat: _seat(seat, viewer))


def roles_visible_to(viewer: Viewer, *, on: date) -> Rows[RoleSeen]:
    """Return the roles that are held here on this day: one query."""
    known = Q(area__isnull=True) | Q(area__in=places.visible_to(viewer))
    rows = (
        RoleHeld.objects.current(on)
        .filter(known, municipality_id=_here(viewer))
        .select_related("person", "area")
        .order_by("role", "pk")
    )
    return Rows(rows, lambda role: _role(role, viewer))


def persons_visible_to(viewer: Viewer, *, on: date) -> Rows[PersonSeen]:
    """Return who works here, for members; administrators also find accounts without work.

    The public gets an empty list: one query.
    """
    rows = Person.objects.filter(_persons(viewer, on)).order_by("name", "pk")
    return Rows(rows, lambda person: _person(person, viewer))


def person_seen(viewer: Viewer, person_id: int) -> PersonSeen | None:
    """Return one person: oneself, or for members who works or worked here. One query.

    ``None`` for anybody of whom the viewer may not know.
    """
    works = Q(seats__municipality_id=_here(viewer))
    works |= Q(roles_held__municipality_id=_here(viewer))
    if rules.may_administer(viewer):
        works |= Q(municipality_id=_here(viewer))
    known = works if rules.may_see_names(viewer) else Q(pk=viewer.person_id)
    person = Person.objects.filter(known | Q(pk=viewer.person_id), pk=person_id).first()
    if person is None:
        return None
    if viewer.person_id == person.pk:
        return PersonSeen(
            person.pk, person.name, person.email, rules.looks_after(viewer, person)
        )
    return _person(person, viewer)


def organisations_visible_to(viewer: Viewer) -> Rows[OrganisationSeen]:
    """Return the organisations that work in this municipality, by name: one query."""
    rows = Organisation.objects.filter(municipalities=_here(viewer))
    return Rows(rows.order_by("name", "pk"), _organisation)


def _here(viewer: Viewer) -> int:
    """Return the municipality looked at; at the country there are no such rows: number 0."""
    return viewer.municipality_id or 0


def _persons(viewer: Viewer, on: date) -> Q:
    if not rules.may_see_names(viewer):
        return Q(pk__in=[])
    here = {"person": OuterRef("pk"), "municipality_id": _here(viewer)}
    works = Q(Exists(Seat.objects.current(on).filter(**here))) | Q(
        Exists(RoleHeld.objects.current(on).filter(**here))
    )
    if rules.may_administer(viewer):
        works |= Q(municipality_id=_here(viewer))
    return works & Q(is_active=True)


def _person(person: Person | None, viewer: Viewer) -> PersonSeen:
    if person is None or not rules.may_see_names(viewer):
        return PersonSeen()
    return PersonSeen(
        id=person.pk,
        name=person.name,
        email=person.email if rules.may_see_mail(viewer, person.pk) else None,
        looked_after_here=rules.looks_after(viewer, person),
    )


def _organisation(organisation: Organisation) -> OrganisationSeen:
    return OrganisationSeen(
        organisation.pk, organisation.name, OrganisationKind(organisation.kind)
    )


def _area(area: Area) -> AreaNamed:
    return AreaNamed(area.pk, area.code, area.name)


def _group(group: Group) -> GroupSeen:
    areas: list[Area] = group.areas_seen  # type: ignore[attr-defined] # the prefetch sets it
    return GroupSeen(
        id=group.pk,
        kind=GroupKind(group.kind),
        name=group.name,
        purpose=group.purpose,
        areas=tuple(_area(area) for area in areas),
        planned_on=group.planned_on,
        started_on=group.started_on,
        ended_on=group.ended_on,
    )


def _seat(seat: Seat, viewer: Viewer) -> SeatSeen:
    return SeatSeen(
        id=seat.pk,
        group_id=seat.group_id,
        shell=Shell(seat.shell),
        function=SeatFunction(seat.function),
        person=_person(seat.person, viewer),
        organisation=_organisation(seat.organisation) if seat.organisation else None,
        from_on=seat.from_on,
        until_on=seat.until_on,
    )


def _role(held: RoleHeld, viewer: Viewer) -> RoleSeen:
    return RoleSeen(
        id=held.pk,
        role=Role(held.role),
        area=_area(held.area) if held.area else None,
        person=_person(held.person, viewer),
        from_on=held.from_on,
        until_on=held.until_on,
    )

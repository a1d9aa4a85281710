"""Who is told about a signal: its owner, the chair, the district manager, an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.people.models import Person, RoleHeld, Seat
from wijkregie.domain.people.states import Role, SeatFunction
from wijkregie.domain.signals.queries import routes
from wijkregie.domain.signals.services.moving import area_ids_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.signals.models import Signal

_LEADS = (SeatFunction.CHAIR, SeatFunction.SECRETARY)


def owners(signal: Signal, on: date) -> list[int]:
    """Return the person that a signal is given to, or who leads the group that it is given to.

    Nobody where it is given to neither: then the district managers see to it.
    """
    if signal.owner_person_id is not None:
        active = Person.objects.filter(pk=signal.owner_person_id, is_active=True)
        return [*active.values_list("pk", flat=True)]
    return _seated(signal.owner_id, _LEADS, on)


def chairs(signal: Signal, on: date) -> list[int]:
    """Return the chair of the group; for what a person handles that of the team of its area."""
    group_id = signal.owner_id
    if signal.owner_person_id is not None:
        teams = routes.teams_in(signal.municipality_id, on=on)
        group_id = routes.team_for(teams, area_ids_of(signal))
    return _seated(group_id, (SeatFunction.CHAIR,), on)


def managers(signal: Signal, on: date) -> list[int]:
    """Return the district managers of the areas of a signal, and those of everywhere."""
    return holding(signal, (Role.DISTRICT_MANAGER,), on)


def nearest(signal: Signal, on: date) -> list[int]:
    """Return the owner; where nobody is there, the chair, and else the district managers."""
    return owners(signal, on) or chairs(signal, on) or managers(signal, on)


def holding(signal: Signal, roles: Collection[str], on: date) -> list[int]:
    """Return who holds one of these roles for a signal. Two queries."""
    covering = Q(area__isnull=True) | Q(area__in=area_ids_of(signal))
    held = RoleHeld.objects.current(on).filter(
        covering,
        municipality_id=signal.municipality_id,
        role__in=roles,
        person__is_active=True,
    )
    return sorted(set(held.values_list("person_id", flat=True)))


def members_of(organisation_id: int, municipality_id: int, on: date) -> list[int]:
    """Return who holds a seat here on behalf of an organisation. One query."""
    seats = _seats(on).filter(organisation_id=organisation_id, municipality_id=municipality_id)
    return sorted(set(seats.values_list("person_id", flat=True)))


def _seated(group_id: int | None, functions: Collection[str], on: date) -> list[int]:
    if group_id is None:
        return []
    seats = _seats(on).filter(group_id=group_id, function__in=functions)
    return sorted(set(seats.values_list("person_id", flat=True)))


def _seats(on: date) -> QuerySet[Seat]:
    """Return the seats, of groups that are there, of persons whose account did not end."""
    there = Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=on)
    return Seat.objects.current(on).filter(there, person__is_active=True)

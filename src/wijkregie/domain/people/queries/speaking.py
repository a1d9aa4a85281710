"""Who can speak here for a group or an organisation. For rooms only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.people.models import Seat
from wijkregie.domain.people.states import Shell

if TYPE_CHECKING:
    from datetime import date


def first_shell(group_id: int, *, on: date) -> list[int]:
    """Return who attends this group and can log in. One query."""
    seats = Seat.objects.current(on).filter(
        group_id=group_id, shell=Shell.FIRST, person__is_active=True
    )
    return sorted(set(seats.values_list("person_id", flat=True)))


def speakers_for(organisation_id: int, municipality_id: int, *, on: date) -> list[int]:
    """Return who holds a seat for this organisation here and can log in. One query."""
    exists = Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=on)
    seats = Seat.objects.current(on).filter(
        exists,
        organisation_id=organisation_id,
        municipality_id=municipality_id,
        person__is_active=True,
    )
    return sorted(set(seats.values_list("person_id", flat=True)))

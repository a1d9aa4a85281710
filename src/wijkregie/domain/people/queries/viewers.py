"""Make the value that says who looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q, Value

from wijkregie.domain.people.models import Person, RoleHeld, Seat
from wijkregie.kit.viewer import Grant, Viewer, anonymous

if TYPE_CHECKING:
    from datetime import date

_SEAT = "-"


def viewer(
    person_id: int | None, *, municipality_id: int | None, on: date, strong: bool
) -> Viewer:
    """Return who looks at this municipality (``None``: at the country) on this day.

    ``strong`` says that the second factor was passed: without it there are no grants and
    nobody is an operator. Someone whose account ended is anonymous. Costs two queries at
    most, none for a passer-by.
    """
    operator = _operator(person_id)
    if person_id is None or operator is None:
        return anonymous(municipality_id)
    grants, groups = _held(person_id, municipality_id, on) if municipality_id else ((), ())
    return Viewer(
        municipality_id=municipality_id,
        person_id=person_id,
        grants=frozenset(grants if strong else ()),
        group_ids=frozenset(groups),
        operator=operator and strong,
    )


def _operator(person_id: int | None) -> bool | None:
    if person_id is None:
        return None
    active = Person.objects.filter(pk=person_id, is_active=True)
    found: bool | None = active.values_list("operator", flat=True).first()
    return found


def _held(person_id: int, municipality_id: int, on: date) -> tuple[list[Grant], list[int]]:
    here = Q(person_id=person_id, municipality_id=municipality_id)
    group_exists = Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=on)
    roles = RoleHeld.objects.current(on).filter(here).values_list("role", "area_id")
    seats = Seat.objects.current(on).filter(here, group_exists)
    rows = list(roles.union(seats.values_list(Value(_SEAT), F("group_id")), all=True))
    return (
        [Grant(role, area_id) for role, area_id in rows if role != _SEAT],
        [group_id for word, group_id in rows if word == _SEAT],
    )

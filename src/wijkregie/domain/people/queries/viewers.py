"""Make the value that says who looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Exists,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    Value,
)

from wijkregie.domain.people.models import Person, RoleHeld, SealedDesk, Seat
from wijkregie.domain.people.states import Role, SeatFunction, Shell
from wijkregie.kit.viewer import Grant, Viewer, anonymous

if TYPE_CHECKING:
    from datetime import date

_ROLES: Final = frozenset(Role.values)
_LEADS: Final = frozenset({SeatFunction.CHAIR, SeatFunction.SECRETARY})
#: A role (word, area), or a seat (function, group, shell, organisation, of the sealed desk).
_Held = tuple[str, int, int | None, int | None, bool]


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
    held = _held(person_id, municipality_id, on) if municipality_id else []
    seats = [row for row in held if row[0] not in _ROLES]
    return Viewer(
        municipality_id=municipality_id,
        person_id=person_id,
        grants=frozenset(
            Grant(word, number) for word, number, *_ in held if strong and word in _ROLES
        ),
        group_ids=frozenset(number for _function, number, *_ in seats),
        operator=operator and strong,
        first_shell_ids=frozenset(
            number for _function, number, shell, *_ in seats if shell == Shell.FIRST
        ),
        led_ids=frozenset(number for function, number, *_ in seats if function in _LEADS),
        organisation_ids=frozenset(seat[3] for seat in seats if seat[3] is not None),
        sealed_ids=frozenset(
            number
            for _function, number, shell, _for, sealed in seats
            if strong and sealed and shell == Shell.FIRST
        ),
    )


def _operator(person_id: int | None) -> bool | None:
    if person_id is None:
        return None
    active = Person.objects.filter(pk=person_id, is_active=True)
    found: bool | None = active.values_list("operator", flat=True).first()
    return found


def _held(person_id: int, municipality_id: int, on: date) -> list[_Held]:
    """Return roles and seats in one query."""
    here = Q(person_id=person_id, municipality_id=municipality_id)
    group_exists = Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=on)
    sealed = Exists(SealedDesk.objects.filter(group_id=OuterRef("group_id")))
    roles = RoleHeld.objects.current(on).filter(here)
    seats = Seat.objects.current(on).filter(here, group_exists)
    nothing = Value(None, output_field=PositiveSmallIntegerField())
    none = Value(None, output_field=BigIntegerField())
    no = Value(False, output_field=BooleanField())  # noqa: FBT003 - a value of the column
    found = seats.values_list("function", "group_id", "shell", "organisation_id", sealed)
    return list(roles.values_list("role", "area_id", nothing, none, no).union(found, all=True))

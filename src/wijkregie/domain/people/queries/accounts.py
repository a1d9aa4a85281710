"""Somebody's own account, and the accounts that a demo offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from wijkregie.domain.people.models import Person, RoleHeld, Seat
from wijkregie.domain.people.states import Role, SeatFunction, Shell

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

DEMO_DOMAIN = "@demo.invalid"


@dataclass(frozen=True, slots=True)
class Place:
    """What a person does in one municipality, on one day."""

    municipality: str
    slug: str
    roles: tuple[Role, ...]
    seats: tuple[tuple[SeatFunction, str], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A person as that person may see it: all of it, and nothing of anybody else."""

    person_id: int
    name: str
    email: str
    operator: bool
    places: tuple[Place, ...]

    @property
    def needs_second_factor(self) -> bool:
        """Tell whether the work asks for more than a code by mail."""
        return self.operator or any(place.roles for place in self.places)


def account_of(person_id: int, *, on: date) -> Account | None:
    """Return one's own account, ``None`` when it ended: three queries."""
    return next(iter(_accounts(Person.objects.filter(pk=person_id), on)), None)


def demo_accounts(*, on: date) -> list[Account]:
    """Return the persons made for the demo, in the order in which they were made.

    They are those with an address that no mail can reach: ``…@demo.invalid``.
    """
    return _accounts(Person.objects.filter(email__iendswith=DEMO_DOMAIN), on)


def needs_second_factor(person_id: int, *, on: date) -> bool:
    """Tell whether this person must have a second factor.

    Any role anywhere asks for one, and so does a seat in a team for concerns about persons.
    """
    holds = Q(pk__in=RoleHeld.objects.not_over(on).values("person_id"))
    seats = Seat.objects.not_over(on).filter(
        group__sealed_desks__isnull=False, shell=Shell.FIRST, person__isnull=False
    )
    needs = Q(operator=True) | holds | Q(pk__in=seats.values("person_id"))
    return Person.objects.filter(needs, pk=person_id).exists()


def _accounts(persons: QuerySet[Person], on: date) -> list[Account]:
    found = list(persons.filter(is_active=True).order_by("pk"))
    where = {"person_id__in": [person.pk for person in found]}
    places = ("person_id", "municipality__name", "municipality__slug")
    roles = RoleHeld.objects.current(on).filter(**where).order_by("role", "pk")
    seats = Seat.objects.current(on).filter(
        Q(group__ended_on__isnull=True) | Q(group__ended_on__gt=on), **where
    )
    work: dict[int, dict[tuple[str, str], _Work]] = {person.pk: {} for person in found}
    for person_id, name, slug, role in roles.values_list(*places, "role"):
        work[person_id].setdefault((name, slug), _Work()).roles.append(Role(role))
    for person_id, name, slug, function, group in seats.order_by("group__name").values_list(
        *places, "function", "group__name"
    ):
        seat = (SeatFunction(function), group)
        work[person_id].setdefault((name, slug), _Work()).seats.append(seat)
    return [_account(person, work[person.pk]) for person in found]


@dataclass(slots=True)
class _Work:
    roles: list[Role] = field(default_factory=list)
    seats: list[tuple[SeatFunction, str]] = field(default_factory=list)


def _account(person: Person, work: dict[tuple[str, str], _Work]) -> Account:
    return Account(
        person_id=person.pk,
        name=person.name,
        email=person.email or "",
        operator=person.operator,
        places=tuple(
            Place(name, slug, tuple(dict.fromkeys(done.roles)), tuple(done.seats))
            for (name, slug), done in sorted(work.items())
        ),
    )


def mail_address_of(person_id: int) -> str:
    """Return where a person reads mail, nothing when the account ended. One query.

    For the installation itself, which mails what a row of the outbox says; never for a page.
    """
    rows = Person.objects.filter(pk=person_id, is_active=True, email__isnull=False)
    return rows.values_list("email", flat=True).first() or ""

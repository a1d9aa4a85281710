"""Persons, organisations, groups, seats and roles. Few personal fields, each with a term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from wijkregie.domain.people.states import (
    GroupKind,
    OrganisationKind,
    Role,
    SeatFunction,
    Shell,
)
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.kit.privacy import ROW, Personal, personal

if TYPE_CHECKING:
    from datetime import date

TWO_YEARS = 730
CALLED = Personal(
    purpose=_("call somebody when a concern about a person stays unread"),
    ground="6(1)(e)",
    days=TWO_YEARS,
    since="checked_at",
    erased=ROW,
    seen_by=_("Administrators, operators, district managers and the team itself."),
)


class PersonManager(BaseUserManager["Person"]):
    """Finds persons by their address, however it is typed."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with this mail address; the capitals do not matter."""
        return self.get(email__iexact=username)


class PeriodQuerySet(models.QuerySet[Any]):
    """Rows that hold from a day until, and not on, another."""

    def current(self, on: date) -> Self:
        """Keep the rows that hold on this day."""
        return self.filter(_open_after("until_on", on), from_on__lte=on)

    def not_over(self, on: date) -> Self:
        """Keep the rows that hold on this day or will hold later."""
        return self.filter(_open_after("until_on", on))


class GroupQuerySet(models.QuerySet["Group"]):
    """Groups, which may have ended."""

    def current(self, on: date) -> Self:
        """Keep the groups that exist on this day."""
        return self.filter(_open_after("ended_on", on))


def _open_after(field: str, on: date) -> models.Q:
    return models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__gt": on})


class Person(AbstractBaseUser):
    """Someone with an account. No password: one logs in by a code in a mail.

    The unusable password that Django wants is a random value; a new one ends all sessions.
    """

    last_login = None  # nobody needs to know when somebody worked
    # Who looks after this account; its seats and roles may be elsewhere too.
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.SET_NULL, related_name="persons"
    )
    email = personal(
        models.EmailField(max_length=200, null=True),
        Personal(
            purpose=_("log in and be reached about one's own work here"),
            ground="6(1)(e)",
            days=TWO_YEARS,
            since="ended_at",
            erased=None,
            seen_by=_("The person, and the administrators of the municipality."),
        ),
    )
    name = personal(
        models.CharField(max_length=120),
        Personal(
            purpose=_("be recognised by those one works with"),
            ground="6(1)(e)",
            days=TWO_YEARS,
            since="ended_at",
            seen_by=_("Who works along in the same municipality."),
        ),
    )
    operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.CheckConstraint(
                name="person_active_or_ended",
                condition=models.Q(is_active=True, ended_at__isnull=True)
                | models.Q(is_active=False, ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Organisation(models.Model):
    """A party in the work; it may work for several municipalities."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=OrganisationKind)
    municipalities = models.ManyToManyField(Municipality, related_name="organisations")

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A team, platform or panel of one municipality, for some of its areas or for all.

    ``planned_on`` is when it was to begin by the plan, ``started_on`` when it really did.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="groups"
    )
    kind = models.CharField(max_length=20, choices=GroupKind)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=400, blank=True)
    areas = models.ManyToManyField(Area, related_name="groups", blank=True)
    planned_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="group_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A place in a group, held by a person, by an organisation, or both ("on behalf of").

    It holds from ``from_on`` until, and not on, ``until_on``: ended today is gone today.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="seats"
    )
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    shell = models.PositiveSmallIntegerField(choices=Shell, default=Shell.FIRST)
    function = models.CharField(
        max_length=12, choices=SeatFunction, default=SeatFunction.MEMBER
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=models.Q(until_on__isnull=True),
                name="seat_of_person_once",
            ),
            models.UniqueConstraint(
                fields=["group", "organisation"],
                condition=models.Q(until_on__isnull=True, person__isnull=True),
                name="seat_of_organisation_once",
            ),
            models.CheckConstraint(
                name="seat_held_by_someone",
                condition=models.Q(person__isnull=False) | models.Q(organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="seat_period",
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
            ),
        ]
        indexes = [models.Index(fields=["person", "until_on"], name="seat_by_person")]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class RoleHeld(models.Model):
    """A role that a person holds in a municipality, everywhere or in one area.

    It holds from ``from_on`` until, and not on, ``until_on``: taken away today is gone today.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="roles_held"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=20, choices=Role)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="roles_held"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "role"],
                condition=models.Q(until_on__isnull=True, area__isnull=True),
                name="role_once",
            ),
            models.UniqueConstraint(
                fields=["municipality", "person", "role", "area"],
                condition=models.Q(until_on__isnull=True, area__isnull=False),
                name="role_in_area_once",
            ),
            models.CheckConstraint(
                name="role_administrator_everywhere",
                condition=~models.Q(role=Role.ADMINISTRATOR) | models.Q(area__isnull=True),
            ),
            models.CheckConstraint(
                name="role_is_known", condition=models.Q(role__in=Role.values)
            ),
            models.CheckConstraint(
                name="role_period",
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
            ),
        ]
        indexes = [models.Index(fields=["person", "municipality"], name="role_by_person")]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class SealedDesk(models.Model):
    """The one team that a municipality designated for concerns about persons.

    The deputy hears when a concern waits too long unread.
    """

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="sealed_desk"
    )
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="sealed_desks")
    deputy = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="deputy_of"
    )

    def __str__(self) -> str:
        return f"{self.group_id}"


class SealedCall(models.Model):
    """A number to call when a concern stays unread; checked now and then, or it goes."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="sealed_calls"
    )
    order = models.PositiveSmallIntegerField(default=0)
    name = personal(models.CharField(max_length=80), CALLED)
    number = personal(models.CharField(max_length=20), CALLED)
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"call {self.pk}"

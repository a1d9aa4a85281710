"""Persons, organisations, groups with their seats and covenants, and roles."""

from wijkregie.domain.people.models.covenants import Covenant, CovenantParty
from wijkregie.domain.people.models.persons import (
    TWO_YEARS,
    Group,
    Organisation,
    PeriodQuerySet,
    Person,
    RoleHeld,
    SealedCall,
    SealedDesk,
    Seat,
)

__all__ = [
    "TWO_YEARS",
    "Covenant",
    "CovenantParty",
    "Group",
    "Organisation",
    "PeriodQuerySet",
    "Person",
    "RoleHeld",
    "SealedCall",
    "SealedDesk",
    "Seat",
]

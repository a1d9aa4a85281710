"""What of a row may be seen: plain values, so that a page cannot show more by accident."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from wijkregie.domain.people.states import (
        GroupKind,
        OrganisationKind,
        Role,
        SeatFunction,
        Shell,
    )


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A person; what the viewer may not know is ``None``."""

    id: int | None = None
    name: str | None = None
    email: str | None = None
    looked_after_here: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationSeen:
    """An organisation that works in this municipality."""

    id: int
    name: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class AreaNamed:
    """An area that the viewer may know of."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A group and those of its areas that the viewer may know of."""

    id: int
    kind: GroupKind
    name: str
    purpose: str
    areas: tuple[AreaNamed, ...]
    planned_on: date | None
    started_on: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class SeatSeen:
    """A place in a group: its function is public, its holder only to members."""

    id: int
    group_id: int
    shell: Shell
    function: SeatFunction
    person: PersonSeen
    organisation: OrganisationSeen | None
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class RoleSeen:
    """A role that somebody holds: that it is held is public, by whom only to members."""

    id: int
    role: Role
    area: AreaNamed | None
    person: PersonSeen
    from_on: date
    until_on: date | None

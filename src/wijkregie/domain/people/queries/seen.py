"""What of a row may be seen: plain values, so that a page cannot show more by accident."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from wijkregie.domain.people.states import (
        GroupKind,
        OrganisationKind,
        Role,
        SeatFunction,
        Shell,
    )

Row = TypeVar("Row")


class Rows(Sequence[Row], Generic[Row]):
    """A list of which only the asked part is fetched; Django's paginator can cut it.

    ``len`` is one count, a slice one fixed number of queries, whatever its length.
    """

    def __init__(self, rows: QuerySet[Any], seen: Callable[[Any], Row]) -> None:
        self._rows = rows
        self._seen = seen

    def __len__(self) -> int:
        return self._rows.count()

    def __iter__(self) -> Iterator[Row]:
        return (self._seen(row) for row in self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self._seen(row) for row in self._rows[place]]
        return self._seen(self._rows[place])

    def get(self, pk: int) -> Row | None:
        """Return the row with this number, ``None`` if it is not there or not to be seen."""
        found = self._rows.filter(pk=pk).first()
        return None if found is None else self._seen(found)


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

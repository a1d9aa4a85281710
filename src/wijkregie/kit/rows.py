"""A list of plain values of which only the asked part is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from django.db.models import QuerySet

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

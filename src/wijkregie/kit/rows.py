"""A list of plain values of which only the asked part is fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from django.db.models import QuerySet

Row = TypeVar("Row")


class Rows(Sequence[Row], Generic[Row]):
    """A list of which only the asked part is fetched; Django's paginator can cut it.

    ``len`` is one count, a slice one fixed number of queries, whatever its length. With
    ``by_number`` the database sorts numbers only, and joins what is shown to the asked part:
    worth it for wide rows of which there are thousands.
    """

    def __init__(
        self, rows: QuerySet[Any], seen: Callable[[Any], Row], *, by_number: bool = False
    ) -> None:
        self._rows = rows
        self._seen = seen
        self._by_number = by_number

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
            return [self._seen(row) for row in self._part(place)]
        return self._seen(self._rows[place])

    def _part(self, place: slice) -> QuerySet[Any]:
        if not self._by_number:
            return self._rows[place]
        plain = self._rows.select_related(None).prefetch_related(None)
        return self._rows.filter(pk__in=plain.values("pk")[place])

    def get(self, pk: int) -> Row | None:
        """Return the row with this number, ``None`` if it is not there or not to be seen."""
        found = self._rows.filter(pk=pk).first()
        return None if found is None else self._seen(found)

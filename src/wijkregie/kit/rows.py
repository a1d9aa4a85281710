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
    ``whole`` the database chooses and sorts the numbers of ``rows`` only, and takes the asked
    part of them from ``whole``: worth it for wide rows of which there are thousands. Nothing
    in ``whole`` says which rows, or the database would look for those a second time.
    """

    def __init__(
        self,
        rows: QuerySet[Any],
        seen: Callable[[Any], Row],
        *,
        whole: QuerySet[Any] | None = None,
    ) -> None:
        self._rows = rows
        self._seen = seen
        self._whole = whole

    def __len__(self) -> int:
        return self._rows.count()

    def __iter__(self) -> Iterator[Row]:
        return (self._seen(row) for row in self._taken(self._rows))

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self._seen(row) for row in self._taken(self._rows[place])]
        return self._seen(self._taken(self._rows)[place])

    def _taken(self, part: QuerySet[Any]) -> QuerySet[Any]:
        if self._whole is None:
            return part
        taken = self._whole.filter(pk__in=part.values("pk"))
        return taken.order_by(*self._rows.query.order_by)

    def get(self, pk: int) -> Row | None:
        """Return the row with this number, ``None`` if it is not there or not to be seen."""
        found = self._taken(self._rows).filter(pk=pk).first()
        return None if found is None else self._seen(found)

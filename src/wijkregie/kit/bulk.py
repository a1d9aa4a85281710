"""Imports: very many rows of one table by the fastest door, one import at a time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db import models

_LOCK: Final = 0x57494A4B  # "WIJK"
_PATIENCE: Final = "120s"
_AT_ONCE: Final = 50
#: So many rows, and such a part of what was there, make a table another than it was.
_MANY: Final = 1000
_PART: Final = 0.2


def one_at_a_time() -> None:
    """Wait until no other import is storing; ours is the only one until the transaction ends.

    Two at once would both find an area missing and both add it. SQLite lets one transaction
    write anyhow.
    """
    _need_transaction()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [_PATIENCE])
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def add_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of plain values (ids for relations) into the table of ``model``.

    Takes a tenth of the time of making a model for each row. Columns left out must be
    filled by the database itself: so the key, and nothing else. Constraints hold as ever.
    Must be called inside a transaction, so that half a table is never stored. PostgreSQL
    then looks at a table that grew much: else it plans the next questions for an empty one,
    which took minutes instead of a moment.
    """
    _need_transaction()
    quote = connection.ops.quote_name
    fields = {field.name: field.column for field in model._meta.concrete_fields}
    names = ", ".join(quote(str(fields[name])) for name in columns)
    where = f"{quote(model._meta.db_table)} ({names})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = cursor.copy(f"COPY {where} FROM STDIN")
            added = 0
            with connection.wrap_database_errors, copying as copy:
                for row in rows:
                    copy.write_row(row)
                    added += 1
            _look_again(cursor, model, added)
        else:
            _insert(cursor, where, len(columns), iter(rows))


def _look_again(cursor: Any, model: type[models.Model], added: int) -> None:
    """Let PostgreSQL count anew what grew much; columns of bytes tell it nothing."""
    table = model._meta.db_table
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
    if added < max(_MANY, _PART * cursor.fetchone()[0]):
        return
    quote = connection.ops.quote_name
    told = [
        quote(str(field.column))
        for field in model._meta.concrete_fields
        if field.get_internal_type() != "BinaryField"
    ]
    cursor.execute(f"ANALYZE {quote(table)} ({', '.join(told)})")


def _insert(cursor: Any, where: str, width: int, rows: Iterator[Sequence[Any]]) -> None:
    """Insert rows, ``_AT_ONCE`` to a statement: a fifth faster than one to a statement."""
    mark = f"({', '.join(['%s'] * width)})"
    rest: list[Sequence[Any]] = []

    def whole() -> Iterator[list[Any]]:
        while len(batch := list(islice(rows, _AT_ONCE))) == _AT_ONCE:
            yield [value for row in batch for value in row]
        rest.extend(batch)

    insert = f"INSERT INTO {where} VALUES"
    cursor.executemany(f"{insert} {', '.join([mark] * _AT_ONCE)}", whole())
    cursor.executemany(f"{insert} {mark}", rest)


def _need_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an import belongs inside a transaction")

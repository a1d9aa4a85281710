"""Imports: very many rows of one table by the fastest door, one import at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db import models

_LOCK: Final = 0x57494A4B  # "WIJK"
_PATIENCE: Final = "120s"


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
    Must be called inside a transaction, so that half a table is never stored.
    """
    _need_transaction()
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(str(model._meta.get_field(name).column)) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
                rows,
            )


def _need_transaction() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an import belongs inside a transaction")

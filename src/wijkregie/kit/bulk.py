"""Add very many rows of one table at once, by the fastest door each database has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections, router, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db import models


def add_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of plain values (ids for relations) into the table of ``model``.

    Takes a tenth of the time of making a model for each row. Columns left out must be
    filled by the database itself: so the key, and nothing else. Constraints hold as ever.
    Must be called inside a transaction, so that half a table is never stored.
    """
    alias = router.db_for_write(model)
    connection = connections[alias]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("add_rows belongs inside a transaction")
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(
        quote(str(model._meta.get_field(name).column))
        for name in columns
    )
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

"""The guards of a database out of the way: for who tampers below them, and for emptying it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator


def lift(*names: str) -> None:
    """Take guards away, as who owns the database can; the test's end puts them back."""
    form = {"sqlite": "DROP TRIGGER {}", "postgresql": "DROP FUNCTION {} CASCADE"}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(form[connection.vendor].format(name))


@contextmanager
def all_lifted() -> Iterator[None]:
    """Take all guards of SQLite away for a while: there emptying a table removes its rows.

    PostgreSQL empties a table without asking them.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _name, sql in guards:
                cursor.execute(sql)

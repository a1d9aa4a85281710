"""SQLite: a copy made while others write, and a file put in the place of another."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, connections

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = 2000
SIDE_FILES = ("-wal", "-shm")


def dump(target: Path) -> dict[str, int]:
    """Copy the database as it is at one moment; return the number of rows per table.

    Others go on writing. The copy is one file, without a journal beside it.
    """
    with closing(sqlite3.connect(database(), timeout=20)) as source:
        source.execute("BEGIN")  # one moment: what is written from here on is not copied
        source.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        with closing(sqlite3.connect(target)) as copy:
            source.backup(copy, pages=PAGES)
            copy.execute("PRAGMA journal_mode=DELETE")
            return rows(copy)


def database() -> Path:
    """Return the file of the database in use."""
    return Path(str(connection.settings_dict["NAME"]))


def rows(copy: sqlite3.Connection) -> dict[str, int]:
    """Return the number of rows of every table."""
    found = copy.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return {
        name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - its own name
        for (name,) in sorted(found.fetchall())
    }


def is_whole(file: Path) -> bool:
    """Tell whether SQLite finds no fault in the file."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            return bool(copy.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def rows_of(file: Path) -> dict[str, int]:
    """Return the number of rows of every table in a file."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
        return rows(copy)


@contextmanager
def in_use(file: Path) -> Iterator[None]:
    """Let Django work in ``file`` for a while; afterwards it is one file again."""
    usual = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = usual
    for side in SIDE_FILES:
        Path(f"{file}{side}").unlink(missing_ok=True)


def swap(new: Path, old: Path, kept: Path) -> None:
    """Put ``new`` in the place of ``old``, and ``old`` with its journal at ``kept``."""
    for side in ("", *SIDE_FILES):
        Path(f"{kept}{side}").unlink(missing_ok=True)
        if Path(f"{old}{side}").exists():
            Path(f"{old}{side}").rename(f"{kept}{side}")
    new.replace(old)

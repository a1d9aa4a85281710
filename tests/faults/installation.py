"""An installation whose imports are disturbed, and what is in its database."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg

from tests.makers.installations import program

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60
OF_IMPORTS = ("places_", "indicators_")


@dataclass
class Installation:
    """A data directory and a database of one kind; programs run in it as processes."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of its PostgreSQL, empty on SQLite."""
        return self.settings.get("DATABASE_URL", "")

    @property
    def file(self) -> Path:
        """Its SQLite file."""
        return self.data / "wijkregie.sqlite3"

    def start(self, *words: str, **more: Any) -> subprocess.Popen[str]:
        """Start ``wijkregie``."""
        return program(*words, data=self.data, settings=self.settings, **more)

    def run(self, *words: str, **more: Any) -> tuple[int, str]:
        """Run ``wijkregie`` to its end; return its code and what it said."""
        return ended(self.start(*words, **more))

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table that an import can touch."""
        with self._connected() as connection:
            names = [
                str(name)
                for (name,) in connection.execute(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                    if self.url
                    else "SELECT name FROM sqlite_master WHERE type = 'table'"
                ).fetchall()
            ]
            return {
                name: sorted(
                    connection.execute(f'SELECT * FROM "{name}"').fetchall(),  # noqa: S608 - its own name
                    key=repr,
                )
                for name in names
                if name.startswith(OF_IMPORTS)
            }

    def is_importing(self) -> bool:
        """Tell whether a transaction is writing now."""
        if self.url:
            with self._connected() as connection:
                found = connection.execute(
                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                    " AND database = (SELECT oid FROM pg_database"
                    " WHERE datname = current_database())"
                ).fetchone()
            return bool(found[0])
        with closing(sqlite3.connect(self.file, timeout=0, isolation_level=None)) as probe:
            try:
                probe.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as fault:
                return "locked" in str(fault)
            probe.execute("ROLLBACK")
        return False

    def is_sound(self) -> bool:
        """Tell whether the database finds nothing wrong with itself."""
        if self.url:
            return True  # PostgreSQL refuses to start otherwise
        with self._connected() as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        if self.url:
            with psycopg.connect(self.url, autocommit=True) as connection:
                yield connection
        else:
            with closing(sqlite3.connect(self.file)) as connection:
                yield connection


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a process; return its code and what it said."""
    said, _nothing = process.communicate(timeout=2 * PATIENCE)
    return process.returncode, said


@contextmanager
def held_while(
    process: subprocess.Popen[str], is_so: Callable[[], bool]
) -> Iterator[subprocess.Popen[str]]:
    """Stop a process in the midst of what it does: when something is so, and stays so."""
    until = time.monotonic() + PATIENCE
    try:
        while True:
            assert process.poll() is None, f"it ended too early: {ended(process)}"
            assert time.monotonic() < until, "it never came so far"
            if is_so():
                os.kill(process.pid, signal.SIGSTOP)
                if is_so():
                    break
                os.kill(process.pid, signal.SIGCONT)
        yield process
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGCONT)


def killed(process: subprocess.Popen[str]) -> int:
    """End a process as the kernel does when memory runs out; return its code."""
    process.kill()
    process.communicate(timeout=PATIENCE)
    return process.returncode

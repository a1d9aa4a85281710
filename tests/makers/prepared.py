"""Databases with all tables, made once and copied: the migrations take longer than most tests.

What is kept hangs on the text of every migration; a changed one makes a new database. Where
nothing is kept yet, as on a fresh checkout, the first process makes it and the others wait.
"""

from __future__ import annotations

import fcntl
import hashlib
import inspect
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.utils import load_backend

from tools import postgres
from wijkregie.config.database import database_setting, sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

MEMORY = "file:memorydb_default?mode=memory&cache=shared"


@contextmanager
def using(setting: dict[str, Any]) -> Iterator[None]:
    """Let Django work in another database for a while, in every thread."""
    usual, usual_setting = connections["default"], connections.settings["default"]
    full = {
        **usual.settings_dict,
        "HOST": "",
        "PORT": "",
        "USER": "",
        "PASSWORD": "",
        **setting,
    }
    connections["default"] = load_backend(full["ENGINE"]).DatabaseWrapper(full, "default")
    connections.settings["default"] = full
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual
        connections.settings["default"] = usual_setting


def prepared_sqlite(config: pytest.Config) -> Path:
    """Return an SQLite file with all tables, to copy."""
    path = _kept(config) / f"{_key(sqlite3.sqlite_version)}.sqlite3"
    with _one_at_a_time(path):
        if not path.is_file():
            fresh = path.with_suffix(".making")
            fresh.unlink(missing_ok=True)
            with using(sqlite(fresh)):
                call_command("migrate", interactive=False, verbosity=0)
                connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            fresh.rename(path)
    return path


def prepared_postgres(config: pytest.Config, url: str) -> str:
    """Return the name of a database with all tables beside that of ``url``, to copy."""
    server, _slash, _name = url.rpartition("/")
    with psycopg.connect(url, autocommit=True) as connection:
        key = _key(str(connection.info.server_version))
        name = f"prepared_{key}"
        with _one_at_a_time(_kept(config) / name):
            asked = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(asked, [name]).fetchone() is None:
                connection.execute(f'CREATE DATABASE "{name}_making"')
                _fill(_kept(config) / f"{name}.sql", f"{server}/{name}_making")
                connection.execute(f'ALTER DATABASE "{name}_making" RENAME TO "{name}"')
    return name


def _fill(kept: Path, url: str) -> None:
    """Make all tables, from what was kept of another server if there is something."""
    programs = postgres.programs()
    if programs is not None and kept.is_file():
        _call(programs / "psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={kept}", url=url)
        return
    with using(database_setting(url, kept.parent)):
        call_command("migrate", interactive=False, verbosity=0)
    if programs is not None:
        fresh = kept.with_suffix(".making")
        _call(programs / "pg_dump", "--no-owner", f"--file={fresh}", url=url)
        fresh.rename(kept)


def _call(program: Path, *words: str, url: str) -> None:
    subprocess.run(  # noqa: S603 - a program of PostgreSQL
        [program, *words, f"--dbname={url}"], check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def in_memory(prepared: Path) -> Iterator[None]:
    """Fill the database in memory that Django makes for tests, before it opens it."""
    with (
        closing(sqlite3.connect(MEMORY, uri=True)) as memory,
        closing(sqlite3.connect(prepared)) as file,
    ):
        file.backup(memory)
        yield


def _kept(config: pytest.Config) -> Path:
    """Return the folder with what outlives a run."""
    assert config.cache is not None
    return config.cache.mkdir("databases")


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _key(version: str) -> str:
    """Return what is other when a database made by the migrations can be other."""
    seen = hashlib.sha256(f"{django.VERSION} {version}".encode())
    files: set[str] = set()
    for migration in MigrationLoader(None).disk_migrations.values():
        module = sys.modules[type(migration).__module__]
        files.add(str(module.__file__))
        # What a migration takes from us, such as how a guard is written.
        ours = (one for one in vars(module).values() if inspect.isclass(one))
        files |= {
            str(inspect.getsourcefile(one))
            for one in ours
            if one.__module__.startswith("wijkregie.")
        }
    for name in sorted(files):
        seen.update(Path(name).read_bytes())
    return seen.hexdigest()[:16]

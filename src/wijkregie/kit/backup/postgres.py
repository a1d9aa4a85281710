"""PostgreSQL: its own programs dump and restore; the old tables are kept until all is well."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from wijkregie.kit.backup.archive import BackupRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA = "public"
BEFORE = "wijkregie_before_restore"
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


def dump(target: Path) -> dict[str, int]:
    """Dump the database as it is at one moment; return the number of rows per table."""
    program = _program("pg_dump")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run(
            [
                program,
                "--format=custom",
                "--compress=0",
                f"--schema={SCHEMA}",
                "--no-owner",
                "--no-privileges",
                f"--snapshot={snapshot}",
                f"--file={target}",
            ]
        )
        return rows()


def rows() -> dict[str, int]:
    """Return the number of rows of every table."""
    counts = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [SCHEMA]
        )
        for (name,) in cursor.fetchall():
            quoted = connection.ops.quote_name(name)
            cursor.execute(f"SELECT count(*) FROM {SCHEMA}.{quoted}")  # noqa: S608 - its own name
            counts[name] = cursor.fetchone()[0]
    return counts


def load(dumped: Path) -> None:
    """Put the old tables aside and restore the dump, in one transaction of its own.

    Raises ``BackupRefused``; then everything is as it was.
    """
    program = _program("pg_restore")
    _put_aside()
    try:
        _run([program, "--exit-on-error", "--single-transaction", "--no-owner",
              "--no-privileges", f"--dbname={_name()}", str(dumped)])  # fmt: skip
    except BackupRefused:
        put_back()
        raise


def put_back() -> None:
    """Make the tables that were put aside the ones in use again."""
    connection.close()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        cursor.execute(f"ALTER SCHEMA {BEFORE} RENAME TO {SCHEMA}")


def drop_kept() -> None:
    """Throw away the tables that were put aside."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {BEFORE} CASCADE")
    connection.close()


def _put_aside() -> None:
    """Rename the schema in use; after a restore that was killed, the first one is kept."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [BEFORE])
        if cursor.fetchone():
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        else:
            cursor.execute(f"ALTER SCHEMA {SCHEMA} RENAME TO {BEFORE}")
    connection.close()


def _run(command: Sequence[str]) -> None:
    """Run a program of PostgreSQL on our database; its fault is shown to the operator."""
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        command, env={**os.environ, **_place()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupRefused(
            _("%(program)s stopped: %(message)s")
            % {"program": Path(command[0]).name, "message": done.stderr.strip()[-400:]}
        )


def _place() -> dict[str, str]:
    """Return where the database is, as PostgreSQL's programs ask for it."""
    setting = connection.settings_dict
    found = {
        "PGHOST": setting["HOST"],
        "PGPORT": str(setting["PORT"]),
        "PGUSER": setting["USER"],
        "PGPASSWORD": setting["PASSWORD"],
        "PGDATABASE": _name(),
        "PGSSLMODE": setting["OPTIONS"].get("sslmode", ""),
        "PGCONNECT_TIMEOUT": "10",
    }
    return {key: value for key, value in found.items() if value}


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _program(name: str) -> str:
    """Return the newest of PostgreSQL's programs on this machine."""
    found = shutil.which(name)
    for place in PLACES:
        folders = Path("/").glob(place.removeprefix("/"))
        for folder in sorted(folders, key=lambda one: one.parent.name.rjust(20), reverse=True):
            found = found or shutil.which(name, path=str(folder))
    if found is None:
        raise BackupRefused(
            _(
                "The program %(name)s of PostgreSQL is not on this machine. Install the "
                "package postgresql-client in the version of your server."
            )
            % {"name": name}
        )
    return found

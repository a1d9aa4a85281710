"""Is the installation well: asked every few seconds, so it must cost next to nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from wijkregie.kit import outbox
from wijkregie.kit.jobs import SILENT, last_beat

if TYPE_CHECKING:
    from datetime import datetime

MEGABYTE = 1024 * 1024
NEEDED_MEGABYTES = 200
_migrated: set[str] = set()


@dataclass(frozen=True, slots=True)
class Health:
    """What works. Worker and mail may be silent while all pages can still be seen."""

    database: bool
    migrations: bool
    disk_megabytes: int
    worker_seconds: int | None
    mails_late: int = 0

    @property
    def serves(self) -> bool:
        """Tell whether people can work."""
        return self.database and self.migrations and self.disk_megabytes >= NEEDED_MEGABYTES

    @property
    def works(self) -> bool:
        """Tell whether jobs in the background are done as well."""
        return self.worker_seconds is not None and self.worker_seconds <= SILENT.total_seconds()

    @property
    def mails(self) -> bool:
        """Tell whether mail goes out: none has waited for longer than sending it takes."""
        return not self.mails_late


def health(*, at: datetime) -> Health:
    """Ask the database, the disk and the worker; three queries."""
    disk = shutil.disk_usage(settings.MEDIA_ROOT.parent).free // MEGABYTE
    try:
        if not _is_writable():
            return Health(False, False, disk, None)  # noqa: FBT003 - its fields in order
        if not is_migrated():
            return Health(True, False, disk, None)  # noqa: FBT003 - its fields in order
        beat, mails_late = last_beat(), outbox.late(at=at)
    except DatabaseError:
        connection.close()
        return Health(False, False, disk, None)  # noqa: FBT003 - its fields in order
    seconds = None if beat is None else max(0, int((at - beat).total_seconds()))
    return Health(True, True, disk, seconds, mails_late)  # noqa: FBT003 - its fields in order


def is_migrated() -> bool:
    """Tell whether the tables fit the code; once they do, that is not asked again."""
    name = str(connection.settings_dict["NAME"])
    if name not in _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(name)
    return True


def _is_writable() -> bool:
    """Tell whether the database answers and lets us write, without writing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW transaction_read_only")
            return bool(cursor.fetchone()[0] == "off")
        cursor.execute("SELECT 1")
    path = str(connection.settings_dict["NAME"])
    return path.startswith(("file:", ":memory:")) or os.access(path, os.W_OK)

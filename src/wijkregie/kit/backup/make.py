"""Make a backup while people work."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from wijkregie.kit.backup import postgres, sqlite
from wijkregie.kit.backup.archive import (
    DATABASE,
    FILES,
    BackupRefused,
    Manifest,
    pack,
)
from wijkregie.kit.installation import is_demo_database

if TYPE_CHECKING:
    from datetime import datetime


def back_up(target: Path, *, at: datetime) -> Manifest:
    """Write the database and the files to ``target``, readable by this user only.

    The files are read after the database, so that none is missing that the database names.
    The key with which we sign stays out of it: who finds a backup cannot sign as we do.
    Raises ``BackupRefused``, for instance when the disk is full; then there is no file.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            dumped = Path(folder) / DATABASE
            manifest = _manifest(at, rows=_dump(dumped))
            pack(target, {DATABASE: dumped, **uploaded_files()}, manifest)
    except (OSError, sqlite3.Error) as fault:
        raise BackupRefused(
            _("The backup could not be written: %(reason)s. There is no new backup.")
            % {"reason": getattr(fault, "strerror", None) or fault}
        ) from fault
    return manifest


def uploaded_files() -> dict[str, Path]:
    """Return every uploaded file under its name in the backup."""
    root = Path(settings.MEDIA_ROOT)
    return {
        f"{FILES}{path.relative_to(root).as_posix()}": path
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def keep_newest(folder: Path, count: int) -> int:
    """Delete all but the newest backups that were made here by date; return how many."""
    old = sorted(folder.glob("wijkregie-*.tar.gz"), reverse=True)[count:]
    for path in old:
        path.unlink()
    return len(old)


def usual_name(at: datetime) -> Path:
    """Return where a backup made at ``at`` lies when no name is given."""
    return Path(settings.WIJKREGIE_BACKUP_DIR) / f"wijkregie-{at:%Y%m%d-%H%M%S}.tar.gz"


def _dump(target: Path) -> dict[str, int]:
    if connection.vendor == "postgresql":
        return postgres.dump(target)
    needed = sqlite.database().stat().st_size
    if shutil.disk_usage(target.parent).free < needed:
        raise BackupRefused(
            _("There is not enough room on the disk of %(folder)s.")
            % {"folder": target.parent.parent}
        )
    return sqlite.dump(target)


def _manifest(at: datetime, *, rows: dict[str, int]) -> Manifest:
    applied = MigrationRecorder(connection).applied_migrations()
    return Manifest(
        version=_version(),
        made_at=at.isoformat(timespec="seconds"),
        engine=connection.vendor,
        demo=is_demo_database(),
        migrations=sorted([app, name] for app, name in applied),
        rows=rows,
    )


def _version() -> str:
    try:
        return version("wijkregie")
    except PackageNotFoundError:  # it runs from its folder, without being installed
        return "0"

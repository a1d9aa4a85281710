"""Restore a backup beside what is there, and only then put it in its place."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from wijkregie.kit import erasure, jobs
from wijkregie.kit.backup import postgres, sqlite
from wijkregie.kit.backup.archive import (
    DATABASE,
    FILES,
    BackupRefused,
    Manifest,
    unpack,
)

MARK = "restore-unfinished"
KEPT = ".before-restore"
WEEK = timedelta(days=7)
EMPTIED = ("django_session", "kit_cache", "kit_workerbeat")


def restore(file: Path, *, at: datetime) -> dict[str, int]:
    """Put back what ``file`` holds, in the place of everything that is there now.

    Nobody may be at work. What was there before is kept beside it. Sessions end, jobs that
    may not be done twice are failed, and what is past its term at ``at`` is erased before
    anyone sees it; returns those counts. Raises ``BackupRefused``; then nothing changed.
    """
    root = Path(settings.MEDIA_ROOT).parent
    try:
        with tempfile.TemporaryDirectory(dir=root, prefix=".restore-") as folder:
            unpacked = Path(folder)
            manifest = unpack(file, unpacked)
            _check_fits(manifest)
            (unpacked / FILES).mkdir(exist_ok=True)
            way = _restore_postgres if connection.vendor == "postgresql" else _restore_sqlite
            return way(unpacked, manifest, at=at)
    except OSError as fault:
        raise BackupRefused(
            _("The backup could not be restored: %(reason)s.")
            % {"reason": fault.strerror or fault}
        ) from fault


def discard_kept(*, at: datetime) -> dict[str, int]:
    """Delete what a restore kept, a week later: it may hold what has been erased since."""
    count = 0
    for folder in {sqlite.database().parent, Path(settings.MEDIA_ROOT).parent}:
        for kept in folder.glob(f"*{KEPT}*"):
            if kept.stat().st_ctime < (at - WEEK).timestamp():
                shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
                count += 1
    return {"kept": count} if count else {}


def unfinished() -> bool:
    """Tell whether a restore was killed in the moment of the exchange."""
    return _mark().exists()


def _restore_sqlite(unpacked: Path, manifest: Manifest, *, at: datetime) -> dict[str, int]:
    staged = sqlite.database().with_name(f".{sqlite.database().name}.restoring")
    try:
        shutil.move(unpacked / DATABASE, staged)
        if not sqlite.is_whole(staged):
            raise _does_not_match()
        _check_rows(sqlite.rows_of(staged), manifest)
        with sqlite.in_use(staged):
            counts = _settle(at)
        _mark().touch()
        now = sqlite.database()
        sqlite.swap(staged, now, now.with_name(now.name + KEPT))
        _swap_files(unpacked / FILES)
        _mark().unlink()
    finally:
        staged.unlink(missing_ok=True)
    return counts


def _restore_postgres(unpacked: Path, manifest: Manifest, *, at: datetime) -> dict[str, int]:
    _mark().touch()
    postgres.load(unpacked / DATABASE)
    try:
        _check_rows(postgres.rows(), manifest)
        counts = _settle(at)
        _swap_files(unpacked / FILES)
    except (BackupRefused, DatabaseError, OSError):
        postgres.put_back()
        _mark().unlink()
        raise
    postgres.drop_kept()
    _mark().unlink()
    return counts


def _settle(at: datetime) -> dict[str, int]:
    """Bring the restored tables to this day."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in tables.intersection(EMPTIED):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - one of three names above
    failed = jobs.fail_unsafe(at=at)
    return {"jobs": failed, **erasure.erase(at=at), **erasure.tidy(at=at)}


def _check_fits(manifest: Manifest) -> None:
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if any((app, name) not in known for app, name in manifest.migrations):
        raise BackupRefused(
            _("This backup was made by a newer Wijkregie. Install that version first.")
        )
    if manifest.engine != connection.vendor:
        raise BackupRefused(
            _("This backup is of %(theirs)s, and this installation uses %(ours)s.")
            % {"theirs": manifest.engine, "ours": connection.vendor}
        )
    if manifest.demo != settings.WIJKREGIE_DEMO:
        raise BackupRefused(
            _("This backup is of a demo.")
            if manifest.demo
            else _("This is a demo; the backup is not.")
        )


def _check_rows(found: dict[str, int], manifest: Manifest) -> None:
    if found != manifest.rows:
        raise _does_not_match()


def _does_not_match() -> BackupRefused:
    return BackupRefused(
        _("The tables in the backup are not what they should be. Nothing was restored.")
    )


def _swap_files(new: Path) -> None:
    now = Path(settings.MEDIA_ROOT)
    kept = now.with_name(now.name + KEPT)
    shutil.rmtree(kept, ignore_errors=True)
    if now.exists():
        now.rename(kept)
    new.rename(now)


def _mark() -> Path:
    return Path(settings.MEDIA_ROOT).parent / MARK

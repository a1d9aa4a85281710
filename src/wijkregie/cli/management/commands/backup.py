"""Command ``wijkregie backup``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.cli.running import running
from wijkregie.kit.backup.archive import BackupRefused
from wijkregie.kit.backup.make import back_up, keep_newest, usual_name

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(WordedCommand):
    """Makes a backup while people work."""

    purpose = gettext_lazy("Make a backup: the database and the files in one file.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask where to and how many to keep."""
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument(
            "--keep",
            type=int,
            help=_("keep only the newest so many in the backup folder"),
        )

    def handle(self, *, file: Path | None, keep: int | None, **_options: Any) -> None:
        """Back up and say where it lies."""
        if keep is not None and keep < 1:
            raise CommandError(_("Keep at least one backup."))
        at = timezone.now()
        target = (file or usual_name(at)).resolve()
        with running():
            readiness.require_ready()
            try:
                manifest = back_up(target, at=at)
            except BackupRefused as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            _("%(rows)d rows and %(files)d files stand in %(target)s.")
            % {
                "rows": sum(manifest.rows.values()),
                "files": len(manifest.parts) - 1,
                "target": target,
            }
        )
        if keep is not None:
            keep_newest(Path(settings.WIJKREGIE_BACKUP_DIR), keep)

"""Command ``wijkregie restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.cli.running import alone
from wijkregie.kit.backup.archive import BackupRefused
from wijkregie.kit.backup.restore import restore

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(WordedCommand):
    """Puts a backup back."""

    purpose = gettext_lazy("Put a backup back, in the place of everything that is there now.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which, and whether it is meant."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--yes", action="store_true", help=_("really put it back"))

    def handle(self, *, file: Path, yes: bool, **_options: Any) -> None:
        """Restore and say what was erased at once."""
        if not yes:
            raise CommandError(
                _("Everything that is there now is replaced. Add --yes if you mean it.")
            )
        with alone():
            readiness.wait_for_database(0)
            try:
                counts = restore(file.resolve(), at=timezone.now())
            except BackupRefused as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("The backup is back. Everyone logs in again."))
        for name, count in counts.items():
            if count:
                self.stdout.write(f"{count:6} {name}")

"""Command ``wijkregie prepare``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import readiness
from wijkregie.cli.command import WordedCommand
from wijkregie.cli.running import running

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(WordedCommand):
    """Makes the installation ready; takes a second when it was."""

    purpose = gettext_lazy("Make the database and the files ready for this version.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask how long to wait."""
        parser.add_argument(
            "--wait",
            type=float,
            default=30.0,
            help=_("wait so many seconds for the database"),
        )

    def handle(self, *, wait: float, **_options: Any) -> None:
        """Wait for the database and prepare."""
        with running():
            readiness.wait_for_database(wait)
            readiness.prepare(self.say)

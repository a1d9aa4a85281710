"""Command ``wijkregie work``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import readiness, worker
from wijkregie.cli.command import WordedCommand
from wijkregie.cli.running import running

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(WordedCommand):
    """Does the work in the background."""

    purpose = gettext_lazy(
        "Do the work in the background (wijkregie serve starts this itself)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask whether to stop."""
        parser.add_argument("--batch", action="store_true", help=_("stop when nothing is left"))

    def handle(self, *, batch: bool, **_options: Any) -> None:
        """Work until told to stop."""
        with running():
            readiness.require_ready()
            worker.work(batch=batch)

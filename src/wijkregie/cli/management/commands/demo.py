"""``wijkregie demo``: prepare the database, load the demo town, start the server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wijkregie.cli.demo.accounts import account_lines
from wijkregie.cli.serving import serve as serve_pages

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Start the demo; a second time it starts with what was entered."""

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask where to listen, and whether to start the server at all."""
        parser.description = _(
            "Start the demo: one town with real figures, and accounts to try."
        )
        port = int(os.environ.get("PORT") or 8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=port)
        parser.add_argument(
            "--no-serve",
            action="store_false",
            dest="serve",
            help=_("prepare and load only, do not start the server"),
        )

    def handle(self, *, host: str, port: int, serve: bool, **_options: Any) -> None:
        """Prepare, load, serve; tell the address and the accounts once the pages answer."""
        call_command("prepare", stdout=self.stdout)
        call_command("load_demo", stdout=self.stdout)
        if serve:
            serve_pages(host, port, say=self.stdout.write, ready=self._tell)
        else:
            self._tell(f"http://{host}:{port}")

    def _tell(self, address: str) -> None:
        for line in account_lines(address):
            self.stdout.write(line)
        self.stdout.flush()

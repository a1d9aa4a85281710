"""``wijkregie demo``: prepare the database, load the demo town, start the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.command import WordedCommand
from wijkregie.cli.demo.accounts import account_lines
from wijkregie.cli.management.commands.serve import port_number
from wijkregie.cli.serving import serve as serve_pages

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(WordedCommand):
    """Start the demo; a second time it starts with what was entered."""

    purpose = gettext_lazy("Start the demo: one town with real figures, and accounts to try.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask where to listen, and whether to start the server at all."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=port_number, default=8000)
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
            serve_pages(host, port, say=self.say, ready=self._tell)
        else:
            self._tell(f"http://{host}:{port}")

    def _tell(self, address: str) -> None:
        for line in account_lines(address):
            self.say(line)

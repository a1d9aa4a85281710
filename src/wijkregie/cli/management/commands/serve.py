"""Command ``wijkregie serve``."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.command import WordedCommand
from wijkregie.cli.serving import serve

if TYPE_CHECKING:
    from argparse import ArgumentParser


HIGHEST_PORT = 65_535


def port_number(given: str) -> int:
    """Return the port; argparse shows the sentence of a refusal."""
    if not given.isdecimal() or not 1 <= int(given) <= HIGHEST_PORT:
        raise ArgumentTypeError(
            _("%(given)s is no port: choose a number from 1 to %(highest)d.")
            % {"given": given, "highest": HIGHEST_PORT}
        )
    return int(given)


class Command(WordedCommand):
    """Runs the pages and the worker until it is stopped."""

    purpose = gettext_lazy("Start Wijkregie: the pages and the work in the background.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask where to listen."""
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *, host: str, port: int, **_options: Any) -> None:
        """Serve, and say where."""
        serve(host, port, say=self.say)

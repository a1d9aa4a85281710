"""A command whose help is in the reader's language."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

if TYPE_CHECKING:
    from django.core.management.base import CommandParser
    from django.utils.functional import _StrPromise


class WordedCommand(BaseCommand):
    """Shows ``purpose`` as its help; argparse itself reads no lazy texts.

    No checks of Django run before it: tests run them, and ``check_installation`` asks what
    can differ between installations.
    """

    purpose: str | _StrPromise = ""
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Put the purpose into the words of the moment."""
        self.help = str(self.purpose)
        return super().create_parser(prog_name, subcommand, **kwargs)

    def say(self, text: str) -> None:
        """Write a line that is read at once, also where the output goes to a file or pipe."""
        self.stdout.write(text)
        self.stdout.flush()

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run; who typed the command reads a refusal as one plain sentence."""
        try:
            return super().execute(*args, **options)
        except CommandError as refusal:
            if not getattr(self, "_called_from_command_line", False):
                raise
            self.stderr.write(str(refusal))
            sys.exit(refusal.returncode)

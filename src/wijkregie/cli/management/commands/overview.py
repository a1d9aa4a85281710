"""``wijkregie``: which commands there are, and what each is for."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, Final

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.command import WordedCommand
from wijkregie.cli.management import commands

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

_TWO_WORDS: Final = "import_"


class Command(WordedCommand):
    """Show the commands of this installation; those of the framework are not for daily work."""

    purpose = gettext_lazy("Show which commands there are.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the word of which somebody did not know how it goes on."""
        parser.add_argument(
            "word", nargs="?", default="", help=_("the first word of a command")
        )

    def handle(self, *, word: str, **_options: Any) -> None:
        """List the commands, all or those that begin with a word."""
        lines = [(name, purpose) for name, purpose in _listed() if name.startswith(word)]
        if word:
            self.stderr.write(_("Say what you want to %(word)s:") % {"word": word})
        width = max((len(name) for name, _purpose in lines), default=0)
        for name, purpose in lines:
            self.say(f"  wijkregie {name:<{width}}  {purpose}")
        if word:
            raise CommandError(_("Nothing was done."), returncode=2)
        self.say(_("More about one of them: wijkregie COMMAND --help"))


def _listed() -> Iterator[tuple[str, str]]:
    for found in iter_modules(commands.__path__):
        command = import_module(f"{commands.__name__}.{found.name}").Command
        name = found.name
        if name.startswith(_TWO_WORDS):
            name = name.replace("_", " ", 1)
        yield name, str(command.purpose)

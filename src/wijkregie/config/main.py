"""The program: ``wijkregie import kwb FILE`` is Django's command ``import_kwb``."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from django.core.management import execute_from_command_line

from wijkregie.config.refused import SettingRefused

REFUSED = 2


def main(argv: list[str] | None = None) -> None:
    """Run the command that the words name; two words may be one command.

    A setting that cannot be used ends the program with code 2, so that whatever started it
    knows that starting it again is of no use.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkregie.config.settings")
    words = list(sys.argv if argv is None else argv)
    if words[1:2] == ["demo"]:  # before the settings are read, also by what we start
        os.environ["WIJKREGIE_DEMO"] = "1"
    try:
        execute_from_command_line(joined(words))
    except SettingRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(REFUSED)


def joined(words: list[str]) -> list[str]:
    """Return the words with ``import kwb`` made into ``import_kwb`` where that exists.

    No word at all, or ``import`` of something that nobody knows, gets the list of commands.

    The commands are looked for as files: Django's own list is not there before the settings
    are, and would be remembered half empty.
    """
    if len(words) == 1:
        return [*words, "overview"]
    if len(words) > 2:  # noqa: PLR2004 - the program and two words
        name = "_".join(words[1:3])
        if name.isidentifier() and find_spec(f"wijkregie.cli.management.commands.{name}"):
            return [words[0], name, *words[3:]]
    if words[1] == "import":
        return [words[0], "overview", "import"]
    return words


if __name__ == "__main__":
    main()

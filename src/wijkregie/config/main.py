"""The program: ``wijkregie import kwb FILE`` is Django's command ``import_kwb``."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line, get_commands

from wijkregie.config.refused import SettingRefused

REFUSED = 2


def main(argv: list[str] | None = None) -> None:
    """Run the command that the words name; two words may be one command.

    A setting that cannot be used ends the program with code 2, so that whatever started it
    knows that starting it again is of no use.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkregie.config.settings")
    words = list(sys.argv if argv is None else argv)
    try:
        execute_from_command_line(joined(words))
    except SettingRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(REFUSED)


def joined(words: list[str]) -> list[str]:
    """Return the words with ``import kwb`` made into ``import_kwb`` where that exists."""
    if len(words) > 2 and "_".join(words[1:3]) in get_commands():  # noqa: PLR2004 - program, two words
        return [words[0], "_".join(words[1:3]), *words[3:]]
    return words


if __name__ == "__main__":
    main()

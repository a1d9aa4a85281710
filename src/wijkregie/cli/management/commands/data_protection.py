"""Command ``wijkregie data_protection``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.command import WordedCommand
from wijkregie.cli.data_protection import document

if TYPE_CHECKING:
    from argparse import ArgumentParser

USUAL = Path("docs/privacy/gegevensbescherming.md")


class Command(WordedCommand):
    """Writes the document on data protection from the marks on the fields."""

    purpose = gettext_lazy("Write the document on data protection from what the fields say.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask where to, and whether to compare only."""
        parser.add_argument("--check", action="store_true", help=_("only compare"))
        parser.add_argument("--out", type=Path, default=USUAL, metavar="FILE")

    def handle(self, *, check: bool, out: Path, **_options: Any) -> None:
        """Write it, or refuse a document that says something else."""
        text = document()
        if not check:
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(text, encoding="utf-8")
        elif not out.exists() or out.read_text(encoding="utf-8") != text:
            raise CommandError(
                _("%(file)s differs from the fields. Run: wijkregie data_protection")
                % {"file": out}
            )

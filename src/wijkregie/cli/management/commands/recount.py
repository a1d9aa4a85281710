"""``wijkregie recount AUDIT BALLOTS``: count again, and say whether the outcome is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.command import WordedCommand
from wijkregie.cli.recount_wording import why_in_words
from wijkregie.cli.wording import file_sentence
from wijkregie.core.tally.audit import recounted
from wijkregie.core.tally.records import TallyError

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(WordedCommand):
    """Repeat a count from its files; nothing of an installation is needed for it."""

    purpose = gettext_lazy("Count a vote again from its audit file and its ballots.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the two files, and for the seal that was published elsewhere."""
        parser.add_argument("audit", type=Path, help=_("the audit file (JSON)"))
        parser.add_argument("ballots", type=Path, help=_("the ballots (JSON)"))
        parser.add_argument("--seal", help=_("the number of the whole count, as published"))

    def handle(self, *, audit: Path, ballots: Path, seal: str | None, **_options: Any) -> None:
        """Count again; a ``CommandError`` (1) where any byte does not follow."""
        files = []
        for path in (audit, ballots):
            try:
                files.append(path.read_bytes())
            except OSError as fault:
                raise CommandError(file_sentence(path, fault)) from fault
        try:
            told = recounted(*files)
        except TallyError as fault:
            raise CommandError(
                _("The outcome is not right: %(why)s") % {"why": why_in_words(str(fault))}
            ) from fault
        if seal is not None and seal.strip() != told["seal"]:
            raise CommandError(_("This is another count than the one that was published."))
        right = _(
            "The outcome is right. Every number in the audit file follows from the ballots."
        )
        self.stdout.write(self.style.SUCCESS(right))
        self.stdout.write(_("Ballots: %(number)d") % {"number": told["turnout"]["ballots"]})
        self.stdout.write(_("Number of the whole count: %(seal)s") % {"seal": told["seal"]})
        if seal is None:
            self.stdout.write(
                _(
                    "How many people could vote and the receipts do not follow from the "
                    "ballots. Is this the number that was published? Give that with --seal."
                )
            )

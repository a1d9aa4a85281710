"""``wijkregie import money FILE --municipality SLUG --programme KEY``: costs and coverage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import readiness
from wijkregie.cli.importing import ImportCommand
from wijkregie.cli.money_wording import report_lines
from wijkregie.cli.running import running
from wijkregie.cli.slugs import municipality_of
from wijkregie.domain.programme import queries, services
from wijkregie.kit.spreadsheets import as_text
from wijkregie.kit.viewer import installation
from wijkregie.sources import money_file

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from wijkregie.sources.money_file import MoneyFile


class Command(ImportCommand):
    """Import a controller's table of money."""

    purpose = gettext_lazy(
        "Import costs and coverage of the projects of a programme (Excel or CSV)."
    )
    limit = money_file.LIMIT

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file, and whose money it is. There is no list of rejected cells."""
        parser.add_argument("file", type=Path, help=_("the file to import"))
        parser.add_argument(
            "--municipality",
            required=True,
            help=_("the municipality, by its word in web addresses"),
        )
        parser.add_argument(
            "--programme",
            required=True,
            help=_("the programme, by its word in web addresses"),
        )
        parser.add_argument(
            "--try",
            action="store_true",
            dest="trial",
            help=_("tell what would be stored, and store nothing"),
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        """Import one file, all or nothing."""
        with running():
            readiness.require_ready()
            told = self._keep(self._read(file, options), options)
        for sentence in told:
            self.stdout.write(self.style.SUCCESS(sentence))

    def read(self, raw: bytes, file: str, _options: dict[str, Any]) -> MoneyFile:
        """Read the file; what is wrong in its cells is told with what is wrong here."""
        text = as_text(raw, file=file)
        return money_file.read(text, file=file, sheet=text is not raw)

    def keep(self, records: MoneyFile, options: dict[str, Any]) -> list[str]:
        """Store the lines and tell what came of them."""
        municipality_id = municipality_of(options["municipality"])
        by = installation(municipality_id)
        programme = queries.programme_seen(by, options["programme"])
        if programme is None:
            raise CommandError(
                _("There is no programme “%(key)s” here. Look at the addresses of its pages.")
                % {"key": options["programme"]}
            )
        act = services.try_money if options["trial"] else services.import_money
        try:
            report = act(programme.id, records, by=by, at=timezone.now())
        except services.ProgrammeRefused as refusal:
            raise CommandError(f"{refusal}\n{_('Nothing was stored.')}") from refusal
        lines = report_lines(report)
        return (
            [_("This is a trial, nothing was stored."), *lines] if options["trial"] else lines
        )

"""``wijkregie import programme FILE --municipality SLUG``: a programme with its projects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli import readiness
from wijkregie.cli.importing import ImportCommand
from wijkregie.cli.plan_wording import report_lines
from wijkregie.cli.running import running
from wijkregie.cli.slugs import municipality_of
from wijkregie.domain.programme import services
from wijkregie.domain.programme.queries.file_words import fault_lines
from wijkregie.kit.viewer import installation
from wijkregie.sources import programme

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from wijkregie.sources.programme import ProgrammeFile

_SHOWN = 30


class Command(ImportCommand):
    """Import a programme file."""

    purpose = gettext_lazy("Import a programme: goals, bottlenecks, projects and money (YAML).")
    limit = programme.LIMIT

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the file and the municipality. There is no list of rejected cells."""
        parser.add_argument("file", type=Path, help=_("the file to import"))
        parser.add_argument(
            "--municipality",
            required=True,
            help=_("the municipality, by its word in web addresses"),
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        """Import one file, all or nothing."""
        with running():
            readiness.require_ready()
            told = self._keep(self._read(file, options), options)
        for sentence in told:
            self.stdout.write(self.style.SUCCESS(sentence))

    def read(self, raw: bytes, file: str, _options: dict[str, Any]) -> ProgrammeFile:
        """Read the file; everything that is wrong in it is told at once."""
        try:
            return programme.read(raw, file=file)
        except programme.ProgrammeFault as fault:
            lines = fault_lines(fault)
            told = lines[:_SHOWN]
            if len(lines) > _SHOWN:
                more = _("And %(number)d more.") % {"number": len(lines) - _SHOWN}
                told.append(more)
            raise CommandError("\n".join([*told, _("Nothing was stored.")])) from fault

    def keep(self, records: ProgrammeFile, options: dict[str, Any]) -> list[str]:
        """Store the programme and tell what came of it."""
        municipality_id = municipality_of(options["municipality"])
        try:
            report = services.import_programme(
                records,
                municipality_id=municipality_id,
                by=installation(municipality_id),
                at=timezone.now(),
            )
        except services.ProgrammeRefused as refusal:
            raise CommandError(f"{refusal}\n{_('Nothing was stored.')}") from refusal
        return report_lines(report)

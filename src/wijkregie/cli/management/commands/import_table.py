"""``wijkregie import table FILE --mapping FILE --municipality SLUG``: own figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.importing import ImportCommand
from wijkregie.cli.own_wording import table_lines
from wijkregie.cli.slugs import municipality_of
from wijkregie.domain.indicators import services
from wijkregie.domain.programme.queries.file_words import fault_lines
from wijkregie.kit.refusals import Refusal
from wijkregie.kit.spreadsheets import as_text
from wijkregie.kit.viewer import installation
from wijkregie.sources import own_table

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from wijkregie.domain.indicators.services import OwnTableStored
    from wijkregie.sources.own_table import OwnTable
    from wijkregie.sources.records import Rejection


class Command(ImportCommand):
    """Import a table of own figures."""

    purpose = gettext_lazy("Import a table of a municipality's own figures (CSV or Excel).")
    limit = own_table.LIMIT
    _stored: OwnTableStored

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask also what stands in which column, and whose figures they are."""
        super().add_arguments(parser)
        parser.add_argument(
            "--mapping",
            type=Path,
            required=True,
            help=_("the file that says what stands in which column (YAML)"),
        )
        parser.add_argument(
            "--municipality",
            required=True,
            help=_("the municipality, by its word in web addresses"),
        )
        parser.add_argument(
            "--try",
            action="store_true",
            dest="trial",
            help=_("tell what would be stored, and store nothing"),
        )

    def read(self, raw: bytes, file: str, options: dict[str, Any]) -> OwnTable:
        """Read the table as the mapping says."""
        mapping: Path = options["mapping"]
        try:
            layout = own_table.read_mapping(mapping.read_bytes(), file=mapping.name)
        except own_table.MappingFault as fault:
            told = [*fault_lines(fault), _("Nothing was stored.")]
            raise CommandError("\n".join(told)) from fault
        return own_table.read(as_text(raw, file=file), layout, file=file)

    def keep(self, records: OwnTable, options: dict[str, Any]) -> list[str]:
        """Store the figures and tell what came of them."""
        municipality_id = municipality_of(options["municipality"])
        act = services.try_own_table if options["trial"] else services.record_own_table
        try:
            self._stored = act(
                municipality_id, records, by=installation(municipality_id), at=timezone.now()
            )
        except Refusal as refusal:
            raise CommandError(f"{refusal}\n{_('Nothing was stored.')}") from refusal
        lines = table_lines(self._stored)
        return (
            [_("This is a trial, nothing was stored."), *lines] if options["trial"] else lines
        )

    def rejected(self, _records: OwnTable) -> Sequence[Rejection]:
        """Return what was not taken over, also rows of areas that are not known here."""
        return self._stored.rejections

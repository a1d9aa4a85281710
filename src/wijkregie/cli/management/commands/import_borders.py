"""``wijkregie import borders FILE``: borders of municipalities, wijken or buurten of a year."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkregie.cli.importing import ImportCommand, progress
from wijkregie.domain.places import services as places
from wijkregie.sources import borders
from wijkregie.sources.borders.compare import compare
from wijkregie.sources.unpack import LIMIT

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from wijkregie.sources.records import BorderSheet


class Command(ImportCommand):
    """Import borders from TopoJSON, GeoJSON or GeoPackage."""

    limit = LIMIT  # exact borders of the country count more than any table
    purpose = gettext_lazy(
        "Import the borders of areas of a year (TopoJSON, GeoJSON, GeoPackage)."
    )

    unknown_hint = gettext_lazy(
        "Borders need a column with the code of each area, such as statcode or buurtcode."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask also for the year, which not every file tells."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help=_("the year of the borders"))
        parser.add_argument(
            "--replace",
            action="store_true",
            help=_("also when this file holds less than what is known now"),
        )

    def read(self, raw: bytes, file: str, options: dict[str, Any]) -> BorderSheet:
        """Read the borders."""
        self._sha256 = hashlib.sha256(raw).hexdigest()
        return borders.read(raw, file=file, year=options["year"], limit=self.limit)

    def keep(self, records: BorderSheet, options: dict[str, Any]) -> list[str]:
        """Store the borders and tell how many."""
        store = places.replace_borders if options["replace"] else places.store_borders
        stored = store(
            records,
            sha256=self._sha256,
            at=timezone.now(),
            progress=progress(_("borders")),
            compare=compare,
        )
        if stored.unchanged:
            return [_("These borders were here already, nothing changed.")]
        return [
            ngettext(
                "Borders %(year)d: %(areas)d area, %(without)d of them without a border.",
                "Borders %(year)d: %(areas)d areas, %(without)d of them without a border.",
                stored.areas,
            )
            % {
                "year": records.year,
                "areas": stored.areas,
                "without": stored.without_shape,
            }
        ]

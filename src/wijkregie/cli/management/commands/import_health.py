"""``wijkregie import health FILE``: health of adults per wijk and buurt (RIVM, GGD, CBS)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.importing import FigureCommand
from wijkregie.sources import health

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from wijkregie.sources.records import Reading


class Command(FigureCommand):
    """Import a year of health figures."""

    purpose = gettext_lazy("Import the health figures of wijken and buurten of a year (RIVM).")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask also for the year; it must be the one that the file tells."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help=_("the year of the figures"))

    def read(self, raw: bytes, file: str, options: dict[str, Any]) -> Reading:
        """Read the figures."""
        return health.read(raw, file=file, year=options["year"], limit=self.limit)

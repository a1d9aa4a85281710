"""``wijkregie import kwb FILE``: key figures of wijken and buurten (CBS)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.importing import FigureCommand
from wijkregie.sources import kwb

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from wijkregie.sources.records import Reading


class Command(FigureCommand):
    """Import a year of *Kerncijfers wijken en buurten*."""

    purpose = gettext_lazy("Import the key figures of wijken and buurten of a year (CBS).")
    unknown_hint = gettext_lazy(
        "This import knows the headings that CBS gives, such as gwb_code, a_inw or "
        "AantalInwoners_5. Take the file from StatLine or cbs.nl without changing its "
        "headings, or let “wijkregie fetch kwb” get it. Did somebody else make this table? "
        "Then use “wijkregie import table” with a mapping file."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask also for the year, which not every file tells."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, help=_("the year of the figures"))

    def read(self, raw: bytes, file: str, options: dict[str, Any]) -> Reading:
        """Read the figures."""
        return kwb.read(raw, file=file, year=options["year"], limit=self.limit)

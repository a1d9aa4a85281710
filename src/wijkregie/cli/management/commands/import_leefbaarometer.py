"""``wijkregie import leefbaarometer FILE``: liveability per wijk (ministry of BZK)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wijkregie.cli.importing import FigureCommand
from wijkregie.sources import leefbaarometer

if TYPE_CHECKING:
    from wijkregie.sources.records import Reading


class Command(FigureCommand):
    """Import the classes of the *Leefbaarometer*."""

    purpose = _("Import the classes of the Leefbaarometer per wijk.")

    def read(self, raw: bytes, file: str, _options: dict[str, Any]) -> Reading:
        """Read the classes of all years in the file."""
        return leefbaarometer.read(raw, file=file, limit=self.limit)

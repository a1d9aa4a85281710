"""``wijkregie import streets FILE``: streets and postcodes with the buurt they lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkregie.cli.importing import ImportCommand
from wijkregie.domain.places import services as places
from wijkregie.sources import streets

if TYPE_CHECKING:
    from wijkregie.sources.records import StreetList


class Command(ImportCommand):
    """Import a list of streets (CSV)."""

    purpose = gettext_lazy("Import streets and postcodes with the code of their buurt (CSV).")

    def read(self, raw: bytes, file: str, _options: dict[str, Any]) -> StreetList:
        """Read the list."""
        return streets.read(raw, file=file, limit=self.limit)

    def keep(self, records: StreetList, _options: dict[str, Any]) -> list[str]:
        """Store the names and tell how many are new."""
        stored = places.store_streets(records.rows)
        told = [_("%(number)d streets and postcodes are new.") % {"number": stored.names}]
        if stored.unknown_codes:
            told.append(
                _("%(number)d buurten are not known and were left out: %(codes)s.")
                % {
                    "number": len(stored.unknown_codes),
                    "codes": ", ".join(stored.unknown_codes[:10]),
                }
            )
        return told

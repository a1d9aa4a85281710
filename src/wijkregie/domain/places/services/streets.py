"""Take over a list of streets and postcodes, so that people find their area by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wijkregie.domain.places.models import Area
from wijkregie.domain.places.services.naming import Named, add_names, called
from wijkregie.domain.places.states import NameKind
from wijkregie.kit.bulk import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijkregie.domain.places.services.naming import Called
    from wijkregie.sources.records import StreetRow


@dataclass(frozen=True, slots=True)
class StreetsStored:
    """What an import of streets did; ``unknown_codes`` are buurten that are not here."""

    names: int
    unknown_codes: tuple[str, ...]


@transaction.atomic
def store_streets(rows: Sequence[StreetRow]) -> StreetsStored:
    """Store streets and postcodes as names of the buurt they lie in.

    What is there already stays, so the same list again changes nothing. Rows of a buurt that
    is not known are left out and told.
    """
    one_at_a_time()
    codes = {row.neighbourhood_code for row in rows}
    rows_of = Area.objects.filter(municipality=None, code__in=codes)
    areas = {
        code: (area_id, gm_code)
        for code, area_id, gm_code in rows_of.values_list("code", "pk", "gm_code").iterator()
    }
    stored = add_names(
        name
        for row in rows
        if row.neighbourhood_code in areas
        for name in _names(row, areas[row.neighbourhood_code])
    )  # fmt: skip - reads as one sentence
    return StreetsStored(stored, tuple(sorted(codes - set(areas))))


def _names(row: StreetRow, area: tuple[int, str]) -> Iterator[Called]:
    area_id, gm_code = area
    if row.street:
        street = Named(area_id, row.street, gm_code)
        yield called(street, NameKind.STREET, detail=row.town or "")
    if row.postcode:
        postcode = Named(area_id, row.postcode, gm_code)
        yield called(postcode, NameKind.POSTCODE, detail=row.street or "")

"""Take over a list of streets and postcodes, so that people find their area by them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from wijkregie.core import names
from wijkregie.domain.places.models import Area, PlaceName
from wijkregie.domain.places.services.naming import add_names
from wijkregie.domain.places.states import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    codes = {row.neighbourhood_code for row in rows}
    areas = {
        area.code: area
        for area in Area.objects.filter(municipality=None, code__in=codes).iterator()
    }
    stored = add_names(
        name
        for row in rows
        if row.neighbourhood_code in areas
        for name in _names(row, areas[row.neighbourhood_code])
    )  # fmt: skip - reads as one sentence
    return StreetsStored(stored, tuple(sorted(codes - set(areas))))


def _names(row: StreetRow, area: Area) -> Iterator[PlaceName]:
    if row.street:
        yield _name(area, row.street, NameKind.STREET, row.town or "")
    if row.postcode:
        yield _name(area, row.postcode, NameKind.POSTCODE, row.street or "")


def _name(area: Area, name: str, kind: str, detail: str) -> PlaceName:
    return PlaceName(
        name=name[:160],
        normal=names.normal(name)[:160],
        kind=kind,
        detail=detail[:160],
        area=area,
        gm_code=area.gm_code,
    )

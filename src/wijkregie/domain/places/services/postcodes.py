"""Let people find a buurt by the four digits that occur most there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from wijkregie.domain.places.models import Area, AreaYear, PlaceName
from wijkregie.domain.places.services.naming import BATCH, Named, add_names, called
from wijkregie.domain.places.states import Level, NameKind
from wijkregie.kit.bulk import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS: Final = 4


@transaction.atomic
def store_postcodes(found: Mapping[str, str], *, year: int) -> int:
    """Make buurten findable by the four digits that occur most in them; return how many came.

    ``found`` holds them by code. Those of a later year count; whole postcodes of a list of
    streets stay beside them. The same digits again change nothing.
    """
    one_at_a_time()
    here = Area.objects.filter(municipality=None, level=Level.NEIGHBOURHOOD)
    areas = {
        pk: Named(pk, found[code], gm_code)
        for pk, code, gm_code in here.values_list("pk", "code", "gm_code").iterator()
        if code in found
    }
    names = PlaceName.objects.filter(kind=NameKind.POSTCODE, detail="")
    known = {
        area_id: (pk, name)
        for pk, area_id, name in names.values_list("pk", "area_id", "name").iterator()
        if len(name) == _DIGITS and area_id in areas
    }
    later = set(AreaYear.objects.filter(year__gt=year).values_list("area_id", flat=True))
    changed = [
        area
        for area in areas.values()
        if area.area_id not in known
        or (known[area.area_id][1] != area.name and area.area_id not in later)
    ]
    gone = [known[area.area_id][0] for area in changed if area.area_id in known]
    for at in range(0, len(gone), BATCH):
        PlaceName.objects.filter(pk__in=gone[at : at + BATCH]).delete()
    return add_names(called(area, NameKind.POSTCODE) for area in changed)

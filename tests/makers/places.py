"""Municipalities and areas for tests that are about something else."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.places.states import OwnKind
from wijkregie.kit.viewer import Viewer
from wijkregie.sources.records import AreaRow, Level

if TYPE_CHECKING:
    from wijkregie.domain.places.queries import Scope

AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SYSTEM = Viewer(municipality_id=None, operator=True)
_numbers = count(1)


def make_municipality(name: str = "", *, code: str = "") -> Municipality:
    number = next(_numbers)
    return services.create_municipality(
        services.NewMunicipality(
            name=name or f"Voorbeeldstad {number}",
            codes=((code or f"GM{9000 + number}", 2000, None),),
        ),
        by=SYSTEM,
        at=AT,
    )


def scope_for(municipality: Municipality) -> Scope:
    found = queries.scope(municipality.slug)
    assert found is not None
    return found


def area_row(code: str, name: str | None = None, *, change: int | None = 1) -> AreaRow:
    levels = {
        "NL": Level.COUNTRY,
        "GM": Level.MUNICIPALITY,
        "WK": Level.DISTRICT,
        "BU": Level.NEIGHBOURHOOD,
    }
    return AreaRow(
        code=code,
        name=name,
        level=levels[code[:2]],
        municipality_name=None,
        change=change,
        water=False,
    )


def make_areas(*rows: AreaRow, year: int = 2017) -> dict[str, Area]:
    services.store_areas(rows, year=year)
    return {area.code: area for area in Area.objects.filter(municipality=None)}


def make_own_area(
    municipality: Municipality, name: str, *parts: str, public: bool = True
) -> Area:
    return services.create_own_area(
        municipality.pk,
        services.NewOwnArea(name=name, kind=OwnKind.WIJK, parts=parts, public=public),
        by=SYSTEM,
        at=AT,
    )

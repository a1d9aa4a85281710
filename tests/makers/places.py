"""Municipalities and areas for tests that are about something else."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np

from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area, Municipality
from wijkregie.domain.places.states import OwnKind
from wijkregie.kit.viewer import Viewer
from wijkregie.sources.borders.compare import compare
from wijkregie.sources.records import AreaRow, BorderRow, BorderSheet, Level, level_of

if TYPE_CHECKING:
    from django.db.models import Model

    from wijkregie.domain.places.queries import Scope

AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SYSTEM = Viewer(municipality_id=None, operator=True)
_numbers = count(1)


def make_municipality(name: str = "", *, code: str = "") -> Municipality:
    number = next(_numbers)
    return services.create_municipality(
        services.NewMunicipality(
            name=name or f"Voorbeeldstad {number}",
            codes=((code or f"GM{5000 + number % 4000}", 2000, None),),
        ),
        by=SYSTEM,
        at=AT,
    )


def rows_of(*models: type[Model]) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands in these tables, to compare before and after."""
    return {
        model.__name__: [
            {
                key: bytes(one) if isinstance(one, memoryview) else one
                for key, one in row.items()
            }
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in models
    }


def scope_for(municipality: Municipality) -> Scope:
    found = queries.scope(municipality.slug)
    assert found is not None
    return found


def area_row(
    code: str, name: str | None = None, *, change: int | None = 1, water: bool = False
) -> AreaRow:
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
        water=water,
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


def border_row(
    code: str, *corners: tuple[int, int], name: str | None = None, water: bool = False
) -> BorderRow:
    """An area with these corners in metres, or without a shape."""
    if not corners:
        return BorderRow(code, name, water, (), (), None, None, 0.0)
    ring = np.array([*corners, corners[0]], np.int32)
    (min_x, min_y), (max_x, max_y) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
    return BorderRow(
        code=code,
        name=name,
        water=water,
        rings=(ring * 10,),
        outline=(ring,),
        box=(min_x, min_y, max_x, max_y),
        label=((min_x + max_x) // 2, (min_y + max_y) // 2),
        surface=float((max_x - min_x) * (max_y - min_y)),
        sketch=(ring // 10,),
    )


def square_row(code: str, x: int, y: int, side: int, *, name: str | None = None) -> BorderRow:
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    return border_row(code, *corners, name=name)


def make_borders(
    *rows: BorderRow, year: int = 2017, level: Level | None = None, linked: bool = False
) -> None:
    """Borders of a layout; with ``linked`` compared with those of the layouts beside it."""
    sheet = BorderSheet(
        file=f"grenzen_{year}.json",
        level=level or level_of(rows[0].code),
        year=year,
        rows=rows,
        rejections=(),
        notes=(),
    )
    services.replace_borders(
        sheet, sha256=f"{next(_numbers):064}", at=AT, compare=compare if linked else None
    )

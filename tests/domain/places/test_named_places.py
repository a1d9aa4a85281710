"""A place by name leads to the area that it lies in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
    scope_for,
)
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area, PlaceName
from wijkregie.domain.places.states import NameKind, OwnKind
from wijkregie.kit.audit import rows_of as log_of
from wijkregie.kit.viewer import Grant, Viewer, anonymous

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db

NORTH, SOUTH, EAST = "BU90010101", "BU90010102", "BU90010201"
WANTED = services.NewOwnArea("Molenwijk", OwnKind.WIJK, (NORTH, SOUTH), remark=" Samen ")


@pytest.fixture
def town() -> Municipality:
    made = make_municipality("Voorbeeldstad", code="GM9001")
    make_areas(*(area_row(code, f"Buurt {code[-4:]}") for code in (NORTH, SOUTH, EAST)))
    return made


def administrator(municipality: Municipality) -> Viewer:
    grants = frozenset({Grant("administrator")})
    return Viewer(municipality_id=municipality.pk, person_id=1, grants=grants)


def create(town: Municipality, by: Viewer = SYSTEM, **changes: Any) -> Area:
    return services.create_own_area(town.pk, replace(WANTED, **changes), by=by, at=AT)


# --- places


def place(town: Municipality, code: str, name: str, **more: Any) -> bool:
    area = Area.objects.get(code=code)
    by = more.pop("by", administrator(town))
    return services.add_place(area.pk, name, point=more.get("point"), by=by, at=AT)


def test_a_place_leads_to_its_area_once(town: Municipality) -> None:
    assert place(town, NORTH, " Winkelcentrum De Molen ", point=(10, 20))
    assert not place(town, NORTH, "winkelcentrum de molen")
    assert place(town, SOUTH, "Winkelcentrum De Molen")

    kept = PlaceName.objects.get(area__code=NORTH, kind=NameKind.PLACE)
    assert (kept.name, kept.x, kept.y) == ("Winkelcentrum De Molen", 10, 20)
    (hit, _other) = queries.search(anonymous(town.pk), scope_for(town), "de molen")
    assert hit.kind == NameKind.PLACE
    assert [row.what for row in log_of(town.pk)].count("area.add_place") == 2


def test_a_place_may_be_in_an_own_area_and_not_elsewhere(town: Municipality) -> None:
    own = create(town)
    theirs = make_own_area(make_municipality(code="GM9002"), "Van hen")
    make_areas(area_row("BU90020101", "Elders"))

    assert services.add_place(own.pk, "Park", point=None, by=administrator(town), at=AT)
    with pytest.raises(services.OwnAreaRefused, match="not one of this municipality"):
        place(town, "BU90020101", "Park")
    with pytest.raises(services.OwnAreaRefused, match="not one of this municipality"):
        services.add_place(theirs.pk, "Park", point=None, by=administrator(town), at=AT)
    with pytest.raises(services.OwnAreaRefused, match="not one of this municipality"):
        services.add_place(0, "Park", point=None, by=administrator(town), at=AT)
    with pytest.raises(services.OwnAreaRefused, match="Give the place a name"):
        place(town, NORTH, " … ")

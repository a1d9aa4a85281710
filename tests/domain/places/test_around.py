"""The areas that hold an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import (
    area_row,
    make_areas,
    make_municipality,
    make_own_area,
    scope_for,
)
from wijkregie.domain.places import queries
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous, installation

if TYPE_CHECKING:
    from wijkregie.domain.places.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    made = make_municipality("Voorbeeldstad", code="GM9001")
    codes = ("NL00", "GM9001", "WK900101", "WK900102")
    buurten = ("BU90010101", "BU90010102", "BU90010201")
    make_areas(
        *(area_row(code, code, change=None) for code in codes),
        *(area_row(code, code) for code in buurten),
    )
    return made


def around(town: Municipality, code: str) -> list[str]:
    area = Area.objects.get(code=code)
    return [
        one.name for one in queries.areas_around(anonymous(town.pk), scope_for(town), area.pk)
    ]


def test_around_a_buurt_lie_its_wijk_its_municipality_and_own_areas(town: Municipality) -> None:
    make_own_area(town, "Straat", "BU90010101")
    make_own_area(town, "Dorp", "WK900101")
    make_own_area(town, "Elders", "BU90010102")

    assert around(town, "BU90010101") == ["BU90010101", "WK900101", "GM9001", "Dorp", "Straat"]


def test_around_an_own_area_lies_what_holds_all_its_parts(town: Municipality) -> None:
    one_wijk = make_own_area(town, "In een wijk", "BU90010101", "BU90010102")
    two = make_own_area(town, "In twee wijken", "BU90010102", "BU90010201")
    make_own_area(town, "Alles", "WK900101", "WK900102")

    assert around(town, one_wijk.code) == ["In een wijk", "WK900101", "GM9001", "Alles"]
    assert around(town, two.code) == ["In twee wijken", "GM9001", "Alles"]


def test_an_own_area_that_is_a_drawing_only_lies_in_itself(town: Municipality) -> None:
    drawn = make_own_area(town, "Schets")

    assert around(town, drawn.code) == ["Schets"]


def test_an_area_of_elsewhere_is_not_there(town: Municipality) -> None:
    other = make_municipality("Elders", code="GM9077")
    make_areas(area_row("BU90770101", "Verre buurt"))
    own = make_own_area(other, "Ver dorp", "BU90770101")

    assert around(town, "BU90770101") == []
    assert around(town, own.code) == []


def test_what_is_not_public_is_around_for_who_works_here(town: Municipality) -> None:
    make_own_area(town, "Plan", "BU90010101", public=False)
    area = Area.objects.get(code="BU90010101")

    by = installation(town.pk)
    seen = queries.areas_around(by, scope_for(town), area.pk)

    assert "Plan" in [one.name for one in seen]
    assert "Plan" not in around(town, "BU90010101")


def test_a_municipality_is_found_by_its_number(town: Municipality) -> None:
    assert queries.scope_of(town.pk) == scope_for(town)
    assert queries.scope_of(999_999) is None

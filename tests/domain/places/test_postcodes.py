"""Buurten are found by the four digits of a postcode that figures tell."""

from __future__ import annotations

import pytest

from tests.makers.places import area_row, make_areas, make_municipality, rows_of
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import NameGram, PlaceName
from wijkregie.domain.places.states import NameKind
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import StreetRow

pytestmark = pytest.mark.django_db

NORTH, SOUTH = "BU90010101", "BU90010102"


@pytest.fixture(autouse=True)
def town() -> None:
    make_municipality("Voorbeeldstad", code="GM9001")
    rows = [area_row(code, code) for code in ("GM9001", "WK900101", NORTH, SOUTH)]
    make_areas(*rows)


def found(text: str) -> list[tuple[str, float]]:
    scope = queries.country_scope()
    return [(hit.area.code, hit.likeness) for hit in queries.search(anonymous(), scope, text)]


def test_four_digits_lead_to_every_buurt_that_has_them_most() -> None:
    came = services.store_postcodes(
        {NORTH: "1703", SOUTH: "1703", "BU90019999": "1703"}, year=2024
    )

    assert came == 2
    assert [code for code, _likeness in found("1703")] == [NORTH, SOUTH]
    assert [code for code, _likeness in found("1703 AB")] == [NORTH, SOUTH]
    assert found("1704") == []
    assert all(likeness < 0.95 for _code, likeness in found("1703"))


def test_a_whole_postcode_of_a_street_comes_first() -> None:
    services.store_streets([StreetRow("Dorpsstraat", None, "1703AB", SOUTH)])
    services.store_postcodes({NORTH: "1703", SOUTH: "1704"}, year=2024)

    assert found("1703AB") == [(SOUTH, 1.0), (NORTH, 0.8)]
    assert {code for code, _likeness in found("1703")} == {NORTH, SOUTH}


def test_the_same_again_changes_nothing_and_a_later_year_counts() -> None:
    services.store_postcodes({NORTH: "1703", SOUTH: "1703"}, year=2024)
    before = rows_of(PlaceName, NameGram)

    assert services.store_postcodes({NORTH: "1703"}, year=2024) == 0
    assert rows_of(PlaceName, NameGram) == before
    make_areas(area_row(NORTH), year=2025)
    assert services.store_postcodes({NORTH: "1799", SOUTH: "1799"}, year=2024) == 1
    assert services.store_postcodes({NORTH: "1705"}, year=2025) == 1
    names = PlaceName.objects.filter(kind=NameKind.POSTCODE).order_by("name")
    assert list(names.values_list("area__code", "name")) == [(NORTH, "1705"), (SOUTH, "1799")]

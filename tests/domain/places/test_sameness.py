"""Whether an area is the same area in two years; no trend is drawn over what is not."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from tests.makers.places import area_row, make_areas, make_municipality, make_own_area
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Change, Level, Sameness
from wijkregie.sources import kwb

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.queries import Layouts

pytestmark = pytest.mark.django_db

BUURT, OTHER = "BU90010101", "BU90010102"


def told(code: str, **changes: int | None) -> None:
    for year, change in changes.items():
        make_areas(area_row(code, "Buurt", change=change), year=int(year[1:]))


def layouts(code: str) -> Layouts:
    return queries.layouts_of(Area.objects.get(code=code), [])


def test_a_year_is_the_same_as_itself() -> None:
    told(BUURT, y2017=Change.CHANGED)

    assert layouts(BUURT).between(2017, 2017) == Sameness.SAME


def test_every_year_in_between_must_be_unchanged() -> None:
    told(BUURT, y2015=3, y2016=1, y2017=1, y2018=1)

    found = layouts(BUURT)
    assert found.between(2015, 2018) == found.between(2015, 2018) == Sameness.SAME
    assert found.changes == {found.tracks[0].area_id: {2015: 3, 2016: 1, 2017: 1, 2018: 1}}
    assert layouts(BUURT).between(2018, 2015) == Sameness.SAME
    assert layouts(BUURT).between(2014, 2018) == Sameness.CHANGED


def test_a_missing_year_breaks_the_chain() -> None:
    told(BUURT, y2016=1, y2018=1)

    assert layouts(BUURT).between(2017, 2018) == Sameness.SAME
    assert layouts(BUURT).between(2016, 2018) == Sameness.UNKNOWN


def test_a_year_that_tells_nothing_breaks_the_chain() -> None:
    told(BUURT, y2017=None, y2018=1)

    assert layouts(BUURT).between(2016, 2018) == Sameness.UNKNOWN


@pytest.mark.parametrize("change", [Change.CHANGED, Change.RECODED])
def test_what_is_known_to_differ_goes_before_what_is_not_known(change: Change) -> None:
    told(BUURT, y2018=change)

    assert layouts(BUURT).between(2016, 2019) == Sameness.CHANGED


def test_the_country_stays_the_same() -> None:
    make_areas(area_row("NL00", "Nederland", change=None))

    assert layouts("NL00").between(1995, 2024) == Sameness.SAME


def test_an_area_without_years_is_not_known() -> None:
    make_areas(area_row(BUURT))

    assert layouts("WK900101").between(2016, 2017) == Sameness.UNKNOWN


def test_an_own_area_is_the_same_when_all_its_parts_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_municipality(code="GM9001")
    told(BUURT, y2017=1, y2018=1, y2019=3)
    told(OTHER, y2017=1, y2018=3)
    own = make_own_area(town, "Samen", BUURT, OTHER)
    parts = [part.pk for part in own.parts.all()]

    with django_assert_num_queries(2):
        found = queries.layouts_of(own, parts)

    assert found.between(2016, 2017) == Sameness.SAME
    assert found.between(2017, 2018) == Sameness.CHANGED
    assert found.between(2018, 2019) == Sameness.CHANGED
    assert found.between(2019, 2020) == Sameness.UNKNOWN


def test_an_own_area_of_nothing_is_not_known() -> None:
    own = make_own_area(make_municipality(code="GM9001"), "Leeg")

    assert queries.layouts_of(own, []).between(2016, 2017) == Sameness.UNKNOWN


def test_no_code_of_2017_that_stayed_while_its_border_changed_is_the_same(
    country: Path,
) -> None:
    """74 wijken and 250 buurten kept their code over a change: a blind join draws them all."""
    name = "kwb_2017_nl_odata3.csv.gz"
    sheet = kwb.read((country / name).read_bytes(), file=name).sheets[0]
    services.store_areas(sheet.areas, year=2017)
    kept = {
        Level.DISTRICT: _codes_of(country / "wijk_2016_wgs84.topojson.gz"),
        Level.NEIGHBOURHOOD: _codes_of(country / "buurt_2015_wgs84.topojson.gz"),
    }
    wholes = Area.objects.filter(years__change=Change.CHANGED).in_bulk()
    found: dict[str, list[Sameness]] = {}
    for area in wholes.values():
        if area.code in kept[Level(area.level)]:
            from_year = 2016 if area.level == Level.DISTRICT else 2015
            between = queries.layouts_of(area, []).between(from_year, 2017)
            found.setdefault(area.level, []).append(between)

    assert {level: len(one) for level, one in found.items()} == {
        Level.DISTRICT: 74,
        Level.NEIGHBOURHOOD: 250,
    }
    assert {one for level in found.values() for one in level} == {Sameness.CHANGED}


def _codes_of(path: Path) -> set[str]:
    objects = json.loads(gzip.decompress(path.read_bytes()))["objects"].values()
    return {
        one["properties"]["statcode"].strip()
        for layer in objects
        for one in layer["geometries"]
    }

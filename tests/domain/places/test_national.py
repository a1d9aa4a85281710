"""The areas of a year's layout come in whole, and again without a change."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.places import area_row, make_areas, rows_of
from wijkregie.domain.places import services
from wijkregie.domain.places.models import Area, AreaYear, NameGram, PlaceName
from wijkregie.domain.places.states import Change, Level, NameKind

pytestmark = pytest.mark.django_db

TOWN = (
    area_row("NL00", "Nederland", change=None),
    area_row("GM9001", "Voorbeeldstad", change=None),
    area_row("WK900101", "Molenwijk"),
    area_row("BU90010101", "Molenbuurt Noord"),
    area_row("BU9001AA02", "Letterbuurt"),
)
TABLES = (Area, AreaYear, PlaceName, NameGram)


def year_of(code: str, year: int) -> AreaYear:
    return AreaYear.objects.get(area__code=code, year=year)


def name_of(code: str) -> str:
    return Area.objects.get(code=code).name


def test_areas_stand_in_each_other() -> None:
    areas = make_areas(*TOWN)

    buurt = Area.objects.select_related("parent__parent__parent").get(code="BU90010101")
    chain = []
    above = buurt.parent
    while above:
        chain.append((above.code, above.level))
        above = above.parent
    assert chain == [
        ("WK900101", Level.DISTRICT),
        ("GM9001", Level.MUNICIPALITY),
        ("NL00", Level.COUNTRY),
    ]
    assert (buurt.gm_code, areas["NL00"].gm_code) == ("GM9001", "")
    assert (buurt.level, buurt.public, buurt.municipality) == (Level.NEIGHBOURHOOD, True, None)


def test_a_parent_in_no_row_is_made_without_name_or_year() -> None:
    areas = make_areas(*TOWN)

    made = areas["WK9001AA"]

    assert (made.name, made.level, made.parent_id) == ("", Level.DISTRICT, areas["GM9001"].pk)
    assert not made.years.exists()
    assert not made.names.exists()


def test_the_ids_of_the_rows_come_back() -> None:
    ids = services.store_areas(TOWN, year=2017)

    assert ids == dict(Area.objects.exclude(code="WK9001AA").values_list("code", "pk"))


def test_the_same_rows_again_change_nothing() -> None:
    make_areas(*TOWN)
    before = rows_of(*TABLES)
    assert all(before.values())

    make_areas(*TOWN)

    assert rows_of(*TABLES) == before


def test_a_later_year_renames_and_the_old_name_no_longer_leads_there() -> None:
    make_areas(*TOWN)

    make_areas(area_row("WK900101", "Wiekenwijk"), year=2018)

    assert name_of("WK900101") == "Wiekenwijk"
    assert (year_of("WK900101", 2017).name, year_of("WK900101", 2018).name) == (
        "Molenwijk",
        "Wiekenwijk",
    )
    names = PlaceName.objects.filter(area__code="WK900101", kind=NameKind.AREA)
    assert [name.name for name in names] == ["Wiekenwijk"]
    assert not NameGram.objects.filter(gram="mol", name__area__code="WK900101").exists()


def test_an_earlier_year_does_not_rename() -> None:
    make_areas(*TOWN)

    make_areas(area_row("WK900101", "Oudewijk"), year=2016)

    assert name_of("WK900101") == "Molenwijk"
    assert year_of("WK900101", 2016).name == "Oudewijk"


def test_an_earlier_year_names_what_had_no_name() -> None:
    make_areas(area_row("WK900101", None))

    make_areas(area_row("WK900101", "Oudewijk"), year=2016)

    assert name_of("WK900101") == "Oudewijk"
    assert PlaceName.objects.filter(name="Oudewijk").exists()


def test_a_row_without_a_name_takes_none_away() -> None:
    make_areas(*TOWN)

    make_areas(area_row("WK900101", None), year=2018)

    assert name_of("WK900101") == "Molenwijk"


def test_the_same_year_told_by_another_file_is_told_together() -> None:
    """Borders know water and no change; a table of figures knows it the other way round."""
    make_areas(area_row("BU90010101", None, change=Change.CHANGED))

    make_areas(area_row("BU90010101", "Plas", change=None, water=True))
    make_areas(area_row("BU90010101", None, change=None))

    told = year_of("BU90010101", 2017)
    assert (told.name, told.change, told.water) == ("Plas", Change.CHANGED, True)


def test_a_change_may_be_corrected() -> None:
    make_areas(area_row("BU90010101", "Buurt", change=Change.SAME))

    make_areas(area_row("BU90010101", "Buurt", change=Change.CHANGED))

    assert year_of("BU90010101", 2017).change == Change.CHANGED


def test_a_name_in_another_spelling_is_no_second_name() -> None:
    make_areas(area_row("WK900101", "Molenwijk"))

    make_areas(area_row("WK900101", "MOLENWIJK"), year=2018)

    assert [name.name for name in PlaceName.objects.filter(area__code="WK900101")] == [
        "MOLENWIJK"
    ]


def test_storing_costs_the_same_however_many_areas() -> None:
    def cost(prefix: str, number: int) -> int:
        rows = [area_row(f"{prefix}{one:04}", f"Buurt {one}") for one in range(number)]
        with CaptureQueriesContext(connection) as seen:
            services.store_areas(rows, year=2017)
        return len(seen)

    make_areas(*TOWN)
    assert cost("BU9002", 5) == cost("BU9003", 95)

"""What became of a code: a trend runs on over a new code and a merger, over nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    border_row,
    make_areas,
    make_borders,
    make_municipality,
    make_own_area,
    rows_of,
    square_row,
)
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area, AreaLink, AreaYear
from wijkregie.domain.places.states import Change, LinkKind, Sameness
from wijkregie.sources.records import BorderSheet, Level

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.queries import Layouts

pytestmark = pytest.mark.django_db

OLD, NEW, OTHER, NEWEST = "BU90010101", "BU90020101", "BU90010102", "BU90030101"


def told(year: int, **changes: int | None) -> None:
    names = {"old": OLD, "new": NEW, "other": OTHER, "newest": NEWEST}
    rows = [area_row(names[one], "Buurt", change=change) for one, change in changes.items()]
    make_areas(*rows, year=year)


def bordered(year: int, *codes: str, side: int = 1000) -> None:
    """The same square under each of these codes, beside each other."""
    rows = [square_row(code, 5000 * at, 0, side) for at, code in enumerate(codes)]
    make_borders(*rows, year=year, linked=True)


def layouts(code: str) -> Layouts:
    return queries.layouts_of(Area.objects.get(code=code), [])


def ids(*codes: str) -> tuple[int, ...]:
    return tuple(Area.objects.get(code=code).pk for code in codes)


# --- a new code


def test_an_area_is_the_same_under_a_new_code() -> None:
    bordered(2016, OLD)
    bordered(2017, NEW)
    told(2016, old=1)
    told(2017, new=Change.RECODED)
    told(2018, new=1)

    found = layouts(NEW)

    assert (found.ids(2015), found.ids(2017)) == (ids(OLD), ids(NEW))
    assert found.ids(2015) == ids(OLD)
    assert found.between(2015, 2018) == Sameness.SAME
    assert found.why(2015, 2018) == ""
    assert found.all_ids == {*ids(OLD, NEW)}


def test_a_new_code_needs_the_word_of_cbs_or_nearly_the_same_border() -> None:
    make_borders(square_row(OLD, 0, 0, 1000), year=2016, linked=True)
    make_borders(
        border_row(NEW, (0, 0), (900, 0), (900, 1000), (0, 1000)), year=2017, linked=True
    )
    assert AreaLink.objects.get().overlap == 0.9

    assert layouts(NEW).between(2016, 2017) == Sameness.UNKNOWN
    told(2017, new=Change.RECODED)
    assert layouts(NEW).between(2016, 2017) == Sameness.SAME


def test_a_code_of_which_cbs_says_that_the_border_changed_is_never_the_same() -> None:
    bordered(2016, OLD)
    bordered(2017, NEW)
    told(2017, new=Change.CHANGED)

    found = layouts(NEW)

    assert found.between(2016, 2017) == Sameness.CHANGED
    assert found.ids(2016) == ids(NEW)
    assert found.why(2017, 2016) == "the border of the area changed in 2017"


def test_a_code_that_existed_before_is_another_area_unless_cbs_says_that_it_is_new() -> None:
    """Two buurten changed codes: the figures of the other one are never drawn on."""
    bordered(2016, OLD, OTHER)
    bordered(2017, OTHER, OLD)

    assert layouts(OLD).between(2016, 2017) == Sameness.UNKNOWN
    told(2017, old=Change.RECODED, other=Change.RECODED)

    found = layouts(OLD)
    assert found.ids(2016) == ids(OTHER)
    assert found.between(2016, 2017) == Sameness.SAME


def test_a_new_code_without_an_old_one_breaks_the_line_and_says_so() -> None:
    told(2016, new=1)
    told(2017, new=Change.RECODED)

    found = layouts(NEW)

    assert found.between(2016, 2017) == Sameness.CHANGED
    assert found.why(2016, 2017) == "the code was given to another area in 2017"


def test_what_is_not_known_is_said_so() -> None:
    told(2018, new=1)

    assert layouts(NEW).why(2018, 2016) == (
        "it is not known whether the border of 2016 is the one of 2018"
    )


def test_an_old_code_that_changed_on_the_way_is_no_longer_the_area() -> None:
    """Borders are known of 2014 and 2017; in between CBS redrew the old code."""
    bordered(2014, OLD)
    bordered(2017, NEW)
    told(2015, old=Change.CHANGED)
    told(2017, new=Change.RECODED)

    assert layouts(NEW).between(2014, 2017) != Sameness.SAME


def test_an_area_is_followed_over_more_than_one_code(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    bordered(2014, OLD)
    bordered(2016, NEW)
    bordered(2018, NEWEST)
    newest = Area.objects.get(code=NEWEST)

    with django_assert_num_queries(2):
        found = queries.layouts_of(newest, [])

    assert [found.ids(year) for year in (2014, 2016, 2018)] == [ids(OLD), ids(NEW), ids(NEWEST)]
    assert found.between(2014, 2018) == Sameness.SAME


def test_the_parts_of_an_own_area_are_followed_to_their_newer_codes() -> None:
    town = make_municipality(code="GM9001")
    bordered(2014, OLD, OTHER)
    bordered(2016, NEW, OTHER)
    bordered(2018, NEWEST, OTHER)
    own = make_own_area(town, "Drie straten", OLD, OTHER)

    found = queries.layouts_of(own, [part.pk for part in own.parts.all()])

    assert sorted(found.ids(2018)) == sorted(ids(NEWEST, OTHER))
    assert sorted(found.ids(2014)) == sorted(ids(OLD, OTHER))
    assert found.between(2014, 2018) == Sameness.SAME


# --- a merger


def merged(year: int, code: str, *, width: int = 2000) -> None:
    corners = ((0, 0), (width, 0), (width, 1000), (0, 1000))
    make_borders(border_row(code, *corners), year=year, linked=True)


def two(year: int, one: str, other: str) -> None:
    make_borders(
        square_row(one, 0, 0, 1000), square_row(other, 1000, 0, 1000), year=year, linked=True
    )


def test_a_merger_is_the_sum_of_its_parts() -> None:
    two(2021, OLD, OTHER)
    merged(2022, NEW)
    told(2022, new=Change.CHANGED)

    found = layouts(NEW)

    assert sorted(found.ids(2021)) == sorted(ids(OLD, OTHER))
    assert found.between(2021, 2022) == Sameness.SAME


def test_a_merger_to_which_something_came_is_not_its_parts() -> None:
    two(2021, OLD, OTHER)
    merged(2022, NEW, width=2100)

    assert layouts(NEW).between(2021, 2022) == Sameness.UNKNOWN


def test_an_area_that_took_another_in_is_the_sum_unless_cbs_says_that_it_changed() -> None:
    two(2021, OLD, OTHER)
    merged(2022, OLD)

    assert sorted(layouts(OLD).ids(2021)) == sorted(ids(OLD, OTHER))
    assert layouts(OLD).between(2021, 2022) == Sameness.SAME
    told(2022, old=Change.CHANGED)
    assert layouts(OLD).ids(2021) == ids(OLD)
    assert layouts(OLD).between(2021, 2022) == Sameness.CHANGED


def test_a_municipality_tells_of_its_merger_by_its_codes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    codes = (("GM9001", 2000, 2021), ("GM9002", 2000, 2021), ("GM9003", 2022, None))
    services.create_municipality(services.NewMunicipality("Dijkdorp", codes), by=SYSTEM, at=AT)
    rows = [area_row(code, "Gemeente", change=None) for code, _from, _until in codes]
    make_areas(*rows[:2], year=2021)
    make_areas(rows[2], year=2022)
    whole = Area.objects.get(code="GM9003")

    with django_assert_num_queries(3):
        found = queries.layouts_of(whole, [])

    assert sorted(found.ids(2021)) == sorted(ids("GM9001", "GM9002"))
    assert found.between(2021, 2022) == Sameness.SAME
    assert found.between(2020, 2022) == Sameness.UNKNOWN


def test_a_municipality_that_got_another_code_is_the_same() -> None:
    codes = (("GM9001", 2000, 2021), ("GM9003", 2022, None))
    services.create_municipality(services.NewMunicipality("Dijkdorp", codes), by=SYSTEM, at=AT)
    make_areas(area_row("GM9001", change=None), year=2021)
    make_areas(area_row("GM9003", change=None), year=2022)

    assert layouts("GM9003").ids(2019) == ids("GM9001")
    assert layouts("GM9001").ids(2019) == ids("GM9001")
    assert layouts("GM9003").between(2021, 2022) == Sameness.SAME


# --- storing


def test_a_border_that_stayed_bridges_years_of_which_nothing_is_known() -> None:
    bordered(2016, OLD)
    bordered(2022, OLD)

    assert layouts(OLD).between(2016, 2022) == Sameness.SAME
    told(2019, old=Change.CHANGED)
    assert layouts(OLD).between(2016, 2022) == Sameness.CHANGED


def test_the_order_in_which_borders_come_in_does_not_count() -> None:
    def links() -> set[tuple[str, int, str, int]]:
        rows = AreaLink.objects.values_list(
            "before__code", "before_year", "after__code", "after_year"
        )
        return set(rows)

    bordered(2014, OLD)
    bordered(2018, NEWEST)
    assert links() == {(OLD, 2014, NEWEST, 2018)}

    bordered(2016, NEW)

    assert links() == {(OLD, 2014, NEW, 2016), (NEW, 2016, NEWEST, 2018)}


def test_another_file_of_the_same_year_replaces_what_was_found() -> None:
    bordered(2016, OLD, OTHER)
    bordered(2017, NEW, OTHER)
    assert AreaLink.objects.count() == 1
    assert AreaYear.objects.filter(alike=2016).count() == 1

    bordered(2017, OLD, NEW)

    assert AreaLink.objects.values_list("before__code", "after__code").get() == (OTHER, NEW)
    assert AreaYear.objects.get(alike=2016).area.code == OLD


def test_without_a_comparison_nothing_is_linked() -> None:
    make_borders(square_row(OLD, 0, 0, 1000), year=2016)
    make_borders(square_row(NEW, 0, 0, 1000), year=2017)

    assert not AreaLink.objects.exists()


def test_when_a_comparison_fails_nothing_is_stored() -> None:
    bordered(2016, OLD)
    before = rows_of(Area, AreaYear, AreaLink)

    def failing(_before: object, _after: object) -> None:
        raise RuntimeError

    row = square_row(NEW, 0, 0, 1000)
    sheet = BorderSheet("b.json", Level.NEIGHBOURHOOD, 2017, (row,), (), ())
    with pytest.raises(RuntimeError), transaction.atomic():
        services.store_borders(sheet, sha256="2" * 64, at=AT, compare=failing)  # type: ignore[arg-type] # it fails

    assert rows_of(Area, AreaYear, AreaLink) == before


@pytest.mark.parametrize(
    "fault", [{"after_year": 2015}, {"kind": "twin"}, {"before_year": 2017, "after_year": 2017}]
)
def test_the_database_refuses_a_link_that_leads_nowhere(fault: dict[str, object]) -> None:
    told(2016, old=1, new=1)
    one, other = ids(OLD, NEW)
    good = {"before_year": 2016, "after_year": 2017, "kind": LinkKind.SAME, "overlap": 1.0}
    AreaLink.objects.create(before_id=one, after_id=other, **good)

    with pytest.raises(IntegrityError), transaction.atomic():
        AreaLink.objects.create(before_id=other, after_id=one, **{**good, **fault})

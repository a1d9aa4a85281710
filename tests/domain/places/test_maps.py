"""Borders: a point finds its areas, and a map is drawn at a fixed price."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.makers.places import (
    AT,
    SYSTEM,
    area_row,
    make_areas,
    make_borders,
    make_municipality,
    make_own_area,
    scope_for,
    square_row,
)
from wijkregie.domain.places import queries, services
from wijkregie.domain.places.models import Area, AreaYear
from wijkregie.domain.places.states import Change
from wijkregie.kit.viewer import Viewer, anonymous
from wijkregie.sources import borders

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.models import Municipality
    from wijkregie.sources.records import BorderRow, BorderSheet

pytestmark = pytest.mark.django_db

NORTH, SOUTH = "BU90010101", "BU90010102"


# --- a point finds its areas


@pytest.fixture
def town() -> Municipality:
    """A town of one wijk of two buurten beside each other, each of 100 by 100 metres."""
    made = make_municipality("Voorbeeldstad", code="GM9001")
    make_borders(square_row("GM9001", 0, 0, 200))
    make_borders(square_row("WK900101", 0, 0, 200))
    make_borders(square_row(NORTH, 0, 100, 100), square_row(SOUTH, 0, 0, 100))
    return made


def codes_at(viewer: Viewer, town: Municipality, x: int, y: int, **more: int) -> list[str]:
    found = queries.areas_at(viewer, scope_for(town), x=x, y=y, **more)
    return [area.code for area in found]


def test_a_point_finds_what_is_around_it_smallest_first(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_own_area(town, "Hele wijk", "WK900101")
    scope, viewer = scope_for(town), anonymous(town.pk)

    with django_assert_num_queries(5):
        found = queries.areas_at(viewer, scope, x=50, y=50)

    assert [area.code for area in found] == [SOUTH, "WK900101", "GM9001", "EG001"]
    assert codes_at(viewer, town, 150, 50) == ["WK900101", "GM9001", "EG001"]
    assert codes_at(viewer, town, 250, 50) == []


def test_on_a_shared_border_exactly_one_buurt_holds_the_point(town: Municipality) -> None:
    for x in range(1, 100, 7):
        found = codes_at(anonymous(town.pk), town, x, 100)
        assert len([code for code in found if code.startswith("BU")]) == 1


def test_a_retired_code_does_not_hold_the_point_a_second_time(town: Municipality) -> None:
    """In 2018 the buurten got other codes; the borders of 2017 are still there."""
    make_borders(square_row("BU90010201", 0, 0, 200), year=2018)
    viewer = anonymous(town.pk)

    assert codes_at(viewer, town, 50, 50) == ["BU90010201", "WK900101", "GM9001"]
    assert codes_at(viewer, town, 50, 50, year=2017) == [SOUTH, "WK900101", "GM9001"]
    assert codes_at(viewer, town, 50, 50, year=1999) == [SOUTH, "WK900101", "GM9001"]
    assert codes_at(viewer, town, 50, 50, year=2024)[0] == "BU90010201"


def test_where_the_border_moved_the_old_one_does_not_count(town: Municipality) -> None:
    make_borders(square_row(SOUTH, 0, 0, 40), square_row(NORTH, 0, 100, 100), year=2018)

    assert codes_at(anonymous(town.pk), town, 50, 50) == ["WK900101", "GM9001"]


def test_a_point_finds_nothing_of_another_municipality(town: Municipality) -> None:
    other = make_municipality("Elders", code="GM9002")
    make_borders(square_row("BU90020101", 0, 0, 400), year=2018)
    theirs = make_own_area(other, "Van hen", "BU90020101")

    assert codes_at(anonymous(other.pk), other, 50, 50) == ["BU90020101", theirs.code]
    assert "BU90020101" not in codes_at(anonymous(town.pk), town, 50, 50)
    everywhere = queries.areas_at(anonymous(), queries.country_scope(), x=50, y=50)
    assert [area.code for area in everywhere] == ["BU90020101", "WK900101", "GM9001"]


def test_a_hidden_own_area_is_found_by_who_works_along_only(town: Municipality) -> None:
    make_own_area(town, "In wording", "WK900101", public=False)
    member = Viewer(municipality_id=town.pk, person_id=1, group_ids=frozenset({1}))

    assert "EG001" not in codes_at(anonymous(town.pk), town, 50, 50)
    assert "EG001" in codes_at(member, town, 50, 50)


def test_a_schematic_cell_finds_the_own_area(town: Municipality) -> None:
    own = make_own_area(town, "Eigen")
    corners = [(1000, 1000), (1100, 1000), (1100, 1100), (1000, 1100)]
    services.draw_schematic(own.pk, corners, by=SYSTEM, at=AT)

    assert codes_at(anonymous(town.pk), town, 1050, 1050) == [own.code]


def test_the_price_is_the_same_however_many_areas_and_years(town: Municipality) -> None:
    scope, viewer = scope_for(town), anonymous(town.pk)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            queries.areas_at(viewer, scope, x=50, y=50)
        return len(seen)

    before = cost()
    for year in (2018, 2019):
        rows = [square_row(f"BU9001{at:04}", 0, 0, 10 + at) for at in range(1, 60)]
        make_borders(*rows, year=year)

    assert cost() == before


@cache
def _sheet(path: Path) -> BorderSheet:
    return borders.read(path.read_bytes(), file=path.name)


def test_real_borders_find_real_points(country: Path) -> None:
    """Five towns: the label point of every buurt lies in it and in no other buurt."""
    sheet = _sheet(country / "buurt_2015_wgs84.topojson.gz")
    towns = {"GM0398", "GM0363", "GM0599", "GM0503", "GM0106"}
    rows = [row for row in sheet.rows if f"GM{row.code[2:6]}" in towns and row.rings]
    assert len(rows) > 400
    make_borders(*rows, year=2015)
    scope = queries.country_scope()
    shapes = {row.code: _shape(row) for row in rows}

    for row in rows[::7]:
        assert row.label is not None
        x, y = row.label
        if shapes[row.code].boundary.distance(shapely.Point(10 * x, 10 * y)) < 20:
            continue  # so narrow that a whole metre may fall outside
        found = queries.areas_at(anonymous(), scope, x=x, y=y)
        assert [area.code for area in found] == [row.code]


def _shape(row: BorderRow) -> shapely.Geometry:
    rings = [shapely.Polygon(ring) for ring in row.rings if len(ring) > 3]
    whole = rings[0]
    for ring in rings[1:]:
        whole = whole.symmetric_difference(ring)
    return whole


# --- drawing


def area_of(code: str) -> Area:
    return Area.objects.get(code=code)


def test_areas_are_drawn_north_up_with_their_labels(town: Municipality) -> None:
    drawn = queries.draw([area_of(NORTH), area_of(SOUTH)], year=2017)

    assert drawn is not None
    assert (drawn.width, drawn.years, drawn.schematic) == (1000, (2017,), False)
    north, south = drawn.shapes
    assert (north.area_id, south.area_id) == (area_of(NORTH).pk, area_of(SOUTH).pk)
    assert drawn.height == pytest.approx(1000 * 212 / 112, abs=1)
    assert (south.label_x, north.label_x) == (500, 500)
    assert (drawn.box.min_x, drawn.box.max_y, drawn.box.width) == (-6, 206, 112)
    assert 0 < north.label_y < south.label_y < drawn.height
    assert north.path.startswith("M")


def test_the_border_of_the_year_or_nearest_to_it_is_drawn(town: Municipality) -> None:
    make_borders(square_row(NORTH, 0, 0, 50), year=2015)
    make_borders(square_row(NORTH, 0, 0, 60), year=2019)

    def year_drawn(year: int | None) -> tuple[int, ...]:
        drawn = queries.draw([area_of(NORTH)], year=year)
        assert drawn is not None
        return drawn.years

    assert year_drawn(None) == (2019,)
    assert year_drawn(2017) == (2017,)
    assert year_drawn(1990) == (2015,)
    assert year_drawn(2018) == (2019,)  # as near as 2017: the later one
    assert year_drawn(2030) == (2019,)


def test_an_own_area_is_drawn_as_its_parts(town: Municipality) -> None:
    own = make_own_area(town, "Beide buurten", NORTH, SOUTH)

    drawn = queries.draw([own], year=2017)

    assert drawn is not None
    (shape,) = drawn.shapes
    assert (shape.area_id, shape.path.count("M"), drawn.schematic) == (own.pk, 2, False)


def test_without_borders_the_schematic_cell_is_drawn_and_said_so(town: Municipality) -> None:
    own = make_own_area(town, "Eigen", "WK900101")
    services.draw_schematic(own.pk, [(0, 0), (90, 0), (90, 90)], by=SYSTEM, at=AT)
    bare = make_own_area(town, "Kaal")
    services.draw_schematic(bare.pk, [(0, 0), (90, 0), (90, 90)], by=SYSTEM, at=AT)

    drawn = queries.draw([bare], year=None)
    assert drawn is not None
    assert (drawn.schematic, drawn.years, len(drawn.shapes)) == (True, (), 1)

    real = queries.draw([own], year=None)
    assert real is not None
    assert (real.schematic, real.years) == (False, (2017,))


def test_areas_without_border_are_left_out_and_nothing_is_no_map(town: Municipality) -> None:
    make_areas(area_row("BU90010109", "Zonder"))

    assert queries.draw([], year=2017) is None
    assert queries.draw([area_of("BU90010109")], year=2017) is None
    assert queries.outline(area_of("BU90010109"), year=2017) is None
    drawn = queries.draw([area_of("BU90010109"), area_of(NORTH)], year=2017)
    assert drawn is not None
    assert [shape.area_id for shape in drawn.shapes] == [area_of(NORTH).pk]


def test_an_outline_tells_its_rings_and_their_years(town: Municipality) -> None:
    found = queries.outline(area_of(NORTH), year=2017)

    assert found is not None
    assert (found.years, found.schematic) == ((2017,), False)
    (ring,) = found.rings
    assert np.array_equal(ring[0], ring[-1])
    assert ring.tolist() == [[0, 100], [100, 100], [100, 200], [0, 200], [0, 100]]


def test_a_map_costs_the_same_however_many_areas(
    town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_borders(*[square_row(f"BU9001{at:04}", at, 0, 10) for at in range(1, 90)], year=2018)
    own = make_own_area(town, "Eigen", NORTH, SOUTH)
    everything = [*Area.objects.filter(municipality=None), own]

    with django_assert_num_queries(2 + 3):  # some borders are of the year before
        drawn = queries.draw(everything, year=2018)

    assert drawn is not None
    assert len(drawn.shapes) == 89 + 2 + 2 + 1  # new and old buurten, wijk and town, own area
    with django_assert_num_queries(2):
        queries.draw(everything, year=None)


def test_a_border_of_another_area_is_strange_to_it(town: Municipality) -> None:
    """Of one buurt the border stayed, of the other it changed."""
    make_areas(area_row(NORTH), area_row(SOUTH, change=Change.CHANGED), year=2018)
    own = make_own_area(town, "Beide", NORTH, SOUTH)
    bare = make_own_area(town, "Kaal")
    services.draw_schematic(bare.pk, [(0, 0), (90, 0), (90, 90)], by=SYSTEM, at=AT)
    both = [area_of(NORTH), area_of(SOUTH), own, bare]

    def strange(year: int | None) -> list[bool]:
        drawn = queries.draw(both, year=year)
        assert drawn is not None
        assert (drawn.asked, drawn.alike) == (year, False)
        return [shape.strange for shape in drawn.shapes]

    assert strange(2018) == [False, True, True, False]
    assert strange(2017) == [False] * 4
    assert strange(None) == [False] * 4


def test_where_only_name_and_size_agree_a_map_says_so(town: Municipality) -> None:
    make_areas(area_row(NORTH, change=None), year=2018)
    AreaYear.objects.update(name="Noord")

    drawn = queries.draw([area_of(NORTH)], year=2018, land=lambda: {area_of(NORTH).pk: 1.0})

    assert drawn is not None
    assert (drawn.alike, drawn.shapes[0].strange) == (True, False)


def test_the_country_is_the_country_in_every_year() -> None:
    make_borders(square_row("NL00", 0, 0, 500), year=2015)

    drawn = queries.draw([area_of("NL00")], year=2024)

    assert drawn is not None
    assert not drawn.shapes[0].strange

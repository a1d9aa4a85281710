"""A border of another year is drawn for an area only where it is known to be its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.places import area_row, make_areas, make_borders, square_row
from wijkregie.domain.places import queries
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Change, Level

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from wijkregie.domain.places.queries import Ground

pytestmark = pytest.mark.django_db

NORTH, SOUTH, NEW = "BU90010101", "BU90010102", "BU90019999"
LEVELS = pytest.mark.parametrize("level", ["", Level.NEIGHBOURHOOD])


def pk(code: str) -> int:
    return Area.objects.get(code=code).pk


def ground(
    *codes: str,
    drawn: int,
    figures: int,
    level: str = "",
    hectares: dict[str, float] | None = None,
) -> Ground:
    sizes = {pk(code): size for code, size in (hectares or {}).items()}
    return queries.same_ground(
        [pk(code) for code in codes],
        drawn=drawn,
        figures=figures,
        level=level,
        land=None if hectares is None else lambda: sizes,
    )


def codes(found: Ground) -> dict[str, str]:
    named = dict(Area.objects.values_list("pk", "code"))
    return {named[one]: named[other] for one, other in found.same.items()}


def test_in_one_year_every_area_is_itself(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_areas(area_row(NORTH))
    ids = [pk(NORTH)]

    with django_assert_num_queries(0):
        found = queries.same_ground(ids, drawn=2017, figures=2017)

    assert dict(found.same) == {pk(NORTH): pk(NORTH)}


@LEVELS
@pytest.mark.parametrize("years", [(2016, 2018), (2018, 2016)])
def test_what_cbs_calls_unchanged_is_the_same(level: str, years: tuple[int, int]) -> None:
    make_areas(area_row(NORTH), area_row(SOUTH), year=2017)
    make_areas(area_row(NORTH, change=Change.CHANGED), area_row(SOUTH), year=2018)

    found = ground(NORTH, SOUTH, drawn=years[0], figures=years[1], level=level)

    assert codes(found) == {SOUTH: SOUTH}


@LEVELS
def test_what_nobody_told_is_not_the_same(level: str) -> None:
    """Of 2018 nothing was said of one, and of the other the year 2017 is missing."""
    make_areas(area_row(NORTH), year=2017)
    make_areas(area_row(NORTH, change=None), area_row(SOUTH), year=2018)

    assert codes(ground(NORTH, SOUTH, drawn=2016, figures=2018, level=level)) == {}


@LEVELS
@pytest.mark.parametrize("years", [(2015, 2017), (2017, 2015)])
def test_borders_that_were_compared_tell(level: str, years: tuple[int, int]) -> None:
    """One kept its border, one another code, two became one."""
    old = square_row(SOUTH, 2000, 0, 1000)
    parts = [square_row("BU90010103", 4000, 0, 500), square_row("BU90010104", 4500, 0, 500)]
    make_borders(square_row(NORTH, 0, 0, 1000), old, *parts, year=2015)
    make_borders(
        square_row(NORTH, 0, 0, 1000),
        square_row(NEW, 2000, 0, 1000),
        square_row("BU90018888", 4000, 0, 1000),
        year=2017,
        linked=True,
    )
    here = [NORTH, SOUTH, "BU90010103", "BU90010104"] if years[0] == 2015 else [NORTH, NEW]

    found = ground(*here, drawn=years[0], figures=years[1], level=level)

    other = {SOUTH: NEW} if years[0] == 2015 else {NEW: SOUTH}
    assert codes(found) == {NORTH: NORTH, **other}
    assert not found.alike


def two_years(name: str = "Noord", *, change: int | None = None) -> None:
    """A buurt of one square kilometre in 2015, and what is told of it two years later."""
    make_borders(square_row(NORTH, 0, 0, 1000, name="Noord"), year=2015)
    make_areas(area_row(NORTH, name, change=change), year=2017)


@LEVELS
@pytest.mark.parametrize("land", [60, 100, 115])
def test_code_name_and_size_together_are_enough_to_draw(level: str, land: float) -> None:
    two_years()

    found = ground(NORTH, drawn=2015, figures=2017, level=level, hectares={NORTH: land})

    assert codes(found) == {NORTH: NORTH}
    assert found.alike == {pk(NORTH)}


@pytest.mark.parametrize(
    ("name", "hectares", "change"),
    [
        ("Zuid", {NORTH: 100.0}, None),
        ("", {NORTH: 100.0}, None),
        ("Noord", {NORTH: 12.0}, None),
        ("Noord", {NORTH: 170.0}, None),
        ("Noord", {}, None),
        ("Noord", {NORTH: 100.0}, Change.CHANGED),
        ("Noord", {NORTH: 100.0}, Change.RECODED),
    ],
)
def test_a_name_a_size_or_a_word_of_cbs_that_differs_is_enough_not_to(
    name: str, hectares: dict[str, float], change: int | None
) -> None:
    two_years(name, change=change)

    assert codes(ground(NORTH, drawn=2015, figures=2017, hectares=hectares)) == {}


def test_a_code_that_was_not_there_is_not_drawn() -> None:
    make_borders(square_row(NORTH, 0, 0, 1000, name="Noord"), year=2015)

    assert codes(ground(NORTH, drawn=2015, figures=2017, hectares={NORTH: 100.0})) == {}


def test_many_areas_cost_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    squares = [
        square_row(f"BU9001{at:04}", 2000 * at, 0, 1000, name=f"Buurt {at}") for at in range(40)
    ]
    make_borders(*squares, year=2015)
    make_borders(*squares[:20], year=2016, linked=True)
    make_areas(*(area_row(one.code, one.name, change=None) for one in squares), year=2017)
    ids = [*Area.objects.filter(level=Level.NEIGHBOURHOOD).values_list("pk", flat=True)]
    sizes = dict.fromkeys(ids, 100.0)

    with django_assert_num_queries(8):
        found = queries.same_ground(
            ids, drawn=2015, figures=2017, level=Level.NEIGHBOURHOOD, land=lambda: sizes
        )

    assert len(found.same) == 40

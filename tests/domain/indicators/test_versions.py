"""What each version of a table said of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.makers.indicators import line_of, make_figures, make_own_indicator, national, sheet
from tests.makers.places import make_municipality, make_own_area
from wijkregie.domain.indicators import queries
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

CODE = "WK939801"


def delivered(*people: int, code: str = CODE) -> None:
    for number in people:
        make_figures(sheet({code: {"inhabitants": number}}))


def test_a_version_that_was_replaced_still_tells_what_it_said(db: None) -> None:
    delivered(4300, 4310, 4315)
    area = Area.objects.get(code=CODE)

    found = queries.versions(national("inhabitants"), area, 2017)

    assert [(one.number, one.current) for one in found] == [(3, True), (2, False), (1, False)]
    assert [one.figure.value for one in found if one.figure] == [4315, 4310, 4300]


def test_of_an_own_area_the_parts_are_taken_together(db: None) -> None:
    town = make_municipality("Heuvelstad", code="GM9398")
    make_figures(sheet({CODE: {"inhabitants": 10}, "WK939802": {"inhabitants": 20}}))
    own = make_own_area(town, "Samen", CODE, "WK939802")

    (one,) = queries.versions(national("inhabitants"), own, 2017)

    assert one.figure is not None
    assert one.figure.value == 30


def test_an_own_figure_has_no_versions(db: None) -> None:
    delivered(1)
    own = make_own_indicator(make_municipality("Heuvelstad", code="GM9398"))

    assert queries.versions(own, Area.objects.get(code=CODE), 2017) == []


def test_it_costs_the_same_with_one_version_and_with_five(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    delivered(1, 2, 3, 4, 5)
    area, indicator = Area.objects.get(code=CODE), national("inhabitants")

    with django_assert_num_queries(2):
        found = queries.versions(indicator, area, 2017)

    assert len(found) == 5


def test_a_profile_until_a_year_shows_what_was_known_then(db: None) -> None:
    for period, people in ((2016, 1), (2017, 2), (2019, 3)):
        make_figures(sheet({CODE: {"inhabitants": people}}, period=period))
    make_figures(sheet({CODE: {"births": 9}}, period=2020))
    area = Area.objects.get(code=CODE)

    found = queries.profile(anonymous(), area, until=2018)

    line = line_of(found, "inhabitants")
    assert (line.now.period, len(line.trend)) == (2017, 3)
    assert "births" not in {one.indicator.key for one in found}

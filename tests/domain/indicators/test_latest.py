"""The last known figure of indicators, each in an area of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import (
    make_figures,
    make_own_figure,
    make_own_indicator,
    national,
    sheet,
)
from tests.makers.places import make_municipality, make_own_area
from wijkregie.domain.indicators import queries
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def figures(period: int, first: float | CellStatus, second: float) -> None:
    make_figures(
        sheet(
            {
                "GM9001": {"inhabitants": 30},
                "WK900101": {"inhabitants": first},
                "WK900102": {"inhabitants": second},
            },
            period=period,
        )
    )


def area(code: str) -> Area:
    return Area.objects.get(code=code)


def test_the_last_figure_with_a_value_counts() -> None:
    town = make_municipality(code="GM9001")
    figures(2016, 10, 20)
    figures(2017, CellStatus.SECRET, 21)
    one = national("inhabitants")
    wanted = [(one, area("WK900101")), (one, area("WK900102"))]

    found = queries.latest_of(anonymous(town.pk), wanted)

    told = {key[1]: (seen.value, seen.period) for key, seen in found.items()}
    assert told == {area("WK900101").pk: (10, 2016), area("WK900102").pk: (21, 2017)}


def test_an_own_area_is_taken_together_from_its_parts() -> None:
    town = make_municipality(code="GM9001")
    figures(2017, 10, 20)
    own = make_own_area(town, "Samen", "WK900101", "WK900102")
    one = national("inhabitants")

    seen = queries.latest_of(anonymous(town.pk), [(one, own)])[one.pk, own.pk]

    assert (seen.value, seen.status) == (30, Status.ESTIMATED)


def test_own_figures_are_those_of_this_municipality() -> None:
    town, elsewhere = make_municipality(code="GM9001"), make_municipality()
    figures(2017, 10, 20)
    score = make_own_indicator(town)
    make_own_figure(score, "WK900101", 6.5, period=2024)
    make_own_figure(score, "WK900101", 7.0, period=2025)
    make_own_figure(score, "WK900102", 1.0, n=3)
    wanted = [(score, area("WK900101"))]

    (seen,) = queries.latest_of(anonymous(town.pk), wanted).values()

    assert (seen.value, seen.period, seen.source) == (7.0, 2025, "own")
    assert queries.latest_of(anonymous(elsewhere.pk), wanted) == {}
    assert queries.latest_of(anonymous(town.pk), [(score, area("WK900102"))]) == {}


def test_where_nothing_is_known_there_is_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_municipality(code="GM9001")
    figures(2017, 10, 20)
    own = make_own_area(town, "Leeg")
    other = make_own_indicator(town)
    make_own_figure(other, "WK900101", 6.5)
    make_own_figure(make_own_indicator(town, "tweede"), own.code, 6.5)

    one = national("inhabitants")
    wanted = [(other, own), (one, own), (one, area("WK900101"))]

    with django_assert_num_queries(4):
        found = queries.latest_of(anonymous(town.pk), wanted)
    with django_assert_num_queries(0):
        assert queries.latest_of(anonymous(town.pk), []) == {}

    assert len(found) == 1

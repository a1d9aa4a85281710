"""One figure of the whole country for its map, and a series over a merger."""

from __future__ import annotations

import numpy as np
import pytest

from tests.makers.indicators import current, line_of, make_figures, national, sheet
from tests.makers.places import border_row, make_borders, square_row
from wijkregie.domain.indicators import queries
from wijkregie.domain.indicators.states import Status
from wijkregie.domain.places.models import Area
from wijkregie.domain.places.states import Level
from wijkregie.kit.viewer import anonymous

pytestmark = pytest.mark.django_db

ONE, OTHER, NEW = "BU90010101", "BU90010102", "BU90020101"
PEOPLE = {
    ONE: {"inhabitants": 200.0, "aged_65_plus": 50.0},
    OTHER: {"inhabitants": 0.0, "aged_65_plus": 0.0},
}


def ids(*codes: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([Area.objects.get(code=code).pk for code in codes], np.int64)


def test_figures_come_in_the_order_of_the_areas_and_unknown_ones_as_nan() -> None:
    make_figures(sheet(PEOPLE))
    asked = np.append(ids(OTHER, ONE), 999_999)

    found = queries.country_figures(national("inhabitants"), current(), asked)

    assert found.values.tolist() == pytest.approx([0, 200, np.nan], nan_ok=True)
    assert not found.by_share


def test_a_count_with_a_denominator_is_a_share_and_of_nobody_there_is_none() -> None:
    make_figures(sheet(PEOPLE))

    found = queries.country_figures(national("aged_65_plus"), current(), ids(ONE, OTHER))

    assert found.values.tolist() == pytest.approx([25, np.nan], nan_ok=True)
    assert found.by_share


def test_a_figure_that_no_table_has_is_nowhere_known() -> None:
    make_figures(sheet(PEOPLE))

    found = queries.country_figures(national("households"), current(), ids(ONE))

    assert np.isnan(found.values).all()
    make_figures(sheet({}, period=2018), replace=True)
    empty = queries.country_edition(current(2018).pk)
    assert empty is not None
    assert np.isnan(
        queries.country_figures(national("inhabitants"), empty, ids(ONE)).values
    ).all()


def test_classes_are_made_of_all_years_at_one_level() -> None:
    make_figures(sheet({**PEOPLE, "GM9001": {"inhabitants": 900.0}}))
    make_figures(sheet({ONE: {"inhabitants": 300.0}}, period=2018))
    editions = [current(2017), current(2018)]

    values = queries.country_values(
        national("inhabitants"), editions, Level.NEIGHBOURHOOD, by_share=False
    )

    assert values == [0, 200, 300]
    assert (
        queries.country_values(
            national("inhabitants"), editions, Level.NEIGHBOURHOOD, by_share=True
        )
        == []
    )


def test_the_series_of_a_merger_is_the_sum_of_its_parts_and_an_estimate() -> None:
    make_borders(
        square_row(ONE, 0, 0, 1000), square_row(OTHER, 1000, 0, 1000), year=2017, linked=True
    )
    whole = border_row(NEW, (0, 0), (2000, 0), (2000, 1000), (0, 1000))
    make_borders(whole, year=2018, linked=True)
    make_figures(sheet({ONE: {"inhabitants": 200.0}, OTHER: {"inhabitants": 100.0}}))
    make_figures(sheet({NEW: {"inhabitants": 310.0}}, period=2018, change=3))

    line = line_of(queries.profile(anonymous(), Area.objects.get(code=NEW)), "inhabitants")

    told = [(point.figure.value, point.figure.status, point.joined) for point in line.trend]
    assert told == [(300, Status.ESTIMATED, False), (310, Status.KNOWN, True)]

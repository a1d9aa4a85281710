"""A code is given to another area at times: a figure of then is no figure of the area now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.makers.indicators import line_of, make_figures, national, sheet
from tests.makers.places import make_municipality, make_own_area
from wijkregie.domain.indicators import queries
from wijkregie.domain.places.models import Area
from wijkregie.kit.viewer import anonymous
from wijkregie.sources.records import CellStatus

if TYPE_CHECKING:
    from wijkregie.domain.indicators.queries import Line

pytestmark = pytest.mark.django_db

CODE = "BU90010101"
THEN, NOW = 2017, 2024
#: Of the figure that CBS does not tell in the last year.
INCOME = "income_per_inhabitant"


def make_years(*, names: tuple[str, str], land: tuple[float | None, float | None]) -> Area:
    """Store a year with an income, and one without; CBS says nothing of the years between."""
    incomes = (28.2, CellStatus.MISSING)
    for year, name, hectares, income in zip((THEN, NOW), names, land, incomes, strict=True):
        cells = {CODE: {INCOME: income, "inhabitants": 600.0, "area_land": hectares}}
        found = sheet(cells, period=year, change=None)
        make_figures(replace(found, areas=(replace(found.areas[0], name=name),)))
    return Area.objects.get(code=CODE)


def lines(area: Area, until: int | None = None) -> list[Line]:
    return queries.profile(anonymous(None), area, until=until)


SAME = ("Centrum Stad", "Centrum Stad")


@pytest.mark.parametrize(
    ("names", "land"),
    [
        (("Centrum Stad", "Rozenwerf"), (83, 83)),
        (("Centrum Stad", "Rozenwerf"), (None, None)),
        (SAME, (83, 12)),
    ],
)
def test_the_last_figure_is_never_that_of_another_area(
    names: tuple[str, str], land: tuple[float | None, float | None]
) -> None:
    area = make_years(names=names, land=land)

    income = line_of(lines(area), INCOME)

    assert (income.now.period, income.now.value) == (NOW, None)
    assert [point.figure.value for point in income.trend] == [28.2, None]
    pair = (national(INCOME), area)
    assert queries.latest_of(anonymous(None), [pair]) == {}


@pytest.mark.parametrize("names", [SAME, (SAME[0], ""), ("", "")])
@pytest.mark.parametrize("land", [(83, 83), (83, 85), (83, None), (None, None)])
def test_the_last_figure_of_the_same_area_stays(
    names: tuple[str, str], land: tuple[float | None, float | None]
) -> None:
    """The planted fault is the other way: not all that is old is left out."""
    area = make_years(names=names, land=land)

    income = line_of(lines(area), INCOME)

    assert (income.now.period, income.now.value) == (THEN, 28.2)
    one = national(INCOME)
    (seen,) = queries.latest_of(anonymous(None), [(one, area)]).values()
    assert (seen.period, seen.value) == (THEN, 28.2)


def test_a_figure_without_a_name_between_two_names_is_of_nobody() -> None:
    area = make_years(names=("Centrum Stad", "Rozenwerf"), land=(None, None))
    found = sheet({CODE: {"health_good": 71.0}}, period=2020, source="health", change=None)
    make_figures(replace(found, areas=(replace(found.areas[0], name=None),)))

    assert "health_good" not in {line.indicator.key for line in lines(area)}


def test_who_asks_for_then_sees_the_area_of_then() -> None:
    area = make_years(names=("Centrum Stad", "Rozenwerf"), land=(83, 12))

    found = lines(area, until=THEN)

    assert line_of(found, INCOME).now.value == 28.2
    assert line_of(found, "area_land").now.value == 83


def test_what_was_known_of_the_other_area_only_has_no_figure_here() -> None:
    cells = {CODE: {INCOME: 28.2}}
    make_figures(sheet(cells, period=THEN, change=None))
    make_figures(sheet({CODE: {"inhabitants": 600.0}}, period=NOW, change=2))
    area = Area.objects.get(code=CODE)

    assert [line.indicator.key for line in lines(area)] == ["inhabitants"]
    pair = (national(INCOME), area)
    assert queries.latest_of(anonymous(None), [pair]) == {}


def test_of_an_own_area_the_last_figure_may_be_of_before_its_layout_too() -> None:
    town = make_municipality(code="GM9001")
    for year, cell in ((THEN, 28.2), (NOW, CellStatus.MISSING)):
        make_figures(sheet({CODE: {INCOME: cell, "inhabitants": 600.0}}, period=year))
    own = make_own_area(town, "Samen", CODE)
    one = national(INCOME)

    (seen,) = queries.latest_of(anonymous(town.pk), [(one, own)]).values()

    assert (seen.period, seen.value) == (THEN, 28.2)

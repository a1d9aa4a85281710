"""The made-up files are read as the real ones are, so that what they cost says something."""

from __future__ import annotations

import pytest

from bench import generate
from bench.table import Row, lines, percentile
from tests.sources.makers import spreadsheet
from wijkregie.sources import borders, health, kwb, leefbaarometer, streets
from wijkregie.sources.records import Level, Remark

MADE = generate.country(3, 4, 5, seed=1)
BUURTEN = 3 * 4 * 5
AREAS = 1 + 3 + 3 * 4 + BUURTEN


@pytest.mark.parametrize(("year", "write"), [(2017, generate.odata), (2024, generate.flat)])
def test_figures_of_all_areas(year: int, write: object) -> None:
    assert callable(write)

    reading = kwb.read(generate.packed(write(MADE)), file=f"kwb_{year}.csv.gz")

    assert reading.rejections == ()
    assert reading.sheets[0].period == year
    assert len(reading.sheets[0].areas) == AREAS


def test_health_of_all_areas() -> None:
    rows = spreadsheet(generate.health(MADE, tuple(health.INDICATORS)))

    (sheet,) = health.read(rows, file="gezondheid.xlsx").sheets

    assert (len(sheet.areas), len(sheet.columns)) == (AREAS, len(health.INDICATORS))


def test_borders_that_meet_and_do_not_cross() -> None:
    sheet = borders.read(generate.borders(MADE), file="buurt_2015.topojson")

    assert (sheet.level, sheet.year, len(sheet.rows)) == (
        Level.NEIGHBOURHOOD,
        2015,
        BUURTEN,
    )
    assert {note.remark for note in sheet.notes} == {Remark.TOWNS_UNKNOWN}


def test_classes_and_streets() -> None:
    classes = leefbaarometer.read(generate.liveability(MADE), file="l.json")
    found = streets.read(generate.streets(MADE, 50), file="s.csv")

    assert [sheet.period for sheet in classes.sheets] == [2002, 2008, 2012, 2014, 2016]
    assert len(found.rows) == 50


def test_the_same_country_is_the_same_file() -> None:
    again = generate.country(3, 4, 5, seed=1)

    assert generate.packed(generate.flat(MADE)) == generate.packed(generate.flat(again))


def test_a_number_over_its_budget_is_told() -> None:
    rows = [Row("a", 6, "s", 5), Row("b", 5, "s", 5), Row("c", 9, "MB")]

    verdicts = [line.split("|")[4].strip() for line in lines(rows)[2:]]

    assert verdicts == ["over", "ok", ""]
    assert percentile(range(1, 101), 0.95) == 95
    assert percentile([7.0], 0.95) == 7.0

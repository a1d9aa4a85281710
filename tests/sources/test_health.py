from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.sources.makers import real, spreadsheet
from wijkregie.sources import health
from wijkregie.sources.records import (
    CellStatus,
    FigureSheet,
    Level,
    Problem,
    Reason,
    Remark,
    SourceFault,
)

HEADING = ["ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Gemeentenaam_1"]
FIGURES = ["ErvarenGezondheidGoedZeerGoed_4", "Roker_11", "WekelijkseSporters_6"]
CODES = ["NL01", "GM0398", "WK039801", "BU03980101", "BU03980102"]


def rows() -> list[list[str | None]]:
    lines: list[list[str | None]] = [[*HEADING, *FIGURES]]
    for number, code in enumerate(CODES):
        name = "Nederland" if code == "NL01" else "Heerhugowaard"
        start = [str(number), "20300", "MW00000", f"{code:10}", "2020JJ00", f"{name:40}"]
        lines.append([*start, "    76.5", "     .", None])
    lines[2][7] = "    15,5"
    return lines


def read(lines: list[list[str | None]], year: int | None = None) -> FigureSheet:
    return health.read(spreadsheet(lines), file="a.xlsx", year=year).sheets[0]


def fault_of(lines: list[list[str | None]], year: int | None = None) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        read(lines, year)
    return caught.value


def test_padded_text_becomes_shares_under_the_code_of_the_country() -> None:
    sheet = read(rows())

    assert (sheet.source, sheet.period, sheet.division) == ("health", 2020, 2020)
    assert sheet.columns == ("health_good", "health_smokers", "health_weekly_sports")
    assert [area.code for area in sheet.areas[:2]] == ["NL00", "GM0398"]
    assert [area.name for area in sheet.areas] == [
        "Nederland",
        "Heerhugowaard",
        None,
        None,
        None,
    ]
    assert sheet.areas[0].level is Level.COUNTRY
    assert sheet.values[1, :2].tolist() == [76.5, 15.5]
    assert sheet.status[0].tolist() == [
        CellStatus.KNOWN,
        CellStatus.MISSING,
        CellStatus.NOT_PUBLISHED,
    ]


def test_a_cell_that_is_no_share_is_named() -> None:
    lines = rows()
    lines[5][6] = "105"

    (named,) = health.read(spreadsheet(lines), file="a.xlsx").rejections

    assert (named.row, named.column, named.value) == (6, FIGURES[0], "105")
    assert named.reason is Reason.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("row", "column", "value", "problem"),
    [
        (3, 1, "10000", Problem.WRONG_KIND),
        (3, 2, "MW00001", Problem.WRONG_KIND),
        (3, 4, "2016JJ00", Problem.WRONG_KIND),
        (1, 4, "2020", Problem.YEAR_UNKNOWN),
        (3, 3, "WK0398", Problem.BAD_CODE),
        (3, 3, "GM0398", Problem.DOUBLED_AREA),
        (2, 3, "GM0399", Problem.PARTS_MISSING),
        (0, 3, "Regio", Problem.MISSING_COLUMN),
    ],
)
def test_a_table_about_something_else_is_refused(
    row: int, column: int, value: str, problem: Problem
) -> None:
    lines = rows()
    lines[row][column] = value

    assert fault_of(lines).problem is problem


def test_another_year_than_the_one_asked_for_is_refused() -> None:
    assert read(rows(), year=2020).period == 2020
    assert fault_of(rows(), year=2016).problem is Problem.WRONG_YEAR


def test_a_table_without_a_known_indicator_or_without_rows_is_refused() -> None:
    assert fault_of([line[:6] for line in rows()]).problem is Problem.NO_KNOWN_COLUMN
    assert fault_of(rows()[:1]).problem is Problem.EMPTY


@pytest.mark.parametrize("lost", [1, 100, 300])
def test_a_spreadsheet_that_stops_early_is_refused(lost: int) -> None:
    with pytest.raises(SourceFault) as caught:
        health.read(spreadsheet(rows())[:-lost], file="a.xlsx")

    assert caught.value.problem in {Problem.TRUNCATED, Problem.DAMAGED}


def test_another_archive_and_another_file_are_refused() -> None:
    other = spreadsheet(rows()).replace(b"xl/", b"zz/")
    for raw in (other, b"ID;WijkenEnBuurten\n0;NL01\n"):
        with pytest.raises(SourceFault) as caught:
            health.read(raw, file="a.xlsx")
        assert caught.value.problem is Problem.WRONG_KIND


@cache
def sheet_of(year: int) -> tuple[FigureSheet, int]:
    name = f"gezondheid_{year}_18plus_50090NED.xlsx"
    reading = health.read(real(name), file=name)
    empty = sum(note.remark is Remark.COLUMN_EMPTY for note in reading.notes)
    assert reading.rejections == ()
    return reading.sheets[0], empty


@pytest.mark.parametrize(
    ("year", "code", "key", "value"),
    [
        (2012, "NL00", "health_good", 76.1),
        (2012, "NL00", "health_hard_to_get_by", 24.0),
        (2012, "GM1680", "health_smokers", 20.9),
        (2012, "BU01935210", "health_good", 82.7),
        (2020, "NL00", "health_lonely", 47.0),
        (2020, "NL00", "health_hard_to_get_by", 13.9),
        (2020, "WK168001", "health_control_of_life", 92.8),
        (2020, "BU01935210", "health_volunteers", 42.3),
    ],
)
def test_the_real_files_cell_by_cell(year: int, code: str, key: str, value: float) -> None:
    sheet, _empty = sheet_of(year)
    row = [area.code for area in sheet.areas].index(code)

    assert sheet.values[row, sheet.columns.index(key)] == value


@pytest.mark.parametrize(("year", "empty"), [(2012, 15), (2020, 3)])
def test_the_real_files_are_whole_and_hold_shares_only(year: int, empty: int) -> None:
    sheet, found = sheet_of(year)
    known = sheet.values[sheet.status == CellStatus.KNOWN]

    assert (sheet.period, len(sheet.areas), len(sheet.columns)) == (year, 17_341, 35)
    assert found == empty
    assert ((known >= 0) & (known <= 100)).all()
    assert not np.isnan(sheet.values[0]).all()

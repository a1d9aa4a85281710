"""Key figures in every shape, from small files written here."""

from __future__ import annotations

import gzip

import numpy as np
import pytest

from tests.sources.kwb_readings import cell, fault_of, read
from tests.sources.makers import AREAS, delimited, odata
from wijkregie.sources import kwb
from wijkregie.sources.records import (
    CellStatus,
    Level,
    Problem,
    Reason,
    SourceFault,
)
from wijkregie.sources.years import Sign, WrongYear


def test_an_odata_table_gives_areas_and_figures() -> None:
    owned = {"GM0398": "67,5", "WK039801": "66.2", "BU03980101": "x"}
    reading = read(odata(Koopwoningen=owned), "kwb.csv", year=2018)

    (sheet,) = reading.sheets
    assert (sheet.source, sheet.period, sheet.division) == ("kwb", 2018, 2018)
    assert sheet.columns == ("inhabitants", "homes_owned")
    assert [area.code for area in sheet.areas] == list(AREAS)
    assert sheet.values[:, 0].tolist() == list(AREAS.values())
    assert cell(reading, "GM0398", "homes_owned") == (67.5, CellStatus.KNOWN)
    assert cell(reading, "WK039801", "homes_owned") == (66.2, CellStatus.KNOWN)
    assert cell(reading, "BU03980101", "homes_owned")[1] is CellStatus.SECRET
    assert cell(reading, "BU03980102", "homes_owned")[1] is CellStatus.MISSING
    assert reading.rejections == ()
    assert reading.notes == ()


def test_an_odata_table_names_the_municipality_only() -> None:
    areas = {area.code: area for area in read(odata()).sheets[0].areas}

    assert (areas["NL00"].name, areas["NL00"].municipality_name) == ("Nederland", None)
    assert areas["GM0398"].name == "Heerhugowaard"
    assert areas["WK039801"].name is None
    assert areas["BU03980101"].municipality_name == "Heerhugowaard"
    assert (areas["GM0398"].change, areas["BU03980101"].change) == (None, 1)
    assert areas["BU03980101"].level is Level.NEIGHBOURHOOD


def test_the_same_file_packed_is_the_same_reading() -> None:
    raw = delimited(odata())

    plain, packed = (kwb.read(each, file="2017.csv") for each in (raw, gzip.compress(raw)))

    assert plain.sheets[0].areas == packed.sheets[0].areas
    np.testing.assert_array_equal(plain.sheets[0].values, packed.sheets[0].values)


def test_a_blank_cell_cannot_occur_where_points_stand_for_missing() -> None:
    shares = dict.fromkeys(AREAS, "60") | {"BU03980201": "", "BU03980102": "."}
    reading = read(odata(Koopwoningen=shares))

    assert cell(reading, "BU03980201", "homes_owned")[1] is CellStatus.NOT_APPLICABLE
    assert cell(reading, "BU03980102", "homes_owned")[1] is CellStatus.MISSING


def test_a_blank_cell_is_missing_where_no_points_are_used() -> None:
    reading = read(odata(Koopwoningen=dict.fromkeys(AREAS, "60") | {"BU03980201": ""}))

    assert cell(reading, "BU03980201", "homes_owned")[1] is CellStatus.MISSING


def test_a_sentinel_among_figures_never_becomes_a_figure() -> None:
    planted = dict.fromkeys(AREAS, "60") | {"BU03980101": "-99997", "BU03980102": "-99999999"}
    reading = read(odata(Koopwoningen=planted, Woningvoorraad=planted))

    sheet = reading.sheets[0]
    assert np.nanmin(sheet.values) == 40
    assert cell(reading, "BU03980101", "homes_owned")[1] is CellStatus.SECRET
    assert cell(reading, "BU03980102", "homes")[1] is CellStatus.MISSING


def test_a_column_without_any_figure_is_not_published_yet() -> None:
    reading = read(odata(Koopwoningen={}))

    assert cell(reading, "GM0398", "homes_owned")[1] is CellStatus.NOT_PUBLISHED
    (note,) = reading.notes
    assert (note.remark, note.details) == ("column_empty", {"column": "Koopwoningen_20"})


def test_a_destroyed_row_keeps_its_area_without_name_and_figures() -> None:
    rows = odata(Koopwoningen=dict.fromkeys(AREAS, "60"))
    for row in rows[6:]:
        row[2:] = ["Nuenen", *[""] * (len(row) - 3)]

    reading = read(rows)

    area = reading.sheets[0].areas[5]
    assert (area.code, area.name, area.municipality_name) == ("WK039802", None, None)
    assert cell(reading, "WK039802", "inhabitants")[1] is CellStatus.REJECTED
    assert cell(reading, "BU03980201", "homes_owned")[1] is CellStatus.REJECTED
    assert cell(reading, "WK039801", "inhabitants") == (165, CellStatus.KNOWN)
    assert [(each.row, each.column, each.value) for each in reading.rejections] == [
        (7, "Gemeentenaam_1", "Nuenen"),
        (8, "Gemeentenaam_1", "Nuenen"),
    ]
    assert {each.reason for each in reading.rejections} == {Reason.ROW_CUT_SHORT}
    assert reading.notes[0].details == {"count": 2, "first": "WK039802"}


def test_a_cell_that_is_no_number_is_named_and_the_rest_stays() -> None:
    reading = read(odata(Koopwoningen=dict.fromkeys(AREAS, "60") | {"BU03980201": "6O"}))

    (named,) = reading.rejections
    assert (named.row, named.column, named.value) == (8, "Koopwoningen_20", "6O")
    assert cell(reading, "BU03980201", "homes_owned")[1] is CellStatus.REJECTED
    assert cell(reading, "BU03980102", "homes_owned") == (60, CellStatus.KNOWN)


def test_an_odd_change_is_named_and_unknown() -> None:
    rows = odata()
    rows[4][5] = "4"

    reading = read(rows)

    assert reading.sheets[0].areas[3].change is None
    assert reading.rejections[0].value == "4"


@pytest.mark.parametrize("missing", range(1, 8))
def test_a_lost_row_is_noticed_by_the_numbering(missing: int) -> None:
    rows = odata()
    del rows[missing]

    assert fault_of(rows).problem in {
        Problem.NUMBERING_BROKEN,
        Problem.PARENT_MISSING,
        Problem.PARTS_MISSING,
        Problem.TRUNCATED,
        Problem.SUM_DIFFERS,
    }


@pytest.mark.parametrize(
    ("kept", "problem", "row"),
    [(7, Problem.PARTS_MISSING, 7), (6, Problem.SUM_DIFFERS, 3), (2, Problem.TRUNCATED, 2)],
)
def test_a_table_cut_between_two_rows_is_refused(kept: int, problem: Problem, row: int) -> None:
    fault = fault_of(odata()[:kept])

    assert (fault.problem, fault.row) == (problem, row)


def test_a_table_cut_within_a_row_is_refused() -> None:
    raw = delimited(odata())

    with pytest.raises(SourceFault) as caught:
        kwb.read(raw[:-30], file="2017.csv")

    assert (caught.value.problem, caught.value.row) == (Problem.TRUNCATED, 8)


def test_an_area_that_stands_twice_is_refused_even_with_the_same_figures() -> None:
    rows = odata()

    assert fault_of([*rows, rows[-1]]).problem is Problem.DOUBLED_AREA
    assert fault_of([*rows, *rows]).problem is Problem.DOUBLED_AREA


@pytest.mark.parametrize(
    ("row", "column", "value", "problem"),
    [
        (2, 1, "XX0398", Problem.BAD_CODE),
        (2, 3, "Wijk", Problem.SHIFTED),
        (2, 4, "GM0399", Problem.SHIFTED),
        (2, 0, "9", Problem.NUMBERING_BROKEN),
        (4, 6, "700", Problem.SUM_DIFFERS),
        (2, 6, "900", Problem.SUM_DIFFERS),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(
    row: int, column: int, value: str, problem: Problem
) -> None:
    rows = odata()
    rows[row][column] = value

    assert fault_of(rows).problem is problem


def test_an_area_without_its_parent_is_refused() -> None:
    counts = {code: count for code, count in AREAS.items() if code != "WK039802"}

    fault = fault_of(odata(counts))

    assert (fault.problem, fault.value) == (Problem.PARENT_MISSING, "BU03980201")


def test_a_column_that_holds_the_values_of_another_is_refused() -> None:
    values = dict.fromkeys(AREAS, "2300")

    fault = fault_of(odata(Koopwoningen=values))

    assert (fault.problem, fault.row, fault.value) == (Problem.SHIFTED, 2, "2300")


def test_parts_larger_than_their_whole_are_a_column_that_moved() -> None:
    men = {code: count + 50 for code, count in AREAS.items()}

    assert fault_of(odata(Mannen=men)).problem is Problem.SHIFTED
    assert read(odata(Mannen={**AREAS, "BU03980101": 160})).rejections == ()


def test_a_share_that_is_fixed_for_the_country_tells_a_moved_column() -> None:
    shares = dict.fromkeys(AREAS, 20)

    fault = fault_of(odata(k_40PersonenMetLaagsteInkomen=shares))

    assert (fault.problem, fault.row) == (Problem.SHIFTED, 2)


def test_cells_that_are_gone_are_a_column_that_moved() -> None:
    rows = odata(Koopwoningen={"GM0398": "."}, Mannen=dict.fromkeys(AREAS, ""))

    assert fault_of(rows).problem is Problem.SHIFTED


@pytest.mark.parametrize(
    ("heading", "problem"),
    [
        ("SoortRegio_2", Problem.MISSING_COLUMN),
        ("AantalInwoners_5", Problem.NO_KNOWN_COLUMN),
        ("WijkenEnBuurten", Problem.NO_KNOWN_COLUMN),
    ],
)
def test_a_table_without_what_it_needs_is_refused(heading: str, problem: Problem) -> None:
    rows = odata()
    rows[0][rows[0].index(heading)] = "iets anders"

    assert fault_of(rows).problem is problem


def test_a_table_may_lack_its_numbering_and_its_inhabitants() -> None:
    rows = [row[1:6] + row[7:] for row in odata(Koopwoningen=dict.fromkeys(AREAS, "60"))]

    assert read(rows).sheets[0].columns == ("homes_owned",)


def test_a_concept_that_ended_earlier_tells_a_wrong_year() -> None:
    rows = odata(WestersTotaal=dict.fromkeys(AREAS, "10"))

    assert read(rows, "kwb.csv", year=2022).sheets[0].columns[1] == "origin_western"
    fault = fault_of(rows, "kwb.csv", year=2023)
    assert isinstance(fault, WrongYear)
    assert (fault.sign, fault.told, fault.asked) == (Sign.LAST, 2022, 2023)
    assert fault.column.startswith("WestersTotaal")


def test_a_year_in_the_name_of_the_file_is_the_one_that_is_asked() -> None:
    assert read(odata(), "kwb_2017_van_2024.csv", year=2017).sheets[0].period == 2017
    fault = fault_of(odata(), "kwb_2017.csv", year=2019)
    assert isinstance(fault, WrongYear)
    assert (fault.sign, fault.told, fault.asked) == (Sign.NAME, 2017, 2019)


def test_areas_of_a_municipality_of_a_later_year_tell_a_wrong_year() -> None:
    later: list[list[object]] = [
        [str(cell).replace("0398", "1980") for cell in row] for row in odata()
    ]

    assert read(later, "kwb.csv", year=2022).sheets[0].period == 2022
    fault = fault_of(later, "kwb.csv", year=2019)
    assert isinstance(fault, WrongYear)
    assert (fault.sign, fault.told, fault.value[2:6]) == (Sign.SINCE, 2022, "1980")


def test_a_year_that_nothing_tells_is_asked_for() -> None:
    assert fault_of(odata(), file="figures.csv").problem is Problem.YEAR_UNKNOWN


def test_a_part_of_the_country_without_the_country_can_be_read() -> None:
    rows = odata({code: count for code, count in AREAS.items() if code != "NL00"})

    assert len(read(rows).sheets[0].areas) == 6


def test_another_kind_of_table_is_refused() -> None:
    assert fault_of([["Area_Code", "Population"], ["GM0363", "1"]]).problem is (
        Problem.NO_KNOWN_COLUMN
    )

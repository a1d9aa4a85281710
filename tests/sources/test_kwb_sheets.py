"""Key figures as spreadsheets per year, from 2003 on, and CSV files with their names."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np
import pytest

from tests.sources.books import Rows, new_book, old_book
from tests.sources.kwb_readings import cell
from tests.sources.makers import AREAS, REAL, delimited, real
from wijkregie.sources import kwb
from wijkregie.sources.kwb.columns import pick_names
from wijkregie.sources.records import (
    CellStatus,
    Level,
    Problem,
    Reading,
    Reason,
    Remark,
    SourceFault,
)

SHOWN = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}


def table(**columns: object) -> Rows:
    """Return rows as from 2013; of a column one value for all areas, or values by code."""
    heading = ["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "ind_wbi"]
    rows: Rows = [[*heading, "a_inw", *columns]]
    for code, count in AREAS.items():
        level = SHOWN[code[:2]]
        owner = "Nederland" if level == "Land" else "Heerhugowaard"
        name = owner if level in {"Land", "Gemeente"} else f"Wijk 01 Naam van {code}"
        change: object = 1 if level in {"Wijk", "Buurt"} else "."
        figures = [
            each.get(code, ".") if isinstance(each, dict) else each for each in columns.values()
        ]  # fmt: skip - one thought
        rows.append([code, code[2:], name, owner, level, code, change, count, *figures])
    return rows


def older(**columns: object) -> Rows:
    """Return rows as before 2013: capitals, codes as numbers without their noughts."""
    rows: Rows = [["GWB_CODE12", "RECS", "GM_NAAM", "GWB_NAAM12", "AANT_INW", *columns]]
    for code, count in AREAS.items():
        if code != "NL00":
            name = f"Naam van {code}"
            rows.append([int(code[2:]), SHOWN[code[:2]][0], "Heerhugowaard", name, count])
            rows[-1].extend(columns.values())
    return rows


def read(rows: Rows, file: str = "kwb-2023.xlsx", **more: Any) -> Reading:
    return kwb.read(new_book({"KWB2023": rows}), file=file, **more)


def fault_of(rows: Rows, file: str = "kwb-2023.xlsx", **more: Any) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        read(rows, file, **more)
    return caught.value


def test_a_spreadsheet_gives_areas_and_figures() -> None:
    reading = read(table(p_koopw=61, g_ink_pi=dict.fromkeys(AREAS, 26.4)))

    (sheet,) = reading.sheets
    assert (sheet.source, sheet.period, sheet.division) == ("kwb", 2023, 2023)
    assert sheet.columns == ("inhabitants", "homes_owned", "income_per_inhabitant")
    assert sheet.values[:, 0].tolist() == list(AREAS.values())
    areas = {area.code: area for area in sheet.areas}
    assert areas["WK039801"].name == "Naam van WK039801"
    assert areas["WK039801"].municipality_name == "Heerhugowaard"
    assert (areas["NL00"].municipality_name, areas["NL00"].change) == (None, None)
    assert areas["BU03980101"].change == 1
    assert (reading.rejections, reading.notes) == ((), ())


def test_the_order_of_the_columns_does_not_matter() -> None:
    rows = table(p_koopw=61, a_hh=40)
    turned = [list(reversed(row)) for row in rows]

    assert cell(read(turned), "GM0398", "homes_owned") == cell(
        read(rows), "GM0398", "homes_owned"
    )


@pytest.mark.parametrize("year", range(2004, 2013))
def test_a_spreadsheet_in_capitals_finds_the_noughts_of_its_codes(year: int) -> None:
    rows = older(P_KOOPWON=61, P_65_EO_JR=17, INK_INW2=11.5)
    rows[0][0], rows[0][3] = f"GWB_CODE{year % 100:02}", f"GWB_NAAM{year % 100:02}"

    reading = kwb.read(old_book(rows, f"KWB {year}"), file="kwb.xls")

    (sheet,) = reading.sheets
    assert sheet.period == year
    assert [area.code for area in sheet.areas] == [code for code in AREAS if code != "NL00"]
    assert sheet.columns[1:] == ("homes_owned", "share_aged_65_plus", "income_per_inhabitant")
    assert sheet.areas[1].name == "Naam van WK039801"


def test_the_names_of_2003_are_read_with_the_year_of_the_file() -> None:
    rows = older(STED=3, OAD=900)
    rows[0][0] = "GWB_CODE"

    reading = kwb.read(old_book(rows, "blad"), file="kwb-2003-versie-2011-08-16.xls", year=2003)

    assert reading.sheets[0].period == 2003
    assert reading.sheets[0].columns == ("inhabitants", "urbanity", "address_density")


def test_a_csv_file_with_those_names_is_the_same_reading() -> None:
    rows = table(p_koopw=61)

    plain = kwb.read(delimited(rows, ";"), file="kwb_2023.csv")

    np.testing.assert_array_equal(plain.sheets[0].values, read(rows).sheets[0].values)
    assert plain.sheets[0].areas == read(rows).sheets[0].areas


def test_the_heading_may_stand_a_few_rows_down_on_a_later_sheet() -> None:
    rows: Rows = [["Kerncijfers wijken en buurten"], [], *table(p_koopw={"GM0398": "veel"})]
    book = new_book({"Toelichting": [["Dit is uitleg"]], "KWB 2014": rows, "Leeg": []})

    reading = kwb.read(book, file="kerncijfers.xlsx")

    assert reading.sheets[0].period == 2014
    (named,) = reading.rejections
    assert (named.row, named.column, named.value) == (5, "p_koopw", "veel")


@pytest.mark.parametrize(
    ("shown", "status"),
    [
        (".", CellStatus.MISSING),
        ("       .", CellStatus.MISSING),
        (",", CellStatus.MISSING),
        ("x", CellStatus.SECRET),
        (None, CellStatus.NOT_APPLICABLE),
        ("-", CellStatus.KNOWN),
        (-99997, CellStatus.SECRET),
        (-99995, CellStatus.NOT_PUBLISHED),
        (-99999999, CellStatus.MISSING),
    ],
)
def test_every_spelling_of_missing_is_known(shown: object, status: CellStatus) -> None:
    gas = dict.fromkeys(AREAS, 900) | {"BU03980101": shown, "BU03980102": "."}

    assert cell(read(table(g_gas=gas)), "BU03980101", "gas_use")[1] is status


def test_points_and_commas_stand_side_by_side() -> None:
    rows = table(
        g_hhgro=dict.fromkeys(AREAS, "     2.1"), g_ink_pi=dict.fromkeys(AREAS, "26,4")
    )
    reading = read(rows)

    assert cell(reading, "GM0398", "household_size") == (2.1, CellStatus.KNOWN)
    assert cell(reading, "GM0398", "income_per_inhabitant") == (26.4, CellStatus.KNOWN)


def test_a_nought_of_urbanity_is_no_answer() -> None:
    reading = read(table(ste_mvs=dict.fromkeys(AREAS, 2) | {"WK039801": 0}), year=2023)

    assert cell(reading, "WK039801", "urbanity")[1] is CellStatus.MISSING


def test_a_column_that_lost_its_name_is_known_by_its_neighbour() -> None:
    rows = table(pst_dekp=1, ste_mvs=3, ste_oad=900)
    rows[0][rows[0].index("ste_mvs")] = None

    reading = read(rows)

    assert reading.sheets[0].columns == ("inhabitants", "urbanity", "address_density")


def test_another_column_without_a_name_is_noted_by_its_letter() -> None:
    rows = table(p_koopw=61, ste_oad=900)
    rows[0][rows[0].index("p_koopw")] = None
    rows = [[*row[:8], None, *row[8:]] for row in rows]

    assert [note.details["column"] for note in read(rows).notes] == ["(J)"]


def test_names_with_trailing_spaces_are_known() -> None:
    rows = table(a_nb_won=5, p_won_ev=7)
    rows[0][-2:] = ["a_nb_won ", "p_won_ev "]

    assert read(rows).sheets[0].columns[1:] == ("homes_new", "homes_electric_heated")


def test_a_blank_column_is_not_published_yet() -> None:
    reading = read(table(p_koopw=None, a_hh=dict.fromkeys(AREAS, 40) | {"GM0398": "."}))

    assert cell(reading, "WK039801", "homes_owned")[1] is CellStatus.NOT_PUBLISHED


def test_codes_with_letters_are_kept() -> None:
    rows = table()
    moved = [[str(cell).replace("0398010", "03980A0") for cell in row] for row in rows]
    moved = [[cell.replace("039801", "03980A") for cell in row] for row in moved]

    codes = [area.code for area in read(list(map(list, moved))).sheets[0].areas]

    assert codes[2:4] == ["WK03980A", "BU03980A01"]


def test_a_sheet_of_only_points_is_refused_with_its_first_column() -> None:
    rows = table(p_koopw=".")
    for row in rows[1:]:
        row[7] = "."

    fault = fault_of(rows)

    assert (fault.problem, fault.row, fault.column) == (Problem.NO_FIGURES, 2, "a_inw")


def test_ten_thousand_unknown_codes_are_refused_at_the_first() -> None:
    rows = table()
    rows += [["ZZ", "", "", "", "Buurt", "", 1, 5]] * 10_000

    fault = fault_of(rows)

    assert (fault.problem, fault.row, fault.column) == (Problem.BAD_CODE, 9, "(code)")


@pytest.mark.parametrize("doubled", [["gwb_code_10"], ["p_koopw"]])
def test_a_column_that_stands_there_twice_is_refused(doubled: list[str]) -> None:
    rows = table(p_koopw=61)
    rows = [[*row, *(row[rows[0].index(name)] for name in doubled)] for row in rows]

    assert fault_of(rows).problem is Problem.DOUBLED_COLUMN


def test_two_names_for_one_figure_are_refused() -> None:
    fault = fault_of(table(a_opl_lg=5, a_opl_bvm=5))

    assert (fault.problem, fault.column) == (Problem.DOUBLED_COLUMN, "a_opl_bvm")


def test_a_row_that_stands_there_twice_is_refused_with_its_row() -> None:
    rows = table()

    fault = fault_of([*rows, rows[4]])

    assert (fault.problem, fault.row, fault.value) == (Problem.DOUBLED_AREA, 9, "BU03980101")


@pytest.mark.parametrize("name", ["kwb-2022.xlsx", "kwb-2024.xlsx"])
def test_a_sheet_of_another_year_than_the_file_is_refused(name: str) -> None:
    assert fault_of(table(), name).problem is Problem.WRONG_YEAR


def test_a_heading_of_another_year_is_refused() -> None:
    with pytest.raises(SourceFault) as caught:
        kwb.read(old_book(older(), "blad"), file="kwb.xls", year=2011)

    assert caught.value.problem is Problem.WRONG_YEAR


def test_a_concept_that_ended_earlier_is_refused() -> None:
    assert fault_of(table(a_w_all=5)).problem is Problem.WRONG_YEAR


def test_a_level_that_contradicts_its_code_is_refused() -> None:
    rows = table()
    rows[4][4] = "Wijk"

    fault = fault_of(rows)

    assert (fault.problem, fault.row, fault.column) == (Problem.SHIFTED, 5, "recs")


def test_without_a_level_the_length_of_a_code_tells_it() -> None:
    rows = [[row[1], row[7]] for row in table()[2:]]

    reading = kwb.read(delimited([["gwb_code_8", "a_inw"], *rows]), file="kwb_2018.csv")

    areas = reading.sheets[0].areas
    assert [area.level for area in areas[:3]] == [
        Level.MUNICIPALITY,
        Level.DISTRICT,
        Level.NEIGHBOURHOOD,
    ]
    assert areas[0].name is None


def test_a_figure_of_another_column_is_named_and_many_refuse_the_file() -> None:
    reading = read(table(p_koopw=dict.fromkeys(AREAS, 61) | {"GM0398": 610}))
    assert [each.reason for each in reading.rejections] == [Reason.OUT_OF_RANGE]

    assert fault_of(table(p_koopw=2300)).problem is Problem.SHIFTED


def test_parts_that_do_not_add_up_are_refused() -> None:
    rows = table()
    rows[5][7] = 900

    assert fault_of(rows).problem is Problem.SUM_DIFFERS


def test_a_book_without_such_a_sheet_is_refused() -> None:
    assert fault_of([["naam", "aantal"], ["a", 1]]).problem is Problem.NO_KNOWN_COLUMN
    assert fault_of([]).problem is Problem.NO_KNOWN_COLUMN


def test_a_heading_without_rows_is_refused() -> None:
    assert fault_of(table()[:1]).problem is Problem.EMPTY


@pytest.mark.parametrize("lost", [10, 400, 3000])
def test_a_cut_book_is_refused(lost: int) -> None:
    whole = new_book({"KWB2023": table(p_koopw=61)})

    with pytest.raises(SourceFault) as caught:
        kwb.read(whole[:-lost], file="kwb-2023.xlsx")

    assert caught.value.problem is Problem.TRUNCATED


@pytest.mark.parametrize("lost", [9, 300, 600, 1500, -512])
def test_a_cut_old_book_is_refused(lost: int) -> None:
    whole = old_book(older())

    with pytest.raises(SourceFault) as caught:
        kwb.read(whole[:lost], file="kwb-2012.xls")

    assert caught.value.problem is Problem.TRUNCATED


def test_an_old_book_with_nonsense_in_it_is_refused() -> None:
    whole = bytearray(old_book(older()))
    whole[1536:5000] = b"?" * 3464

    with pytest.raises(SourceFault) as caught:
        kwb.read(bytes(whole), file="kwb-2012.xls")

    assert caught.value.problem is Problem.DAMAGED


def test_a_book_beyond_the_limit_is_refused() -> None:
    whole = new_book({"KWB2023": table(p_koopw=61)})

    with pytest.raises(SourceFault) as caught:
        kwb.read(whole, file="kwb-2023.xlsx", limit=len(whole) + 100)

    assert caught.value.problem is Problem.TOO_LARGE


def test_a_part_of_the_country_is_noted() -> None:
    rows = table()
    rows[1][7] = 20_500

    (note,) = read(rows).notes

    assert note.remark is Remark.PARTIAL_COUNTRY


def test_every_name_of_the_published_list_is_known() -> None:
    path = REAL / "kwb_kolommen.csv"
    if not path.exists():
        real(path.name)
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))

    known = {
        heading: column.measure
        for heading, column in pick_names([line["kolom"] for line in lines]).items()
    }  # fmt: skip - one thought
    figures = [line for line in lines if line["soort"] not in {"code", "naam"}]
    assert [line["kolom"] for line in figures if line["kolom"] not in known] == []
    for line in figures:
        assert known[line["kolom"]] == line["statline_v4_measure"]

"""The flattened file and the StatLine export, from small files written here."""

from __future__ import annotations

import pytest

from tests.sources.kwb_readings import Rows, cell, fault_of, read
from tests.sources.makers import AREAS, delimited, flat
from wijkregie.sources import kwb
from wijkregie.sources.records import CellStatus, Level, Problem, Remark


def test_the_flattened_file_gives_one_sheet_per_source_and_year() -> None:
    reading = read(flat(), "kwb_2024.csv")

    assert [(each.source, each.period, each.division) for each in reading.sheets] == [
        ("kwb", 2024, 2024),
        ("crime", 2023, 2024),
        ("crime", 2024, 2024),
        ("health", 2024, 2024),
    ]
    assert cell(reading, "BU03980101", "crimes", sheet=1) == (0, CellStatus.KNOWN)
    assert cell(reading, "BU03980201", "crimes", sheet=1)[1] is CellStatus.MISSING
    levels = {area.level for area in reading.sheets[1].areas}
    assert levels == {Level.MUNICIPALITY, Level.NEIGHBOURHOOD}
    assert {area.code for area in reading.sheets[3].areas} == {"NL00", "GM0398"}


def test_the_flattened_file_cannot_tell_nought_from_secret() -> None:
    some = dict.fromkeys(AREAS, 20) | {"BU03980201": ""}
    reading = read(flat(huishoudens=some, wozWaarde=some), "kwb_2024.csv")

    assert cell(reading, "BU03980201", "households")[1] is CellStatus.ZERO_OR_SECRET
    assert cell(reading, "BU03980201", "home_value")[1] is CellStatus.MISSING
    assert {note.remark: dict(note.details) for note in reading.notes}[
        Remark.ZERO_OR_SECRET
    ] == {"cells": 1}


def test_the_flattened_file_names_areas_without_their_number() -> None:
    rows = flat()
    rows[3][2] = "Wijk 01 Centrum"

    assert read(rows, "kwb_2024.csv").sheets[0].areas[2].name == "Centrum"


def test_the_flattened_file_says_how_much_of_the_country_it_holds() -> None:
    rows = flat(inwoners=AREAS | {"NL00": 410})

    notes = {note.remark: dict(note.details) for note in read(rows, "kwb_2024.csv").notes}

    assert notes[Remark.PARTIAL_COUNTRY] == {"share": 0.5, "inhabitants": 205, "country": 410}
    assert "Zeeland" in str(notes[Remark.PROVINCES_MISSING]["names"])


@pytest.mark.parametrize(
    ("row", "heading", "value", "problem"),
    [
        (3, "level", "buurt", Problem.SHIFTED),
        (3, "gm_code", "GM0399", Problem.SHIFTED),
        (3, "provincie", "Heerhugowaard", Problem.SHIFTED),
        (3, "inwoners", "999", Problem.SUM_DIFFERS),
    ],
)
def test_a_flattened_row_that_contradicts_itself_is_refused(
    row: int, heading: str, value: str, problem: Problem
) -> None:
    rows = flat()
    rows[row][rows[0].index(heading)] = value

    assert fault_of(rows, "kwb_2024.csv").problem is problem


def test_a_flattened_series_without_figures_lost_its_column() -> None:
    assert fault_of(flat(misdrijven_2024={}), "kwb_2024.csv").problem is Problem.SHIFTED
    assert fault_of(flat(wozWaarde={}), "kwb_2024.csv").problem is Problem.SHIFTED


def test_a_flattened_file_without_inhabitants_is_refused() -> None:
    rows = flat()
    rows[0][6] = "mensen"

    assert fault_of(rows, "kwb_2024.csv").problem is Problem.MISSING_COLUMN


STATLINE: Rows = [
    [
        "Wijken en buurten",
        "Regioaanduiding/Gemeentenaam (naam)",
        "Regioaanduiding/Soort regio (omschrijving)",
        "Regioaanduiding/Codering (code)",
        "Regioaanduiding/Indelingswijziging wijken en buurten (code)",
        "Bevolking/Aantal inwoners (aantal)",
        "Sociale zekerheid/Personen per soort uitkering; Bijstand (aantal)",
        "Stedelijkheid/Mate van stedelijkheid (code)",
        "Iets/Anders (code)",
    ],
    ["Nederland", "Nederland", "Land", "NL00", ".", "200", "20", "2", "a"],
    ["Delft", "Delft   ", "Gemeente  ", "GM0503    ", ".", "100", "10", "1", "b"],
    ["Wijk 11 Binnenstad", "Delft", "Wijk", "WK050311", "1", "100", "       .", "0", "c"],
    ["Wijk 11", "Delft", "Buurt", "BU05031100", "3", "100", "10", "2", "d"],
]


def test_a_statline_export_gives_names_and_what_its_labels_mean() -> None:
    raw = b"\xef\xbb\xbf" + delimited(STATLINE, ";").replace(b"\n", b"\r\n")

    reading = kwb.read(raw, file="kwb_2019.csv")

    (sheet,) = reading.sheets
    assert sheet.columns == ("inhabitants", "social_assistance", "urbanity")
    assert [area.name for area in sheet.areas] == [
        "Nederland",
        "Delft",
        "Binnenstad",
        "Wijk 11",
    ]
    assert [area.change for area in sheet.areas] == [None, None, 1, 3]
    assert cell(reading, "WK050311", "social_assistance")[1] is CellStatus.MISSING
    assert cell(reading, "WK050311", "urbanity")[1] is CellStatus.MISSING
    notes = {note.remark: dict(note.details) for note in reading.notes}
    assert notes[Remark.PARTIAL_COUNTRY]["share"] == 0.5
    assert notes[Remark.COLUMN_UNKNOWN] == {"column": "Iets/Anders (code)"}


def test_a_statline_export_may_lack_inhabitants() -> None:
    rows = [row[:5] + row[6:] for row in STATLINE]

    assert read(rows, "kwb_2019.csv").sheets[0].columns == ("social_assistance", "urbanity")

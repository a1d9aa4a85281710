"""Key figures as published: hand-picked cells, and every way to break the files."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache

import numpy as np
import pytest

from tests.sources.makers import delimited, real
from wijkregie.sources import kwb
from wijkregie.sources.cells import SENTINELS
from wijkregie.sources.records import (
    CellStatus,
    Level,
    Problem,
    Reading,
    Reason,
    Remark,
    SourceFault,
)

FILE_2017 = "kwb_2017_nl_odata3.csv.gz"
FILE_2019 = "kwb_2019_den_haag_statline.csv"
FILE_2024 = "kwb_2024_nl_deel.csv.gz"
LATE = 16_652  # in the last municipality of 2017


@cache
def reading(name: str) -> Reading:
    return kwb.read(real(name), file=name)


@cache
def rows(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(gzip.decompress(real(name)).decode("utf-8-sig"))))


def figures(name: str, code: str, sheet: int = 0) -> dict[str, float | CellStatus]:
    found = reading(name).sheets[sheet]
    row = [area.code for area in found.areas].index(code)
    return {
        key: float(value) if status == CellStatus.KNOWN else CellStatus(status)
        for key, value, status in zip(
            found.columns, found.values[row], found.status[row], strict=True
        )
    }


def test_2017_reads_the_country_cell_by_cell() -> None:
    assert figures(FILE_2017, "NL00") == {
        "inhabitants": 17_081_507,
        "aged_65_plus": 3_159_660,
        "origin_western": 1_689_030,
        "origin_non_western": 2_173_723,
        "origin_morocco": 391_088,
        "origin_turkey": 400_367,
        "population_density": 507,
        "home_value": 216,
        "income_per_recipient": 32,
        "income_per_inhabitant": 25.7,
        "persons_lowest_40": 40,
        "persons_highest_20": 20,
        "households_lowest_40": 40,
        "households_highest_20": 20,
        "households_low_income": 7.9,
        "households_social_minimum": 7.2,
    }


def test_2017_reads_a_wijk_cell_by_cell() -> None:
    found = figures(FILE_2017, "WK168000")

    assert list(found.values()) == [
        3545,
        855,
        120,
        70,
        0,
        0,
        242,
        226,
        33.9,
        27.4,
        36.1,
        22.7,
        29.5,
        26,
        2.8,
        3.8,
    ]  # fmt: skip - as the row stands in the file


def test_2017_knows_heerhugowaard() -> None:
    assert figures(FILE_2017, "GM0398")["inhabitants"] == 54_950
    area = next(each for each in reading(FILE_2017).sheets[0].areas if each.code == "GM0398")
    assert (area.name, area.level) == ("Heerhugowaard", Level.MUNICIPALITY)


def test_2017_agrees_with_an_independent_reading_of_every_cell() -> None:
    sheet = reading(FILE_2017).sheets[0]
    cells = [[text.strip() for text in row[6:]] for row in rows(FILE_2017)[1:]]

    for values, status, row in zip(sheet.values, sheet.status, cells, strict=True):
        for value, state, text in zip(values, status, row, strict=True):
            if text in {"", "."}:
                assert np.isnan(value)
                assert state == (CellStatus.REJECTED if text == "" else CellStatus.MISSING)
            else:
                assert value == float(text)


def test_2017_has_all_areas_and_their_changes() -> None:
    areas = reading(FILE_2017).sheets[0].areas
    levels = [area.level for area in areas]
    wijken = [area.change for area in areas if area.level is Level.DISTRICT]

    assert (len(areas), levels.count(Level.MUNICIPALITY)) == (16_667, 388)
    assert [wijken.count(change) for change in (1, 2, 3)] == [2867, 4, 196]


def test_the_destroyed_rows_of_nuenen_keep_their_area_without_name_and_figures() -> None:
    found = reading(FILE_2017)
    lost = [area for area in found.sheets[0].areas if area.code[2:6] == "0820"]

    assert len(lost) == len(found.rejections) == 14
    assert {area.name for area in lost} == {area.municipality_name for area in lost} == {None}
    assert set(figures(FILE_2017, "GM0820").values()) == {CellStatus.REJECTED}
    assert [each.row for each in found.rejections] == list(range(10_809, 10_823))
    first = found.rejections[0]
    assert (first.column, first.value) == ("Gemeentenaam_1", "Nuenen")
    assert first.reason is Reason.ROW_CUT_SHORT


def test_2024_reads_almere_cell_by_cell() -> None:
    assert figures(FILE_2024, "GM0034") == {
        "inhabitants": 226_500,
        "aged_0_14": 41_129,
        "aged_65_plus": 30_913,
        "households": 96_667,
        "household_size": 2.3,
        "population_density": 1753,
        "urbanity": 2,
        "address_density": 1636,
        "area_land": 12_918,
        "home_value": 375,
        "homes_owned": 62,
        "homes_single_family": 70,
        "income_per_inhabitant": 34.4,
        "distance_gp": 1.1,
        "distance_supermarket": 0.8,
        "distance_school": 0.6,
        "schools_within_3km": 12,
    }


def test_2024_reads_a_buurt_with_its_crimes_and_its_health() -> None:
    assert figures(FILE_2024, "BU00340101")["inhabitants"] == 795
    assert figures(FILE_2024, "BU00340101")["income_per_inhabitant"] is CellStatus.MISSING
    crimes = [figures(FILE_2024, "BU00340101", sheet)["crimes"] for sheet in range(1, 6)]
    health = [figures(FILE_2024, "BU00340101", sheet)["health_good"] for sheet in range(6, 11)]
    assert crimes == [97, 118, 102, 79, 58]
    assert health == [65.3, 62, 69.8, 58.5, 63.2]


def test_2024_says_what_it_lacks() -> None:
    notes = {note.remark: dict(note.details) for note in reading(FILE_2024).notes}

    assert notes[Remark.PARTIAL_COUNTRY]["share"] == 0.8908
    assert notes[Remark.PROVINCES_MISSING] == {"names": "Limburg, Zeeland"}
    assert notes[Remark.ZERO_OR_SECRET] == {"cells": 8224}
    assert reading(FILE_2024).rejections == ()


def test_2024_has_real_names_and_codes_with_letters() -> None:
    areas = {area.code: area for area in reading(FILE_2024).sheets[0].areas}

    assert areas["WK003401"].name == "Centrum Almere Haven"
    assert areas["WK0363AA"].municipality_name == "Amsterdam"
    assert len(areas) == 16_095


def test_2024_keeps_crimes_for_the_levels_that_carry_them() -> None:
    levels = {area.level for area in reading(FILE_2024).sheets[1].areas}

    assert levels == {Level.MUNICIPALITY, Level.NEIGHBOURHOOD}


def test_den_haag_2019_is_read_through_its_long_labels() -> None:
    found = figures(FILE_2019, "GM0518")

    assert found["inhabitants"] == 537_833
    assert found["household_size"] == 2.0
    assert found["social_assistance"] == 25_280
    assert found["cars_petrol"] == 159_375
    assert found["births"] is CellStatus.NOT_PUBLISHED
    assert figures(FILE_2019, "WK051801")["inhabitants"] == 0
    assert figures(FILE_2019, "WK051801")["home_value"] is CellStatus.MISSING
    names = [area.name for area in reading(FILE_2019).sheets[0].areas[:3]]
    assert names == ["'s-Gravenhage", "Oostduinen", "Oostduinen"]


@pytest.mark.parametrize("name", [FILE_2017, FILE_2019, FILE_2024])
def test_no_sentinel_is_a_value_in_any_real_file(name: str) -> None:
    for sheet in reading(name).sheets:
        known = sheet.values[sheet.status == CellStatus.KNOWN]
        assert not np.isin(known, list(SENTINELS)).any()
        assert (known >= 0).all()


def test_the_renamed_columns_of_amsterdam_2020_are_no_known_table() -> None:
    with pytest.raises(SourceFault) as caught:
        kwb.read(real("kwb_2020_amsterdam_deel.csv"), file="kwb_2020_amsterdam_deel.csv")

    assert caught.value.problem is Problem.NO_KNOWN_COLUMN


@pytest.mark.parametrize(("name", "columns"), [(FILE_2017, 22), (FILE_2024, 34)])
def test_a_cell_lost_from_every_row_is_noticed_whatever_the_column(
    name: str, columns: int
) -> None:
    heading, *body = rows(name)
    passed = []
    for lost in range(0, columns, 5):
        moved = [row[:lost] + row[lost + 1 :] + [""] for row in body]
        try:
            kwb.read(delimited([heading, *moved]), file=name)
        except SourceFault:
            continue
        passed.append(heading[lost])

    assert passed == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [(FILE_2017, LATE), (FILE_2017, -1), (FILE_2017, 2), (FILE_2024, -1), (FILE_2024, 5000)],
)
def test_a_file_cut_between_two_rows_is_refused(name: str, kept: int) -> None:
    with pytest.raises(SourceFault):
        kwb.read(delimited(rows(name)[:kept]), file=name)


def test_a_file_cut_anywhere_is_refused() -> None:
    packed = real(FILE_2017)
    plain = gzip.decompress(packed)

    for raw in (packed[: len(packed) // 2], plain[: len(plain) // 2], plain[:-40]):
        with pytest.raises(SourceFault):
            kwb.read(raw, file=FILE_2017)


def test_a_file_pasted_twice_is_refused() -> None:
    plain = gzip.decompress(real(FILE_2017))

    with pytest.raises(SourceFault) as caught:
        kwb.read(plain + plain, file=FILE_2017)

    assert caught.value.problem is Problem.DOUBLED_AREA

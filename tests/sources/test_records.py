from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkregie.sources import records
from wijkregie.sources.records import (
    AreaRow,
    CellStatus,
    FigureSheet,
    Level,
    Problem,
    SourceFault,
    clean_code,
    is_water,
    level_of,
    parent_code,
)

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@given(st.from_regex(r"\A(GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})\Z"))
def test_a_code_survives_padding_and_leads_up_to_the_country(code: str) -> None:
    if not code.isascii():
        assert clean_code(code) is None
        return
    assert clean_code(f" {code}   ") == code
    steps = 0
    up: str | None = code
    while up is not None:
        assert clean_code(up) == up
        up, steps = parent_code(up), steps + 1
    assert steps == {"GM": 2, "WK": 3, "BU": 4}[code[:2]]


@given(st.text(max_size=12))
def test_any_text_is_a_code_or_none(text: str) -> None:
    code = clean_code(text)

    assert code is None or code.strip() == code
    assert code is None or level_of(code) in Level


@pytest.mark.parametrize("text", ["", "BU0398", "bu03980101", "03980101", "WK0398ü1", "NL02"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert clean_code(text) is None


def test_the_country_of_the_health_table_is_the_country() -> None:
    assert clean_code("NL01      ") == "NL00"
    assert parent_code("NL00") is None


def test_water_is_known_by_its_number_at_one_level_only() -> None:
    assert is_water("BU03989997")
    assert not is_water("BU03980997")
    assert not is_water("WK039899")


def test_a_fault_names_its_place_in_one_sentence() -> None:
    fault = SourceFault(Problem.SHIFTED, file="a.csv", row=7, column="Mannen", value="x")

    assert str(fault) == "a.csv, row 7, column Mannen, value 'x': shifted"
    assert str(SourceFault(Problem.EMPTY, file="a.csv")) == "a.csv: empty"


def test_a_sheet_refuses_a_number_without_status_and_a_wrong_shape() -> None:
    area = AreaRow("GM0398", "Heerhugowaard", Level.MUNICIPALITY, None, None, water=False)
    values = np.array([[1.0]])
    missing = np.array([[CellStatus.MISSING]], dtype=np.uint8)

    with pytest.raises(ValueError, match="exactly when"):
        FigureSheet("kwb", 2017, 2017, ("men",), (area,), values, missing)
    with pytest.raises(ValueError, match="shape"):
        FigureSheet("kwb", 2017, 2017, ("men", "women"), (area,), values, missing)


def test_records_load_no_heavy_library() -> None:
    heavy = ["polars", "shapely", "pyogrio", "pyproj", "fastexcel"]
    question = (
        "import sys, wijkregie.sources.records;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    answer = subprocess.run(  # noqa: S603 - this program itself, with our own words
        [sys.executable, "-c", question],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(records.__file__).parents[2])},
    )

    assert answer.stdout.strip() == "[]"

"""The postcode that occurs most in a buurt, in every shape of the key figures."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import polars as pl
import pytest

from wijkregie.sources import kwb
from wijkregie.sources.kwb.postcodes import read_postcodes
from wijkregie.sources.records import AreaRow, level_of
from wijkregie.sources.tables import Table

if TYPE_CHECKING:
    from pathlib import Path

CODES = ("GM0398", "WK039801", "BU03980101", "BU03980102", "BU03980103")
AREAS = [AreaRow(code, None, level_of(code), None, None, water=False) for code in CODES]
CELLS = ["1701", "1701", " 1703 ", "1704.0", "."]


@pytest.mark.parametrize(
    "heading",
    [
        "pst_mvp",
        "PST_MVP",
        "postcode",
        "MeestVoorkomendePostcode_113",
        "Postcode/Meest voorkomende postcode (code)",
        "meestVoorkomendePostcode",
    ],
)
def test_buurten_tell_their_postcode(heading: str) -> None:
    table = Table("kwb.csv", pl.DataFrame({"code": list(CODES), heading: CELLS}))

    assert read_postcodes(table, AREAS) == (("BU03980101", "1703"), ("BU03980102", "1704"))


def test_other_columns_are_no_postcode() -> None:
    frame = pl.DataFrame({"code": list(CODES), "pst_dekp": CELLS, "M1": CELLS})
    table = Table("kwb.csv", frame)

    assert read_postcodes(table, AREAS) == ()
    assert len(read_postcodes(table, AREAS, "M1")) == 2


def test_a_real_file_tells_the_postcodes_of_its_buurten(cbs: Path) -> None:
    raw = (cbs / "kwb_2024_nl_deel.csv.gz").read_bytes()

    found = dict(kwb.read(raw, file="kwb_2024_nl_deel.csv.gz").postcodes)

    assert found["BU00590200"] == "9231"
    assert len(found) > 10_000
    assert gzip.decompress(raw).count(b"\nbuurt,") >= len(found)

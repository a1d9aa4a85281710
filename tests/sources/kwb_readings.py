"""Short ways to read key figures in a test."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sources.makers import delimited
from wijkregie.sources import kwb
from wijkregie.sources.records import CellStatus, Reading, SourceFault

Rows = list[list[object]]


def read(rows: Rows, file: str = "kwb_2017.csv", **more: Any) -> Reading:
    return kwb.read(delimited(rows), file=file, **more)


def fault_of(rows: Rows, file: str = "kwb_2017.csv", **more: Any) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        read(rows, file, **more)
    return caught.value


def cell(reading: Reading, code: str, key: str, sheet: int = 0) -> tuple[float, CellStatus]:
    found = reading.sheets[sheet]
    row = [area.code for area in found.areas].index(code)
    column = found.columns.index(key)
    return float(found.values[row, column]), CellStatus(found.status[row, column])

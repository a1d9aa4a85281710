from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from tests.sources.makers import real
from wijkregie.sources import leefbaarometer
from wijkregie.sources.records import CellStatus, Problem, Reason, SourceFault

NAME = "leefbaarometer2_wijk_2002_2016.json.gz"
WIJKEN = {
    f"WK03980{number}": {"KL14": "6", "KL16": "7", "VKL1416": "5", "VKL0216": "4"}
    for number in range(1, 9)
}


def fault_of(raw: bytes) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        leefbaarometer.read(raw, file="a.json")
    return caught.value


def test_a_class_and_a_change_since_the_year_before() -> None:
    first, second = leefbaarometer.read(json.dumps(WIJKEN).encode(), file="a.json").sheets

    assert (first.period, first.division, first.columns) == (2014, 2016, ("lbm_class",))
    assert (second.period, second.columns) == (2016, ("lbm_class", "lbm_change"))
    assert second.values[0].tolist() == [7, 5]
    assert second.areas[0].code == "WK039801"


def test_a_wijk_without_a_class_is_missing_and_an_odd_one_is_named() -> None:
    wijken = WIJKEN | {"WK039808": {"KL14": "", "KL16": "10"}}

    reading = leefbaarometer.read(json.dumps(wijken).encode(), file="a.json")

    assert reading.sheets[0].status[-1, 0] == CellStatus.MISSING
    assert reading.sheets[1].status[-1].tolist() == [CellStatus.REJECTED, CellStatus.MISSING]
    (named,) = reading.rejections
    assert (named.row, named.column, named.value) == (8, "KL16", "10")
    assert named.reason is Reason.OUT_OF_RANGE


def test_the_real_file_reads_every_class() -> None:
    raw = real(NAME)
    source = json.loads(gzip.decompress(raw))

    sheets = leefbaarometer.read(raw, file=NAME).sheets

    assert [sheet.period for sheet in sheets] == [2002, 2008, 2012, 2014, 2016]
    for sheet in sheets:
        assert len(sheet.areas) == 2981
        for area, value in zip(sheet.areas, sheet.values[:, 0], strict=True):
            shown = source[area.code].get(f"KL{sheet.period % 100:02}") or None
            assert (None if np.isnan(value) else value) == (shown and float(shown))


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (json.dumps(WIJKEN).encode()[:-40], Problem.TRUNCATED),
        (b'{"WK039801": {"KL14": "6"', Problem.TRUNCATED),
        (b'{"WK039801": 6 7}', Problem.WRONG_KIND),
        (b"[" * 100_000, Problem.WRONG_KIND),
        (b"code;KL14\nWK039801;6\n", Problem.WRONG_KIND),
        (b'["WK039801"]', Problem.WRONG_KIND),
        (b'{"WK039801": ["KL14"]}', Problem.WRONG_KIND),
        (b'"WK039801"', Problem.WRONG_KIND),
        (b"{}", Problem.EMPTY),
        (b'{"WK039801": {"score": "6"}}', Problem.NO_KNOWN_COLUMN),
        (b'{"WK0398": {"KL14": "6"}}', Problem.BAD_CODE),
        (b'{"WK039801": {"KL14": "6"}, "WK039801": {"KL14": "7"}}', Problem.DOUBLED_AREA),
    ],
)
def test_a_file_that_is_not_whole_is_refused(raw: bytes, problem: Problem) -> None:
    assert fault_of(raw).problem is problem

"""Which municipalities there were."""

from __future__ import annotations

import pytest

from tests.sources.border_readings import X, Y, fault_of, read
from tests.sources.makers import geojson, square
from wijkregie.sources.records import Problem, Remark
from wijkregie.sources.towns import towns, unknown_notes


def test_the_table_knows_when_municipalities_were_there() -> None:
    known = towns()

    assert known["GM0363"] == (None, None)
    assert known["GM0398"] == (None, 2021)
    assert known["GM1980"] == (2022, None)
    assert {code for code in known if len(code) != 6} == set()


def test_areas_of_unknown_municipalities_are_noted() -> None:
    sheet = read(geojson({"WK036300": square(X, Y, 9), "WK990000": square(X + 9, Y, 9)}))

    (note,) = sheet.notes
    assert note.remark is Remark.TOWNS_UNKNOWN
    assert note.details == {"count": 1, "codes": "GM9900"}
    assert unknown_notes(["NL00", "WK036300"], file="a.json") == []


@pytest.mark.parametrize(("real", "refused"), [(0, True), (12, True), (13, False)])
def test_a_file_of_codes_that_are_made_up_is_refused(real: int, *, refused: bool) -> None:
    made_up = {f"WK99{n:04d}": square(X + n, Y, 1) for n in range(110)}
    known = {f"WK0363{n:02d}": square(X + n, Y + 9, 1) for n in range(real)}

    if refused:
        fault = fault_of(geojson(made_up | known))
        assert (fault.problem, fault.row, fault.value) == (
            Problem.UNKNOWN_TOWNS,
            1,
            "WK990000",
        )
    else:
        assert read(geojson(made_up | known)).notes[0].details["count"] == 110
